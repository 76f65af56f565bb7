"""`bot contact …`: what the law and a contact may ask about the data of one person."""

import json
from pathlib import Path

import click

from bot.commands import tools


@click.group()
def contact() -> None:
    """One contact's data: show it, hand it out, erase it."""


@contact.command("show")
@click.argument("address")
def contact_show(address: str) -> None:
    """Who it is, what may be sent, and what is going on, on one screen."""
    from bot.contact_data import show

    with tools.database() as database:
        click.echo("\n".join(show(database, address, tools.now())))


@contact.command("export")
@click.argument("address")
@click.option("--out", type=tools.FOLDER, help="A file, which only you may read; standard output by default.")
def contact_export(address: str, out: Path | None) -> None:
    """Everything that is stored about a contact, as JSON."""
    from bot.contact_data import export, write_privately

    with tools.database() as database:
        told = json.dumps(export(database, address, tools.now()), ensure_ascii=False, indent=1)
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
    with tools.database() as database:
        if not yes:
            click.confirm(f"{about_to_erase(database, address)}. Erase it for ever?", abort=True)
        click.echo(erase_all(database, address, tools.now()))
