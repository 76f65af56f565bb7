"""Heartbeats keep what a living worker is doing, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.actions.keep_alive import LEASE, keep_alive
from bot.channels.fake import FakeChannel
from bot.store.conversations import claim_to_respond, last_heartbeat
from bot.store.tables import heartbeats
from tests.scene import Scene, at


def test_a_heartbeat_extends_the_claims_of_what_is_being_done(scene: Scene) -> None:
    contact = scene.write("hello")
    now = scene.clock.now()
    with scene.database.transaction() as connection:
        assert claim_to_respond(connection, now, "w/1", now + LEASE)

    keep_alive(scene.database, "w", ["w/1"], "v", at(scene, 20))

    assert scene.conversation(contact).respond_until == at(scene, 20) + LEASE


def test_a_heartbeat_leaves_what_a_thread_has_left_behind(scene: Scene) -> None:
    contact = scene.write("hello")
    now = scene.clock.now()
    with scene.database.transaction() as connection:
        assert claim_to_respond(connection, now, "w/1", now + LEASE)

    keep_alive(scene.database, "w", ["w/2"], "v", at(scene, 20))

    assert scene.conversation(contact).respond_until == now + LEASE


@pytest.mark.parametrize(("working", "status"), [("w/1", "sending"), ("w/2", "unknown")])
def test_a_message_stays_sending_only_while_somebody_sends_it(
    scene: Scene, working: str, status: str
) -> None:
    class Dying(FakeChannel):
        def send(self, message):
            raise KeyboardInterrupt

    contact = scene.contact()
    scene.queue(contact, "one")
    scene.channel, scene.owner = Dying(), "w/1"
    with pytest.raises(KeyboardInterrupt):
        scene.work()

    keep_alive(scene.database, "w", [working], "v", at(scene, 20))
    scene.channel = FakeChannel()
    scene.after(31)

    assert scene.statuses(contact) == [status]


def test_heartbeats_of_workers_that_are_long_gone_are_dropped(scene: Scene) -> None:
    for worker, day in (("old", 0), ("new", 2), ("new", 3)):
        keep_alive(scene.database, worker, [], "v", scene.clock.now() + timedelta(days=day))

    with scene.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(heartbeats)).scalar_one() == 1
        assert last_heartbeat(connection) == scene.clock.now() + timedelta(days=3)
