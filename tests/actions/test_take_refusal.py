"""What the provider refuses, at once or minutes later: each kind as its code demands, and no storm."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.actions.deliver import deliver_next
from bot.actions.handoff import take_over
from bot.actions.say import say
from bot.actions.track import track
from bot.channels.fake import FakeChannel
from bot.core.messages import Status, StatusReport
from bot.core.sending import Outcome, Result
from bot.store.enrollments import add_enrollment, list_running
from bot.store.escalations import list_escalations
from bot.store.tables import contacts, senders
from tests.scene import Scene, at, small_library

AMERICAN = "whatsapp:+12125550123"
OTHER = "whatsapp:+66898765432"
HOUR, DAY = 3600.0, 86400.0
TEMPLATE = {"language": "en", "template": {"en": "HX1"}, "variables": {"1": "MX-55"}}
ALWAYS = 'hours: {mon-sun: ["24:00"], holidays: none}\n'


def _refuse(scene: Scene, code: int, late: bool) -> None:
    """The provider refuses the next message with a code, in its answer or in a callback."""
    if not late:
        scene.channel.next(Outcome(Result.REFUSED, code=code, detail="words"))
        assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")
        return
    scene.channel.next(Outcome(Result.ACCEPTED, f"late-{code}-{len(scene.channel.sent)}"))
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")
    (accepted,) = scene.channel.reports()
    report = StatusReport(accepted.message_id, accepted.provider_id, Status.FAILED, code, "words")
    for _ in range(2):  # it may be told twice
        track(scene.database, report, scene.clock.now())


def _templates(scene: Scene) -> list[str]:
    return [one.template for one in scene.channel.sent]


def _consent(scene: Scene, contact: str) -> tuple[str, str]:
    with scene.database.reading() as connection:
        row = connection.execute(select(contacts).where(contacts.c.id == contact)).one()
    return row.consent, row.consent_source


def _enrollment(scene: Scene, contact: str) -> str:
    values = {"sequence": "price", "language": "en", "steps": [], "position": 1, "state": "waiting"}
    with scene.database.transaction() as connection:
        return add_enrollment(
            connection, contact, scene.clock.now(), {**values, "decision_id": "d", "due_at": None}
        )


both = pytest.mark.parametrize("late", [False, True], ids=["answer", "callback"])


@both
@pytest.mark.parametrize("code", [20429, 63017, 30001, 21611, 63010, 63023, 63019])
def test_what_passes_by_itself_is_tried_again_and_the_order_is_kept(
    scene: Scene, code: int, late: bool
) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", "two", "three")

    _refuse(scene, code, late)
    for _ in range(50):
        scene.after(1)

    assert scene.texts[-3:] == ["one", "two", "three"]
    assert len(scene.texts) == 3 + late
    assert scene.tasks(contact) == []


@both
def test_a_file_that_cannot_be_fetched_is_tried_once_more_and_then_given_to_a_person(
    scene: Scene, late: bool
) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")

    _refuse(scene, 63019, late)
    scene.after(5)
    assert scene.texts == ["one"] * (1 + late)
    scene.queue(contact, "two")
    _refuse(scene, 63019, late)
    scene.clock.move_to(at(scene, 5))
    _refuse(scene, 63019, late)
    scene.after(HOUR)

    assert scene.statuses(contact)[-1] == "failed"
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]
    assert "check its address" in scene.tasks(contact)[0][1]


@both
def test_a_messaging_limit_is_waited_out_for_an_hour_and_answers_pass_meanwhile(
    scene: Scene, late: bool
) -> None:
    scene.library = small_library(ALWAYS)
    contact = scene.contact()
    first = _enrollment(scene, contact)
    scene.queue(contact, "one", "two", enrollment_id=first)

    _refuse(scene, 63018, late)
    scene.queue(contact, "an answer")
    scene.after(60)
    assert scene.texts[late:] == ["an answer"]
    scene.after(HOUR - 61)
    assert scene.texts[late:] == ["an answer"]
    for _ in range(20):
        scene.after(60)

    assert scene.texts[late:] == ["an answer", "one", "two"]
    assert scene.tasks(contact) == []


@both
def test_a_messaging_limit_that_stays_is_a_task_in_the_end(scene: Scene, late: bool) -> None:
    scene.library = small_library(ALWAYS + "limits: {automated: 50}\n")
    contact = scene.contact()
    scene.queue(contact, "one", **TEMPLATE)

    for _ in range(6):
        _refuse(scene, 63018, late)
        scene.clock.move_to(at(scene, 10 * HOUR))
    assert not deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")

    assert scene.statuses(contact)[-1] == "failed"
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]


def test_a_limit_of_the_sender_slows_all_its_contacts_down(scene: Scene) -> None:
    one, other = scene.contact(), scene.contact(OTHER)
    scene.queue(one, "to one")
    _refuse(scene, 63018, late=False)
    scene.queue(other, "to the other")

    scene.work()
    assert scene.texts == []
    scene.after(1)

    assert scene.texts == ["to the other"]


@both
def test_a_template_that_meta_withheld_goes_once_more_after_a_day(scene: Scene, late: bool) -> None:
    scene.library = small_library(ALWAYS)
    contact = scene.contact()
    scene.clock.move_to(at(scene, 2 * DAY))
    scene.queue(contact, "offer", **TEMPLATE)

    _refuse(scene, 63049, late)
    scene.after(DAY - 1)
    assert _templates(scene) == ["HX1"] * late
    scene.clock.move_to(at(scene, HOUR + 1))
    _refuse(scene, 63049, late)
    scene.after(3 * DAY)

    assert _templates(scene) == ["HX1", "HX1"] * late
    assert scene.statuses(contact)[-1] == "failed"
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]


@both
def test_a_template_that_meta_withheld_never_goes_again_to_an_american_number(
    scene: Scene, late: bool
) -> None:
    contact = scene.contact(AMERICAN)
    scene.queue(contact, "offer", hours="any", **TEMPLATE)

    _refuse(scene, 63049, late)
    scene.after(3 * DAY)

    assert len(scene.channel.sent) == late
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]


@both
@pytest.mark.parametrize("code", [21610, 63014])
def test_who_has_opted_out_at_the_provider_gets_nothing_more_and_is_one_task(
    scene: Scene, code: int, late: bool
) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", "two", enrollment_id=_enrollment(scene, contact))
    scene.queue(contact, "three")
    scene.queue(contact, "hello", origin="agent", sequence="", step=0)

    _refuse(scene, code, late)
    scene.work()
    scene.queue(contact, "four")
    scene.work()

    assert scene.texts == ["one"] * late
    assert _consent(scene, contact) == ("out", "provider")
    assert scene.statuses(contact) == ["failed", "cancelled", "cancelled", "cancelled"]
    assert [row.status for row in scene.messages(contact, "agent")] == ["cancelled"]
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]
    with scene.database.reading() as connection:
        assert list_running(connection, contact) == []


def test_the_confirmation_of_a_stop_that_the_provider_handled_itself_calls_nobody(scene: Scene) -> None:
    contact = scene.contact()
    scene.write("stop")
    scene.channel.next(Outcome(Result.REFUSED, code=21610))
    scene.after(1)

    assert _consent(scene, contact)[0] == "out"
    assert scene.statuses(contact) == ["failed"]
    assert scene.tasks(contact) == []


def test_a_contact_who_blocked_us_and_says_start_is_answered_again(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")
    _refuse(scene, 63014, late=False)

    scene.write("start")
    scene.after(30)

    assert _consent(scene, contact)[0] == "in"
    assert scene.texts == ["started"]


@both
def test_a_developer_who_has_not_joined_the_sandbox_is_told_what_to_send(scene: Scene, late: bool) -> None:
    contact, other = scene.contact(), scene.contact(OTHER)
    scene.queue(contact, "one")

    with capture_logs() as logs:
        _refuse(scene, 63015, late)
    scene.queue(other, "two")
    scene.work()

    assert scene.statuses(contact) == ["failed"]
    assert scene.texts[late:] == ["two"]
    assert "join <word>" in scene.tasks(contact)[0][1]
    assert [one["code"] for one in logs if "join <word>" in one["event"]] == [63015]


@both
@pytest.mark.parametrize("code", [21211, 63003, 63024, 63032])
def test_who_cannot_be_reached_is_not_tried_again(scene: Scene, code: int, late: bool) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")

    _refuse(scene, code, late)
    scene.after(DAY)

    assert scene.statuses(contact) == ["failed"]
    assert len(scene.channel.sent) == late
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]


@both
def test_a_wrong_template_is_an_alert_once_and_a_task_for_every_contact(scene: Scene, late: bool) -> None:
    people = [scene.contact(f"whatsapp:+6681234560{number}") for number in range(4)]
    scene.after(DAY)
    with capture_logs() as logs:
        for number, contact in enumerate(people):
            scene.queue(contact, "one", **{**TEMPLATE, "template": {"en": f"HX{number // 3}"}})
            _refuse(scene, 63013, late)

    alerts = [(one["template"], one["code"]) for one in logs if one["log_level"] == "error"]
    assert alerts == [("HX0", 63013), ("HX1", 63013)]
    for contact in people:
        ((reason, evidence),) = scene.tasks(contact)
        assert reason == "provider"
        assert "no empty variables" in evidence


@both
def test_a_code_that_nobody_knows_ends_the_message_and_alerts_once(scene: Scene, late: bool) -> None:
    one, other = scene.contact(), scene.contact(OTHER)
    with capture_logs() as logs:
        for contact in (one, other):
            scene.queue(contact, "one", step=1 + (contact == other))
            _refuse(scene, 63999, late)

    assert len([each for each in logs if each["log_level"] == "error"]) == 1
    assert scene.statuses(one) == scene.statuses(other) == ["failed"]


def test_a_wrong_set_up_is_tried_with_one_contact_a_minute_and_loses_nothing(scene: Scene) -> None:
    people = [scene.contact(f"whatsapp:+6681234560{number}") for number in range(4)]
    for contact in people:
        scene.queue(contact, f"to {contact}")
    for _ in range(3):
        scene.channel.next(Outcome(Result.HALT, code=63007))

    scene.work()
    assert len(scene.channel._script) == 2
    scene.after(60)
    assert len(scene.channel._script) == 1
    for _ in range(70):
        scene.after(2)

    assert sorted(scene.texts) == sorted(f"to {contact}" for contact in people)
    assert len({contact for contact in people if scene.tasks(contact)}) <= 3


def test_a_set_up_that_fails_in_callbacks_does_not_burn_the_budget(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")

    _refuse(scene, 63020, late=True)
    scene.after(14 * 60)
    assert scene.texts == ["one"]
    scene.after(60)

    assert scene.texts == ["one", "one"]
    assert scene.statuses(contact) == ["failed", "delivered"]


@both
def test_a_window_that_the_provider_calls_closed_is_passed_by_the_steps_template_once(
    scene: Scene, late: bool
) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", **TEMPLATE)

    _refuse(scene, 63016, late)
    scene.work()

    assert _templates(scene) == [""] * late + ["HX1"]
    assert scene.statuses(contact)[-1] == "delivered"
    assert scene.tasks(contact) == []


@both
def test_a_window_that_the_provider_calls_closed_is_passed_by_the_policys_template(
    scene: Scene, late: bool
) -> None:
    scene.library = small_library("templates: {reopen: {en: HX9}}\n")
    contact = scene.contact()
    scene.queue(contact, "one", language="en")

    _refuse(scene, 63016, late)
    scene.work()

    assert _templates(scene) == [""] * late + ["HX9"]
    assert scene.statuses(contact)[-2:] == ["queued", "delivered"]
    assert scene.tasks(contact) == []

    scene.after(60)
    scene.write("yes please")
    scene.after(3)

    assert scene.texts[-1] == "one"


@both
def test_without_a_template_a_closed_window_is_a_task_due_at_the_promise(scene: Scene, late: bool) -> None:
    contact, promise = scene.contact(), at(scene, 900)
    first = _enrollment(scene, contact)
    scene.queue(contact, "one", enrollment_id=first, promise_at=promise)
    scene.queue(contact, "two", enrollment_id=first)

    _refuse(scene, 63016, late)
    scene.work()

    assert len(scene.channel.sent) == late
    assert scene.statuses(contact)[:2] == (["failed", "cancelled"] if late else ["expired", "cancelled"])
    ((reason, evidence),) = scene.tasks(contact)
    assert reason == "window"
    assert f"promised for {promise:%Y-%m-%d %H:%M} UTC" in evidence


@both
def test_a_template_that_meets_a_closed_window_too_does_not_go_round_in_circles(
    scene: Scene, late: bool
) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", **TEMPLATE)

    _refuse(scene, 63016, late)
    _refuse(scene, 63016, late)
    scene.after(DAY)

    assert len(scene.channel.sent) == 2 * late
    assert [reason for reason, _ in scene.tasks(contact)] == ["window"]


def test_what_follows_knows_that_the_window_is_closed_until_the_contact_writes(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", **TEMPLATE)
    _refuse(scene, 63016, late=True)
    scene.work()

    scene.queue(contact, "two", **TEMPLATE)
    scene.work()
    assert _templates(scene) == ["", "HX1", "HX1"]

    scene.after(60)
    scene.contact()
    scene.queue(contact, "three", **TEMPLATE)
    scene.work()
    assert _templates(scene) == ["", "HX1", "HX1", ""]


def test_an_agents_message_that_meets_a_closed_window_fails_and_is_not_replaced(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "anna", scene.clock.now())
    say(scene.database, contact, "anna", "hello", scene.clock.now())

    _refuse(scene, 63016, late=True)
    scene.after(60)

    assert [row.status for row in scene.messages(contact, "agent")] == ["failed"]
    assert scene.tasks(contact) == [("taken", "")]
    with scene.database.reading() as connection:
        assert list_escalations(connection, contact)[0].waits_since == scene.clock.now() - timedelta(
            minutes=1
        )


def test_a_failure_that_is_told_when_the_next_message_has_left_is_not_mended_out_of_order(
    scene: Scene,
) -> None:
    scene.channel = FakeChannel(reports_as=Status.SENT)
    contact = scene.contact()
    first, _ = scene.queue(contact, "one", "two")
    scene.work()
    accepted = scene.messages(contact)[0].provider_id

    track(scene.database, StatusReport(first, accepted, Status.FAILED, 63017), scene.clock.now())
    scene.after(HOUR)

    assert scene.texts == ["one", "two"]
    assert scene.statuses(contact) == ["failed", "sent"]
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]


def test_what_was_accepted_and_failed_counts_against_the_budget_each_time(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, *"abcdefg")

    _refuse(scene, 63023, late=True)
    for _ in range(60):
        scene.after(1)

    assert scene.texts == ["a", *"abcd"]


def test_a_failed_message_that_an_agent_forestalled_does_not_come_again(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")
    _refuse(scene, 63023, late=True)

    take_over(scene.database, contact, "anna", scene.clock.now())
    scene.after(HOUR)

    assert scene.texts == ["one"]
    assert scene.statuses(contact) == ["failed", "cancelled"]


def test_a_sender_that_was_never_refused_has_no_line(scene: Scene) -> None:
    scene.queue(scene.contact(), "one")

    scene.work()

    with scene.database.reading() as connection:
        assert connection.execute(select(senders)).all() == []
    assert scene.channel.pace == timedelta(0)
