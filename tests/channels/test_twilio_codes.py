"""How an answer of Twilio's ends a request; what the codes mean is tested beside `core/causes.py`."""

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
        (400, 63018, Result.RETRY),
        (429, 63017, Result.RETRY),
        (400, 63015, Result.REFUSED),
        (400, 63999, Result.REFUSED),
        (400, None, Result.REFUSED),
    ],
)
def test_the_bot_sorts_answers(status: int, code: int | None, result: Result) -> None:
    assert classify(status, code) is result
