"""The clock moves for everybody, and nothing that falls due on the way is jumped over."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.core.zones import local_instant
from bot.demo import Demo
from bot.simulator.people import PEOPLE
from bot.simulator.provider import Writing
from bot.simulator.scene import Scene, destination, read_scene
from bot.store.tables import messages

SOMCHAI = PEOPLE[0]
EVENING = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # 20:00 in Bangkok
NEXT_NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 1, 45, tzinfo=UTC)  # 8:45 in Bangkok


def _sent_at(demo: Demo) -> list[datetime]:
    with demo.desk.database.reading() as connection:
        rows = connection.execute(
            select(messages.c.sent_at).where(messages.c.origin == "bot").order_by(messages.c.sent_at)
        )
        return list(rows.scalars())


def test_a_question_at_night_is_acknowledged_then_and_answered_in_the_morning(demo: Demo) -> None:
    desk = demo.desk
    desk.journey.go(EVENING)
    desk.provider.write(Writing(SOMCHAI.address, "ราคาเท่าไหร่"))

    desk.journey.go(NEXT_NOON)

    acknowledged, *answers = _sent_at(demo)
    minute = timedelta(minutes=1)
    assert EVENING <= acknowledged < EVENING + minute
    assert len(answers) == 3
    assert [at for at in answers if not MORNING <= at < MORNING + minute] == []
    assert NEXT_NOON <= desk.clock.now() < NEXT_NOON + minute


def test_what_is_being_answered_is_finished_before_the_clock_moves(demo: Demo) -> None:
    begin = demo.desk.clock.now()
    demo.desk.provider.write(Writing(SOMCHAI.address, "ราคาเท่าไหร่"))

    demo.desk.journey.go(begin + timedelta(hours=1))

    assert len(_sent_at(demo)) == 3
    assert max(_sent_at(demo)) < begin + timedelta(minutes=1)


def test_the_clock_never_goes_back(demo: Demo) -> None:
    before = demo.desk.clock.now()

    demo.desk.journey.go(before - timedelta(hours=3))

    assert demo.desk.clock.now() >= before


def _scene(now: datetime) -> Scene:
    zones = {SOMCHAI.key: "America/New_York"}
    return Scene(SOMCHAI, now, "America/New_York", zones, "Bulbul", ("anna", "secret"))


def test_a_button_leads_to_a_time_on_the_contacts_own_clock() -> None:
    # The night in which New York puts its clocks forward.
    late = datetime(2027, 3, 14, 3, 0, tzinfo=UTC)
    scene = _scene(late)
    day = date(2027, 3, 14)

    assert destination(scene, "hour") == late + timedelta(hours=1)
    assert destination(scene, "evening") == local_instant(day, 20 * 60, "America/New_York")
    assert destination(scene, "morning") == datetime(2027, 3, 14, 12, 45, tzinfo=UTC)
    assert destination(scene, "planned") is None
    assert destination(scene, "yesterday") is None


def test_an_evening_button_in_the_evening_leads_to_the_next_one(demo: Demo) -> None:
    demo.desk.journey.go(EVENING + timedelta(hours=1))

    scene = read_scene(demo.desk, SOMCHAI)

    assert destination(scene, "evening") == EVENING + timedelta(days=1)
