"""What Twilio posts: verify, parse, record, answer. Nothing is understood or sent here.

The signature comes first, and whoever cannot sign learns nothing: neither whether an id
exists nor whether a form could be read. A message is committed before its 200; where it
cannot be, Twilio gets a 503 and comes again.
"""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, abort, request
from sqlalchemy.exc import SQLAlchemyError

from bot.actions.receive import receive
from bot.actions.track import track
from bot.channels.signature import SignatureCheck
from bot.channels.twilio_inbound import read_inbound, read_status
from bot.clock import Clock
from bot.core.policy import Business
from bot.errors import DatabaseError, WebhookError
from bot.log import get_logger
from bot.store.database import Database

LARGEST_BODY = 64 * 1024  # bytes
_FORM = "application/x-www-form-urlencoded"
_NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'

log = get_logger(__name__)


def create_webhooks(
    database: Database,
    clock: Clock,
    signature: SignatureCheck,
    business: Callable[[], Business] = Business,
) -> Blueprint:
    """The two addresses that Twilio posts to, for messages and for what became of ours.

    `business` is asked anew for each message, since ops may change it while the bot runs.
    """
    webhooks = Blueprint("webhooks", __name__, url_prefix="/webhooks/twilio")

    @webhooks.before_request
    def verify() -> None:
        _verify(signature)

    @webhooks.post("")
    def inbound() -> Response:
        message = read_inbound(request.form)
        new = receive(database, message, clock.now(), business())
        log.info("inbound", channel=message.channel, provider_id=message.provider_id, new=new)
        # Text or HTML would be sent to the contact as a message; this XML says nothing.
        return Response(_NOTHING_TO_SAY, mimetype="text/xml")

    @webhooks.post("/status/<message_id>")
    def status(message_id: str) -> Response:
        report = read_status(message_id, request.form)
        if report is not None:
            ours = track(database, report, clock.now())
            log.info("status", message=report.message_id, status=report.status, code=report.code, ours=ours)
        return Response(status=204)

    webhooks.register_error_handler(WebhookError, _bad_webhook)
    webhooks.register_error_handler(DatabaseError, _no_database)
    webhooks.register_error_handler(SQLAlchemyError, _no_database)
    return webhooks


def _verify(signature: SignatureCheck) -> None:
    """Let only what Twilio signed pass: a large body is 413 before it is read, then 403, then 415."""
    request.max_content_length = LARGEST_BODY
    if not signature.valid(_target(), request.form, request.headers.get("X-Twilio-Signature")):
        log.warning("webhook refused", reason="bad signature; check BOT_PUBLIC_URL and TWILIO_AUTH_TOKEN")
        abort(403)
    if request.mimetype != _FORM:
        abort(415)


def _target() -> str:
    """The path and query as they stood in the request: decoded, they would be signed otherwise."""
    raw = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI")
    if not raw:
        path = quote(
            request.environ.get("SCRIPT_NAME", "") + request.environ["PATH_INFO"], encoding="latin-1"
        )
        raw = path + (f"?{request.query_string.decode('latin-1')}" if request.query_string else "")
    if raw.startswith("/"):
        return str(raw)
    # Some proxies pass the whole address on.
    parts = urlsplit(raw)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _bad_webhook(error: WebhookError) -> Response:
    log.warning("webhook refused", reason=str(error))
    return Response(status=400)


def _no_database(error: Exception) -> Response:
    log.error("webhook put off", reason=type(error).__name__)
    return Response(status=503)
