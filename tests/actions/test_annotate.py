"""What agents write down about a contact: notes, mentions, tags, attributes, a place."""

import pytest
from sqlalchemy import select

from bot.actions.annotate import note, set_attribute, set_place, tag
from bot.actions.attend import attend
from bot.actions.erase import erase
from bot.actions.handoff import take_over
from bot.core.contacts import Contact
from bot.store.contacts import change_contact, find_contact
from bot.store.notes import list_notes, list_unseen_mentions
from bot.store.tables import audit, mentions, notes, presence
from tests.actions.staff import SECRET, audit_of, details, verbs
from tests.scene import Scene

COLLEAGUES = ("mai", "tom", "sue")


def _note(scene: Scene, contact: str, text: str, submission: str | None = None, agent: str = "mai") -> str:
    now = scene.clock.now()
    return note(scene.database, contact, agent, text, now, colleagues=COLLEAGUES, submission=submission)


def _unseen(scene: Scene, agent: str) -> list[str]:
    with scene.database.reading() as connection:
        return [row.text for row in list_unseen_mentions(connection, agent)]


def _contact(scene: Scene, contact_id: str) -> Contact:
    with scene.database.reading() as connection:
        found = find_contact(connection, contact_id)
    assert found is not None
    return found


def test_a_note_is_kept_and_the_contact_never_sees_it(scene: Scene) -> None:
    contact = scene.contact()

    _note(scene, contact, "wants 20 pieces")
    scene.after(60)

    with scene.database.reading() as connection:
        assert [(row.agent, row.text) for row in list_notes(connection, contact)] == [
            ("mai", "wants 20 pieces")
        ]
    assert scene.texts == []


def test_who_is_mentioned_is_told_once_and_nobody_is_told_of_their_own(scene: Scene) -> None:
    contact = scene.contact()

    _note(scene, contact, "@tom look, @tom and @mai: ask tom@example.com, @nobody")

    assert len(_unseen(scene, "tom")) == 1
    assert [_unseen(scene, name) for name in ("mai", "sue", "nobody")] == [[], [], []]
    assert details(scene, contact, "noted") == [{"mentions": ["tom"]}]


def test_the_same_form_twice_is_one_note_one_mention_and_one_line_in_the_log(scene: Scene) -> None:
    contact = scene.contact()

    first = _note(scene, contact, "@tom look", "form-1")
    again = _note(scene, contact, "@tom look", "form-1")
    other = _note(scene, contact, "@tom look", "form-2")

    assert first == again
    assert first != other
    assert len(_unseen(scene, "tom")) == 2
    assert verbs(scene, contact) == ["noted", "noted"]


def test_an_agent_may_note_what_a_colleague_holds(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "tom", scene.clock.now())

    _note(scene, contact, "a hint")

    assert sorted(verbs(scene, contact)) == ["claimed", "noted"]


def test_tags_are_added_and_taken_away_and_the_log_tells_each_change_once(scene: Scene) -> None:
    contact = scene.contact()

    for values in ({"add": "vip"}, {"add": "vip"}, {"add": "dealer"}, {"remove": "vip"}, {"remove": "vip"}):
        scene.after(1)
        tag(scene.database, contact, "mai", scene.clock.now(), **values)

    assert _contact(scene, contact).tags == {"dealer"}
    assert verbs(scene, contact) == ["tagged"] * 3


def test_an_attribute_is_set_and_an_empty_one_is_taken_away(scene: Scene) -> None:
    contact = scene.contact()
    with scene.database.transaction() as connection:
        change_contact(connection, contact, {"attributes": {"city": "Bangkok"}})

    for value in ("a@b.co", "a@b.co", ""):
        scene.after(1)
        set_attribute(scene.database, contact, "mai", "email", value, scene.clock.now())

    assert _contact(scene, contact).attributes == {"city": "Bangkok"}
    assert details(scene, contact, "set_attribute") == [{"name": "email"}] * 2


def test_what_an_agent_says_of_language_and_zone_nobody_overrules(scene: Scene) -> None:
    contact = scene.contact()
    policy = scene.library.policy

    set_place(
        scene.database, policy, contact, "mai", scene.clock.now(), zone="America/Chicago", language="es"
    )
    scene.write("how much is it, I am in Tokyo")
    scene.after(10)

    found = _contact(scene, contact)
    assert (found.zone, found.zone_source) == ("America/Chicago", "agent")
    assert (found.language, found.language_source) == ("es", "agent")
    assert details(scene, contact, "set_place") == [{"zone": "America/Chicago", "language": "es"}]


@pytest.mark.parametrize("what", ["a tag", "an attribute", "a place"])
def test_a_decision_that_was_made_on_what_the_contact_was_before_is_stale(scene: Scene, what: str) -> None:
    contact, now = scene.contact(), scene.clock.now()
    before = scene.conversation(contact).revision

    if what == "a tag":
        tag(scene.database, contact, "mai", now, add="vip")
    elif what == "an attribute":
        set_attribute(scene.database, contact, "mai", "email", "a@b.co", now)
    else:
        set_place(scene.database, scene.library.policy, contact, "mai", now, zone="Asia/Tokyo")

    assert scene.conversation(contact).revision > before


def test_the_log_holds_nothing_of_what_was_written(scene: Scene) -> None:
    contact = scene.contact()

    _note(scene, contact, f"@tom {SECRET}")
    set_attribute(scene.database, contact, "mai", "email", SECRET, scene.clock.now())

    assert len(audit_of(scene, contact)) == 2
    assert SECRET not in str(audit_of(scene, contact))


def test_an_erased_contact_takes_notes_mentions_presence_and_the_log_along(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "mai", scene.clock.now())
    _note(scene, contact, "@tom look")
    attend(scene.database, contact, "mai", scene.clock.now())

    erase(scene.database, contact, scene.clock.now())

    with scene.database.reading() as connection:
        tables = (notes, mentions, presence)
        assert [list(connection.execute(table.select())) for table in tables] == [[]] * 3
        assert connection.execute(select(audit.c.verb)).scalars().all() == ["contact_erased"]


def test_a_note_of_who_holds_the_conversation_is_a_sign_of_life(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "mai", scene.clock.now())
    scene.after(60)

    _note(scene, contact, "asking the factory")

    assert scene.conversation(contact).last_agent_at == scene.clock.now()
