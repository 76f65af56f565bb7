"""The emulator's network side: reads requests, asks the rules, writes answers, breaks lines.

One handler serves the Messages API, and `/emulator/write` and `/emulator/faults` for whoever
runs the emulator as a process and cannot call its methods.
"""

from __future__ import annotations

import base64
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.emulator_rules import API, error, page, refusal, resource

if TYPE_CHECKING:
    from tests.emulator import Emulator

_STATUSES = {"429": (429, 20429), "500": (500, 20500), "503": (503, 20500)}


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def make_server(emulator: Emulator, port: int) -> ThreadingHTTPServer:
    """A server on loopback, not yet serving; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"emulator": emulator})
    return _Quiet(("127.0.0.1", port), handler)


class _Handler(BaseHTTPRequestHandler):
    emulator: Emulator
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: tests read answers, not logs."""

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)
        if self.path == "/emulator/write":
            self._write({name: values[0] for name, values in form.items()})
        elif self.path == "/emulator/faults":
            self.emulator.faults.extend(form.get("fault", []))
            self._answer(200, {"waiting": list(self.emulator.faults)})
        elif self._allowed():
            self._create(form)

    def do_GET(self) -> None:
        if self._allowed() and not self._broken(self._next_fault(listing=True)):
            self._list(parse_qs(urlsplit(self.path).query))

    def _write(self, form: dict[str, str]) -> None:
        text, address = form.pop("Body", ""), form.pop("From", "whatsapp:+12015550123")
        self._answer(200, {"status": self.emulator.write(text, address, **form)})

    def _allowed(self) -> bool:
        secret = f"{self.emulator.account}:{self.emulator.token}".encode()
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(secret).decode():
            self._answer(401, error(401, 20003))
            return False
        if urlsplit(self.path).path != f"{API}/Accounts/{self.emulator.account}/Messages.json":
            self._answer(404, error(404, 20404))
            return False
        return True

    def _create(self, form: dict[str, list[str]]) -> None:
        flat = {name: values[0] for name, values in form.items()}
        self.emulator.requests.append(flat)
        fault = self._next_fault()
        if not fault.endswith("after") and self._broken(fault):
            return
        code = refusal(flat, self.emulator.senders, self.emulator.opted_out)
        if code is not None:
            self._answer(400, error(400, code, flat.get("To", "")))
            return
        stored = self.emulator.store(flat, form.get("MediaUrl", []))
        body = resource(stored, self.emulator.account)
        # A callback may overtake the answer, as Twilio's do.
        self.emulator.begin_callbacks(stored)
        if not self._broken(fault):
            self._answer(201, body)

    def _next_fault(self, listing: bool = False) -> str:
        script = self.emulator.list_faults if listing else self.emulator.faults
        return script.popleft() if script else ""

    def _broken(self, fault: str) -> bool:
        """Do the fault, if it is one; True where nothing is left to answer."""
        refused = _STATUSES.get(fault.removesuffix(" after"))
        if refused:
            status, code = refused
            self._answer(status, error(status, code))
        elif fault.startswith("garbage"):
            self._send(200 if self.command == "GET" else 201, b"<html>created</html>", "text/html")
        elif fault.startswith("hang up"):
            self.close_connection = True
        elif fault.startswith("silence"):
            self.emulator.closing.wait(60)
            self.close_connection = True
        return bool(fault)

    def _list(self, query: dict[str, list[str]]) -> None:
        wanted: dict[str, str] = {name: query[name][0] for name in ("To", "From") if name in query}
        found = [
            each
            for each in reversed(self.emulator.messages)
            if each.to == wanted.get("To", each.to)
            and each.address_from == wanted.get("From", each.address_from)
        ]
        number, size = int(query.get("Page", ["0"])[0]), min(int(query.get("PageSize", ["50"])[0]), 1000)
        self._answer(200, page(found, self.emulator.account, number, size, urlencode(wanted)))

    def _answer(self, status: int, body: dict[str, object]) -> None:
        self._send(status, json.dumps(body).encode(), "application/json;charset=utf-8")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
