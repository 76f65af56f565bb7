"""A saved file takes effect once it is whole and checked; until then nothing changes."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from structlog.testing import capture_logs

from bot.content.files import version_of
from bot.content.library import load_library, load_shelf
from bot.content.watching import LOOK_EVERY, Live, Watch
from bot.core.shelf import Shelf
from tests.content.conftest import Write
from tests.scene import eventually

FILES = {
    "triggers/price.yaml": "price: {reply: price, phrases: {en: [how much is it]}}\n",
    "replies/price.yaml": "price: {steps: [{say: It is cheap.}]}\n",
    "replies/policy.yaml": "settle: 1s\n",
    "locales/th/LC_MESSAGES/replies.po": 'msgid "It is cheap."\nmsgstr "ถูก"\n',
}
BROKEN = "a: {reply: prise, phrases: {en: [what]}}\nb: 1\n"


@pytest.fixture
def folder(write: Write) -> Path:
    return write(FILES)


@pytest.fixture
def watch(folder: Path) -> Watch[Shelf]:
    begun = Watch(folder, load_shelf)
    begun.begin()
    return begun


def _settle(shelf: Shelf | None) -> float | None:
    return shelf.policy.settle.total_seconds() if shelf else None


def _errors(logs: list) -> list[str]:
    return [line["at"] for line in logs if line["event"] == "content error"]


def _look_twice(watch: Watch[Shelf]) -> Shelf | None:
    watch.look()
    return watch.look()


def test_the_bot_loads_nothing_while_nothing_changes(folder: Path) -> None:
    loads = []
    watch = Watch(folder, lambda path: loads.append(path) or load_shelf(path))
    watch.begin()

    assert [watch.look() for _ in range(5)] == [None] * 5
    assert len(loads) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "replies" / "price.yaml").write_text("price: {steps: [{say: So.}]}\n"),
        lambda folder: (folder / "triggers" / "new.yaml").write_text(""),
        lambda folder: (folder / "triggers" / "price.yaml").rename(folder / "triggers" / "cost.yaml"),
        lambda folder: (folder / "replies" / "policy.yaml").write_text("settle: 2s\n"),
        lambda folder: (folder / "replies" / "policy.yaml").unlink(),
    ],
    ids=["another length", "a new file", "another name", "the same length", "a file less"],
)
def test_the_bot_uses_what_was_saved_once_two_looks_agree(
    folder: Path, watch: Watch[Shelf], change: Callable[[Path], object]
) -> None:
    before = watch.version
    change(folder)

    assert watch.look() is None
    assert watch.look() == load_shelf(folder)
    assert watch.look() is None
    assert (watch.version, watch.problem) == (version_of(folder), "")
    assert watch.version != before


def test_the_bot_waits_while_files_are_being_written(folder: Path, watch: Watch[Shelf]) -> None:
    for number in range(4):
        (folder / "triggers" / f"{number}.yaml").write_text("", "utf-8")
        (folder / "replies" / "policy.yaml").write_text(f"settle: {number}s\n", "utf-8")
        assert watch.look() is None

    assert _settle(watch.look()) == 3


def test_what_was_written_while_it_was_read_never_takes_effect(folder: Path) -> None:
    def load(path: Path) -> Shelf:
        shelf = load_shelf(path)
        if shelf.policy.settle.total_seconds() == 2:
            (path / "replies" / "policy.yaml").write_text("settle: 30s\n", "utf-8")
        return shelf

    watch = Watch(folder, load)
    watch.begin()
    (folder / "replies" / "policy.yaml").write_text("settle: 2s\n", "utf-8")

    assert [_settle(watch.look()) for _ in range(4)] == [None, None, None, 30]


def test_content_that_changes_while_it_is_read_at_the_start_is_read_again(folder: Path) -> None:
    def load(path: Path) -> Shelf:
        shelf = load_shelf(path)
        if shelf.policy.settle.total_seconds() == 1:
            (path / "replies" / "policy.yaml").write_text("settle: 30s\n", "utf-8")
        return shelf

    watch = Watch(folder, load)

    assert _settle(watch.begin()) == 1
    assert _settle(_look_twice(watch)) == 30


def test_broken_content_changes_nothing_and_every_error_is_told_once(
    folder: Path, watch: Watch[Shelf]
) -> None:
    used = watch.version
    with capture_logs() as logs:
        (folder / "triggers" / "a.yaml").write_text(BROKEN, "utf-8")
        refused = version_of(folder)
        looks = [watch.look() for _ in range(5)]
        (folder / "triggers" / "a.yaml").touch()
        looks += [watch.look() for _ in range(5)]

    assert looks == [None] * 10
    assert watch.version == used
    assert _errors(logs) == [
        'triggers/a.yaml:1:12: trigger "a" names sequence "prise", which no file in replies/ defines. '
        'Did you mean "price"?',
        "triggers/a.yaml:2:4: a mapping is expected here. Write KEY: VALUE pairs, indented, below.",
    ]
    assert watch.problem == f"version {refused[:8]} is not used: 2 errors. First: {_errors(logs)[0]}"


def test_a_mended_file_is_used_and_another_error_is_told_anew(folder: Path, watch: Watch[Shelf]) -> None:
    file = folder / "replies" / "policy.yaml"
    with capture_logs() as logs:
        for text in ("settle: soon\n", "settle: later\n"):
            file.write_text(text, "utf-8")
            assert _look_twice(watch) is None
    file.write_text("settle: 5s\n", "utf-8")

    assert _settle(_look_twice(watch)) == 5
    assert watch.problem == ""
    assert [error[:28] for error in _errors(logs)] == [
        "replies/policy.yaml:1:9: " + '"so',
        "replies/policy.yaml:1:9: " + '"la',
    ]


def test_content_that_is_put_back_as_it_was_needs_no_load(folder: Path, watch: Watch[Shelf]) -> None:
    file = folder / "triggers" / "a.yaml"
    file.write_text(BROKEN, "utf-8")
    _look_twice(watch)
    assert watch.problem
    file.unlink()

    assert _look_twice(watch) is None
    assert watch.problem == ""


@pytest.mark.parametrize("lost", ["", "triggers", "replies", "locales"])
def test_a_folder_deleted_by_accident_keeps_what_is_used(
    folder: Path, watch: Watch[Shelf], lost: str, tmp_path: Path
) -> None:
    names = [lost] if lost else ["triggers", "replies", "locales"]
    used = watch.version
    for name in names:
        (folder / name).rename(tmp_path / f"away-{name}")

    assert _look_twice(watch) is None
    assert f"{sorted(names)[0]}:1:1: all files of this folder are gone. Put them back" in watch.problem
    assert watch.version == used

    for name in names:
        (tmp_path / f"away-{name}").rename(folder / name)
    assert _look_twice(watch) is None
    assert watch.problem == ""


def test_a_file_that_nobody_can_read_stops_nothing(folder: Path, watch: Watch[Shelf]) -> None:
    (folder / "replies" / "files").mkdir()
    (folder / "triggers" / "odd.yaml").write_bytes(b"\xff\xfe\x00")

    assert _look_twice(watch) is None
    assert watch.problem.startswith("version ")


def test_a_failure_that_nobody_expected_is_told_and_nothing_changes(folder: Path) -> None:
    fails = Event()

    def load(path: Path) -> Shelf:
        if fails.is_set():
            raise RecursionError("deep")
        return load_shelf(path)

    watch = Watch(folder, load)
    watch.begin()
    (folder / "triggers" / "a.yaml").write_text("", "utf-8")
    fails.set()

    assert _look_twice(watch) is None
    assert "cannot be read (RecursionError('deep'))" in watch.problem


def test_hidden_files_and_those_beside_the_content_are_not_looked_at(
    folder: Path, watch: Watch[Shelf]
) -> None:
    (folder / "triggers" / ".price.yaml.swp").write_text("an editor's", "utf-8")
    (folder / "replies" / ".git").mkdir()
    (folder / "replies" / ".git" / "index").write_text("git's", "utf-8")
    (folder / "notes.txt").write_text("mine", "utf-8")

    watch.look()

    assert not watch.restless


def test_a_web_process_follows_what_is_saved(folder: Path) -> None:
    live = Live(folder, load_shelf)
    assert _settle(live()) == 1

    (folder / "replies" / "policy.yaml").write_text("settle: 7s\n", "utf-8")
    eventually(lambda: _settle(live()) == 7)
    (folder / "replies" / "policy.yaml").write_text("settle: soon\n", "utf-8")
    eventually(live.problem)

    assert _settle(live()) == 7
    assert 'replies/policy.yaml:1:9: "soon" is not a duration' in live.problem()


def test_a_process_that_begins_later_answers_its_first_request_with_what_is_new(folder: Path) -> None:
    live = Live(folder, load_shelf)
    (folder / "replies" / "policy.yaml").write_text("settle: 7s\n", "utf-8")

    assert _settle(live()) == 7


def test_watching_starts_no_thread_before_the_first_use_and_ends_with_its_application(folder: Path) -> None:
    before = set(enumerate_threads())
    live = Live(folder, load_shelf)
    assert set(enumerate_threads()) <= before
    live()
    live()
    (started,) = set(enumerate_threads()) - before

    del live
    gc.collect()

    eventually(lambda: not started.is_alive(), 10 * LOOK_EVERY + 5)


def test_the_library_of_before_is_let_go(folder: Path) -> None:
    watch = Watch(folder, load_library)
    first = weakref.ref(watch.begin().matcher)
    (folder / "replies" / "price.yaml").write_text("price: {steps: [{say: It is dear.}]}\n", "utf-8")

    watch.look()
    second = watch.look()
    gc.collect()

    assert second is not None
    assert first() is None
