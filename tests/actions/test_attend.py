"""Looking at a conversation: colleagues see it, and it disturbs nobody."""

from functools import partial

import pytest

from bot.actions.annotate import note
from bot.actions.attend import attend
from bot.actions.erase import erase
from bot.store.notes import list_unseen_mentions
from bot.store.presence import list_present
from tests.actions.staff import HOUR, sleeps_until
from tests.scene import SOMCHAI, Scene, at, together

MAI = "whatsapp:+66800000000"


def _present(scene: Scene, contact: str, within: float = 12) -> list[tuple[str, bool]]:
    """Who looks, and whether they have ever typed."""
    with scene.database.reading() as connection:
        rows = list_present(connection, at(scene, -within), contact)
    return [(row.agent, row.typing_at is not None) for row in rows]


def test_colleagues_see_who_looks_and_who_types(scene: Scene) -> None:
    contact = scene.contact()

    attend(scene.database, contact, "tom", scene.clock.now())
    attend(scene.database, contact, "mai", scene.clock.now(), typing=True)

    assert _present(scene, contact) == [("mai", True), ("tom", False)]


def test_who_looks_away_is_gone_after_a_moment(scene: Scene) -> None:
    contact = scene.contact()
    attend(scene.database, contact, "mai", scene.clock.now())

    sleeps_until(scene, at(scene, 12))

    assert _present(scene, contact) == []


@pytest.mark.parametrize(
    ("seconds", "typing", "written"), [(2, False, False), (5, False, True), (2, True, True)]
)
def test_a_look_is_written_down_only_where_it_is_news(
    scene: Scene, seconds: int, typing: bool, written: bool
) -> None:
    contact, first = scene.contact(), scene.clock.now()
    attend(scene.database, contact, "mai", first)
    sleeps_until(scene, at(scene, seconds))

    attend(scene.database, contact, "mai", scene.clock.now(), typing=typing)

    with scene.database.reading() as connection:
        (row,) = list_present(connection, at(scene, -60))
    assert row.seen_at == (scene.clock.now() if written else first)


def test_looking_changes_nothing_about_the_conversation(scene: Scene) -> None:
    contact = scene.contact()
    before = scene.conversation(contact)

    attend(scene.database, contact, "mai", scene.clock.now(), typing=True)

    assert scene.conversation(contact) == before


def test_looking_waits_for_nobody_who_has_the_conversation_locked(scene: Scene) -> None:
    if scene.database.is_sqlite:
        pytest.skip("SQLite has one writer at a time")
    contact = scene.contact()
    attend(scene.database, contact, "mai", at(scene, -60))
    with scene.database.transaction() as connection:
        connection.exec_driver_sql("SELECT 1 FROM conversations FOR UPDATE")

        attend(scene.database, contact, "mai", scene.clock.now())

    assert _present(scene, contact) == [("mai", False)]


def test_two_windows_of_one_agent_are_one_presence(scene: Scene) -> None:
    contact = scene.contact()
    looks = partial(attend, scene.database, contact, "mai", scene.clock.now(), typing=True)

    together(*[looks] * 8)

    assert _present(scene, contact) == [("mai", True)]


def test_agents_who_come_back_after_long_do_not_wait_for_each_other_for_ever(scene: Scene) -> None:
    one, other = scene.contact(SOMCHAI), scene.contact(MAI)
    for round_number in range(20):
        now = at(scene, round_number * 2 * HOUR)

        together(
            partial(attend, scene.database, one, "mai", now),
            partial(attend, scene.database, other, "tom", now),
        )

    with scene.database.reading() as connection:
        assert [row.agent for row in list_present(connection, at(scene, 0))] == ["mai", "tom"]


def test_a_contact_who_has_just_been_erased_is_looked_at_by_nobody(scene: Scene) -> None:
    contact = scene.contact()
    erase(scene.database, contact, scene.clock.now())

    attend(scene.database, contact, "mai", scene.clock.now())

    assert _present(scene, contact) == []


def test_a_mention_is_unseen_until_its_agent_opens_the_conversation(scene: Scene) -> None:
    contact, other = scene.contact(), scene.contact(MAI)
    note(scene.database, contact, "tom", "@mai please", scene.clock.now(), colleagues=["mai", "tom"])

    def unseen() -> int:
        with scene.database.reading() as connection:
            return len(list_unseen_mentions(connection, "mai"))

    attend(scene.database, contact, "tom", scene.clock.now())
    attend(scene.database, other, "mai", scene.clock.now())
    assert unseen() == 1

    attend(scene.database, contact, "mai", scene.clock.now())
    assert unseen() == 0
