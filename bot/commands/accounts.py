"""`bot agent …`: who may log in at the console."""

import click

from bot.commands import tools


@click.group()
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
    with tools.database() as database:
        click.echo(add(database, given, generate, tools.content(None), tools.now()))


@agent.command("list")
def agent_list() -> None:
    """All accounts: role, and when they were last seen."""
    from bot.agent_accounts import lines

    with tools.database() as database:
        click.echo("\n".join(lines(database)))


@agent.command("disable")
@click.argument("name")
def agent_disable(name: str) -> None:
    """Shut an account out; its sessions end at once."""
    from bot.agent_accounts import disable

    with tools.database() as database:
        click.echo(disable(database, name, tools.now()))


@agent.command("enable")
@click.argument("name")
def agent_enable(name: str) -> None:
    """Let an account in again."""
    from bot.agent_accounts import enable

    with tools.database() as database:
        click.echo(enable(database, name, tools.now()))


@agent.command("password")
@click.argument("name")
@click.option("--generate", is_flag=True, help="Make a password and show it once.")
def agent_password(name: str, generate: bool) -> None:
    """Give an account a new password; its sessions end at once."""
    from bot.agent_accounts import set_password

    with tools.database() as database:
        click.echo(set_password(database, name, generate, tools.now()))
