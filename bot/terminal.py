"""A chat in the terminal: what a person types goes to the bot, what the bot says is printed.

`chat` and `demo` differ only in the line between the two.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape

from bot.clock import ShiftedClock
from bot.core.values import parse_duration

HELP = "Write as a customer would and press Enter. /wait 9h moves the clock on, /quit ends."
_QUIET = 4.0


@dataclass(frozen=True, slots=True)
class Line:
    """The connection to a bot: `write` takes what the person types, `hear` returns what is new,
    `due` says when the bot will speak next by itself."""

    write: Callable[[str], None]
    hear: Callable[[], list[str]]
    due: Callable[[], datetime | None]
    clock: ShiftedClock
    zone: str


def talk(line: Line, console: Console) -> bool:
    """Chat until the input ends; False where there never was any."""
    stopping = Event()
    listener = Thread(target=_listen, args=(line, console, stopping), daemon=True)
    listener.start()
    said = False
    console.print(f"[dim]{HELP}[/dim]")
    try:
        for words in iter(lambda: _read(console), None):
            said = True
            if words == "/quit":
                break
            _take(words, line, console, stopping)
        else:
            _let_finish(line, stopping)
    except KeyboardInterrupt:
        said = True
    finally:
        stopping.set()
        listener.join(timeout=2)
    return said


def _read(console: Console) -> str | None:
    """The next line, None at the end of the input."""
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return None


def _take(words: str, line: Line, console: Console, stopping: Event) -> None:
    if words.startswith("/wait"):
        try:
            by = parse_duration(words.removeprefix("/wait").strip())
        except ValueError as error:
            console.print(f"[red]{escape(str(error))}[/red]")
            return
        # What is being answered right now is answered before the time jumps.
        _let_finish(line, stopping, 1.0)
        line.clock.move_on(by)
        console.print(f"[dim]It is now {_local(line):%A, %H:%M} for the customer.[/dim]")
    elif words.startswith("/"):
        console.print(f"[dim]{HELP}[/dim]")
    elif words:
        if not sys.stdin.isatty():
            console.print(f"> {escape(words)}")
        line.write(words)


def _local(line: Line) -> datetime:
    return line.clock.now().astimezone(ZoneInfo(line.zone))


def _listen(line: Line, console: Console, stopping: Event) -> None:
    while not stopping.wait(0.1):
        texts = line.hear()
        for text in texts:
            console.print(f"\r[bold green]bot[/bold green] [dim]{_local(line):%H:%M:%S}[/dim] {escape(text)}")
        if texts and sys.stdin.isatty():
            console.print("> ", end="")


def _let_finish(line: Line, stopping: Event, patience: float = _QUIET) -> None:
    """Wait for the answers that are on their way, until it has been quiet for some seconds."""
    quiet = 0.0
    while quiet < patience and not stopping.wait(0.2):
        due = line.due()
        soon = due is not None and (due - line.clock.now()).total_seconds() < _QUIET
        quiet = 0.0 if soon else quiet + 0.2
