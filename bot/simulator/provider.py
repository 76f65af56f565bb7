"""Plays the provider: posts signed webhooks, and calls back what became of each message.

Its one rule: it knows nothing but the public endpoint. What it posts is what Twilio would.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event, Lock
from uuid import uuid4

import requests
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it ships no types

from bot.channels.simulator import SimulatorChannel
from bot.log import get_logger

OUR_NUMBER = "whatsapp:+14155238886"
INBOUND = "/webhooks/twilio"
PATIENCE = 15.0  # seconds, as Twilio waits for an answer
_PAUSE = 0.1  # seconds between two looks at what the channel reports
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody sends: a text, or the tap of a button under a message of the bot."""

    address: str
    text: str
    name: str = ""
    button: str = ""
    quoted: str = ""

    def form(self, provider_id: str) -> dict[str, str]:
        """The parameters that Twilio posts for it; the title of a button is the body too."""
        form = {
            "MessageSid": provider_id,
            "From": self.address,
            "To": OUR_NUMBER,
            "Body": self.text,
            "ProfileName": self.name,
            "NumMedia": "0",
        }
        if self.button:
            form |= {"ButtonText": self.text, "ButtonPayload": self.button}
        if self.quoted:
            form["OriginalRepliedMessageSid"] = self.quoted
        return form


class Provider:
    """One account, whose webhooks go to `url`, signed with its `token`."""

    def __init__(self, url: str, account_sid: str, token: str, channel: SimulatorChannel) -> None:
        self._url = url
        self._account_sid = account_sid
        self._validator = RequestValidator(token)
        self._channel = channel
        self._last: dict[str, dict[str, str]] = {}
        self._reporting = Lock()

    def write(self, writing: Writing) -> None:
        """A contact writes; returns when the bot has it."""
        form = writing.form(f"SM{uuid4().hex}")
        self._last[writing.address] = form
        self._post(INBOUND, form)

    def repeat(self, address: str) -> bool:
        """Post the last message of a contact once more, under the same id; False if there is none."""
        form = self._last.get(address)
        if form is None:
            return False
        self._post(INBOUND, form)
        return True

    def report(self) -> None:
        """Call back whatever the channel has to say by now, one after the other."""
        with self._reporting:
            for report in self._channel.reports():
                form = {"MessageSid": report.provider_id, "MessageStatus": report.status.value}
                self._post(f"{INBOUND}/status/{report.message_id}", form)

    def run(self, stopping: Event) -> None:
        """Report until it is told to stop."""
        while not stopping.wait(_PAUSE):
            try:
                self.report()
            except requests.RequestException as error:
                _log.warning("a status callback was not taken", why=type(error).__name__)

    def _post(self, path: str, form: Mapping[str, str]) -> None:
        url = self._url + path
        signed = {"AccountSid": self._account_sid, **form}
        signature = self._validator.compute_signature(url, signed)
        with requests.Session() as session:
            # The bot is on this very machine, whatever proxy the environment names.
            session.trust_env = False
            headers = {"X-Twilio-Signature": signature}
            session.post(url, data=signed, headers=headers, timeout=PATIENCE).raise_for_status()
