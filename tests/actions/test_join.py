"""What no longer fits the budget when it leaves is joined; nothing of it is lost."""

from bot.actions.join import join_overflow
from bot.store.messages import list_open
from tests.scene import Scene


def join(scene: Scene, contact_id: str, room: int) -> bool:
    with scene.database.transaction() as connection:
        rows = list_open(connection, contact_id)
        return join_overflow(connection, rows[0], rows, room, scene.clock.now())


def left(scene: Scene, contact_id: str) -> list[str]:
    return [row.text for row in scene.messages(contact_id) if row.status == "queued"]


def test_the_rest_of_a_sequence_is_joined_to_what_still_fits(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "one", "two", "three", enrollment_id="e1")

    assert join(scene, contact_id, 2)
    assert left(scene, contact_id) == ["one", "two\n\nthree"]
    gone = scene.messages(contact_id)[2]
    assert (gone.status, "joined" in gone.error_detail) == ("cancelled", True)


def test_what_fits_and_what_belongs_to_others_stays_as_it_is(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "one", "two", enrollment_id="e1")
    scene.queue(contact_id, "other", enrollment_id="e2")

    assert not join(scene, contact_id, 2)
    assert not join(scene, contact_id, 0)
    assert left(scene, contact_id) == ["one", "two", "other"]


def test_a_file_is_never_joined(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "one", enrollment_id="e1")
    scene.queue(contact_id, "sheet", enrollment_id="e1", media=[{"url": "sheet.pdf"}])

    assert not join(scene, contact_id, 1)
    assert left(scene, contact_id) == ["one", "sheet"]


def test_at_the_door_the_budget_joins_what_was_planned_when_there_was_more_of_it(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "a", "b", "c", sequence="other")
    scene.work()
    scene.queue(contact_id, "one", "two", "three", enrollment_id="e1")
    scene.work()

    assert scene.texts == ["a", "b", "c", "one", "two\n\nthree"]
