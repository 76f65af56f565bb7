"""Chat with the bot in the terminal: no database, account or settings, the real actions."""

from datetime import datetime
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.clock import ShiftedClock
from bot.content.library import load_library
from bot.content.meaning import Meaning
from bot.core.zones import locate
from bot.stage import Stage
from bot.terminal import Line, talk


def chat(content: Path, address: str, console: Console, meaning: Meaning | None = None) -> None:
    """Talk until the input ends."""
    library = load_library(content, meaning)
    clock = ShiftedClock()
    stage, lock = Stage(library, clock, address), Lock()
    heard = 0

    def write(words: str) -> None:
        with lock:
            stage.write(words)

    def hear() -> list[str]:
        nonlocal heard
        with lock:
            stage.work()
            fresh = [one.text for one in stage.channel.sent[heard:]]
            heard = len(stage.channel.sent)
        return fresh

    business = library.policy.business
    zone = locate(address, business.time_zone, business.country).zone
    line = Line(write, hear, lambda: _due(stage, lock), clock, zone)
    local = clock.now().astimezone(ZoneInfo(zone))
    console.print(f"You are {address} in {zone}, where it is {local:%A, %H:%M}.")
    talk(line, console)
    stage.close()


def _due(stage: Stage, lock: Lock) -> datetime | None:
    with lock:
        return stage.due()
