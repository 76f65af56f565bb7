"""The table of guards is about the code as it stands; trying them all is `make mutants`."""

import subprocess
import sys

import pytest

from scripts.guards import Guard, misplaced, read_guards
from tests.conftest import PROJECT

GUARDS = read_guards()


@pytest.mark.parametrize("guard", GUARDS, ids=[guard.name for guard in GUARDS])
def test_a_guards_words_stand_once_in_its_file_and_its_tests_exist(guard: Guard) -> None:
    assert misplaced(guard) == ""
    assert all((PROJECT / file).is_file() for file in guard.tests.split())


def test_a_guard_that_is_switched_off_is_noticed() -> None:
    command = [sys.executable, "scripts/guards.py", "nothing automated after stop"]

    run = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, timeout=300, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith("red ")
    assert run.stdout.endswith("1 guards, 0 unnoticed\n")
