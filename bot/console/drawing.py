"""Draws the pieces of a page, each from its own template.

Its one rule: what a piece shows of a moment that goes on (an hour, a countdown) is rounded or
ticks in the browser, so that a page on which nothing has happened is the same page.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from flask import render_template

from bot.console.door import who, words
from bot.console.keys import page_token
from bot.web.pieces import Piece


def standing(name: str, **values: object) -> Piece:
    """A piece that is on the page from the beginning; its id is its template's name."""
    return Piece(name, partial(_draw, name, values))


def listed(template: str, ones: Iterable[tuple[str, str, dict[str, object]]]) -> Iterator[Piece]:
    """Many of a kind, each by its id, its place and its values, and drawn only where the browser
    does not show it yet. The values are all that the template uses beside the reader's language
    and role, and their `repr` says all of them."""
    reader = (words().language, who().role, page_token())
    for piece_id, place, values in ones:
        yield Piece(piece_id, partial(_draw, template, values), place, made_of=repr((reader, values)))


def _draw(template: str, values: dict[str, object]) -> str:
    return render_template(f"console/{template}.html", csrf=page_token(), **values).strip()
