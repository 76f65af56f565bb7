"""The emulator posts as Twilio does: callbacks of messages, and what contacts write."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl

import pytest
import requests
from twilio.request_validator import RequestValidator

from tests.emulator import ACCOUNT, SENDER, TOKEN, Emulator

TO = "whatsapp:+12015550123"
TEMPLATE = "HX" + "0" * 32
PUBLIC = "https://bot.example.com"
HEARD: list[tuple[str, dict[str, str], dict[str, str]]] = []
ANSWERS: list[int] = []


class _Listener(BaseHTTPRequestHandler):
    """Keeps what is posted and answers what the test says, 200 when it says nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        HEARD.append((self.path, dict(self.headers), dict(parse_qsl(body, keep_blank_values=True))))
        self.send_response(ANSWERS.pop(0) if ANSWERS else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    HEARD.clear()
    ANSWERS.clear()
    with HTTPServer(("127.0.0.1", 0), _Listener) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def twilio(listener: str) -> Iterator[Emulator]:
    with Emulator(webhook=f"{PUBLIC}/webhooks/twilio", reach={PUBLIC: listener}) as emulator:
        emulator.open_window(TO)
        yield emulator


def _create(twilio: Emulator, **form: str) -> requests.Response:
    url = f"{twilio.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    return requests.post(
        url, data={"To": TO, "From": SENDER, "Body": "hello"} | form, auth=(ACCOUNT, TOKEN), timeout=5
    )


def test_the_emulator_calls_back_signed_and_in_its_order(twilio: Emulator) -> None:
    twilio.plans.append((("delivered", 0.0), ("sent", 0.01), ("read", 0.0)))
    url = f"{PUBLIC}/webhooks/twilio/status/our-id"

    _create(twilio, StatusCallback=url)
    twilio.settle()

    assert [form["MessageStatus"] for _, _, form in HEARD] == ["delivered", "sent", "read"]
    path, headers, form = HEARD[0]
    assert path == "/webhooks/twilio/status/our-id"
    assert RequestValidator(TOKEN).validate(url, form, headers["X-Twilio-Signature"])


@pytest.mark.parametrize(
    ("to", "form", "status"),
    [
        ("whatsapp:+12015550177", {}, "failed"),
        ("whatsapp:+12015550177", {"ContentSid": TEMPLATE}, "delivered"),
        (TO, {}, "delivered"),
        ("+12015550177", {"From": "+12025550100"}, "delivered"),
    ],
)
def test_the_emulator_fails_free_text_outside_the_window_by_callback(
    twilio: Emulator, to: str, form: dict[str, str], status: str
) -> None:
    twilio.senders.add("+12025550100")

    assert _create(twilio, To=to, StatusCallback=PUBLIC + "/s", **form).status_code == 201
    twilio.settle()

    assert HEARD[-1][2]["MessageStatus"] == status
    assert HEARD[-1][2].get("ErrorCode") == ("63016" if status == "failed" else None)


def test_the_emulators_sandbox_writes_only_to_who_has_joined(twilio: Emulator) -> None:
    twilio.sandbox = True

    _create(twilio, To="whatsapp:+12015550177", StatusCallback=PUBLIC + "/s")
    twilio.settle()

    assert HEARD[-1][2]["ErrorCode"] == "63015"


def test_the_emulator_posts_what_contacts_write_and_opens_their_window(twilio: Emulator) -> None:
    status = twilio.write("ราคา", from_="whatsapp:+12015550177", ProfileName="Ann Example")

    _, headers, form = HEARD[0]
    assert status == 200
    assert (form["Body"], form["ProfileName"], form["From"]) == (
        "ราคา",
        "Ann Example",
        "whatsapp:+12015550177",
    )
    assert RequestValidator(TOKEN).validate(twilio.webhook, form, headers["X-Twilio-Signature"])
    assert "whatsapp:+12015550177" in twilio.last_inbound


@pytest.mark.parametrize(
    ("fragment", "answers", "posts", "status"),
    [
        ("", [500], 1, 500),
        ("#rc=5&rp=ct,rt,5xx", [503, 503], 3, 200),
        ("#rc=2&rp=5xx", [500, 500, 500, 200], 3, 500),
        ("#rc=2&rp=5xx", [403], 1, 403),
        ("#rc=1&rp=all", [403], 2, 200),
    ],
)
def test_the_emulator_posts_again_as_the_fragment_says(
    twilio: Emulator, fragment: str, answers: list[int], posts: int, status: int
) -> None:
    twilio.webhook += fragment
    ANSWERS.extend(answers)

    assert twilio.write("hello") == status

    assert len(HEARD) == posts
    assert len({headers["I-Twilio-Idempotency-Token"] for _, headers, _ in HEARD}) == 1
    assert len({form["MessageSid"] for _, _, form in HEARD}) == 1


def test_the_emulator_is_driven_over_http_where_it_is_a_process(twilio: Emulator) -> None:
    answer = requests.post(f"{twilio.url}/emulator/write", {"Body": "price?", "From": TO}, timeout=5)
    requests.post(f"{twilio.url}/emulator/faults", {"fault": "429"}, timeout=5)

    assert answer.json() == {"status": 200}
    assert HEARD[0][2]["Body"] == "price?"
    assert _create(twilio).status_code == 429
