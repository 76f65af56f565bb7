"""Everything that can be said about a content folder before the bot uses it.

Errors keep it from being loaded; warnings do not. `bot check` prints both.
"""

from pathlib import Path

from bot.content.alarming import cue_problems
from bot.content.collisions import colliding_phrases
from bot.content.coverage import coverage_problems
from bot.content.fitting import play
from bot.content.leftovers import leftover_problems
from bot.content.losing import losing_phrases
from bot.content.meaning import Meaning
from bot.content.placeholders import placeholder_problems
from bot.content.problems import Problem, in_order
from bot.content.reading import read_content
from bot.content.references import reference_problems
from bot.content.sense import doubts, sense_problems
from bot.content.windows import window_problems


def check(folder: Path, meaning: Meaning | None = None) -> list[Problem]:
    """Every problem of a content folder, in the order of files and lines.

    With `meaning` phrases are matched as a bot with that model matches them.
    """
    content, problems = read_content(folder)
    return in_order(
        [
            *problems,
            *reference_problems(content),
            *placeholder_problems(content),
            *sense_problems(content),
            *window_problems(content),
            *coverage_problems(content),
            *leftover_problems(content),
            *doubts(content),
            *cue_problems(content),
            *colliding_phrases(content.triggers.triggers.values()),
            *losing_phrases(content.triggers.triggers, play(content.triggers.triggers.values(), meaning)),
        ]
    )
