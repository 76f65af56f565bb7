"""How long things are kept, and when a contact may be erased."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.keeping import ABANDONED, is_being_sent, kept_since
from bot.core.policy import Policy

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MOMENT = timedelta(seconds=1)


def _kept(messages: timedelta = 730 * DAY, decisions: timedelta = 90 * DAY, per: timedelta = DAY):
    retention = {"messages": messages, "decisions": decisions}
    return kept_since(Policy.model_validate({"retention": retention, "limits": {"per": per}}), NOW)


def test_the_ages_are_those_that_ops_wrote() -> None:
    kept = _kept()

    assert (NOW - kept.messages, NOW - kept.decisions) == (730 * DAY, 90 * DAY)


@pytest.mark.parametrize("per", [DAY, 7 * DAY])
def test_an_age_is_never_shorter_than_the_budget_looks_back(per: timedelta) -> None:
    kept = _kept(messages=timedelta(0), decisions=timedelta(0), per=per)

    assert kept.messages == kept.decisions
    assert per < NOW - kept.messages < per + DAY


@pytest.mark.parametrize(("messages", "receipts"), [(30 * DAY, 400 * DAY), (730 * DAY, 730 * DAY)])
def test_what_stops_replays_outlasts_the_messages(messages: timedelta, receipts: timedelta) -> None:
    assert NOW - _kept(messages=messages).receipts == receipts


@pytest.mark.parametrize(
    ("status", "lease", "retry", "expected"),
    [
        ("queued", None, None, False),
        ("queued", NOW, NOW + DAY, False),
        ("sent", NOW + DAY, NOW + DAY, False),
        ("failed", None, None, False),
        ("sending", NOW + MOMENT, None, True),
        ("sending", NOW - ABANDONED + MOMENT, None, True),
        ("sending", NOW - ABANDONED, None, False),
        ("sending", NOW - DAY, NOW + DAY, False),
        ("sending", None, None, True),
        ("unknown", None, NOW + MOMENT, True),
        ("unknown", NOW - DAY, NOW - ABANDONED + MOMENT, True),
        ("unknown", None, NOW - ABANDONED, False),
    ],
)
def test_a_message_is_being_sent_while_somebody_works_on_it(status, lease, retry, expected) -> None:
    assert is_being_sent(status, lease, retry, NOW) is expected
