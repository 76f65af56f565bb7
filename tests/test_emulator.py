"""The emulator behaves as Twilio, or the tests that stand on it would prove nothing."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests
from twilio.request_validator import RequestValidator

from tests.emulator import ACCOUNT, SENDER, TOKEN, Emulator
from tests.emulator_rules import sign

TO = "whatsapp:+12015550123"
TEMPLATE = "HX" + "0" * 32


class _Listener(BaseHTTPRequestHandler):
    """Keeps what is posted and answers what the test says, 200 when it says nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((self.path, dict(self.headers), dict(requests.compat.urlparse_qsl(body))))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
