"""Whatever a contact sends, it goes the whole way: recorded as it is, decided, and answered."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from bot.app import build_app
from bot.channels.fake import FakeChannel
from bot.clock import VirtualClock
from bot.config import load_settings
from bot.core.library import Library
from bot.core.shelf import shelf_of
from bot.store.database import Database
from bot.store.tables import messages
from bot.worker import Tools, work_once
from tests.emulator_rules import sign
from tests.processes import PROJECT, settings

CONFIGURED = load_settings(settings("sqlite://", PROJECT))
PATH = "/webhooks/twilio"
SOMCHAI = "whatsapp:+66812345678"
PICTURE = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.com/x", "MediaContentType0": "image/jpeg"}


@pytest.fixture
def web(database: Database, library: Library, clock: VirtualClock) -> FlaskClient:
    return build_app(CONFIGURED, database, lambda: shelf_of(library), clock).test_client()


def _post(web: FlaskClient, form: Mapping[str, str]) -> int:
    form = {"MessageSid": f"SM{uuid4().hex}", "From": SOMCHAI, **form}
    signature = sign(CONFIGURED.auth_tokens[0], CONFIGURED.public_url + PATH, form.items())
    return web.post(PATH, data=form, headers={"X-Twilio-Signature": signature}).status_code


def _work(database: Database, library: Library, clock: VirtualClock) -> FakeChannel:
    channel = FakeChannel()
    clock.move_to(clock.now() + timedelta(seconds=3))
    tools = Tools(database, library, channel, clock, str, "test")
    while work_once(tools):
        pass
    return channel


@pytest.mark.parametrize(
    ("form", "recorded"),
    [
        ({"Body": ""}, ""),
        ({}, ""),
        (PICTURE, ""),
        ({**PICTURE, "Body": "\u200b"}, "\u200b"),
        ({"Body": "\x00\x00"}, "\ufffd\ufffd"),
        ({"Body": "\u202eecirp\u2066\u200f"}, "\u202eecirp\u2066\u200f"),
        ({"Body": "ราคาเท่าไหร่ " * 300}, "ราคาเท่าไหร่ " * 300),
        ({"Body": "9" * 4000}, "9" * 4000),
        ({"Body": "'; DROP TABLE messages; --"}, "'; DROP TABLE messages; --"),
        ({"Body": "{model} {0} %s %(x)s"}, "{model} {0} %s %(x)s"),
        ({"Body": "price", "ProfileName": "\x00{price}\u202e" * 100}, "price"),
        ({"Body": "price", "From": "whatsapp:TH." + "x" * 128}, "price"),
    ],
    ids=[
        "empty",
        "no text",
        "picture",
        "picture and blank",
        "NULs",
        "bidi marks",
        "thai",
        "digits",
        "SQL",
        "placeholders",
        "odd name",
        "no number",
    ],
)
def test_an_odd_message_is_recorded_and_answered(
    web: FlaskClient,
    database: Database,
    library: Library,
    clock: VirtualClock,
    form: dict[str, str],
    recorded: str,
) -> None:
    assert _post(web, form) == 200
    channel = _work(database, library, clock)

    with database.reading() as connection:
        (inbound,) = connection.execute(select(messages).where(messages.c.origin == "contact")).all()
    assert inbound.text == recorded
    assert inbound.handled_by
    assert len(channel.sent) == 1


def test_a_thousand_emoji_are_recorded_and_need_no_answer(
    web: FlaskClient, database: Database, library: Library, clock: VirtualClock
) -> None:
    assert _post(web, {"Body": "🙂" * 1000}) == 200
    channel = _work(database, library, clock)

    with database.reading() as connection:
        inbound = connection.execute(select(messages)).one()
    assert (inbound.text, bool(inbound.handled_by)) == ("🙂" * 1000, True)
    assert channel.sent == []


def test_half_a_character_is_kept_as_it_was_written(
    web: FlaskClient, database: Database, library: Library, clock: VirtualClock
) -> None:
    # Bytes that are no character stay written as they came, and the signature covers them so.
    seen = {"MessageSid": "SM1", "From": SOMCHAI, "Body": "a%ED%A0%80b"}
    signature = sign(CONFIGURED.auth_tokens[0], CONFIGURED.public_url + PATH, seen.items())
    answer = web.post(
        PATH,
        data=f"MessageSid=SM1&From={SOMCHAI.replace('+', '%2B')}&Body=a%ED%A0%80b",
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature},
    )

    assert answer.status_code == 200
    _work(database, library, clock)
    with database.reading() as connection:
        text, handled_by = connection.execute(
            select(messages.c.text, messages.c.handled_by).where(messages.c.origin == "contact")
        ).one()
    assert text == "a%ED%A0%80b"
    assert handled_by


def test_an_odd_message_does_not_keep_the_next_one_from_its_answer(
    web: FlaskClient, database: Database, library: Library, clock: VirtualClock
) -> None:
    for body in ("\x00", "\u202e", "ขอบคุณ"):
        assert _post(web, {"Body": body}) == 200

    channel = _work(database, library, clock)

    with database.reading() as connection:
        waiting = connection.execute(
            select(messages.c.id).where(messages.c.origin == "contact", messages.c.handled_by.is_(None))
        ).all()
    assert waiting == []
    assert len(channel.sent) == 1
