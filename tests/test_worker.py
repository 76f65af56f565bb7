"""The worker: from a message that came in to the answer that left, in real time, then it stops."""

import gc
import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy.exc import OperationalError

from bot.actions.accounts import add_agent
from bot.channels.fake import FakeChannel
from bot.channels.mail import post, read_server
from bot.clock import SystemClock
from bot.content.files import version_of
from bot.content.library import load_library
from bot.content.watching import Watch
from bot.core.agents import Agent
from bot.core.library import Library, no_meaning
from bot.core.mailing import Mail
from bot.core.messages import Outgoing
from bot.core.sending import Outcome
from bot.store.audit import Doer
from bot.store.contacts import find_by_address
from bot.store.conversations import last_heartbeat, list_heartbeats, next_due
from bot.store.database import Database
from bot.web.letters import write_call
from bot.web.wording import Wording
from bot.worker import Worker, name_worker
from tests.scene import Scene, at, eventually, small_library, together, write_content
from tests.smtp import PostOffice

AT_ONCE = 'settle: 0s\nhours: {workdays: ["24:00"], mon-sun: ["24:00"], holidays: none}\n'


@pytest.fixture
def scene(database: Database) -> Scene:
    return Scene(database, SystemClock(), small_library(AT_ONCE))


@contextmanager
def working(*workers: Worker) -> Iterator[None]:
    """Run workers until the block ends; each must stop by itself."""
    threads = [Thread(target=worker.run, daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.stop()
        for thread in threads:
            thread.join(40)
        assert not any(thread.is_alive() for thread in threads), "a worker does not stop"


def test_a_message_that_comes_in_is_answered_in_order(scene: Scene) -> None:
    with working(Worker(scene.tools)):
        contact = scene.write("how much is it")
        eventually(lambda: scene.report() or len(scene.texts) == 3)

    assert scene.texts == ["one", "two", "three"]
    scene.report()
    assert scene.statuses(contact) == ["delivered"] * 3


def test_a_worker_that_starts_later_finds_what_waits(scene: Scene) -> None:
    scene.write("how much is it")

    with working(Worker(scene.tools)):
        eventually(lambda: scene.texts[:1] == ["one"])


def test_two_workers_answer_many_contacts_once_each(scene: Scene, database_url: str) -> None:
    second = Database(database_url)
    other = replace(scene.tools, database=second, owner="second")
    addresses = [f"whatsapp:+668123456{number:02}" for number in range(10)]

    with working(Worker(scene.tools, threads=2), Worker(other, threads=2)):
        for address in addresses:
            scene.write("how much is it", address)
        eventually(lambda: scene.report() or len(scene.texts) >= 30, 40)

    second.close()
    for address in addresses:
        assert [one.text for one in scene.channel.sent if one.address == address] == ["one", "two", "three"]


def test_no_contact_gets_more_than_five_messages_however_much_is_asked_at_once(scene: Scene) -> None:
    addresses = [f"whatsapp:+668123456{number:02}" for number in range(3)]
    asked = ("how much is it", "send me a quotation", "what is the price", "unit price please")

    def ask(text: str) -> None:
        for address in addresses:
            scene.write(text, address)

    with working(Worker(scene.tools)):
        together(*[lambda text=text: ask(text) for text in asked])
        eventually(lambda: scene.report() or _rests(scene, addresses), 30)

    for address in addresses:
        assert 3 <= len([one for one in scene.channel.sent if one.address == address]) <= 5


def _rests(scene: Scene, addresses: list[str]) -> bool:
    """Whether all is answered, and what still waits does so for longer than a minute."""
    with scene.database.reading() as connection:
        rows = [find_by_address(connection, "whatsapp", address) for address in addresses]
        due = next_due(connection, scene.clock.now())
    return all(rows) and (due is None or due > at(scene, 60))


def test_a_worker_finishes_what_it_is_sending_before_it_stops(scene: Scene) -> None:
    class Slow(FakeChannel):
        """Holds every request until it is let go."""

        def __init__(self) -> None:
            super().__init__()
            self.began, self.go_on = Event(), Event()

        def send(self, message: Outgoing) -> Outcome:
            self.began.set()
            assert self.go_on.wait(20)
            return super().send(message)

    scene.channel = channel = Slow()
    worker = Worker(scene.tools, threads=1)
    with working(worker):
        contact = scene.contact()
        scene.queue(contact, "one")
        assert channel.began.wait(20)
        worker.stop()
        channel.go_on.set()

    assert scene.statuses(contact) == ["sent"]


def test_a_worker_goes_on_after_its_database_was_away(scene: Scene) -> None:
    lost = Event()

    class Losing:
        """Loses the database while the first message is read."""

        def __init__(self, matcher) -> None:
            self.matcher = matcher

        def match(self, text: str, vector=None):
            if not lost.is_set():
                lost.set()
                raise OperationalError("SELECT 1", {}, Exception("gone"))
            return self.matcher.match(text)

    scene.library = replace(scene.library, matcher=Losing(scene.library.matcher))
    with working(Worker(scene.tools, threads=1)):
        scene.write("how much is it")
        assert lost.wait(20)
        scene.write("what is the price", "whatsapp:+66898765432")
        eventually(lambda: scene.texts[:1] == ["one"])


def test_a_worker_tells_that_it_lives(scene: Scene) -> None:
    def alive():
        with scene.database.reading() as connection:
            return last_heartbeat(connection)

    with working(Worker(scene.tools)):
        eventually(alive)


def test_a_worker_has_a_name_of_its_own_that_leaves_room_for_a_number() -> None:
    names = {name_worker() for _ in range(50)}

    assert len(names) == 50
    assert all(re.fullmatch(r"\S{8,50}", name) for name in names)


def test_a_worker_answers_at_once_and_goes_on_with_the_meaning_it_has_learned(scene: Scene) -> None:
    learned = replace(scene.library, meaning=lambda text: None)
    may_end = Event()

    def learn(library: Library) -> Library:
        assert library is scene.library
        assert may_end.wait(20)
        return learned

    worker = Worker(replace(scene.tools, learn=learn), threads=1)
    with working(worker):
        scene.write("how much is it")
        eventually(lambda: scene.report() or len(scene.texts) == 3)
        assert worker.tools.library is not learned
        may_end.set()
        eventually(lambda: worker.tools.library is learned)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content", AT_ONCE)


@pytest.fixture
def following(database: Database, folder: Path) -> Scene:
    """A scene whose worker follows a folder."""
    watch = Watch(folder, load_library)
    return Scene(database, SystemClock(), watch.begin(), watch=watch)


def _rewrite(file: Path, old: str, new: str) -> None:
    written = file.read_text("utf-8")
    assert old in written
    file.write_text(written.replace(old, new), "utf-8")


def _heartbeat(scene: Scene) -> tuple[str, str]:
    with scene.database.reading() as connection:
        rows = list_heartbeats(connection, at(scene, -60))
    return (rows[0].library, rows[0].problem) if rows else ("", "")


def test_a_worker_goes_on_with_what_was_saved_and_tells_its_version(following: Scene, folder: Path) -> None:
    with working(worker := Worker(following.tools, threads=1)):
        _rewrite(folder / "replies" / "all.yaml", "one", "uno")
        eventually(lambda: _heartbeat(following) == (version_of(folder), ""))
        following.write("how much is it")
        eventually(lambda: following.report() or len(following.texts) == 3)

    assert following.texts == ["uno", "two", "three"]
    assert worker.tools.library.version == version_of(folder)


def test_a_worker_goes_on_with_what_it_has_where_the_new_content_is_broken(
    following: Scene, folder: Path
) -> None:
    file, before = folder / "triggers" / "all.yaml", version_of(folder)
    with working(Worker(following.tools, threads=1)):
        _rewrite(file, "reply: price", "reply: prise")
        eventually(lambda: "triggers/all.yaml:2:16: " in _heartbeat(following)[1])
        assert _heartbeat(following)[0] == before
        following.write("how much is it")
        eventually(lambda: following.report() or len(following.texts) == 3)
        _rewrite(file, "reply: prise", "reply: price")
        eventually(lambda: _heartbeat(following) == (before, ""))

    assert following.texts == ["one", "two", "three"]


def test_a_meaning_that_is_learned_late_never_replaces_a_newer_library(
    following: Scene, folder: Path
) -> None:
    began, may_end, learned = Event(), Event(), []

    def learn(library: Library) -> Library:
        learned.append(replace(library, meaning=lambda text: None))
        began.set()
        assert may_end.wait(20)
        return learned[-1]

    worker = Worker(replace(following.tools, learn=learn), threads=1)
    with working(worker):
        assert began.wait(20)
        _rewrite(folder / "replies" / "all.yaml", "one", "uno")
        eventually(lambda: worker.tools.library.version == version_of(folder))
        newer = worker.tools.library
        may_end.set()
        eventually(lambda: len(learned) == 2 and worker.tools.library is learned[1])

    assert learned[1].version == newer.version
    assert learned[0].version != newer.version


def test_a_worker_keeps_no_library_that_it_no_longer_uses(following: Scene, folder: Path) -> None:
    before = weakref.ref(following.library.consent)
    worker = Worker(replace(following.tools, learn=replace), threads=2)
    following.library = small_library()
    with working(worker):
        following.write("how much is it")
        eventually(lambda: following.report() or len(following.texts) == 3)
        _rewrite(folder / "replies" / "all.yaml", "one", "uno")
        eventually(lambda: worker.tools.library.version == version_of(folder))
        eventually(lambda: gc.collect() >= 0 and before() is None)


def test_a_meaning_that_cannot_be_learned_is_no_obstacle(scene: Scene) -> None:
    def learn(library: Library) -> Library:
        raise OSError("the model is broken")

    with working(Worker(replace(scene.tools, learn=learn), threads=1)):
        scene.write("how much is it")
        eventually(lambda: scene.report() or len(scene.texts) == 3)

    assert scene.texts == ["one", "two", "three"]


def test_new_replies_do_not_cost_the_worker_what_it_has_learned(following: Scene, folder: Path) -> None:
    def learn(library: Library) -> Library:
        return replace(library, meaning=lambda text: None)

    worker = Worker(replace(following.tools, learn=learn), threads=1)
    with working(worker):
        eventually(lambda: worker.tools.library.meaning is not no_meaning)
        learned = worker.tools.library.matcher
        _rewrite(folder / "replies" / "all.yaml", "one", "uno")
        eventually(lambda: worker.tools.library.version == version_of(folder))

    assert worker.tools.library.matcher is learned
    assert worker.tools.library.meaning is not no_meaning


def test_a_worker_calls_supervisors_by_mail_when_nobody_comes(database: Database) -> None:
    scene = Scene(database, SystemClock(), small_library(f"{AT_ONCE}escalation: {{remind: [1s]}}\n"))
    sara = Agent("sara", "supervisor", email="sara@example.com")
    add_agent(database, sara, "seven quiet herons", Doer(), scene.clock.now())
    with PostOffice() as office:
        server = read_server(office.url, "", "https://bot.example.com")
        mail = Mail(
            partial(write_call, Wording("en", NullTranslations()), url="https://b.co"), partial(post, server)
        )
        with working(Worker(replace(scene.tools, mail=mail), threads=1)):
            contact = scene.write("I need it today")
            eventually(lambda: scene.report() or office.taken)

    assert [one["To"] for one in office.taken] == ["sara@example.com"]
    assert f"https://b.co/console/c/{contact}" in office.texts[0]
