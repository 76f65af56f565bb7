"""What the browser must change: a page is made of pieces, and only those that differ are sent.

Its one rule: the browser says what it shows (`seen`), so that an answer that got lost, or came
late, is made up for by the next one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from markupsafe import Markup, escape

SEEN = "seen"


@dataclass(frozen=True)
class Piece:
    """An element with an id, which `draw` makes. `place` says where a new one goes
    (`beforeend:#thread`); the empty one stands on the page from the beginning.

    `made_of` names all that it is made of, where that is known without drawing it: most looks
    at a page find nothing new, and then nothing is drawn.
    """

    id: str
    draw: Callable[[], str]
    place: str = ""
    made_of: str = ""

    @cached_property
    def html(self) -> str:
        return self.draw()

    @cached_property
    def mark(self) -> str:
        content = self.made_of or self.html
        return f"{self.id}.{blake2b(content.encode(), digest_size=4).hexdigest()}"


def all_seen(pieces: Iterable[Piece]) -> str:
    """What a browser shows that has all of these pieces."""
    return " ".join(piece.mark for piece in pieces)


def changes(pieces: Sequence[Piece], seen: str) -> str:
    """The elements to swap in so that a browser shows these pieces; empty where it does already."""
    marks = set(seen.split())
    known = {mark.rpartition(".")[0] for mark in marks}
    fresh = [piece for piece in pieces if piece.mark not in marks]
    gone = known - {piece.id for piece in pieces}
    if not fresh and not gone:
        return ""
    return "".join(
        [_swap(piece, known) for piece in fresh]
        + [f'<div id="{escape(one)}" hx-swap-oob="delete"></div>' for one in sorted(gone)]
        + [str(seen_field(all_seen(pieces), swap=True))]
    )


def seen_field(seen: str, *, swap: bool = False) -> Markup:
    """The hidden field in which a browser keeps what it shows."""
    attribute = Markup(' hx-swap-oob="true"') if swap else Markup("")
    return Markup('<input type="hidden" id="seen" name="{}" value="{}" autocomplete="off"{}>').format(
        SEEN, seen, attribute
    )


def _swap(piece: Piece, known: set[str]) -> str:
    if piece.place and piece.id not in known:
        return f'<div hx-swap-oob="{piece.place}">{piece.html}</div>'
    return piece.html.replace(f' id="{piece.id}"', f' id="{piece.id}" hx-swap-oob="true"', 1)
