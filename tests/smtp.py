"""A small mail server for tests: it keeps what it is handed, and can be as unkind as real ones."""

import socket
import ssl
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event, Thread
from typing import Any, BinaryIO, Self

HOST = "127.0.0.1"


@dataclass
class PostOffice:
    """Listens while the `with` block lasts; `url` is for a bot that has no password.

    `replies` are answers by the command's first word, in place of the friendly ones; a refused
    recipient is one by its address. `tls` is what STARTTLS (or `at_once`, everything) is wrapped in.
    """

    replies: dict[str, str] = field(default_factory=dict)
    password: str = ""
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    silent: bool = False
    drips: bool = False
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    visits: int = 0

    def __enter__(self) -> Self:
        self._ending = Event()
        self._threads: list[Thread] = []
        self._listening = socket.create_server((HOST, 0))
        self._start(self._listen)
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        # Whoever waits in accept is not woken by a close from another thread.
        with suppress(OSError):
            socket.create_connection((HOST, self.port), timeout=5).close()
        for thread in self._threads:
            thread.join(10)
        self._listening.close()

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    @property
    def url(self) -> str:
        return f"smtp://{HOST}:{self.port}"

    @property
    def texts(self) -> list[str]:
        return [str(one.get_content()) for one in self.taken]

    def _start(self, run: Callable[..., Any], *given: Any) -> None:
        thread = Thread(target=run, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while not self._ending.is_set():
            visitor, _ = self._listening.accept()
            if self._ending.is_set():
                visitor.close()
                return
            self.visits += 1
            self._start(self._receive, visitor)

    def _receive(self, visitor: socket.socket) -> None:
        visitor.settimeout(20)
        with suppress(OSError), visitor:
            if self.silent or self.drips:
                self._waste(visitor)
                return
            if self.tls and self.at_once:
                visitor = self.tls.wrap_socket(visitor, server_side=True)
            with visitor:
                _Visit(self, visitor).run()

    def _waste(self, visitor: socket.socket) -> None:
        """Say nothing, or a little at a time, until the visitor has gone or the test is over."""
        while not self._ending.wait(0.05):
            if self.drips:
                visitor.sendall(b"220-wait\r\n")


class _Visit:
    """One connection, from the greeting to its end."""

    def __init__(self, office: PostOffice, visitor: socket.socket) -> None:
        self.office = office
        self.visitor = visitor
        self.file: BinaryIO = visitor.makefile("rb")
        self.sender = self.recipient = ""

    def run(self) -> None:
        with suppress(OSError, ssl.SSLError):
            self._say(self.office.replies.get("greeting", "220 ready"))
            while line := self.file.readline():
                command = line.decode("utf-8", "replace").rstrip("\r\n")
                if not self._hear(command):
                    break
        self.file.close()
        self.visitor.close()

    def _say(self, text: str) -> None:
        self.visitor.sendall(text.replace("\n", "\r\n").encode() + b"\r\n")

    def _hear(self, command: str) -> bool:
        """Answer one command; False where the visit is over."""
        word = command.partition(" ")[0].upper()
        encrypted = isinstance(self.visitor, ssl.SSLSocket)
        self.office.heard.append(f"{word}{' (tls)' if encrypted else ''}")
        given = self.office.replies.get(word)
        if given is not None:
            self._say(given)
            return not given.startswith("421")
        {"EHLO": self._extensions, "STARTTLS": self._encrypt, "AUTH": self._log_in}.get(word, self._post)(
            command
        )
        return word != "QUIT"

    def _extensions(self, command: str) -> None:
        encrypted = isinstance(self.visitor, ssl.SSLSocket)
        offers = ["250-here"]
        offers += ["250-STARTTLS"] if self.office.tls and not encrypted else []
        offers += ["250-AUTH PLAIN"] if self.office.password else []
        self._say("\n".join([*offers, "250 OK"]))

    def _encrypt(self, command: str) -> None:
        assert self.office.tls is not None
        self._say("220 go ahead")
        self.file.close()
        self.visitor = self.office.tls.wrap_socket(self.visitor, server_side=True)
        self.file = self.visitor.makefile("rb")

    def _log_in(self, command: str) -> None:
        given = b64decode(command.split()[2]).split(b"\0")[2].decode()
        self._say("235 come in" if given == self.office.password else f"535 not {given}")

    def _post(self, command: str) -> None:
        word, _, rest = command.partition(" ")
        address = rest.partition("<")[2].partition(">")[0]
        match word.upper():
            case "MAIL":
                self.sender = address
            case "RCPT":
                self.recipient = address
                self._say(self.office.replies.get(address, "250 OK"))
                return
            case "DATA":
                self._say("354 go on")
                self._keep()
            case "QUIT":
                self._say("221 bye")
                return
        self._say("250 OK")

    def _keep(self) -> None:
        lines = []
        while (line := self.file.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=default)
        assert isinstance(message, EmailMessage)
        self.office.taken.append(message)
        self.office.envelopes.append((self.sender, self.recipient))
