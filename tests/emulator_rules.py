"""What Twilio's Messages API accepts, refuses and answers, without a server around it.

The rule: only what Twilio documents or was seen to do, in its own words and shapes, because
the bot is tested against this page. `emulator.py` puts it on the network.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

API = "/2010-04-01"
_ADDRESS = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}|whatsapp:[A-Z]{2}\.[A-Za-z0-9]{1,128}")

MESSAGES = {
    14103: "Invalid Body: Message body must be specified",
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    21211: "The 'To' number is not a valid phone number",
    21603: "A 'From' phone number is required",
    21604: "A 'To' phone number is required",
    21609: "The 'StatusCallback' URL is not a valid URL",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21655: "The ContentSid is invalid",
    21656: "The ContentVariables parameter is invalid",
    63007: "Twilio could not find a Channel with the specified From address",
    63015: "Channel Sandbox can only send messages to phone numbers that have joined the Sandbox",
    63014: "Message was blocked by a user action",
    63016: "Failed to send freeform message because you are outside the allowed window",
    63017: "Rate limit exceeded for Channel",
    63018: "Rate limit exceeded for Channel",
    63049: "Meta chose not to deliver this WhatsApp marketing message",
}


@dataclass(slots=True)
class Stored:
    """A message in the emulator's account. `direction` is `inbound` or `outbound-api`."""

    sid: str
    address_from: str
    to: str
    body: str
    created: datetime
    direction: str
    status: str
    media: list[str] = field(default_factory=list)
    service: str | None = None
    content: str = ""
    callback: str = ""
    code: int | None = None


def sign(token: str, url: str, params: Iterable[tuple[str, str]]) -> str:
    """Twilio's signature: the URL and every distinct parameter, sorted, under HMAC-SHA1."""
    text = url.split("#", maxsplit=1)[0] + "".join(name + value for name, value in sorted(set(params)))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def refusal(form: Mapping[str, str], senders: set[str], opted_out: Collection[str] = ()) -> int | None:
    """The code with which Twilio refuses a create at once, or None.

    `opted_out` are the addresses that said STOP to a messaging service with Advanced Opt-Out.
    """
    return _refused_address(form, senders, opted_out) or _refused_content(form) or _refused_callback(form)


def _refused_address(form: Mapping[str, str], senders: set[str], opted_out: Collection[str]) -> int | None:
    if not form.get("To"):
        return 21604
    if form["To"] in opted_out:
        return 21610
    if not _ADDRESS.fullmatch(form["To"]):
        return 21211
    if not form.get("From") and not form.get("MessagingServiceSid"):
        return 21603
    return 63007 if form.get("From") and form["From"] not in senders else None


def _refused_content(form: Mapping[str, str]) -> int | None:
    if form.get("ContentSid"):
        return _refused_template(form)
    if not form.get("Body") and not form.get("MediaUrl"):
        return 14103
    return 21617 if len(form.get("Body", "")) > 1600 else None


def _refused_template(form: Mapping[str, str]) -> int | None:
    if not re.fullmatch(r"HX[0-9a-f]{32}", form["ContentSid"]):
        return 21655
    try:
        variables = json.loads(form.get("ContentVariables", "{}"))
    except ValueError:
        return 21656
    return None if isinstance(variables, dict) else 21656


def _refused_callback(form: Mapping[str, str]) -> int | None:
    parts = urlsplit(form.get("StatusCallback", "http://none.example"))
    usable = parts.scheme in {"http", "https"} and parts.hostname and "_" not in parts.hostname
    return None if usable else 21609


def callback_form(stored: Stored, account: str) -> dict[str, str]:
    """What Twilio posts to a message's StatusCallback."""
    form = {"MessageSid": stored.sid, "MessageStatus": stored.status, "AccountSid": account}
    form |= {"SmsSid": stored.sid, "SmsStatus": stored.status, "ApiVersion": "2010-04-01"}
    form |= {"From": stored.address_from, "To": stored.to}
    if stored.to.startswith("whatsapp:"):
        form |= {"ChannelPrefix": "whatsapp", "EventType": stored.status.upper()}
    if stored.code is not None:
        form |= {"ErrorCode": str(stored.code), "ErrorMessage": MESSAGES.get(stored.code, "")}
    return form


def inbound_form(stored: Stored, account: str) -> dict[str, str]:
    """What Twilio posts to the webhook for a plain text."""
    form = {"MessageSid": stored.sid, "SmsMessageSid": stored.sid, "SmsSid": stored.sid}
    form |= {"AccountSid": account, "ApiVersion": "2010-04-01", "SmsStatus": "received"}
    form |= {"From": stored.address_from, "To": stored.to, "Body": stored.body}
    return form | {"NumMedia": "0", "NumSegments": "1", "MessageType": "text"}


def error(status: int, code: int, about: str = "") -> dict[str, object]:
    """An error answer in Twilio's shape; `about` is what Twilio repeats of the request."""
    more = f"https://www.twilio.com/docs/errors/{code}"
    return {"code": code, "message": f"{MESSAGES[code]}: {about}", "more_info": more, "status": status}


def resource(stored: Stored, account: str) -> dict[str, object]:
    """A message as the API shows it; numbers are texts and dates are RFC 2822, as there."""
    uri = f"{API}/Accounts/{account}/Messages/{stored.sid}"
    when = format_datetime(stored.created)
    return {
        "account_sid": account,
        "api_version": "2010-04-01",
        "body": stored.body,
        "date_created": when,
        "date_sent": None if stored.status in {"queued", "accepted"} else when,
        "date_updated": when,
        "direction": stored.direction,
        "error_code": stored.code,
        "error_message": MESSAGES.get(stored.code or 0),
        "from": stored.address_from or None,
        "messaging_service_sid": stored.service,
        "num_media": str(len(stored.media)),
        "num_segments": "1",
        "price": None,
        "price_unit": None,
        "sid": stored.sid,
        "status": stored.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": stored.to,
        "uri": f"{uri}.json",
    }


def page(found: list[Stored], account: str, number: int, size: int, query: str) -> dict[str, object]:
    """One page of the list, newest first, with a link to the next where there is one."""
    base = f"{API}/Accounts/{account}/Messages.json?{query}&PageSize={size}"
    start = number * size
    shown = found[start : start + size]
    return {
        "messages": [resource(each, account) for each in shown],
        "page": number,
        "page_size": size,
        "start": start,
        "end": start + max(len(shown) - 1, 0),
        "first_page_uri": f"{base}&Page=0",
        "next_page_uri": f"{base}&Page={number + 1}" if start + size < len(found) else None,
        "previous_page_uri": f"{base}&Page={number - 1}" if number else None,
        "uri": f"{base}&Page={number}",
    }
