"""Count what was tried, so that a run can say how much it proves; and how long a run may be.

`BULBUL_SOAK=MINUTES` asks for the long form; without it the cases are few and always the same.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, Phase, settings

SOAK_MINUTES = float(os.environ.get("BULBUL_SOAK") or 0)


def cases(short: int) -> settings:
    """How hypothesis runs: few cases and always the same, or many and never the same twice."""
    return settings(
        max_examples=int(short * max(1, 5 * SOAK_MINUTES)),
        derandomize=not SOAK_MINUTES,
        database=None,
        # A week of traffic takes minutes to shorten; the seed and the events are enough to play it again.
        phases=(Phase.explicit, Phase.generate),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


_PROPERTY = "tried"
_tried: Counter[str] = Counter()


def tried(**amounts: int) -> None:
    """Add to what this test has tried: `tried(instants=3)`."""
    _tried.update(amounts)


def take_tally() -> Mapping[str, int]:
    """What was tried since the last call."""
    taken = dict(_tried)
    _tried.clear()
    return taken


def note_on(item: pytest.Item) -> None:
    """Hand the tally over with the test's report, which also comes back from other processes."""
    item.user_properties.append((_PROPERTY, take_tally()))


def rounds() -> Iterator[int]:
    """One round; in the long form one after the other until the minutes are over."""
    end = time.monotonic() + SOAK_MINUTES * 60
    yield 1
    number = 1
    while time.monotonic() < end:
        number += 1
        yield number


def tell(reporter: pytest.TerminalReporter) -> None:
    """Write one line for every test that counted something, and their sum."""
    reports = [one for kind in ("passed", "failed") for one in reporter.stats.get(kind, ())]
    tallies = [(one.nodeid, tally) for one in reports if (tally := _tally(one))]
    if not tallies:
        return
    total: Counter[str] = Counter()
    reporter.section("tried by the properties")
    for name, tally in tallies:
        total.update(tally)
        reporter.write_line(f"{name.rpartition('::')[2]}: {_words(tally)}")
    reporter.write_line(f"in all: {_words(total)}")


def _tally(report: pytest.TestReport) -> Mapping[str, int]:
    return next((value for name, value in report.user_properties if name == _PROPERTY), {})


def _words(tally: Mapping[str, int]) -> str:
    return ", ".join(f"{amount:,} {what.replace('_', ' ')}" for what, amount in sorted(tally.items()))
