"""`bot agent …`: accounts from the command line, and passwords that no argument shows."""

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.actions.log_in import LoggedIn, log_in
from bot.cli import main
from bot.clock import SystemClock
from bot.log import set_up
from bot.store.agents import find_agent
from bot.store.audit import COMMAND_LINE, Wanted, list_audit
from bot.store.database import Database

GOOD = "seven quiet herons"


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    set_up(quiet=True)


def _environment(database: Database) -> dict[str, str]:
    return {"DATABASE_URL": database.url.render_as_string(hide_password=False).replace("+psycopg", "")}


def _bot(database: Database, *words: str, **options: Any) -> Result:
    result = CliRunner().invoke(main, ["agent", *words], env=_environment(database), **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _lets_in(database: Database, name: str, password: str) -> bool:
    return isinstance(log_in(database, name, password, "203.0.113.7", SystemClock().now()), LoggedIn)


def test_an_account_is_added_with_the_first_line_of_standard_input_as_password(database: Database) -> None:
    told = _bot(
        database,
        *("add", "maria", "--role", "supervisor", "--full-name", "María Santos", "--language", "th"),
        input=f"{GOOD}\nmore\n",
    )

    with database.reading() as connection:
        row = find_agent(connection, "maria")
        (audit,) = list_audit(connection, Wanted(), 9)
    assert (told.exit_code, told.output) == (0, "maria can log in at /console, as supervisor.\n")
    assert row is not None
    assert (row.role, row.full_name, row.language) == ("supervisor", "María Santos", "th")
    assert (audit.verb, audit.agent, audit.subject, audit.address) == (
        "agent_added",
        "",
        "maria",
        COMMAND_LINE,
    )
    assert _lets_in(database, "maria", GOOD)


def test_a_password_is_made_and_shown_once(database: Database) -> None:
    told = _bot(database, "add", "maria", "--role", "admin", "--generate")

    second = told.output.splitlines()[1]
    assert second.startswith("Password, shown this once: ")
    made = second.rpartition(" ")[2]
    assert len(made) == 20
    assert made not in _bot(database, "list").output
    assert _lets_in(database, "maria", made)


def test_a_new_password_ends_what_was_before(database: Database) -> None:
    _bot(database, "add", "maria", "--role", "admin", input=GOOD)
    with database.reading() as connection:
        before = find_agent(connection, "maria")

    told = _bot(database, "password", "maria", input="nine loud parrots\n")

    with database.reading() as connection:
        after = find_agent(connection, "maria")
    assert told.output == "maria has a new password, and is logged out everywhere.\n"
    assert before is not None
    assert after is not None
    assert before.stamp != after.stamp
    assert [_lets_in(database, "maria", one) for one in (GOOD, "nine loud parrots")] == [False, True]


def test_an_account_is_shut_out_and_let_in_again(database: Database) -> None:
    for name, role in (("ada", "admin"), ("ann", "agent")):
        _bot(database, "add", name, "--role", role, "--full-name", f"Miss {name}", input=GOOD)

    shut = _bot(database, "disable", "ann")
    locked = _lets_in(database, "ann", GOOD)
    listed = _bot(database, "list").output.splitlines()
    _bot(database, "enable", "ann")

    assert "Undo it with: bot agent enable ann" in shut.output
    assert not locked
    assert _lets_in(database, "ann", GOOD)
    assert [line.split()[:3] for line in listed] == [["ada", "admin", "never"], ["ann", "agent", "disabled"]]
    assert listed[0].endswith("Miss ada")


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (("add", "ada", "--role", "agent"), GOOD, "There is an account ada already"),
        (("add", "Maria", "--role", "agent"), GOOD, "Maria is no name for an account."),
        (("add", "maria", "--role", "agent"), "short", "A password has at least 10 characters"),
        (("add", "maria", "--role", "agent"), "", "let one be made: --generate"),
        (("add", "maria", "--role", "agent", "--language", "xx"), GOOD, "does not speak xx. It speaks en, "),
        (("password", "nobody"), GOOD, "There is no account nobody."),
        (("disable", "nobody"), "", "There is no account nobody."),
        (("enable", "nobody"), "", "There is no account nobody."),
        (("disable", "ada"), "", "ada is the last admin who can log in."),
    ],
)
def test_what_cannot_be_done_is_told(
    database: Database, words: tuple[str, ...], given: str, told: str
) -> None:
    _bot(database, "add", "ada", "--role", "admin", input=GOOD)

    result = _bot(database, *words, input=given)

    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""


def test_an_empty_list_says_how_to_begin(database: Database) -> None:
    assert _bot(database, "list").output == (
        "There are no accounts yet. Add one: bot agent add NAME --role admin\n"
    )


def test_a_database_without_tables_is_told_how_to_mend() -> None:
    result = CliRunner().invoke(main, ["agent", "list"], env={"DATABASE_URL": "sqlite://"})

    assert result.exit_code == 1
    assert "bot migrate" in result.output


def test_an_account_is_added_with_the_address_at_which_it_is_called(database: Database) -> None:
    wrong = _bot(database, "add", "maria", "--role", "supervisor", "--email", "maria", input=GOOD)
    _bot(database, "add", "maria", "--role", "supervisor", "--email", "maria@example.com", input=GOOD)

    with database.reading() as connection:
        row = find_agent(connection, "maria")
    assert (wrong.exit_code, "maria is no address for mail." in wrong.output) == (1, True)
    assert row is not None
    assert row.email == "maria@example.com"
