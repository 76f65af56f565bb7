"""The command line: each command is a few lines that call what does the work.

Imports stand in the commands, so that `bot match` does not pay for a web server.
"""

import errno
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.errors import BulbulError

_ADDRESS = "whatsapp:+66812345678"


class Commands(click.Group):
    """Errors that are for the reader are printed, never a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BulbulError as error:
            click.echo(str(error), err=True)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has had enough
                raise
            click.echo(f"{error.filename}: {error.strerror}. Is the path right, and may we use it?", err=True)
        sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Bulbul answers your customers' messages on WhatsApp, and calls a person when it matters."""


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _content(given: Path | None) -> Path:
    from bot.config import content_folder

    return given or content_folder()


def _meaning() -> Any:
    """The model of meaning, where it is installed."""
    from bot.config import cache_folder
    from bot.content.meaning import load_meaning

    meaning = load_meaning(cache_folder())
    if meaning and sys.stderr.isatty() and not any(cache_folder().glob("*.sqlite")):
        click.echo("The first time, what the phrases mean is worked out: a minute or two.", err=True)
    return meaning


_folder = click.Path(path_type=Path)
_percent = click.FloatRange(0, 100)


@main.command()
@click.option("--from", "address", default=_ADDRESS, show_default=True, help="Who you are.")
@click.option("--port", default=0, help="Where the web server listens; any free port by default.")
def demo(address: str, port: int) -> None:
    """Run everything on this machine and chat with it; no account needed."""
    from rich.console import Console

    from bot.demo import demo as run
    from bot.log import set_up

    set_up(quiet=True)
    run(_content(None), address, port, Console())


@main.command()
@click.option("--from", "address", default=_ADDRESS, show_default=True, help="Who you are.")
def chat(address: str) -> None:
    """Talk to the bot in the terminal."""
    from rich.console import Console

    from bot.chatting import chat as run
    from bot.log import set_up

    set_up(quiet=True)
    run(_content(None), address, Console())


@main.command()
def worker() -> None:
    """Answer, deliver and advance until stopped."""
    from bot.app import create_tools
    from bot.config import load_settings
    from bot.log import set_up
    from bot.worker import Worker

    set_up()
    one = Worker(create_tools(load_settings()))
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: one.stop())
    one.run()


@main.command()
@click.argument("content", required=False, type=_folder)
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--mutants", is_flag=True, help="Also play distorted phrases: are they still understood?")
@click.option("--sample", type=click.IntRange(1), default=40, help="Mutants of each trigger and language.")
@click.option("--floor", type=_percent, default=92, show_default=True, help="The least recall.")
@click.option("--false-floor", type=_percent, default=1, show_default=True, help="The most false fires.")
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
    from bot.content.check import check as find_problems
    from bot.content.mutation_score import below_floor, play_library
    from bot.content.mutation_table import lines, summary
    from bot.content.problems import report

    folder, meaning = _content(content), _meaning()
    told = report(folder, find_problems(folder, meaning))
    played = play_library(folder, sample, meaning) if mutants and not told["errors"] else []
    standing = _standing(folder) if running and not told["errors"] else []
    if as_json:
        more = ({"mutants": summary(played)} if mutants else {}) | ({"running": standing} if running else {})
        click.echo(json.dumps(told | more, ensure_ascii=False, indent=1))
    else:
        click.echo("".join(f"{line}\n" for line in lines(played)), nl=False)
        for row in told["problems"]:
            click.echo("{severity}: {file}:{line}:{column}: {text}".format(**row))
        if running and not told["errors"]:
            _tell_standing(standing)
        click.echo(f"{folder}: {_count(told['errors'], 'error')}, {_count(told['warnings'], 'warning')}")
    low = below_floor(played, floor, false_floor)
    for sentence in low:
        click.echo(sentence, err=True)
    sys.exit(1 if told["errors"] or low or (strict and (told["warnings"] or standing)) else 0)


