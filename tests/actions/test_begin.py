"""Beginning: an agent writes first, by a template, to whoever may be written to."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.actions.begin import OptedOutError, begin
from bot.actions.erase import erase
from bot.actions.handoff import resolve, take_over
from bot.actions.say import Words
from bot.core.contacts import Consent, Contact
from bot.core.policy import Business
from bot.errors import HeldByAnotherError
from bot.store.contacts import find_contact
from bot.store.tables import contacts
from tests.actions.staff import HOUR, held, open_one, verbs
from tests.scene import SOMCHAI, Scene, at

NEW = Contact(id="", channel="whatsapp", address="whatsapp:+66899999999", name="Niran", language="th")
KNOWN = replace(NEW, address=SOMCHAI, name="Somebody")
HELLO = Words("[hello]", submission="form-1", template={"th": "HXhello"})


def _begin(scene: Scene, contact: Contact = NEW, words: Words = HELLO, *, overrule: bool = False) -> str:
    now = scene.clock.now()
    return begin(scene.database, Business(), contact, "mai", words, now, overrule=overrule)


def _count(scene: Scene) -> int:
    with scene.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(contacts)).scalar_one()


def test_a_new_contact_is_written_to_by_a_template_and_held_by_the_agent(scene: Scene) -> None:
    contact_id = _begin(scene)
    scene.after(3)

    with scene.database.reading() as connection:
        found = find_contact(connection, contact_id)
    assert found is not None
    assert (found.name, found.language, found.zone, found.zone_source) == (
        "Niran",
        "th",
        "Asia/Bangkok",
        "number",
    )
    assert [one.template for one in scene.channel.sent] == ["HXhello"]
    assert held(scene, contact_id) == ("claimed", "mai")
    assert open_one(scene, contact_id).reason == "taken"
    assert sorted(verbs(scene, contact_id)) == ["began", "claimed"]


def test_where_the_consent_comes_from_is_written_down(scene: Scene) -> None:
    contact_id = _begin(scene)

    with scene.database.reading() as connection:
        row = connection.execute(select(contacts).where(contacts.c.id == contact_id)).one()
    assert (row.consent, row.consent_source, row.consent_at) == (
        Consent.UNKNOWN,
        "begun by mai",
        scene.clock.now(),
    )


def test_the_bot_answers_nothing_of_what_a_contact_writes_back(scene: Scene) -> None:
    contact_id = _begin(scene)
    scene.after(60)

    scene.write("how much is it", NEW.address)
    scene.after(10)

    assert scene.messages(contact_id) == []
    assert open_one(scene, contact_id).waits_since == at(scene, -10)


def test_a_known_contact_stays_who_they_are(scene: Scene) -> None:
    known = scene.contact()
    scene.after(30 * HOUR)

    assert _begin(scene, KNOWN) == known
    scene.after(3)

    with scene.database.reading() as connection:
        found = find_contact(connection, known)
    assert found is not None
    assert found.name == ""
    assert [one.template for one in scene.channel.sent] == ["HXhello"]
    assert _count(scene) == 1


def test_the_same_form_twice_makes_one_message(scene: Scene) -> None:
    first = _begin(scene)
    scene.after(5)

    assert _begin(scene) == first
    scene.after(5)

    assert len(scene.channel.sent) == 1
    assert sorted(verbs(scene, first)) == ["began", "claimed"]


def test_the_same_form_again_after_it_was_resolved_begins_nothing(scene: Scene) -> None:
    first = _begin(scene)
    scene.after(5)
    resolve(scene.database, first, "lost", scene.clock.now(), "mai")

    _begin(scene)
    scene.after(5)

    assert len(scene.channel.sent) == 1
    assert scene.conversation(first).held_since is None


def test_who_has_opted_out_is_not_written_to(scene: Scene) -> None:
    contact = scene.write("STOP")
    scene.after(3)
    before = list(scene.channel.sent)

    with pytest.raises(OptedOutError, match="Only they can start again, by writing START"):
        _begin(scene, KNOWN)
    scene.after(3)

    assert scene.channel.sent == before
    assert scene.messages(contact, "agent") == []


def test_who_was_erased_is_neither_written_to_nor_made_anew(scene: Scene) -> None:
    erase(scene.database, scene.contact(), scene.clock.now())

    with pytest.raises(OptedOutError):
        _begin(scene, KNOWN)

    assert _count(scene) == 0


def test_who_has_started_again_may_be_written_to(scene: Scene) -> None:
    erase(scene.database, scene.contact(), scene.clock.now())
    scene.write("START")
    scene.after(3)

    contact_id = _begin(scene, KNOWN)

    assert len(scene.messages(contact_id, "agent")) == 1


@pytest.mark.parametrize("overrule", [False, True])
def test_what_a_colleague_holds_is_theirs_unless_one_may_overrule(scene: Scene, overrule: bool) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "tom", scene.clock.now())

    if overrule:
        _begin(scene, KNOWN, overrule=True)
    else:
        with pytest.raises(HeldByAnotherError, match="tom holds"):
            _begin(scene, KNOWN)

    assert held(scene, contact) == ("claimed", "mai" if overrule else "tom")
    assert len(scene.messages(contact, "agent")) == overrule
