"""Asking the bot what it makes of a message, of many lines, or of a file of labelled ones."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from bot.commands import tools


@click.command()
@click.argument("text")
@click.option("--from", "address", default=tools.ADDRESS, show_default=True, help="Who writes.")
@click.option("--at", default="", help="When, as 2026-11-23T20:00 on the business's clock; now by default.")
@click.option("--json", "as_json", is_flag=True, help="The whole record.")
def explain(text: str, address: str, at: str, as_json: bool) -> None:
    """What the bot would do about TEXT and why; or what it did, for a message's id."""
    from bot.content.library import load_library
    from bot.explain import explain_text, lines
    from bot.log import set_up

    set_up(quiet=True)
    zone = _business_zone()
    instant = _instant(at, zone)
    record = _stored(text) or explain_text(
        load_library(tools.content(None), tools.meaning()), text, address, instant
    )
    told = json.dumps(record, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(record, zone))
    click.echo(told)


def _business_zone() -> ZoneInfo:
    """The business's clock. Why a stored message was answered so is told on broken content too."""
    from bot.content.policy import read_policy

    policy, _, _ = read_policy(tools.content(None) / "replies")
    return ZoneInfo(policy.business.time_zone)


def _stored(text: str) -> dict[str, Any] | None:
    """The record of a stored message, where the text is the id of one; says where it only looks so."""
    if len(text) != 32 or any(char not in "0123456789abcdef" for char in text):
        return None
    from bot.config import load_settings
    from bot.explain import find_record

    record = find_record(load_settings().database_url, text)
    if record is None:
        told = "No message has this id; the text is explained as if a contact had written it."
        click.echo(told, err=True)
    return record


def _instant(at: str, zone: ZoneInfo) -> datetime:
    """The instant that is written; one without a zone is on the business's clock."""
    if not at:
        return tools.now()
    try:
        instant = datetime.fromisoformat(at)
    except ValueError as error:
        forms = f"write it as 2026-11-23T20:00, on the clock of {zone}, or as 2026-11-23T20:00+07:00"
        raise click.BadParameter(forms, param_hint="--at") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


@click.command()
@click.option("--triggers", type=tools.FOLDER, help="A folder of triggers; the project's by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def match(triggers: Path | None, as_json: bool) -> None:
    """The match layer alone: one message a line on standard input."""
    from bot.content.library import load_matching
    from bot.matching_lines import told, understood

    library = load_matching(triggers or tools.content(None) / "triggers", tools.meaning())
    for raw in sys.stdin.buffer:
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        row = understood(text, library)
        line = json.dumps(row, ensure_ascii=False) if as_json else told(row)
        sys.stdout.buffer.write(line.encode() + b"\n")
        # Another program may wait for the answer before it writes its next line.
        sys.stdout.buffer.flush()


@click.command()
@click.argument("file", type=tools.FOLDER)
@click.option("--content", type=tools.FOLDER, help="A content folder; the project's by default.")
@click.option("--triggers", type=tools.FOLDER, help="A folder of triggers alone, in place of the content.")
@click.option(
    "--precision", type=click.FloatRange(0, 100), default=90, show_default=True, help="Percent, for cover."
)
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="Mistakes of each kind.")
@click.option("--floor", "floors", multiple=True, metavar="FIGURE=PERCENT", help="Fail where it is worse.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for CI.")
def evaluate(
    file: Path,
    content: Path | None,
    triggers: Path | None,
    precision: float,
    worst: int,
    floors: tuple[str, ...],
    as_json: bool,
) -> None:
    """How well your own labelled messages in FILE (JSON lines or CSV) are understood."""
    from bot.content.labelled import read_labelled
    from bot.content.library import load_library, load_matching
    from bot.evaluating import broken_floors, judge
    from bot.evaluating import evaluate as evaluation
    from bot.figure_tables import show

    wanted = _floors(floors)
    if content and triggers:
        raise click.UsageError("Name either --content or --triggers, not both.")
    meaning = tools.meaning()
    library = load_matching(triggers, meaning) if triggers else load_library(tools.content(content), meaning)
    messages = read_labelled(file, library.triggers)
    # Beside the output, and only for a person who waits.
    waits = sys.stderr.isatty()
    bar = click.progressbar(judge(messages, library), len(messages), file=sys.stderr, hidden=not waits)
    with bar as rows:
        judged = list(rows)
    report = {"file": str(file), **evaluation(judged, library, precision / 100, worst)}
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        show(report)
    broken = broken_floors(report, wanted)
    for told in broken:
        click.echo(told, err=True)
    sys.exit(1 if broken else 0)


def _floors(given: tuple[str, ...]) -> list[Any]:
    from bot.evaluating import doubt_about, read_floor

    try:
        floors = [read_floor(text) for text in given]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--floor") from error
    for doubt in filter(None, map(doubt_about, given)):
        click.echo(doubt, err=True)
    return floors
