"""Turns a scene into the pieces of a page, each from its own template.

Its one rule: a piece depends on the scene alone, so the same scene always gives the same marks.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import render_template

from bot.simulator.people import PEOPLE
from bot.simulator.scene import Scene
from bot.web.pieces import Piece
from bot.web.wording import Wording

STANDING = ("people", "bar", "peer", "typing", "samples", "clock", "planned", "staff")
"""The pieces that are on the page from the beginning; each id is its template's name."""


def render_pieces(scene: Scene, words: Wording) -> list[Piece]:
    """All pieces of one person's page; those that grow in number are in the order of the page."""
    return [
        *(Piece(name, partial(_render, name, scene, words)) for name in STANDING),
        *_bubbles(scene, words),
        *_cards(scene, words),
    ]


def _bubbles(scene: Scene, words: Wording) -> Iterator[Piece]:
    day = None
    for bubble in scene.bubbles:
        local = scene.local(bubble.at)
        draw = partial(_render, "bubble", scene, words, bubble=bubble, new_day=local.date() != day)
        yield Piece(f"m-{bubble.id}", draw, "beforeend:#thread")
        day = local.date()


def _cards(scene: Scene, words: Wording) -> Iterator[Piece]:
    # Oldest first: each goes on top of those that came before.
    for card in reversed(scene.cards):
        newest = card is scene.cards[0]
        draw = partial(_render, "decision", scene, words, card=card, newest=newest)
        yield Piece(f"d-{card.id}", draw, "afterbegin:#decisions")


def _render(name: str, scene: Scene, words: Wording, **values: Any) -> str:
    html = render_template(
        f"simulator/{name}.html", scene=scene, words=words, _=words.say, people=PEOPLE, **values
    )
    return html.strip()
