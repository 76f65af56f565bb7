"""How a provider calls back about a message it took: when, how often, and with what."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.messages import Status, StatusReport


def _failed(report: StatusReport) -> list[tuple[timedelta, StatusReport]]:
    sent = replace(report, status=Status.SENT)
    return [(timedelta(), sent), (timedelta(minutes=2), replace(report, status=Status.FAILED, code=63016))]


_NOW, _LATE = timedelta(), timedelta(seconds=25)
CALLBACKS: dict[str, Any] = {
    "in time": lambda report: [(_NOW, replace(report, status=Status.SENT)), (timedelta(seconds=3), report)],
    "delivered at once": lambda report: [(_NOW, report)],
    "late": lambda report: [(_LATE, report), (_LATE, replace(report, status=Status.SENT))],
    "twice": lambda report: [(_NOW, report), (_NOW, report), (_LATE, report)],
    "never": lambda report: [],
    "failed: 63016": _failed,
}
