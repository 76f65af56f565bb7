"""An enrollment whose sequence was edited: where it stands in the new steps."""

from itertools import product
from typing import Any

import pytest

from bot.core.conversations import Enrolled
from bot.core.migrating import migrated, moved_on, position_in
from bot.core.sequences import STEPS, Sequence, Step
from tests.core.situations import a_library, a_situation

HELLO, NEWS, OFFER = (
    "say Good morning",
    "say Here is the news of our factory",
    "say Ten percent off until May",
)
DAY, WEEK = "wait 1d", "wait 7d"
MAIL = "ask email What is your address?"
PERSON, OTHER = "escalate person", "start price"


def steps(*written: str) -> tuple[Step, ...]:
    """Steps from short lines: `say TEXT`, `wait TIME`, `ask STORE TEXT`, `escalate R`, `start S`."""
    return STEPS.validate_python([_step(line) for line in written])


def _step(line: str) -> dict[str, Any]:
    kind, _, rest = line.partition(" ")
    if kind == "ask":
        store, _, text = rest.partition(" ")
        return {"ask": text, "store": store}
    return {kind: {"reason": rest} if kind == "escalate" else rest}


@pytest.mark.parametrize(
    ("old", "position", "new", "expected"),
    [
        # Nothing that matters here has changed.
        ([HELLO, DAY, NEWS], 2, [HELLO, DAY, NEWS, OFFER], 2),
        ([HELLO, DAY, NEWS], 2, [HELLO, DAY, OFFER], 2),
        # Texts that were said are edited or rewritten.
        ([HELLO, DAY, NEWS], 2, ["say Good morning!", DAY, NEWS], 2),
        ([HELLO, DAY, NEWS], 2, ["say Something else altogether, 2027", DAY, NEWS], 2),
        # The pause that is over has become longer: it was kept.
        ([HELLO, DAY, NEWS], 2, [HELLO, WEEK, NEWS], 2),
        # Something was put in before, or what was said was taken out.
        ([HELLO, DAY, NEWS], 2, ["say Welcome", "tag new", HELLO, DAY, NEWS], 4),
        ([HELLO, DAY, NEWS], 2, [DAY, NEWS], 1),
        ([HELLO, DAY, NEWS], 2, [NEWS], 0),
        # Something was put in behind: it comes next.
        ([HELLO, DAY, NEWS], 2, [HELLO, DAY, OFFER, DAY, NEWS], 2),
        # The rest was taken out: it ends.
        ([HELLO, DAY, NEWS], 2, [HELLO, DAY], 2),
        ([HELLO, DAY, NEWS, DAY, OFFER], 4, [HELLO, DAY, NEWS], 3),
        # A text that comes twice was said once.
        ([HELLO, DAY, NEWS, DAY, NEWS], 4, [HELLO, DAY, NEWS, DAY, NEWS, DAY, OFFER], 4),
        # The order was changed.
        ([HELLO, DAY, NEWS], 2, [DAY, HELLO, NEWS], 2),
        ([HELLO, NEWS, DAY, OFFER], 3, [NEWS, HELLO, DAY, OFFER], 3),
        # A person or another sequence before this place has not been reached, and is not passed.
        ([HELLO, DAY, NEWS], 2, [HELLO, PERSON], 1),
        ([HELLO, DAY, NEWS], 2, [HELLO, PERSON, DAY, NEWS], 1),
        ([HELLO, DAY, NEWS], 2, [OTHER, HELLO, DAY, NEWS], 0),
        ([HELLO, DAY, PERSON], 2, [HELLO, DAY, NEWS, PERSON], 2),
    ],
)
def test_a_pause_goes_on_in_the_new_steps(
    old: list[str], position: int, new: list[str], expected: int
) -> None:
    assert position_in(steps(*new), steps(*old), position) == (expected, False)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ([HELLO, MAIL, NEWS], (1, True)),
        (["say Welcome", HELLO, DAY, MAIL], (3, True)),
        ([HELLO, "ask email Where do we write to?", NEWS], (1, True)),  # another wording, the same ask
        ([HELLO, NEWS], (1, False)),  # the ask is gone
        ([HELLO, "ask phone What is your number?", NEWS], (1, False)),  # another one came
        ([HELLO, PERSON], (1, False)),
        ([PERSON, HELLO, MAIL, NEWS], (0, False)),
    ],
)
def test_an_ask_that_waits_stays_the_same_ask_or_is_dropped(
    new: list[str], expected: tuple[int, bool]
) -> None:
    old = steps(HELLO, MAIL, NEWS)

    assert position_in(steps(*new), old, 1, asking=True) == expected


