"""Every conversation test of the project, each under its own name."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.library import load_library
from bot.core.library import Library
from bot.rehearsal import rehearse
from bot.script import Script, find_scripts, read_scripts
from bot.testing import folder_of
from tests.conftest import PROJECT, shipped_library

FOLDER = Path(__file__).parent / "conversations"
SCRIPTS = [
    pytest.param(script, folder_of(script, path, PROJECT), id=f"{path.stem}: {script.name}")
    for path in find_scripts([FOLDER])
    for script in read_scripts(path)
]


@cache
def _library(folder: Path) -> Library:
    return shipped_library() if folder == PROJECT else load_library(folder)


@pytest.mark.parametrize(("script", "folder"), SCRIPTS)
def test_conversation(script: Script, folder: Path) -> None:
    assert "\n".join(rehearse(script, _library(folder)).failures) == ""
