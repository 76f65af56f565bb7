"""A page as a browser holds it, and what it makes of the pieces that come after it.

Its one rule: it knows the ways of swapping that the console uses, and nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.console.conftest import Browser

QUEUE = "/console"
_VOID = frozenset({"input", "link", "meta", "img", "br", "path", "circle", "rect"})


@dataclass
class Node:
    tag: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id") or ""

    @property
    def elements(self) -> list["Node"]:
        return [one for one in self.children if isinstance(one, Node)]

    @property
    def text(self) -> str:
        """What a reader sees, with single blanks."""
        parts = (one.text if isinstance(one, Node) else one for one in self.children)
        return " ".join("".join(parts).split())

    def walk(self) -> Iterator["Node"]:
        yield self
        for one in self.elements:
            yield from one.walk()

    def find(self, element_id: str) -> "Node":
        return next(one for one in self.walk() if one.id == element_id)

    def has(self, element_id: str) -> bool:
        return any(one.id == element_id for one in self.walk())

    def parent_of(self, child: "Node") -> "Node":
        return next(one for one in self.walk() if any(child is each for each in one.elements))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node()
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open[-1].tag == tag, f"</{tag}> ends <{self._open[-1].tag}>"
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Node:
    """The elements of a page or of pieces; AssertionError where they are not nested well."""
    builder = _Builder()
    builder.feed(re.sub(r"<!doctype html>", "", html))
    builder.close()
    return builder.root


@dataclass
class Page:
    """A page in a browser, which asks for news at `news`."""

    browser: Browser
    news: str
    root: Node
    token: str

    @property
    def seen(self) -> str:
        return self.root.find("seen").attributes["value"] or ""

    def ask(self, **form: str) -> TestResponse:
        """Ask for news, and let the answer get lost."""
        headers = {"HX-Request": "true", "X-CSRFToken": self.token}
        return self.browser.client.post(self.news, data={"seen": self.seen, **form}, headers=headers)

    def poll(self, **form: str) -> TestResponse:
        """Ask for news, and show them."""
        answer = self.ask(**form)
        assert answer.status_code in (200, 204), answer.text
        self.show(answer.text)
        return answer

    def show(self, html: str) -> None:
        for piece in parse(html).elements:
            self._swap(piece)

    def _swap(self, piece: Node) -> None:
        how, _, target = (piece.attributes.pop("hx-swap-oob") or "").partition(":#")
        if how in ("true", "delete"):
            old = self.root.find(piece.id)
            siblings = self.root.parent_of(old).children
            place = next(n for n, one in enumerate(siblings) if one is old)
            siblings[place : place + 1] = [piece] if how == "true" else []
            return
        fixed = self.root.find(target)
        if how == "beforeend":
            fixed.children += piece.children
        elif how == "afterbegin":
            fixed.children[:0] = piece.children
        else:
            assert how == "afterend", how
            siblings = self.root.parent_of(fixed).children
            place = next(n for n, one in enumerate(siblings) if one is fixed)
            siblings[place + 1 : place + 1] = piece.children

    def shows(self) -> dict[str, Node]:
        """The pieces as they stand, by their ids, but for the token, which each page has its own of."""
        found = {mark.rpartition(".")[0]: None for mark in self.seen.split()}
        for one in self.root.walk():
            if one.attributes.get("value") == self.token:
                one.attributes["value"] = "token"
        return {name: self.root.find(name) for name in found}

    def order(self, parent: str) -> list[str]:
        return [one.id for one in self.root.find(parent).elements]


def open_page(browser: Browser, path: str = QUEUE) -> Page:
    """Load a page of the console."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    root = parse(answer.text)
    body = next(one for one in root.walk() if one.tag == "body")
    metas = (one.attributes for one in root.walk() if one.tag == "meta")
    token = next(one["content"] for one in metas if one.get("name") == "csrf-token")
    return Page(browser, body.attributes.get("data-news") or "", root, token or "")
