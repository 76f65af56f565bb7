"""What can happen in a world: each kind of event, done through the real actions."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bot.actions.handoff import hand_back, release, resolve, snooze
from bot.actions.receive import receive
from bot.actions.respond import LEASE
from bot.actions.say import say
from bot.core.messages import Inbound, Media
from bot.errors import NotHeldError
from bot.store.contacts import find_by_address
from bot.store.conversations import claim_to_respond
from tests.properties.traffic_content import editions
from tests.properties.traffic_events import Event
from tests.properties.traffic_world import Heard, World


def writes(world: World, event: Event, media: str = "", provider_id: str = "") -> None:
    provider_id = provider_id or f"SM{uuid4().hex}"
    files = (Media(media),) if media else ()
    _post(
        world, Inbound(provider_id, "whatsapp", world.addresses[event.contact], text=event.what, media=files)
    )
    contact_id = contact(world, event.contact)
    assert contact_id is not None
    world.heard.append(Heard(world.clock.now(), contact_id, provider_id, event.what))
    world.ids[provider_id] = world.addresses[event.contact]


def _post(world: World, inbound: Inbound) -> bool:
    return receive(world.database, inbound, world.clock.now(), world.tools.library.policy.business)


def repeats(world: World, event: Event) -> None:
    """The provider posts the last message once more, with its old id."""
    if world.heard:
        last = world.heard[-1]
        again = Inbound(last.provider_id, "whatsapp", world.ids[last.provider_id], text=last.text)
        assert not _post(world, again), "a message was taken twice"


def contact(world: World, number: int) -> str | None:
    with world.database.reading() as connection:
        found = find_by_address(connection, "whatsapp", world.addresses[number])
    return found.id if found else None


def agent(world: World, event: Event) -> None:
    contact_id, now = contact(world, event.contact), world.clock.now()
    if contact_id is None:
        return
    if event.what == "takes over":
        world.take_over(contact_id)
    elif event.what == "says":
        say(world.database, contact_id, "agent", "I am a person.", now)
        if contact_id in world.taken:
            world.taken[contact_id] = now
    elif event.what in ("releases", "snoozes"):
        _puts_off(world, contact_id, event.what)
    elif event.what == "hands back":
        hand_back(world.database, contact_id, now)
        world.taken.pop(contact_id, None)
    else:
        resolve(world.database, contact_id, "answered", now)
        world.taken.pop(contact_id, None)


def _puts_off(world: World, contact_id: str, how: str) -> None:
    """Back into the queue, or aside for an hour; nothing where nobody holds it."""
    now = world.clock.now()
    try:
        if how == "releases":
            release(world.database, contact_id, "agent", now)
        else:
            snooze(world.database, contact_id, "agent", now + timedelta(hours=1), now)
    except NotHeldError:
        return
    if contact_id in world.taken:
        world.taken[contact_id] = now


def dies(world: World, event: Event) -> None:
    """A worker dies right after it has claimed what waits for an answer."""
    now = world.clock.now()
    with world.database.transaction() as connection:
        claim_to_respond(connection, now, "dead", now + LEASE)


def edits(world: World, event: Event) -> None:
    world.tools = replace(world.tools, library=editions()[int(event.what)])


def set_callbacks(world: World, event: Event) -> None:
    world.callbacks = event.what


ACTS: dict[str, Any] = {
    "writes": writes,
    "media": lambda world, event: writes(
        world, replace(event, what=""), media="https://files.example/voice.ogg"
    ),
    "repeats": repeats,
    "agent": agent,
    "provider": lambda world, event: world.provider.moods.append(event.what),
    "callbacks": set_callbacks,
    "dies": dies,
    "edits": edits,
    "waits": lambda world, event: None,
}


def act(world: World, event: Event) -> None:
    """Let an event happen."""
    ACTS[event.kind](world, event)
