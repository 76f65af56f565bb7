"""The command line: `bot` with all its commands, which stand in `commands/`, and their errors."""

import errno
import sys
from typing import Any

import click

from bot.commands import accounts, asking, content, people, running
from bot.errors import BulbulError


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


for _command in (
    *(running.demo, running.chat, running.worker, running.migrate, running.doctor),
    *(content.check, content.locales, content.schemas, content.test),
    *(asking.explain, asking.match, asking.evaluate),
    *(people.contact, accounts.agent),
):
    main.add_command(_command)
