"""Running the bot: all of it on one machine, the worker alone, and what must be ready first."""

import signal
import sys
from contextlib import closing
from threading import Thread

import click

from bot.commands import tools


@click.command()
@click.option("--from", "address", default=tools.ADDRESS, show_default=True, help="Who you are.")
@click.option("--port", default=0, help="Where the web server listens; any free port by default.")
def demo(address: str, port: int) -> None:
    """Run everything on this machine and chat with it; no account needed."""
    from rich.console import Console

    from bot.demo import demo as run
    from bot.log import set_up

    set_up(quiet=True)
    run(tools.content(None), address, port, Console())


@click.command()
@click.option("--from", "address", default=tools.ADDRESS, show_default=True, help="Who you are.")
def chat(address: str) -> None:
    """Talk to the bot in the terminal."""
    from rich.console import Console

    from bot.chatting import chat as run
    from bot.log import set_up

    set_up(quiet=True)
    run(tools.content(None), address, Console())


@click.command()
def worker() -> None:
    """Answer, deliver and advance until stopped."""
    from bot.app import create_tools
    from bot.config import load_settings
    from bot.log import set_up
    from bot.worker import Worker

    set_up()
    one = Worker(create_tools(load_settings()))
    for signum in (signal.SIGTERM, signal.SIGINT):
        # A handler runs in the middle of the thread it interrupts, and must wait for no lock of it.
        signal.signal(signum, lambda *_: Thread(target=one.stop).start())
    one.run()


@click.command()
def migrate() -> None:
    """Bring the database to the current schema."""
    from bot.config import load_settings
    from bot.store.database import Database
    from bot.store.schema import migrate as run

    with closing(Database(load_settings().database_url)) as database:
        run(database)
        click.echo(f"{database.url.render_as_string()}: schema current")


@click.command()
def doctor() -> None:
    """Is everything ready? And if not, how to mend it."""
    from bot.doctor import examine

    findings = list(examine())
    for finding in findings:
        click.echo(f"{'ok   ' if finding.well else 'MEND '} {finding.what}: {finding.told}")
    sys.exit(0 if all(finding.well for finding in findings) else 1)