@pytest.mark.parametrize(
    ("old", "position", "new"),
    [
        ([HELLO, DAY, NEWS], 2, ["say Nothing of this was ever there before"]),
        ([HELLO, DAY, NEWS], 2, [MAIL]),
        # What was said would be said again, or a question that was answered be put again.
        ([HELLO, NEWS, DAY, OFFER], 3, [NEWS, DAY, OFFER, HELLO]),
        ([MAIL, HELLO, DAY, OFFER], 3, [HELLO, DAY, "ask email And where do you live?", OFFER]),
    ],
)
def test_what_cannot_be_mapped_keeps_the_old_steps(old: list[str], position: int, new: list[str]) -> None:
    assert position_in(steps(*new), steps(*old), position) is None


def test_nothing_said_is_said_again_and_no_person_is_passed_whatever_the_edit() -> None:
    pool = [HELLO, DAY, NEWS, MAIL, OFFER, PERSON]
    old, position = [HELLO, DAY, NEWS, DAY, OFFER, DAY, PERSON], 4
    mapped = 0
    for new in product(pool, repeat=4):
        place = position_in(steps(*new), steps(*old), position)
        if place is None:
            continue
        mapped += 1
        passed, ahead = new[: place[0]], new[place[0] :]
        assert PERSON not in passed, new
        # What stands behind a person who is called is never reached.
        assert ahead[:1] == (PERSON,) or not {HELLO, NEWS} & set(ahead), new
    assert mapped > 300


def test_a_sequence_that_was_deleted_drains() -> None:
    enrolled = Enrolled("e1", "gone", steps(HELLO, DAY, NEWS), 2)

    assert migrated(enrolled, {}) is enrolled


def test_the_policy_decides_whether_enrollments_move() -> None:
    enrolled = Enrolled("e1", "delivery", steps("say In 15 days.", DAY, NEWS), 2)
    situation = a_situation("hello", enrolled={"e1": enrolled})

    drained = moved_on(situation, a_library()).enrolled["e1"]
    moved = moved_on(situation, a_library("running: migrate\n")).enrolled["e1"]

    assert drained is enrolled
    assert (moved.steps, moved.position) == (a_library().sequences["delivery"].steps, 1)


def test_an_enrollment_set_back_to_its_ask_moves_with_the_ask() -> None:
    old = steps("say Here is our offer.", "say Here is more.", "ask quantity How many?")
    back = Enrolled("e1", "quotation", old, 2, asking=True)

    moved = moved_on(a_situation("100", set_back=back), a_library("running: migrate\n")).set_back

    assert moved is not None
    assert (moved.steps, moved.position) == (a_library().sequences["quotation"].steps, 1)
    assert moved.asking


def test_an_enrollment_keeps_what_else_it_is() -> None:
    enrolled = Enrolled("e1", "news", steps(HELLO, DAY, NEWS), 2, trigger="t", answers="m")
    new = Sequence(name="news", steps=steps(HELLO, DAY, OFFER))

    moved = migrated(enrolled, {"news": new})

    assert (moved.id, moved.trigger, moved.answers, moved.steps) == ("e1", "t", "m", new.steps)
