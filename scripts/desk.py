"""An agent's open queue without a browser: it logs in and asks for news as the page's script does.

Its one rule: it keeps what a browser keeps (cookies, the page's token, what is shown), and nothing more.
"""

import re

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

PASSWORD = "nine patient herons"  # noqa: S105  of an account that lives for a minute
_PATIENCE = 60.0
_TOKEN = re.compile(r'name="?csrf[-_]token"? (?:content|value)="([^"]+)"')
_SEEN = re.compile(r'id="seen" name="seen" value="([^"]*)"')


class Desk:
    """The open queue of an agent, as a browser keeps it."""

    def __init__(self, url: str) -> None:
        self._url, self._session, self._seen = url, requests.Session(), ""
        # As browsers do: where the server has closed a line that was kept, the same goes by a new one.
        self._session.mount("http://", HTTPAdapter(max_retries=Retry(1, allowed_methods=None)))

    def log_in(self, name: str) -> None:
        """Log in and open the queue."""
        address = f"{self._url}/console/log-in"
        form = {"csrf_token": self._found(_TOKEN, self._session.get(address, timeout=_PATIENCE).text)}
        page = self._session.post(
            address, data={**form, "name": name, "password": PASSWORD}, timeout=_PATIENCE
        )
        assert page.ok, f"{name} cannot log in: {page.status_code}"
        self._session.headers.update(
            {
                "HX-Request": "true",
                "HX-Current-URL": f"{self._url}/console",
                "X-CSRFToken": self._found(_TOKEN, page.text),
            }
        )
        self._seen = self._found(_SEEN, page.text)

    def look(self) -> str:
        """Ask for what has changed since the last look; empty where nothing has."""
        answer = self._session.post(f"{self._url}/console/news", data={"seen": self._seen}, timeout=_PATIENCE)
        assert answer.ok, f"the news are refused: {answer.status_code}"
        if answer.status_code != 204:
            self._seen = self._found(_SEEN, answer.text)
        return answer.text

    def close(self) -> None:
        self._session.close()

    @staticmethod
    def _found(pattern: re.Pattern[str], page: str) -> str:
        found = pattern.search(page)
        assert found, f"there is no {pattern.pattern} on the page"
        return found[1]