def _standing(folder: Path) -> list[dict[str, Any]]:
    """Who stands on a step that the content changes, in the database of the settings."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.standing import find_standing

    return find_standing(folder, load_settings().database_url, SystemClock().now())


def _tell_standing(standing: list[dict[str, Any]]) -> None:
    from bot.standing import lines

    click.echo("\n".join(lines(standing)))


@main.group()
def locales() -> None:
    """The translations: how far they are, and bringing them in step with the texts."""


@locales.command("status")
@click.argument("content", required=False, type=_folder)
def locales_status(content: Path | None) -> None:
    """How many texts are translated, by language."""
    from bot.content.po_progress import progress, table

    click.echo("\n".join(table(progress(_content(content)))))


@locales.command("update")
@click.argument("languages", nargs=-1)
@click.option("--content", type=_folder, help="A content folder; the project's by default.")
def locales_update(languages: tuple[str, ...], content: Path | None) -> None:
    """Bring the .po files in step with the texts; a new LANGUAGE gets a new file."""
    from bot.clock import SystemClock
    from bot.content.po_files import update_locales

    for update in update_locales(_content(content), languages, SystemClock().now()):
        click.echo(f"{update.outcome}: {update.path}")


@main.command()
@click.argument("folder", type=_folder, default=Path("docs/schemas"))
def schemas(folder: Path) -> None:
    """Write the JSON Schemas of what ops write, for editors, into FOLDER."""
    from bot.content.schemas import as_text, content_schemas
    from bot.script import script_schema

    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in {**content_schemas(), "script": script_schema()}.items():
        path = folder / f"{name}.schema.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        click.echo(path)


@main.command()
@click.argument("text")
@click.option("--from", "address", default=_ADDRESS, show_default=True, help="Who writes.")
@click.option("--at", default="", help="When, as 2026-11-23T20:00+07:00; now by default.")
@click.option("--json", "as_json", is_flag=True, help="The whole record.")
def explain(text: str, address: str, at: str, as_json: bool) -> None:
    """What the bot would do about TEXT and why; or what it did, for a message's id."""
    from bot.content.library import load_library
    from bot.explain import explain_text, lines
    from bot.log import set_up

    set_up(quiet=True)
    record = _stored(text) or explain_text(
        load_library(_content(None), _meaning()), text, address, _instant(at)
    )
    click.echo(json.dumps(record, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(record)))


def _stored(text: str) -> dict[str, Any] | None:
    """The record of a stored message, where the text is the id of one."""
    if len(text) != 32 or any(char not in "0123456789abcdef" for char in text):
        return None
    from bot.config import load_settings
    from bot.explain import find_record

    return find_record(load_settings().database_url, text)


def _instant(at: str) -> datetime:
    from bot.clock import SystemClock

    if not at:
        return SystemClock().now()
    try:
        instant = datetime.fromisoformat(at)
    except ValueError as error:
        raise click.BadParameter("write it as 2026-11-23T20:00+07:00", param_hint="--at") from error
    if instant.tzinfo is None:
        raise click.BadParameter("it needs a zone, as in 2026-11-23T20:00+07:00", param_hint="--at")
    return instant


@main.command()
@click.option("--triggers", type=_folder, help="A folder of triggers; the project's by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def match(triggers: Path | None, as_json: bool) -> None:
    """The match layer alone: one message a line on standard input."""
    from bot.content.library import load_matching
    from bot.matching_lines import told, understood

    library = load_matching(triggers or _content(None) / "triggers", _meaning())
    for raw in sys.stdin.buffer:
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        row = understood(text, library)
        line = json.dumps(row, ensure_ascii=False) if as_json else told(row)
        sys.stdout.buffer.write(line.encode() + b"\n")
        # Another program may wait for the answer before it writes its next line.
        sys.stdout.buffer.flush()


@main.command()
@click.argument("file", type=_folder)
@click.option("--content", type=_folder, help="A content folder; the project's by default.")
@click.option("--triggers", type=_folder, help="A folder of triggers alone, in place of the content.")
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
    meaning = _meaning()
    library = load_matching(triggers, meaning) if triggers else load_library(_content(content), meaning)
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
    from bot.evaluating import read_floor

    try:
        return [read_floor(text) for text in given]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--floor") from error


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_folder)
def test(paths: tuple[Path, ...]) -> None:
    """Play conversation tests: files or folders."""
    from bot.log import set_up
    from bot.testing import play

    set_up(quiet=True)
    sys.exit(1 if play(paths, _content(None), click.echo, _meaning()) else 0)


@main.command()
def migrate() -> None:
    """Bring the database to the current schema."""
    from bot.config import load_settings
    from bot.store.database import Database
    from bot.store.schema import migrate as run

    with closing(Database(load_settings().database_url)) as database:
        run(database)
        click.echo(f"{database.url.render_as_string()}: schema current")


@main.command()
def doctor() -> None:
    """Is everything ready? And if not, how to mend it."""
    from bot.doctor import examine

    findings = list(examine())
    for finding in findings:
        click.echo(f"{'ok   ' if finding.well else 'MEND '} {finding.what}: {finding.told}")
    sys.exit(0 if all(finding.well for finding in findings) else 1)


@main.group()
def contact() -> None:
    """One contact's data: show it, hand it out, erase it."""


@contact.command("show")
@click.argument("address")
def contact_show(address: str) -> None:
    """Who it is, what may be sent, and what is going on, on one screen."""
    from bot.contact_data import show

    with _database() as database:
        click.echo("\n".join(show(database, address, _instant(""))))


@contact.command("export")
@click.argument("address")
@click.option("--out", type=_folder, help="A file, which only you may read; standard output by default.")
def contact_export(address: str, out: Path | None) -> None:
    """Everything that is stored about a contact, as JSON."""
    from bot.contact_data import export, write_privately

    with _database() as database:
        told = json.dumps(export(database, address, _instant("")), ensure_ascii=False, indent=1)
    if out is None:
        click.echo(told)
    else:
        write_privately(out, f"{told}\n")
        click.echo(f"written: {out}")


@contact.command("erase")
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
def contact_erase(address: str, yes: bool) -> None:
    """Erase all that is stored about a contact; what stays keeps the contact opted out."""
    from bot.contact_data import about_to_erase, erase_all
    from bot.log import set_up

    set_up(quiet=True)
    with _database() as database:
        if not yes:
            click.confirm(f"{about_to_erase(database, address)}. Erase it for ever?", abort=True)
        click.echo(erase_all(database, address, _instant("")))


@main.group()
def agent() -> None:
    """The accounts of the console: who may log in at /console."""


@agent.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["agent", "supervisor", "ops", "admin"]),
    required=True,
    help="What the account may do.",
)
@click.option("--full-name", default="", help="What colleagues read.")
@click.option("--language", default="", help="Of the console; the browser's by default.")
@click.option("--email", default="", help="Where a supervisor or admin is called when nobody else comes.")
@click.option("--generate", is_flag=True, help="Make a password and show it once.")
def agent_add(name: str, role: str, full_name: str, language: str, email: str, generate: bool) -> None:
    """Add an account. The password is asked for, or read from standard input."""
    from bot.agent_accounts import add

    given = {"name": name, "role": role, "full_name": full_name, "language": language, "email": email}
    with _database() as database:
        click.echo(add(database, given, generate, _content(None), _instant("")))


@agent.command("list")
def agent_list() -> None:
    """All accounts: role, and when they were last seen."""
    from bot.agent_accounts import lines

    with _database() as database:
        click.echo("\n".join(lines(database)))


@agent.command("disable")
@click.argument("name")
def agent_disable(name: str) -> None:
    """Shut an account out; its sessions end at once."""
    from bot.agent_accounts import disable

    with _database() as database:
        click.echo(disable(database, name, _instant("")))


@agent.command("enable")
@click.argument("name")
def agent_enable(name: str) -> None:
    """Let an account in again."""
    from bot.agent_accounts import enable

    with _database() as database:
        click.echo(enable(database, name, _instant("")))


@agent.command("password")
@click.argument("name")
@click.option("--generate", is_flag=True, help="Make a password and show it once.")
def agent_password(name: str, generate: bool) -> None:
    """Give an account a new password; its sessions end at once."""
    from bot.agent_accounts import set_password

    with _database() as database:
        click.echo(set_password(database, name, generate, _instant("")))


@contextmanager
def _database() -> Iterator[Any]:
    """The database of the settings, if its schema is the current one."""
    from bot.config import load_settings
    from bot.store.database import Database
    from bot.store.schema import require_current

    with closing(Database(load_settings().database_url)) as database:
        require_current(database)
        yield database
