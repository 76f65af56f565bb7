"""Calling a person: one escalation per contact, which grows with every reason."""

import pytest

from bot.core.sending import Outcome, Result
from tests.actions.staff import (
    HOUR,
    SECRET,
    URGENT,
    escalations_of,
    needs,
    open_one,
    resolves,
    says,
    takes_over,
)
from tests.scene import Scene, at


def test_one_escalation_grows_and_does_not_multiply(scene: Scene) -> None:
    contact = scene.contact()
    needs(scene, contact, "provider", due=at(scene, HOUR))
    needs(scene, contact, "negative", due=at(scene, 180), evidence="unhappy")
    needs(scene, contact, "media", due=at(scene, 240), evidence="a picture")
    needs(scene, contact, "media", due=at(scene, 300), evidence="a picture")

    (row,) = escalations_of(scene, contact)
    assert (row.reason, row.priority, row.task) == ("negative", "high", False)
    assert row.due_at == at(scene, 180)
    assert row.evidence == "why\nunhappy\na picture"


def test_what_grows_on_a_conversation_that_was_taken_over_begins_with_its_own_evidence(
    scene: Scene,
) -> None:
    contact = scene.contact()
    takes_over(scene, contact, "mai")

    needs(scene, contact, "provider", evidence="it failed")

    row = open_one(scene, contact)
    assert (row.reason, row.evidence, row.claimed_by) == ("provider", "it failed", "mai")


@pytest.mark.parametrize(("reason", "held"), [("provider", False), ("media", True)])
def test_a_task_leaves_the_conversation_to_the_bot_until_it_is_claimed(
    scene: Scene, reason: str, held: bool
) -> None:
    contact = scene.contact()

    needs(scene, contact, reason)
    assert (scene.conversation(contact).held_since is not None) is held

    takes_over(scene, contact, "mai")
    assert scene.conversation(contact).held_since is not None


def test_what_presses_during_a_hold_makes_the_escalation_more_pressing(scene: Scene) -> None:
    contact = scene.contact()
    needs(scene, contact, "media", evidence="a picture")

    scene.write(URGENT)
    scene.after(3)

    row = open_one(scene, contact)
    assert (row.reason, row.priority, row.state) == ("urgent", "high", "open")
    assert row.evidence.startswith("a picture\n")
    assert scene.texts == []


def test_an_ordinary_word_during_a_hold_changes_no_reason(scene: Scene) -> None:
    contact = scene.contact()
    needs(scene, contact, "media")

    scene.write("how much is it")
    scene.after(3)

    assert (open_one(scene, contact).reason, scene.texts) == ("media", [])


def test_an_answer_that_never_arrives_is_told_also_when_the_matter_was_resolved(scene: Scene) -> None:
    contact = scene.contact()
    takes_over(scene, contact, "mai")
    says(scene, contact, "mai")
    resolves(scene, contact, "mai")

    scene.channel.next(Outcome(Result.REFUSED, code=63024, detail="no WhatsApp there"))
    scene.after(1)

    row = open_one(scene, contact)
    assert (row.reason, row.state, row.task) == ("provider", "open", True)
    assert "what mai wrote has not arrived" in row.evidence
    assert SECRET not in row.evidence
