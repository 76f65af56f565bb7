"""The screen about a contact: a person who reads it knows what is going on."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.actions.handoff import take_over
from bot.clock import VirtualClock
from bot.contact_data import show
from bot.contact_screen import printable
from bot.store.database import Database
from bot.store.tables import contacts, messages
from tests.scene import SOMCHAI, Scene

NOON = "2026-11-23 12:00"


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


def _show(scene: Scene, address: str = SOMCHAI) -> dict[str, str]:
    """The lines of the screen by their first words; lists are joined."""
    told: dict[str, str] = {}
    name = ""
    for line in show(scene.database, address, scene.clock.now()):
        if line.startswith("  "):
            told[name] += line.strip() + "\n"
        else:
            name, _, value = line.partition("  ")
            told[name] = value.strip()
    return told


def test_the_screen_says_who_it_is_and_what_is_going_on(scene: Scene) -> None:
    contact_id = scene.write("this is very urgent", name="Somchai")
    scene.after(3)
    scene.queue(contact_id, "later", due_at=scene.clock.now() + timedelta(hours=1))
    with scene.database.transaction() as connection:
        values = {"attributes": {"email": "a@example.org"}, "tags": ["vip"], "consent_at": scene.clock.now()}
        connection.execute(update(contacts).values(consent="out", consent_source="message: stop", **values))

    told = _show(scene)

    assert (told["name"], told["address"], told["country"]) == ("Somchai", SOMCHAI, "TH")
    assert told["language"] == "en (message)"
    assert told["zone"] == f"Asia/Bangkok (number), now {NOON}"
    assert told["consent"] == f"out since {NOON} (message: stop)"
    assert (told["attributes"], told["tags"]) == ("email: a@example.org", "vip")
    assert told["held by"] == f"people, nobody has claimed it, since {NOON}"
    assert told["window"] == "open until 2026-11-24 12:00"
    assert told["escalation"].startswith(f"{NOON} urgent, high, open, due 2026-11-23 12:03: ")
    assert told["queued"] == "2026-11-23 13:00 bot (price 1, queued): later\n"
    assert told["last messages"].splitlines() == [
        f"{NOON} contact: this is very urgent",
        f"{NOON} bot (handing_over 1, delivered): a person will answer",
    ]


def test_the_screen_of_somebody_new_has_nothing_to_tell(scene: Scene) -> None:
    scene.contact()
    with scene.database.transaction() as connection:
        connection.execute(update(messages).values(text="", media=[{"url": "https://example.org/a.ogg"}]))

    told = _show(scene)

    assert (told["name"], told["language"]) == ("unknown", "unknown")
    assert told["consent"] == f"unknown since {NOON} (first message)"
    assert (told["attributes"], told["tags"], told["held by"]) == ("none", "none", "the bot")
    assert {"escalation: none", "queued: none"} <= set(show(scene.database, SOMCHAI, scene.clock.now()))
    assert told["last messages"] == f"{NOON} contact: (a file)\n"


def test_the_screen_names_the_agent_and_the_closed_window(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.after(30 * 3600)
    take_over(scene.database, contact_id, "Mai", scene.clock.now())

    told = _show(scene)

    assert told["held by"] == "Mai since 2026-11-24 18:00"
    assert told["window"] == "closed since 2026-11-24 12:00: templates only"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ราคาเท่าไหร่", "ราคาเท่าไหร่"),
        ("two\nlines\tand more", "two lines and more"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("a\u202eb\u0007", "a\ufffdb\ufffd"),
        ("क्\u200dष \U0001f468\u200d\U0001f469", "क्\u200dष \U0001f468\u200d\U0001f469"),
        ("x" * 300, "x" * 200 + "…"),
    ],
)
def test_what_a_contact_wrote_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown
