"""Watches what ops write, and loads it anew once it has changed and come to rest.

Its one rule: new content takes effect whole and checked, or not at all. Until it can, what was
loaded before serves, and the reason is told once.
"""

import os
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from bot.content.files import FOLDERS, version_of
from bot.errors import ContentError
from bot.log import get_logger

LOOK_EVERY = 0.25
"""Seconds. An editor or a `git pull` writes many files: a change counts when two looks agree."""

_log = get_logger(__name__)
_nobody_sets_it = Event()

Content = TypeVar("Content")
Sight = frozenset[tuple[str, int, int, int]]
"""What a look sees of every file, without reading any: name, size, and when it was changed."""


class Watch(Generic[Content]):
    """A content folder; `load` makes of it what is used, or raises ContentError.

    `version` is that of the content last loaded, `problem` why the one on disk is not used, in
    one line; empty where it is.
    """

    def __init__(self, folder: Path, load: Callable[[Path], Content]) -> None:
        self._folder, self._load = folder, load
        self._seen = self._tried = self._sound = _look(folder)
        self._refused = ""
        self.version = self.problem = ""

    def begin(self) -> Content:
        """The first load, whose errors are raised: there is nothing else to go on with."""
        version, content = version_of(self._folder), self._load(self._folder)
        # Where it changed while it was read, nobody knows what was read, and it is read again.
        self.version = version if _look(self._folder) == self._seen else ""
        return content

    @property
    def restless(self) -> bool:
        """Whether the last look saw what has not been tried yet."""
        return self._seen != self._tried

    def look(self) -> Content | None:
        """New content to be used from now on; None where there is none that can be."""
        sight = _look(self._folder)
        at_rest, self._seen = sight == self._seen, sight
        return self._try(sight) if at_rest and self.restless else None

    def _try(self, sight: Sight) -> Content | None:
        version, content, problems = self._read(sight)
        if _look(self._folder) != sight:
            return None  # It was written while it was read: the next looks decide.
        self._tried = sight
        if problems:
            self._refuse(version, problems)
            return None
        self._sound, self._refused, self.problem = sight, "", ""
        self.version = version
        return content

    def _read(self, sight: Sight) -> tuple[str, Content | None, list[str]]:
        """Version, content and problems; neither of the latter where this version is in use."""
        try:
            version = version_of(self._folder)
            if gone := sorted(_folders(self._sound) - _folders(sight)):
                return version, None, [_GONE.format(name=name) for name in gone]
            return version, None if version == self.version else self._load(self._folder), []
        except ContentError as error:
            return version, None, error.problems
        except Exception as error:
            # Whatever it is, a bad edit never stops the bot.
            return "", None, [f"{self._folder}: it cannot be read ({error!r}). Look at it with: bot check"]

    def _refuse(self, version: str, problems: list[str]) -> None:
        """Keep what is used, and say why, once a version."""
        count = f"{len(problems)} error{'s' * (len(problems) != 1)}"
        self.problem = f"version {version[:8]} is not used: {count}. First: {problems[0]}"
        if version and version == self._refused:
            return
        self._refused = version
        _log.error("the content on disk is not used", version=version[:8], used=self.version[:8], told=count)
        for problem in problems:
            _log.error("content error", at=problem)


_GONE = (
    "{name}:1:1: all files of this folder are gone. Put them back; if they are to be gone, restart the bot."
)


class Live(Generic[Content]):
    """The newest content that could be used, for a web process.

    A server may load an application and then fork, and threads do not survive that: the one that
    watches starts at the first use in each process, and ends when nobody holds this any more.
    """

    def __init__(self, folder: Path, load: Callable[[Path], Content]) -> None:
        self._watch = Watch(folder, load)
        self._content = self._watch.begin()
        self._watched_by = 0
        self._lock = Lock()

    def __call__(self) -> Content:
        if self._watched_by != os.getpid():
            self._begin()
        return self._content

    def problem(self) -> str:
        """Why the content on disk is not used, in one line; empty where it is."""
        self()
        return self._watch.problem

    def look(self) -> None:
        """Go on with what is new."""
        content = self._watch.look()
        if content is not None:
            self._content = content
            _log.info("new content is used", version=self._watch.version[:8])

    def _begin(self) -> None:
        with self._lock:
            if self._watched_by == os.getpid():
                return
            # Hours may have passed since the application was loaded.
            self.look()
            if self._watch.restless:
                _nobody_sets_it.wait(LOOK_EVERY)
                self.look()
            Thread(target=_follow, args=(weakref.ref(self),), name="content", daemon=True).start()
            self._watched_by = os.getpid()


def _follow(reference: weakref.ref[Live[Content]]) -> None:
    while (live := reference()) is not None:
        try:
            live.look()
        except Exception:
            _log.exception("the look at the content failed; looking again")
        del live
        _nobody_sets_it.wait(LOOK_EVERY)


def _look(folder: Path) -> Sight:
    return frozenset(entry for name in FOLDERS for entry in _entries(folder, folder / name))


def _entries(folder: Path, part: Path) -> Iterator[tuple[str, int, int, int]]:
    for path, folders, files in os.walk(part):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith("."):
                continue
            file = Path(path, name)
            try:
                seen = file.stat()
            except OSError:
                continue  # It has just gone: the next look tells.
            # The last is the change of the entry itself: a copy may keep size and time of writing.
            place = file.relative_to(folder).as_posix()
            yield place, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _folders(sight: Sight) -> set[str]:
    return {entry[0].partition("/")[0] for entry in sight}
