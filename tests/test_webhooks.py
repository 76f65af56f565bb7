"""Only what Twilio signed gets in, all of it is kept, and nothing is said by the answer."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from bot.actions.receive import receive
from bot.channels.signature import SignatureCheck
from bot.channels.twilio_inbound import read_inbound
from bot.clock import VirtualClock
from bot.log import set_up
from bot.store.database import Database
from bot.store.messages import add_outbound, change_message, find_message
from bot.store.tables import contacts, messages
from bot.webhooks import LARGEST_BODY, create_webhooks
from tests.emulator_rules import sign

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PUBLIC = "https://bot.example.com"
INBOUND = "/webhooks/twilio"
TOKEN = "webhook-token"  # of no account
FORM = {"MessageSid": "SM" + "1" * 32, "From": "whatsapp:+12015550123", "Body": "price?", "NumMedia": "0"}
PAYLOADS = sorted((Path(__file__).parent / "payloads").glob("inbound_*.json"))


@pytest.fixture
def web(database: Database) -> FlaskClient:
    return _web(database)


def _web(database: Database) -> FlaskClient:
    app = Flask("webhooks-test")
    app.register_blueprint(create_webhooks(database, VirtualClock(NOW), SignatureCheck((TOKEN,), PUBLIC)))
    return app.test_client()


def _post(web: FlaskClient, path: str, form: dict[str, str], **changes: Any) -> TestResponse:
    signature = changes.pop("signature", sign(TOKEN, PUBLIC + path, form.items()))
    return web.post(path, data=form, headers={"X-Twilio-Signature": signature}, **changes)


def _texts(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(messages.c.text)).scalars())


def test_the_bot_records_a_message_and_answers_nothing(web: FlaskClient, database: Database) -> None:
    answer = _post(web, INBOUND, FORM)

    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    assert answer.text.endswith("<Response/>")
    assert _texts(database) == ["price?"]


def test_the_bot_records_a_message_that_comes_again_only_once(web: FlaskClient, database: Database) -> None:
    answers = [_post(web, INBOUND, FORM).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert _texts(database) == ["price?"]


@pytest.mark.parametrize("file", PAYLOADS, ids=[file.stem for file in PAYLOADS])
def test_the_bot_records_every_kind_of_message(web: FlaskClient, database: Database, file: Path) -> None:
    payload = json.loads(file.read_text("utf-8"))

    assert _post(web, INBOUND, payload["form"]).status_code == 200

    assert _texts(database) == [read_inbound(MultiDict(payload["form"])).text]


@pytest.mark.parametrize(
    "text", ["x" * 4000, "\x00", "\u202eevil\u2066", "a\nb\r\nc", "%00%FF", "ก" * 4000, " ", "👩‍👩‍👧"]
)
def test_the_bot_loses_no_odd_text(web: FlaskClient, database: Database, text: str) -> None:
    assert _post(web, INBOUND, FORM | {"Body": text}).status_code == 200

    assert _texts(database) == [text.replace("\x00", "\ufffd")]


@pytest.mark.parametrize("path", [INBOUND, f"{INBOUND}/status/known", f"{INBOUND}/status/%00"])
@pytest.mark.parametrize("signature", ["", "wrong", sign("other", PUBLIC + INBOUND, FORM.items())])
def test_the_bot_tells_nobody_anything_without_a_signature(
    web: FlaskClient, database: Database, path: str, signature: str
) -> None:
    answer = _post(web, path, FORM, signature=signature)

    assert answer.status_code == 403
    assert _texts(database) == []


@pytest.mark.parametrize("target", [f"{INBOUND}?caf%C3%A9=1", f"{INBOUND}?a=%2F&b="])
def test_the_bot_checks_the_address_as_it_was_sent(web: FlaskClient, target: str) -> None:
    assert _post(web, target, FORM).status_code == 200


def test_the_bot_checks_the_address_where_a_proxy_passes_it_whole(web: FlaskClient) -> None:
    whole = {"RAW_URI": f"http://10.0.0.1{INBOUND}?a=1"}
    signature = sign(TOKEN, f"{PUBLIC}{INBOUND}?a=1", FORM.items())

    answer = _post(web, INBOUND, FORM, environ_overrides=whole, signature=signature)

    assert answer.status_code == 200


def test_the_bot_refuses_a_large_body_before_it_looks_at_the_signature(web: FlaskClient) -> None:
    form = FORM | {"Body": "x" * LARGEST_BODY}

    assert _post(web, INBOUND, form).status_code == 413
    assert _post(web, INBOUND, form, signature="wrong").status_code == 413


def test_the_bot_reads_no_further_than_its_limit_where_a_body_tells_no_length(web: FlaskClient) -> None:
    # It is cut off there, so its signature cannot fit.
    form = FORM | {"Body": "x" * LARGEST_BODY}
    endless = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}

    answer = _post(web, INBOUND, form, environ_overrides=endless)

    assert answer.status_code == 403


def test_the_bot_takes_a_signed_form_and_nothing_else(web: FlaskClient) -> None:
    headers = {"X-Twilio-Signature": sign(TOKEN, PUBLIC + INBOUND, [])}

    assert web.post(INBOUND, json={"Body": "hi"}, headers=headers).status_code == 415
    assert web.post(INBOUND, json={"Body": "hi"}).status_code == 403
    assert web.post(INBOUND, data=FORM).status_code == 403
    assert web.get(INBOUND).status_code == 405


@pytest.mark.parametrize("path", [INBOUND, f"{INBOUND}/status/known"])
@pytest.mark.parametrize("form", [{}, {"Body": "hi", "From": "+12015550123"}, {"MessageSid": "SM1"}])
def test_the_bot_refuses_a_signed_form_that_is_no_message(
    web: FlaskClient, path: str, form: dict[str, str]
) -> None:
    answer = _post(web, path, form, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400


def _sending(database: Database) -> str:
    receive(database, read_inbound(MultiDict(FORM)), NOW)
    with database.transaction() as connection:
        contact_id = connection.execute(select(contacts.c.id)).scalar_one()
        message_id = add_outbound(connection, contact_id, NOW, {"text": "320 USD", "origin": "bot"})
        change_message(connection, message_id, {"status": "sent", "provider_id": "SM9"})
    return message_id


def test_the_bot_takes_a_status_to_its_message(web: FlaskClient, database: Database) -> None:
    message_id = _sending(database)

    answer = _post(web, f"{INBOUND}/status/{message_id}", {"MessageSid": "SM9", "MessageStatus": "delivered"})

    assert (answer.status_code, answer.data) == (204, b"")
    with database.reading() as connection:
        message = find_message(connection, message_id)
    assert message is not None
    assert message.status == "delivered"


@pytest.mark.parametrize("message_id", ["unknown", "%00", "x" * 2000, "%F0%9F%99%82"])
@pytest.mark.parametrize("status", ["delivered", "sending", "teleported"])
def test_the_bot_thanks_for_a_status_that_it_cannot_use(
    web: FlaskClient, message_id: str, status: str
) -> None:
    form = {"MessageSid": "SM9", "MessageStatus": status}

    assert _post(web, f"{INBOUND}/status/{message_id}", form).status_code == 204


@pytest.mark.parametrize("path", [INBOUND, f"{INBOUND}/status/known"])
def test_the_bot_asks_twilio_to_come_again_where_the_database_fails(path: str) -> None:
    empty = Database("sqlite://")

    answer = _post(_web(empty), path, FORM | {"MessageStatus": "sent"})

    empty.close()
    assert answer.status_code == 503


def test_the_bot_logs_neither_number_nor_text(web: FlaskClient, capfd: pytest.CaptureFixture[str]) -> None:
    set_up(json=True)
    _post(web, INBOUND, FORM)
    _post(web, INBOUND, {"From": FORM["From"], "Body": FORM["Body"]})
    set_up(quiet=True)

    shown = "".join(capfd.readouterr())
    assert "inbound" in shown
    assert not [secret for secret in ("2015550123", "price?") if secret in shown]
