"""One person's phone and the bot's thoughts about it at one instant, read in one transaction.

Its one rule: everything a page shows is in the Scene, so that all of it is of the same moment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels.simulator import SimulatorChannel
from bot.clock import ShiftedClock
from bot.core.contacts import Consent, Contact
from bot.core.policy import Business
from bot.core.zones import local_instant, locate
from bot.simulator.decisions import Card, Standing, read_cards, read_standing
from bot.simulator.journey import Journey
from bot.simulator.people import PEOPLE, Person
from bot.simulator.provider import Provider
from bot.simulator.thread import Bubble, is_typing, read_thread
from bot.store.contacts import find_by_address
from bot.store.database import Database
from bot.web.wording import Wording

_CHANNEL = "whatsapp"
_EVENING, _MORNING = 20 * 60, 8 * 60 + 45  # minutes after midnight


@dataclass(frozen=True, slots=True)
class Desk:
    """What the simulator works with; `bot/demo.py` puts it together.

    `login` is a name and a password for the console.
    """

    database: Database
    clock: ShiftedClock
    channel: SimulatorChannel
    provider: Provider
    journey: Journey
    business: Business
    wordings: Mapping[str, Wording]
    login: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Scene:
    """`contact` is None before the first message; `zones` are those of all people, by key;
    `business` is whom they write to."""

    person: Person
    now: datetime
    zone: str
    zones: Mapping[str, str]
    business: str
    login: tuple[str, str]
    contact: Contact | None = None
    bubbles: tuple[Bubble, ...] = ()
    typing: bool = False
    cards: tuple[Card, ...] = ()
    standing: Standing = field(default_factory=Standing)

    @property
    def opted_out(self) -> bool:
        return self.contact is not None and self.contact.consent == Consent.OUT

    def local(self, instant: datetime, key: str = "") -> datetime:
        """An instant on the clock of this person, or of another one."""
        return instant.astimezone(ZoneInfo(self.zones[key] if key else self.zone))


def read_scene(desk: Desk, person: Person) -> Scene:
    """Everything about one person as it is now."""
    now = desk.clock.now()
    zones = {one.key: _zone(one, desk.business) for one in PEOPLE}
    arrived = {one.message_id: one for one in desk.channel.arrived(person.address)}
    with desk.database.reading() as connection:
        contact = find_by_address(connection, _CHANNEL, person.address)
        if contact is None:
            return Scene(person, now, zones[person.key], zones, desk.business.name, desk.login)
        return Scene(
            person=person,
            now=now,
            zone=contact.zone,
            zones=zones | {person.key: contact.zone},
            business=desk.business.name,
            login=desk.login,
            contact=contact,
            bubbles=read_thread(connection, contact.id, arrived),
            typing=is_typing(connection, contact.id, now),
            cards=read_cards(connection, contact.id),
            standing=read_standing(connection, contact.id),
        )


def destination(scene: Scene, move: str) -> datetime | None:
    """The instant a button of the clock leads to; None where it leads nowhere.

    `hour`, `evening` (the next 20:00 there), `morning` (the next day's 8:45), `planned`.
    """
    today = scene.local(scene.now).date()
    tomorrow = today + timedelta(days=1)
    evening = local_instant(today, _EVENING, scene.zone)
    choices = {
        "hour": scene.now + timedelta(hours=1),
        "evening": evening if evening > scene.now else local_instant(tomorrow, _EVENING, scene.zone),
        "morning": local_instant(tomorrow, _MORNING, scene.zone),
        "planned": scene.standing.next,
    }
    return choices.get(move)


def _zone(person: Person, business: Business) -> str:
    return locate(person.address, business.time_zone, business.country).zone
