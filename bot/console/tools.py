"""What the console works with, and the blueprint on which its pages stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, current_app

from bot.clock import Clock
from bot.core.shelf import Shelf
from bot.store.database import Database
from bot.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Tools:
    """`shelf` is asked anew at each use, since ops may change it while people work."""

    database: Database
    clock: Clock
    shelf: Callable[[], Shelf]
    wordings: Mapping[str, Wording]


console = Blueprint(
    "console", __name__, url_prefix="/console", template_folder="templates", static_folder="static"
)


def tools() -> Tools:
    return cast(Tools, current_app.extensions["console"])
