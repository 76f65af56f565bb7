"""Draws the timelines of docs/timing.md from what the bot really does, as SVG: `make timelines`.

Its one rule: nothing is drawn by hand. Each scene is played with the project's content and a
virtual clock, and every line of the picture is a message that came, left or became a task.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from textwrap import wrap
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.clock import VirtualClock
from bot.config import content_folder
from bot.content.library import load_library
from bot.core.hours import is_open
from bot.core.library import Library
from bot.core.zones import Whereabouts
from bot.log import set_up
from bot.stage import Stage
from bot.store.escalations import list_escalations
from bot.store.tables import messages

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
NAIROBI = ZoneInfo("Africa/Nairobi")
_WIDTH, _LINE, _LETTERS = 760, 18, 50
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.time, .gap { font-size: 12px; fill: #59636e; }
.contact { fill: #eef1f4; } .bot { fill: #dcf5e3; } .task { fill: #ffe9d6; }
.open { stroke: #2da44e; } .closed { stroke: #b6bec7; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .time, .gap { fill: #9198a1; }
  .contact { fill: #2a313a; } .bot { fill: #12361f; } .task { fill: #4a2c10; }
}
"""


@dataclass(frozen=True)
class Scene:
    """What a contact in Nairobi writes: texts by local time, and until when is looked."""

    name: str
    says: tuple[tuple[str, str], ...]
    until: str


@dataclass(frozen=True)
class Event:
    """One line of a picture. `who` is `contact`, `bot` or `task`."""

    at: datetime
    who: str
    text: str
    open: bool


SCENES = (
    Scene("night", (("2026-11-23 20:00:00", "how much is it?"),), "2026-11-24 09:00:00"),
    Scene("friday", (("2026-11-27 20:00:00", "how much is it?"),), "2026-11-30 09:00:00"),
    Scene(
        "burst",
        (
            ("2026-11-23 10:00:00", "hello"),
            ("2026-11-23 10:00:01", "what are your payment terms?"),
            ("2026-11-23 10:00:02", "and do you have a CE certificate?"),
        ),
        "2026-11-23 10:01:00",
    ),
    Scene(
        "budget",
        (
            ("2026-11-23 10:00:00", "how much is it?"),
            ("2026-11-23 10:05:00", "which voltage range?"),
            ("2026-11-23 10:10:00", "do you have a CE certificate?"),
        ),
        "2026-11-24 10:30:00",
    ),
)


def main() -> None:
    """Play and draw every scene."""
    set_up(quiet=True)
    library = load_library(content_folder())
    for scene in SCENES:
        path = IMAGES / f"timeline-{scene.name}.svg"
        path.write_text(draw(play(scene, library)), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name}\n")


def play(scene: Scene, library: Library) -> list[Event]:
    """Everything that happens in a scene, in order."""
    first = _instant(scene.says[0][0])
    stage = Stage(library, VirtualClock(first), "whatsapp:+254712345678", "Amina")
    try:
        for at, text in scene.says:
            stage.play(_instant(at))
            stage.write(text)
        stage.play(_instant(scene.until), last=True)
        return sorted(_events(stage, library), key=lambda event: event.at)
    finally:
        stage.close()


def _instant(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=NAIROBI)


def _events(stage: Stage, library: Library) -> Iterator[Event]:
    business = library.policy.business
    where = Whereabouts(NAIROBI.key, "KE", business.time_zone, business.country)

    def event(at: datetime, who: str, text: str) -> Event:
        return Event(at.astimezone(NAIROBI), who, text, is_open(at, library.policy.hours, where))

    contact_id = stage.contact_id()
    with stage.database.reading() as connection:
        for row in connection.execute(select(messages)):
            at = row.created_at if row.origin == "contact" else row.sent_at
            if at is not None:
                yield event(at, row.origin, row.text)
        for one in list_escalations(connection, contact_id):
            due = one.due_at.astimezone(NAIROBI)
            yield event(one.opened_at, "task", f"to your people: {one.reason}, due {due:%A %H:%M}")


def draw(events: list[Event]) -> str:
    """The picture of a scene: time runs down, the contact stands left, the bot right."""
    parts, y = [], 16
    for number, one in enumerate(events):
        if number:
            y += _gap(parts, one.at - events[number - 1].at, y)
        y = _row(parts, one, y)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y + 8}" role="img">'
        f"<title>Timeline</title><style>{_STYLE}</style>"
    )
    return "\n".join([head, *parts, "</svg>", ""])


def _gap(parts: list[str], passed: timedelta, y: int) -> int:
    """Say how much time has passed where it is more than a moment; the height that it takes."""
    if passed < timedelta(minutes=2):
        return 0
    hours, minutes = divmod(round(passed.total_seconds() / 60), 60)
    told = " ".join(f"{number} {unit}" for number, unit in ((hours, "h"), (minutes, "min")) if number)
    parts.append(f'<text class="gap" x="118" y="{y + 14}">… {told} later</text>')
    return 26


def _row(parts: list[str], event: Event, y: int) -> int:
    """Draw one event; where the next one begins."""
    lines = [part for line in event.text.split("\n") for part in wrap(line, _LETTERS) or [""]]
    height = _LINE * len(lines) + 14
    state = "open" if event.open else "closed"
    left = 118 if event.who == "contact" else 330
    width = _WIDTH - 12 - left if event.who != "contact" else 360
    parts += [
        f'<line class="{state}" x1="104" y1="{y}" x2="104" y2="{y + height + 8}" stroke-width="4"/>',
        f'<text class="time" x="8" y="{y + 20}">{event.at:%a %H:%M:%S}</text>',
        f'<rect class="{event.who}" x="{left}" y="{y}" width="{width}" height="{height}" rx="8"/>',
        *(
            f'<text x="{left + 10}" y="{y + 20 + _LINE * number}">{escape(line)}</text>'
            for number, line in enumerate(lines)
        ),
    ]
    return y + height + 8


if __name__ == "__main__":
    main()
