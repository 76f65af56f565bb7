"""How often a password may be tried, and which one is good enough."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.logging_in import (
    ACCOUNT,
    HERE,
    PLACE,
    TOO_COMMON,
    TOO_LIKE_NAME,
    TOO_LONG,
    TOO_SHORT,
    WINDOW,
    Attempt,
    account_key,
    fault,
    free_again,
    place_of,
    written,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _tries(count: int, account: str = "ann", place: str = "here") -> list[Attempt]:
    """One a second, the last one at noon."""
    return [Attempt(account, place, NOON - timedelta(seconds=one)) for one in range(count)]


@pytest.mark.parametrize(
    ("tries", "known", "closed"),
    [
        (_tries(HERE - 1), False, False),
        (_tries(HERE), False, True),
        (_tries(HERE), True, True),
        (_tries(HERE, place="there"), False, False),
        (_tries(PLACE - 1, account="ben"), False, False),
        (_tries(PLACE, account="ben"), False, True),
        (_tries(PLACE, account="ben"), True, True),
        (_tries(ACCOUNT - 1, place="there"), False, False),
        (_tries(ACCOUNT, place="there"), False, True),
        (_tries(ACCOUNT, place="there"), True, False),
        ([], False, False),
    ],
)
def test_a_place_and_an_account_are_closed_at_their_limits(
    tries: list[Attempt], known: bool, closed: bool
) -> None:
    assert (free_again(tries, "ann", "here", known) is not None) is closed


def test_one_more_attempt_is_free_when_the_oldest_that_counts_is_over() -> None:
    tries = [*_tries(HERE + 2), *_tries(3, account="ben")]

    assert free_again(tries, "ann", "here", known=False) == NOON - timedelta(seconds=HERE - 1) + WINDOW


def test_of_two_limits_the_longer_one_counts() -> None:
    late = [Attempt("ben", "here", NOON) for _ in range(PLACE)]

    assert free_again([*_tries(HERE), *late], "ann", "here", known=False) == NOON + WINDOW


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("", ""),
        ("x" * 99, "x" * 64),
    ],
)
def test_a_network_of_one_guest_is_one_place(address: str, place: str) -> None:
    assert place_of(address) == place


def test_what_is_typed_as_a_name_is_not_kept_but_counted_as_one() -> None:
    assert account_key(" ANN ") == account_key("ann") != account_key("anne")
    assert "hunter" not in account_key("hunter2")
    assert len(account_key("\udcff" * 999)) == 64


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("seven quiet herons", ""),
        ("รหัสผ่านของฉัน", ""),
        ("x7!kQ2#mPz", ""),
        ("x7!kQ2#mP", TOO_SHORT),
        ("", TOO_SHORT),
        ("ab" * 128, TOO_COMMON),
        ("abcdefg " * 32, ""),
        ("abcdefg " * 32 + "h", TOO_LONG),
        ("Maria.Santos", TOO_LIKE_NAME),
        ("ＭＡＲＩＡ.santos", TOO_LIKE_NAME),
        ("Password123!", TOO_COMMON),
        ("correct horse battery staple", TOO_COMMON),
        ("aaaaaaaaaaaa", TOO_COMMON),
    ],
)
def test_a_password_is_good_enough_or_the_rule_is_told(password: str, why: str) -> None:
    assert fault(password, "maria.santos") == why


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    assert written("cafe\u0301 pass") == written("caf\u00e9 pass")
