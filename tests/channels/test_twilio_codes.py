"""What Twilio's codes mean, whether they come with an answer or in a callback."""

import pytest

from bot.channels.twilio_codes import classify
from bot.core.sending import Result


@pytest.mark.parametrize(
    ("status", "code", "result"),
    [
        (201, None, Result.ACCEPTED),
        (429, None, Result.RETRY),
        (429, 20429, Result.RETRY),
        (429, 63038, Result.RETRY),
        (500, None, Result.UNKNOWN),
        (503, 20003, Result.UNKNOWN),
        (408, None, Result.UNKNOWN),
        (307, None, Result.HALT),
        (401, None, Result.HALT),
        (403, None, Result.HALT),
        (403, 20006, Result.HALT),
        (404, 20404, Result.HALT),
        (403, 21610, Result.REFUSED),
        (400, 63007, Result.HALT),
        (400, 21211, Result.REFUSED),
        (400, 21617, Result.REFUSED),
        (400, None, Result.REFUSED),
    ],
)
def test_the_bot_sorts_answers(status: int, code: int | None, result: Result) -> None:
    assert classify(status, code) is result


@pytest.mark.parametrize(
    ("code", "result"),
    [(code, Result.HALT) for code in (20003, 63001, 63007, 63008, 63020)]
    + [(code, Result.RETRY) for code in (63017, 63018, 30001, 63019, 63010, 63012, 63023)]
    + [
        (code, Result.REFUSED)
        for code in (21610, 63014, 63003, 63024, 63005, 63013, 63015, 63016, 63032, 63049, 63999, None)
    ],
)
def test_the_bot_sorts_the_codes_of_callbacks(code: int | None, result: Result) -> None:
    assert classify(None, code) is result
