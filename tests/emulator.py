"""Twilio on loopback: takes messages by its API, calls back, and posts what contacts write.

It runs inside tests (`with Emulator() as emulator:`) and as a process
(`python -m tests.emulator --port N --webhook URL`). Faults and callbacks follow a script, so
that a test says what goes wrong. The API's rules stand in `emulator_rules.py`.
"""

import argparse
import contextlib
import secrets
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

import requests

from bot.clock import Clock, SystemClock
from tests.emulator_http import make_server
from tests.emulator_rules import Stored, callback_form, inbound_form, sign
from tests.emulator_whatsapp import SANDBOX, WhatsApp

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "emulator-token"  # of no account
SENDER = "whatsapp:+12025550142"
ANSWER_WITHIN = 15.0  # seconds, as Twilio
DELIVERED = (("sent", 0.0), ("delivered", 0.0))


@dataclass
class Emulator(WhatsApp):
    """An account, its messages and its contacts.

    `faults` meets the next creates, one each: `429`, `500`, `503`, `garbage`, `hang up before`,
    `silence before`, or `500 after`, `hang up after`, `silence after` once the message is stored;
    `list_faults` likewise the lists. `callbacks` is the way of the next message: statuses with
    the seconds before each; `plans` holds ways for single messages, used up first. `reach` maps
    public origins to where they really listen; what is signed is the public address.
    """

    webhook: str = ""
    account: str = ACCOUNT
    token: str = TOKEN
    senders: set[str] = field(default_factory=lambda: {SENDER, SANDBOX})
    port: int = 0
    clock: Clock = field(default_factory=SystemClock)
    callbacks: Sequence[tuple[str, float]] = DELIVERED
    reach: dict[str, str] = field(default_factory=dict)
    plans: deque[Sequence[tuple[str, float]]] = field(default_factory=deque)
    faults: deque[str] = field(default_factory=deque)
    list_faults: deque[str] = field(default_factory=deque)
    messages: list[Stored] = field(default_factory=list)
    posted: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self._server = make_server(self, self.port)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
        self.settle()

    @property
    def url(self) -> str:
        """What TWILIO_API_URL is set to."""
        return f"http://127.0.0.1:{self.port}"

    def store(self, form: dict[str, str], media: list[str]) -> Stored:
        """Keep an accepted create."""
        content = form.get("ContentSid", "")
        stored = Stored(
            sid=("MM" if media else "SM") + secrets.token_hex(16),
            address_from=form.get("From", ""),
            to=form["To"],
            body=f"{content} {form.get('ContentVariables', '')}".strip() if content else form.get("Body", ""),
            created=self.clock.now(),
            direction="outbound-api",
            status="accepted" if form.get("MessagingServiceSid") else "queued",
            media=media,
            service=form.get("MessagingServiceSid"),
            content=content,
            callback=form.get("StatusCallback", ""),
        )
        self.messages.append(stored)
        return stored

    def open_window(self, address: str) -> None:
        """As if the contact had written just now, and had joined the sandbox."""
        self.last_inbound[address] = self.clock.now()
        self.joined.add(address)

    def settle(self, seconds: float = 5.0) -> None:
        """Wait until every callback that has begun is posted."""
        for thread in list(self._threads):
            thread.join(seconds)

    def call_back(self, stored: Stored, status: str, code: int | None = None) -> int:
        """Post one status callback now; 0 where nobody answered."""
        stored.status, stored.code = status, code
        return self.post(stored.callback, callback_form(stored, self.account))

    def write(self, text: str, from_: str = "whatsapp:+12015550123", **params: str) -> int:
        """Post what a contact writes to the webhook, and again as its `#rc` and `rp` say.

        Returns the last answer's HTTP status, 0 where nobody answered.
        """
        self.open_window(from_)
        sid, to = params.get("MessageSid", "SM" + secrets.token_hex(16)), params.get("To", SENDER)
        stored = Stored(sid, from_, to, text, self.clock.now(), "inbound", "received")
        self.messages.append(stored)
        return self._post_with_retries(inbound_form(stored, self.account) | params)

    def _post_with_retries(self, form: dict[str, str]) -> int:
        override = parse_qs(urlsplit(self.webhook).fragment)
        repeats = int(override.get("rc", ["1"])[0])
        policy = set(",".join(override.get("rp", ["ct"])).split(","))
        token, status = secrets.token_hex(16), 0
        for _ in range(1 + repeats):
            status = self.post(self.webhook, form, token)
            kind = {0: "ct", 4: "4xx", 5: "5xx"}.get(status // 100, "")
            if not kind or not policy & {kind, "all"}:
                break
        return status

    def post(self, url: str, params: dict[str, str], token: str = "") -> int:
        """One signed post as Twilio makes it, without following redirects."""
        public = url.split("#", maxsplit=1)[0]
        parts = urlsplit(public)
        origin = f"{parts.scheme}://{parts.netloc}"
        headers = {"X-Twilio-Signature": sign(self.token, public, params.items())}
        headers |= {
            "User-Agent": "TwilioProxy/1.1",
            "I-Twilio-Idempotency-Token": token or secrets.token_hex(16),
        }
        target = self.reach.get(origin, origin) + public.removeprefix(origin)
        try:
            answer = requests.post(
                target, data=params, headers=headers, timeout=ANSWER_WITHIN, allow_redirects=False
            )
        except requests.RequestException:
            self.posted.append((url, params, 0))
            return 0
        self.posted.append((url, params, answer.status_code))
        return answer.status_code

    def begin_callbacks(self, stored: Stored) -> None:
        """Go a message's way in a thread: the script's, or the failure that the rules demand."""
        plan = self.plans.popleft() if self.plans else self.callbacks
        code = self.later_failure(stored, self.messages)
        steps = [("failed", 0.0)] if code else plan
        thread = threading.Thread(target=self._follow, args=(stored, steps, code), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _follow(self, stored: Stored, plan: Sequence[tuple[str, float]], code: int | None) -> None:
        for status, delay in plan:
            if self.closing.wait(delay):
                return
            if stored.callback:
                self.call_back(stored, status, code)
            stored.status, stored.code = status, code


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--webhook", default="", help="where contacts' messages go; may carry #rc=…&rp=…")
    parser.add_argument("--account", default=ACCOUNT)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--sandbox", action="store_true", help="only contacts who wrote can be written to")
    given = parser.parse_args()
    with Emulator(**vars(given)) as emulator:
        print(f"TWILIO_API_URL={emulator.url}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
