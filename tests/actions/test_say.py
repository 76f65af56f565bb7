"""What an agent says: through the same outbox, exactly once, and who answers takes over."""

import pytest

from bot.actions.handoff import take_over
from bot.actions.say import Words, say
from bot.actions.track import track
from bot.channels.fake import FakeChannel
from bot.core.contacts import Consent
from bot.core.messages import Status, StatusReport
from bot.core.sending import Outcome, Result
from bot.store.contacts import change_contact, find_contact
from tests.actions.staff import HOUR, called, held, open_one, releases, takes_over, verbs
from tests.scene import Scene, at


def test_who_answers_takes_over(scene: Scene) -> None:
    contact = called(scene)
    scene.queue(contact, "later")

    say(scene.database, contact, "mai", "hello", scene.clock.now())
    scene.after(5)

    row = open_one(scene, contact)
    assert (row.state, row.claimed_by, row.waits_since, row.replied_at) == (
        "claimed",
        "mai",
        None,
        at(scene, -5),
    )
    assert scene.texts == ["a person will answer", "hello"]
    assert verbs(scene, contact) == ["claimed"]


def test_the_first_reply_stays_the_first(scene: Scene) -> None:
    contact = called(scene)
    first = scene.clock.now()
    say(scene.database, contact, "mai", "hello", first)
    scene.after(60)

    say(scene.database, contact, "mai", "again", scene.clock.now())

    assert open_one(scene, contact).replied_at == first


def test_the_same_form_sent_again_is_one_message(scene: Scene) -> None:
    contact = called(scene)
    words = Words("hello", submission="form-1")

    first = say(scene.database, contact, "mai", words, scene.clock.now())
    scene.after(5)
    again = say(scene.database, contact, "mai", words, scene.clock.now())
    say(scene.database, contact, "mai", Words("hello", submission="form-2"), scene.clock.now())
    scene.after(5)

    assert first == again
    assert scene.texts == ["a person will answer", "hello", "hello"]


def test_a_form_sent_again_does_not_take_back_what_a_colleague_holds_by_now(scene: Scene) -> None:
    contact = called(scene)
    words = Words("hello", submission="form-1")
    say(scene.database, contact, "mai", words, scene.clock.now())
    releases(scene, contact, "mai")
    takes_over(scene, contact, "tom")

    say(scene.database, contact, "mai", words, scene.clock.now())

    assert held(scene, contact) == ("claimed", "tom")
    assert len(scene.messages(contact, "agent")) == 1


def test_who_has_opted_out_may_be_answered(scene: Scene) -> None:
    contact = scene.write("STOP")
    scene.after(3)

    say(scene.database, contact, "mai", "we have noted that", scene.clock.now())
    scene.after(3)

    assert scene.texts[-1] == "we have noted that"
    with scene.database.reading() as connection:
        found = find_contact(connection, contact)
    assert found is not None
    assert found.consent == Consent.OUT


@pytest.mark.parametrize("how", ["refused at once", "failed later", "outside the window"])
def test_the_contact_waits_again_where_an_agents_message_fails(scene: Scene, how: str) -> None:
    scene.channel = FakeChannel(reports_as=Status.SENT)
    contact = called(scene)
    if how == "refused at once":
        scene.channel.next(Outcome(Result.REFUSED, code=63024))
    if how == "outside the window":
        scene.after(30 * HOUR)
    say(scene.database, contact, "mai", "hello", scene.clock.now())
    assert open_one(scene, contact).waits_since is None

    scene.after(5)
    (row,) = scene.messages(contact, "agent")
    if how == "failed later":
        track(scene.database, StatusReport(row.id, row.provider_id, Status.FAILED, 63024), scene.clock.now())

    assert scene.messages(contact, "agent")[0].status == "failed"
    assert open_one(scene, contact).waits_since == scene.clock.now()


@pytest.mark.parametrize(
    ("speaks", "content"), [("th", "HXth"), ("fr", "HXth"), ("", "HXth")], ids=["own", "other", "unknown"]
)
def test_a_template_goes_out_outside_the_window_in_a_language_that_it_has(
    scene: Scene, speaks: str, content: str
) -> None:
    contact = called(scene)
    with scene.database.transaction() as connection:
        change_contact(connection, contact, {"language": speaks})
    scene.after(30 * HOUR)

    say(scene.database, contact, "mai", Words("hello again", template={"th": content}), scene.clock.now())
    scene.after(3)

    assert scene.channel.sent[-1].template == content
    assert scene.messages(contact, "agent")[0].status != "failed"


def test_of_several_languages_a_template_goes_out_in_the_contacts_own(scene: Scene) -> None:
    contact = called(scene)
    with scene.database.transaction() as connection:
        change_contact(connection, contact, {"language": "th"})
    scene.after(30 * HOUR)

    template = {"en": "HXen", "th": "HXth"}
    say(scene.database, contact, "mai", Words("hello again", template=template), scene.clock.now())
    scene.after(3)

    assert scene.channel.sent[-1].template == "HXth"


def test_what_came_while_the_agent_wrote_is_not_answered_by_it(scene: Scene) -> None:
    contact = scene.contact()
    scene.write("is it in stock?")
    take_over(scene.database, contact, "mai", scene.clock.now())
    seen = _shown(scene, contact)
    scene.after(60)
    unseen_at = scene.clock.now()
    scene.write("and what does it cost?")
    scene.after(1)

    say(scene.database, contact, "mai", Words("Yes, it is.", seen=seen), scene.clock.now())

    assert open_one(scene, contact).waits_since == unseen_at


def test_an_answer_to_all_that_stood_there_leaves_nobody_waiting(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "mai", scene.clock.now())
    scene.write("one")
    scene.write("two")

    say(scene.database, contact, "mai", Words("both", seen=_shown(scene, contact)), scene.clock.now())

    assert open_one(scene, contact).waits_since is None


def _shown(scene: Scene, contact: str) -> frozenset[str]:
    """What stands on the agent's page at this moment."""
    return frozenset(row.id for row in scene.messages(contact, "contact"))
