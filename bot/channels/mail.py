"""Mail: letters to staff through an SMTP server, for when no browser is open.

A converter and a call: a `Letter` becomes a message of plain text, and a server's answer a
`Posted`. Its one rule: a password goes over an encrypted connection, or stays on this machine.
"""

import re
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from smtplib import SMTP, SMTP_SSL, SMTPRecipientsRefused, SMTPResponseException
from socket import SHUT_RDWR
from threading import Thread
from urllib.parse import unquote, urlsplit

from bot.channels.mail_failures import OpenLineError, refused, told
from bot.core.mailing import Letter, Posted, is_address

LONGEST = 10.0
"""Seconds after which a server that has not answered is left, however much it has said."""
_NEAR = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_CLOSING = 421
_NAME = "Bulbul"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in. `tls`: encrypted from the first byte. `near`: on this machine."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    near: bool = False
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context


def read_server(url: str, sender: str, public_url: str) -> MailServer:
    """The server of SMTP_URL. Without a `sender` letters come from its user, or from the bot's host."""
    parts = urlsplit(url)
    user, host = unquote(parts.username or ""), parts.hostname or ""
    own = user if is_address(user) else f"bulbul@{urlsplit(public_url).hostname or 'localhost'}"
    tls = parts.scheme == "smtps"
    return MailServer(
        host=host,
        port=parts.port or (465 if tls else 587),
        sender=sender or own,
        user=user,
        password=unquote(parts.password or ""),
        tls=tls,
        near=_NEAR.fullmatch(host) is not None,
    )


def post(server: MailServer, letters: Sequence[Letter], now: datetime) -> list[Posted]:
    """Hand letters in over one connection, in at most ten seconds; returns what became of each.

    Nothing that a server or network can do is raised. A letter whose answer did not come in time
    counts as not taken, though it may have been.
    """
    answers: list[Posted] = []

    def hand_in(smtp: SMTP) -> None:
        for letter in letters:
            answers.append(_hand_in(smtp, server, to_message(letter, server, now)))

    trouble = _talk(server, hand_in)
    known = list(answers)
    return known + [trouble] * (len(letters) - len(known))


def check_server(server: MailServer) -> str:
    """Why letters cannot be handed in, empty where they can; none is."""
    found = _talk(server, lambda smtp: None)
    return "" if found.taken else found.why


def to_message(letter: Letter, server: MailServer, now: datetime) -> EmailMessage:
    """A letter as it is sent: plain text, and marked as a machine's, which nobody's absence answers."""
    message = EmailMessage()
    message["From"] = Address(_NAME, addr_spec=server.sender)
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = now
    message["Message-ID"] = make_msgid(domain=_domain(server))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    message["Content-Language"] = letter.language
    return message


def _hand_in(smtp: SMTP, server: MailServer, message: EmailMessage) -> Posted:
    """One letter; what the server says of this one alone does not keep the others from going."""
    to = str(message["To"])
    try:
        smtp.send_message(message, server.sender, [to])
    except SMTPRecipientsRefused as error:
        code, said = error.recipients[to]
        return refused(code, said, to)
    except SMTPResponseException as error:
        if error.smtp_code == _CLOSING:
            raise
        return refused(error.smtp_code, error.smtp_error, to)
    return Posted(True)


def _talk(server: MailServer, say: Callable[[SMTP], None]) -> Posted:
    """Connect, log in and say something. A server that drips its words is left like a silent one."""
    opened: list[SMTP] = []
    ends: list[Posted] = []

    def talk() -> None:
        try:
            with _connect(server) as smtp:
                opened.append(smtp)
                _introduce(smtp, server)
                say(smtp)
            ends.append(Posted(True))
        except Exception as error:
            # A server may say anything, and whatever that does to the library is the server's fault.
            ends.append(told(error, _where(server), server.sender))

    # A name that cannot be looked up has no time limit of its own, therefore a thread.
    thread = Thread(target=talk, name="mail", daemon=True)
    thread.start()
    thread.join(LONGEST)
    if ends:
        return ends[0]
    for smtp in opened:
        _hang_up(smtp)
    return Posted(False, f"{_where(server)} did not answer within {LONGEST:.0f} s")


def _connect(server: MailServer) -> SMTP:
    # With a name of our own given, no time is lost on asking the network for it.
    own = _domain(server)
    if server.tls:
        return SMTP_SSL(server.host, server.port, own, timeout=LONGEST, context=server.trust())
    return SMTP(server.host, server.port, own, timeout=LONGEST)


def _introduce(smtp: SMTP, server: MailServer) -> None:
    smtp.ehlo_or_helo_if_needed()
    if not server.tls and not server.near:
        if smtp.has_extn("starttls"):
            smtp.starttls(context=server.trust())
            smtp.ehlo()
        elif server.user:
            raise OpenLineError
    if server.user:
        smtp.login(server.user, server.password)


def _hang_up(smtp: SMTP) -> None:
    """End a connection that another thread waits on."""
    try:
        if smtp.sock is not None:
            smtp.sock.shutdown(SHUT_RDWR)
    except OSError:
        return


def _where(server: MailServer) -> str:
    return f"{server.host}:{server.port}"


def _domain(server: MailServer) -> str:
    return server.sender.rpartition("@")[2]
