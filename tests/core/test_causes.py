"""Every code of the provider has the cause that its documentation gives it."""

from pathlib import Path

import pytest

from bot.core.causes import CAUSES, Cause, cause_of, result_of
from bot.core.sending import Result


@pytest.mark.parametrize(
    ("cause", "codes"),
    [
        (Cause.BUSY, (20429, 21611, 30001, 63017)),
        (Cause.LIMIT, (63018,)),
        (Cause.FAULT, (63010, 63012, 63023)),
        (Cause.FILE, (63019,)),
        (Cause.WINDOW, (63016,)),
        (Cause.WITHHELD, (63049,)),
        (Cause.OPTED_OUT, (21610, 63014)),
        (Cause.NOT_JOINED, (63015,)),
        (Cause.RECIPIENT, (21211, 63003, 63024, 63032)),
        (Cause.CONTENT, (63005, 63006, 63013, 63021, 63027, 63028, 63029, 63030, 21617, 14103)),
        (Cause.SET_UP, (20003, 63001, 63007, 63008, 63020)),
        (Cause.STRANGE, (63000, 63026, 63999)),
        (Cause.REFUSED, (None, 21699, 30008, 62999, 64000)),
    ],
)
def test_the_bot_knows_why_a_message_was_refused(cause: Cause, codes: tuple[int | None, ...]) -> None:
    assert {cause_of(code) for code in codes} == {cause}


def test_the_bot_gives_no_code_two_causes() -> None:
    assert len(CAUSES) == len(set(CAUSES))
    assert sum(1 for code in CAUSES if cause_of(code) is CAUSES[code]) == len(CAUSES)


@pytest.mark.parametrize(
    ("result", "cause"),
    [(Result.RETRY, Cause.AWAY), (Result.HALT, Cause.SET_UP), (Result.REFUSED, Cause.REFUSED)],
)
def test_the_bot_goes_by_the_answer_where_there_is_no_code(result: Result, cause: Cause) -> None:
    assert cause_of(None, result) is cause
    assert result_of(cause) is result


def test_a_code_says_more_than_the_answer_it_came_with() -> None:
    assert cause_of(63016, Result.RETRY) is Cause.WINDOW


def test_the_page_for_operators_names_every_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "provider.md").read_text("utf-8")
    page = page.replace("63027–63030", "63027, 63028, 63029, 63030")

    assert [code for code in CAUSES if str(code) not in page] == []
