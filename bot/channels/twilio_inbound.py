"""Reads what Twilio posts: its forms in, our own nouns out.

The one rule: a signed form is never lost for what stands in it. Twilio adds parameters
without notice and sends what people type, so everything but the two keys is optional and
whatever cannot be read is left out; `raw` keeps it all.
"""

import math
import re

from werkzeug.datastructures import MultiDict

from bot.core.messages import Inbound, Location, Media, Status, StatusReport
from bot.core.text import storable
from bot.errors import WebhookError

_STATUSES = {
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.READ,
    "failed": Status.FAILED,
    "undelivered": Status.FAILED,
    "canceled": Status.FAILED,
}
_MOST_MEDIA = 20
_REFERRAL = "Referral"


def read_inbound(form: MultiDict[str, str]) -> Inbound:
    """The message in a form that Twilio posted; WebhookError if it names no message or sender.

    `channel` is the scheme of the address (`whatsapp`), `sms` where it has none. The
    address stays as it came: people who hide their number have another kind of it.
    """
    raw = {storable(name): storable(value) for name, value in form.items()}
    provider_id, address = _key(raw, "MessageSid"), _key(raw, "From")
    return Inbound(
        provider_id=provider_id,
        channel=_scheme(address),
        address=address,
        to=raw.get("To", ""),
        text=_first(raw, "Body", "ButtonText", "ListTitle"),
        name=raw.get("ProfileName", ""),
        external_id=_first(raw, "ExternalUserId", "ExternalUserIdentifier"),
        media=_media(raw),
        button=_first(raw, "ButtonPayload", "ListId"),
        quoted_id=raw.get("OriginalRepliedMessageSid", ""),
        location=_location(raw),
        referral=_referral(raw),
        opt_out=_opt_out(raw),
        raw=raw,
    )


def read_status(message_id: str, form: MultiDict[str, str]) -> StatusReport | None:
    """What a status callback says of our message, or None where it changes nothing.

    Raises WebhookError where the form names no message or no status.
    """
    raw = {storable(name): storable(value) for name, value in form.items()}
    provider_id = _key(raw, "MessageSid")
    word = raw.get("MessageStatus") or _key(raw, "SmsStatus")
    status = _STATUSES.get(word.lower())
    if status is None:
        return None
    code = raw.get("ErrorCode", "")
    return StatusReport(
        message_id=storable(message_id),
        provider_id=provider_id,
        status=status,
        code=int(code) if re.fullmatch(r"[0-9]{1,9}", code) and int(code) else None,
        detail=_first(raw, "ErrorMessage", "ChannelStatusMessage"),
    )


def _key(raw: dict[str, str], name: str) -> str:
    value = raw.get(name, "").strip()
    if not value or len(value) > 255:
        raise WebhookError(
            f"A signed request carries no usable {name}, so it is no message. Twilio sends one "
            "with every message: check that the URL is set as a messaging webhook."
        )
    return value


def _first(raw: dict[str, str], *names: str) -> str:
    return next((raw[name] for name in names if raw.get(name)), "")


def _scheme(address: str) -> str:
    scheme, colon, _ = address.partition(":")
    return scheme.lower() if colon and scheme.isalpha() else "sms"


def _media(raw: dict[str, str]) -> tuple[Media, ...]:
    # The files are counted by what is there: `NumMedia` says 0 with some kinds of message.
    places = [place for place in range(_MOST_MEDIA) if raw.get(f"MediaUrl{place}")]
    return tuple(Media(raw[f"MediaUrl{n}"], raw.get(f"MediaContentType{n}", "")) for n in places)


def _location(raw: dict[str, str]) -> Location | None:
    try:
        latitude, longitude = float(raw["Latitude"]), float(raw["Longitude"])
    except (KeyError, ValueError):
        return None
    if not math.isfinite(latitude + longitude) or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Location(latitude, longitude, raw.get("Label", ""), raw.get("Address", ""))


def _referral(raw: dict[str, str]) -> dict[str, str]:
    # `ReferralNumMedia=0` comes with ordinary messages too, so only the source counts.
    if not raw.get("ReferralSourceId"):
        return {}
    found = {name.removeprefix(_REFERRAL): raw[name] for name in raw if name.startswith(_REFERRAL)}
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): found[name] for name in found}


def _opt_out(raw: dict[str, str]) -> str:
    word = raw.get("OptOutType", "").strip().lower()
    return word if word in {"stop", "start", "help"} else ""
