"""Sends through Twilio: one request a message, and an honest word on how it ended.

What Twilio posts to us is read in `twilio_inbound.py`, what its codes mean stands in
`twilio_codes.py`. The one rule: a message is never sent twice, so whatever might have
reached Twilio is `unknown` and is looked for with `find`.
"""

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]  # it ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # it ships no types

from bot.channels.twilio_codes import NO_WORDS, TOO_LONG
from bot.channels.twilio_http import CALL_FAILURES, BoundedHttpClient, outcome_of
from bot.core.messages import Outgoing
from bot.core.sending import Outcome, Result
from bot.errors import ChannelError

LONGEST_TEXT = 1600  # characters; Twilio refuses more
_SKEW = timedelta(seconds=5)  # between our clock and Twilio's, which also drops fractions
_LOOK_AT = 100  # of the newest messages to one contact
SANDBOX = "whatsapp:+14155238886"
"""The number of Twilio's sandbox, the same for everybody; it takes one message per 3 seconds."""
SANDBOX_PACE = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """Who sends: an account and a sender, a messaging service, or both.

    `api_url` is another base for the REST API, "" for Twilio's own; `time_limits` are the
    seconds to connect and to wait for an answer.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str = ""
    messaging_service_sid: str = ""
    api_url: str = ""
    time_limits: tuple[float, float] = (5.0, 10.0)


class TwilioChannel:
    """One account and its sender; safe to use from several threads.

    Twilio calls back under `public_url`, with the id of our message in the path.
    """

    def __init__(self, account: TwilioAccount, public_url: str) -> None:
        self._account = account
        self.pace = SANDBOX_PACE if account.sender == SANDBOX else timedelta(0)
        self._callbacks = public_url.rstrip("/") + "/webhooks/twilio/status/"
        self._local = threading.local()

    def send(self, message: Outgoing) -> Outcome:
        """Ask Twilio to send; never raises for what Twilio or the network can do."""
        refusal = _refusal(message)
        if refusal is not None:
            return refusal
        try:
            made = self._client().messages.create(**self._request(message))
        except (TwilioException, *CALL_FAILURES) as error:
            return outcome_of(error)
        if not made.sid:
            return Outcome(Result.UNKNOWN, detail="accepted without a message id")
        return Outcome(Result.ACCEPTED, str(made.sid))

    def find(self, message: Outgoing, since: datetime) -> tuple[str, ...]:
        """The ids of what may be a message that was sent, oldest first.

        Twilio's list holds no id of ours: receiver, direction, time and text are compared,
        and of a template, whose text Twilio renders, all but the text. Raises ChannelError.
        """
        try:
            listed = self._client().messages.list(to=message.address, limit=_LOOK_AT)
        except (TwilioException, *CALL_FAILURES) as error:
            raise ChannelError(
                f"Twilio's list of messages cannot be read ({type(error).__name__}), so nobody can "
                "tell whether a message went out. Look it up in Twilio's console."
            ) from error
        # The list is newest first, and its times are whole seconds.
        same = [each for each in reversed(listed) if _is_same(each, message, since)]
        return tuple(str(each.sid) for each in sorted(same, key=lambda each: each.date_created))

    def _client(self) -> Any:
        # One for each thread: Twilio's keeps its last answer in a field, so two threads that
        # shared it could get each other's.
        if not hasattr(self._local, "client"):
            self._local.client = _make_client(self._account)
        return self._local.client

    def _request(self, message: Outgoing) -> dict[str, Any]:
        """The parameters of one create; what is None or empty is left out."""
        wanted = {
            "to": message.address,
            "from_": self._account.sender,
            "messaging_service_sid": self._account.messaging_service_sid,
            "status_callback": self._callbacks + message.message_id,
            **_content(message),
        }
        return {name: value for name, value in wanted.items() if value}


def check_account(account_sid: str, auth_token: str, api_url: str = "") -> str:
    """What is wrong with the credentials, with what to do, or "" where Twilio knows them.

    One message is listed and none is sent.
    """
    try:
        _make_client(TwilioAccount(account_sid, auth_token, api_url=api_url)).messages.list(limit=1)
    except TwilioException as error:
        answer = getattr(error.args[1], "status_code", "no") if len(error.args) > 1 else "no"
        return f"Twilio refuses them (HTTP {answer}). Copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN anew."
    except CALL_FAILURES as error:
        return f"Twilio cannot be reached ({type(error).__name__}). Check the network and TWILIO_API_URL."
    return ""


def _make_client(account: TwilioAccount) -> Any:
    http = BoundedHttpClient(account.api_url, account.time_limits)
    return Client(account.account_sid, account.auth_token, http_client=http)


def _content(message: Outgoing) -> dict[str, Any]:
    if message.template:
        variables = json.dumps(dict(message.variables), ensure_ascii=False)
        return {"content_sid": message.template, "content_variables": message.variables and variables}
    return {"body": message.text, "media_url": message.media_url and [message.media_url]}


def _refusal(message: Outgoing) -> Outcome | None:
    """What Twilio would refuse for certain is refused without a request."""
    if message.template:
        return None
    if not message.text.strip() and not message.media_url:
        return Outcome(Result.REFUSED, "", NO_WORDS, "the message has neither text nor media")
    if len(message.text) > LONGEST_TEXT:
        detail = f"the text has {len(message.text)} characters, Twilio takes {LONGEST_TEXT}"
        return Outcome(Result.REFUSED, "", TOO_LONG, detail)
    return None


def _is_same(listed: Any, message: Outgoing, since: datetime) -> bool:
    made = listed.date_created
    if not isinstance(made, datetime) or made < since - _SKEW:
        return False
    if not str(listed.direction).startswith("outbound"):
        return False
    return bool(message.template) or _plain(listed.body) == _plain(message.text)


def _plain(text: str | None) -> str:
    # Blanks and line ends may change on the way to Twilio and back.
    return " ".join((text or "").split())
