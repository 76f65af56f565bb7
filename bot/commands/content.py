"""What those who write content do with it: check, translate, play, and teach their editor."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands import tools

if TYPE_CHECKING:
    from bot.content.meaning import Meaning


@click.command()
@click.argument("content", required=False, type=tools.FOLDER)
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--mutants", is_flag=True, help="Also play distorted phrases: are they still understood?")
@click.option("--sample", type=click.IntRange(1), default=40, help="Mutants of each trigger and language.")
@click.option("--floor", type=tools.PERCENT, default=92, show_default=True, help="The least recall.")
@click.option("--false-floor", type=tools.PERCENT, default=1, show_default=True, help="The most false fires.")
@click.option("--running", is_flag=True, help="Also tell who, in the database, stands on a changed step.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for editors and CI.")
def check(
    content: Path | None,
    strict: bool,
    mutants: bool,
    sample: int,
    floor: float,
    false_floor: float,
    running: bool,
    as_json: bool,
) -> None:
    """Check triggers, replies, policy and locales."""
    from bot.content.mutation_score import below_floor, play_library
    from bot.content.mutation_table import lines, summary

    folder, meaning = tools.content(content), tools.meaning()
    told = _report(folder, meaning)
    played = play_library(folder, sample, meaning) if mutants and not told["errors"] else []
    standing = _standing(folder) if running and not told["errors"] else []
    if as_json:
        more = ({"mutants": summary(played)} if mutants else {}) | ({"running": standing} if running else {})
        click.echo(json.dumps(told | more, ensure_ascii=False, indent=1))
    else:
        click.echo("".join(f"{line}\n" for line in lines(played)), nl=False)
        for row in (*told["problems"], *told["advice"]):
            click.echo("{severity}: {file}:{line}:{column}: {text}".format(**row))
        if running and not told["errors"]:
            _tell_standing(standing)
        errors, warnings = (tools.count(told[f"{kind}s"], kind) for kind in ("error", "warning"))
        click.echo(f"{folder}: {errors}, {warnings}")
    low = below_floor(played, floor, false_floor)
    for sentence in low:
        click.echo(sentence, err=True)
    sys.exit(1 if told["errors"] or low or (strict and (told["warnings"] or standing)) else 0)


def _report(folder: Path, meaning: "Meaning | None") -> dict[str, Any]:
    from bot.content.advice import advice
    from bot.content.check import check as find_problems
    from bot.content.problems import errors_of, report

    problems = find_problems(folder, meaning)
    # What is not written is told only where all that is written can be read.
    return report(folder, problems, [] if errors_of(problems) else advice(folder))


def _standing(folder: Path) -> list[dict[str, Any]]:
    """Who stands on a step that the content changes, in the database of the settings."""
    from bot.config import load_settings
    from bot.standing import find_standing

    return find_standing(folder, load_settings().database_url, tools.now())


def _tell_standing(standing: list[dict[str, Any]]) -> None:
    from bot.standing import lines

    click.echo("\n".join(lines(standing)))


@click.group()
def locales() -> None:
    """The translations: how far they are, and bringing them in step with the texts."""


@locales.command("status")
@click.argument("content", required=False, type=tools.FOLDER)
def locales_status(content: Path | None) -> None:
    """How many texts are translated, by language."""
    from bot.content.po_progress import progress, table

    click.echo("\n".join(table(progress(tools.content(content)))))


@locales.command("update")
@click.argument("languages", nargs=-1)
@click.option("--content", type=tools.FOLDER, help="A content folder; the project's by default.")
def locales_update(languages: tuple[str, ...], content: Path | None) -> None:
    """Bring the .po files in step with the texts; a new LANGUAGE gets a new file."""
    from bot.content.po_files import update_locales

    for update in update_locales(tools.content(content), languages, tools.now()):
        click.echo(f"{update.outcome}: {update.path}")


@click.command()
@click.argument("folder", type=tools.FOLDER, default=Path("docs/schemas"))
def schemas(folder: Path) -> None:
    """Write the JSON Schemas of what ops write, for editors, into FOLDER."""
    from bot.content.schemas import as_text, content_schemas
    from bot.script import script_schema

    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in {**content_schemas(), "script": script_schema()}.items():
        path = folder / f"{name}.schema.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        click.echo(path)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=tools.FOLDER)
def test(paths: tuple[Path, ...]) -> None:
    """Play conversation tests: files or folders."""
    from bot.log import set_up
    from bot.testing import play

    set_up(quiet=True)
    sys.exit(1 if play(paths, tools.content(None), click.echo, tools.meaning()) else 0)
