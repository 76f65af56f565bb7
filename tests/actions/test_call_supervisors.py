"""Supervisors are called by mail when nobody comes: once for each round, and again while nobody has come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.actions.accounts import add_agent, disable
from bot.actions.call_supervisors import call_supervisors
from bot.actions.tend_queue import tend_queue
from bot.clock import VirtualClock
from bot.core.agents import Agent
from bot.core.mailing import Letter, Mail, Posted, Unsent, Waiting
from bot.store.audit import Doer
from tests.actions.staff import called, needs, open_one, releases, resolves, snoozes, takes_over, verbs
from tests.scene import SOMCHAI, Scene, small_library, together

OTHER = "whatsapp:+66898765432"
LADDER = 180
TAKEN = Posted(True)
LATER = Posted(False, "later")
NEVER = Posted(False, "no such address", again=False)


@dataclass
class Office:
    """Takes letters, or answers what it is told to; remembers who was written to about whom."""

    answer: Posted = TAKEN
    sent: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    unsent: list[Unsent] = field(default_factory=list)

    @property
    def mail(self) -> Mail:
        return Mail(_write, self._post)

    def _post(self, letters: Sequence[Letter], now: datetime) -> list[Posted]:
        self.sent += [(letter.agent, tuple(letter.text.split())) for letter in letters]
        return [self.answer for _ in letters]

    def round(self, scene: Scene, seconds: int = 0) -> None:
        """Let time pass, then tend the queue and call supervisors, as the worker does."""
        _pass(scene, seconds)
        policy, now = scene.library.policy, scene.clock.now()
        tend_queue(scene.database, policy, now)
        self.unsent = call_supervisors(scene.database, policy, self.mail, self.unsent, now)

    def whole(self, scene: Scene, seconds: int) -> None:
        """Rounds every five seconds, until so much time has passed."""
        for _ in range(seconds // 5):
            self.round(scene, 5)

    def new(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was written since the last look."""
        new, self.sent = self.sent, []
        return new


def _write(agent: Agent, waiting: Sequence[Waiting], zone: str) -> Letter:
    assert zone == "Asia/Bangkok"
    return Letter(agent.name, agent.email, "", " ".join(one.contact_id for one in waiting))


def _pass(scene: Scene, seconds: int) -> None:
    assert isinstance(scene.clock, VirtualClock)
    scene.clock.move_to(scene.clock.now() + timedelta(seconds=seconds))


def _hire(scene: Scene, name: str, role: Any = "supervisor", email: str | None = None) -> None:
    agent = Agent(name, role, email=f"{name}@example.com" if email is None else email)
    add_agent(scene.database, agent, "seven quiet herons", Doer(), scene.clock.now())


def _another(scene: Scene) -> str:
    contact = scene.contact(OTHER)
    needs(scene, contact, "person")
    return contact


@pytest.fixture
def office(scene: Scene) -> Office:
    _hire(scene, "sara")
    return Office()


def test_supervisors_and_admins_with_an_address_are_called_after_the_last_reminder(
    scene: Scene, office: Office
) -> None:
    for name, role, email in (("ada", "admin", None), ("ann", "agent", None), ("sam", "supervisor", "")):
        _hire(scene, name, role, email)
    contact = called(scene)
    office.round(scene)

    office.round(scene, LADDER - 1)
    before = office.new()
    office.round(scene, 1)

    assert before == []
    assert office.new() == [("ada", (contact,)), ("sara", (contact,))]


def test_supervisors_are_called_once_and_again_every_five_minutes_at_most_twelve_times(
    scene: Scene, office: Office
) -> None:
    called(scene)
    office.round(scene)
    office.round(scene, LADDER)
    first = len(office.new())
    office.whole(scene, 295)
    between = office.new()
    office.round(scene, 5)
    second = len(office.new())
    for _ in range(20):
        office.round(scene, 300)

    assert (first, between, second, len(office.new())) == (1, [], 1, 10)


@pytest.mark.parametrize("act", [takes_over, resolves])
def test_nobody_is_called_any_more_once_somebody_has_come(scene: Scene, office: Office, act: Any) -> None:
    contact = called(scene)
    office.round(scene)
    act(scene, contact, "ann")

    office.whole(scene, 290)

    assert office.new() == []


def test_a_case_that_an_agent_puts_back_calls_anew_after_its_reminders(scene: Scene, office: Office) -> None:
    contact = called(scene)
    office.round(scene)
    office.round(scene, LADDER)
    takes_over(scene, contact, "ann")
    releases(scene, contact, "ann")
    office.new()

    office.round(scene, LADDER - 5)
    early = office.new()
    office.round(scene, 5)

    assert early == []
    assert office.new() == [("sara", (contact,))]
    assert open_one(scene, contact).supervisor_calls == 1


def test_a_case_that_its_agent_has_left_calls_at_once_for_who_has_waited_all_the_time(
    scene: Scene, office: Office
) -> None:
    contact = called(scene)
    office.round(scene)
    office.round(scene, LADDER)
    takes_over(scene, contact, "ann")
    office.new()

    office.round(scene, 299)
    early = office.new()
    office.round(scene, 1)

    assert early == []
    assert office.new() == [("sara", (contact,))]
    assert open_one(scene, contact).supervisor_calls == 1


def test_nobody_is_called_about_whom_an_agent_has_put_off(scene: Scene, office: Office) -> None:
    contact = called(scene)
    office.round(scene)
    takes_over(scene, contact, "ann")
    snoozes(scene, contact, "ann")

    office.whole(scene, 600)

    assert office.new() == []


def test_several_cases_at_the_same_moment_are_one_mail(scene: Scene, office: Office) -> None:
    one, other = called(scene), _another(scene)
    office.round(scene)

    office.round(scene, LADDER)

    ((agent, about),) = office.new()
    assert (agent, set(about)) == ("sara", {one, other})


def test_a_mail_tells_of_everybody_who_waits_and_repeats_grow_together(scene: Scene, office: Office) -> None:
    one = called(scene)
    office.round(scene)
    office.round(scene, 40)
    other = _another(scene)
    office.round(scene)
    office.round(scene, LADDER - 40)
    office.round(scene, 40)
    first, second = office.new()
    office.round(scene, 260)

    assert (first, second) == (("sara", (one,)), ("sara", (one, other)))
    assert office.new() == [("sara", (one, other))]
    office.whole(scene, 295)
    assert office.new() == []


def test_two_workers_at_once_call_once(scene: Scene, office: Office) -> None:
    called(scene)
    office.round(scene)
    _pass(scene, LADDER)
    tend_queue(scene.database, scene.library.policy, scene.clock.now())
    policy, now = scene.library.policy, scene.clock.now()

    together(*[lambda: call_supervisors(scene.database, policy, office.mail, [], now)] * 4)

    assert len(office.new()) == 1


def test_a_mail_that_a_crash_has_lost_is_made_up_for_by_the_next(scene: Scene, office: Office) -> None:
    contact = called(scene)
    office.round(scene)
    _pass(scene, LADDER)
    tend_queue(scene.database, scene.library.policy, scene.clock.now())

    def crash(letters: Sequence[Letter], now: datetime) -> list[Posted]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_supervisors(scene.database, scene.library.policy, Mail(_write, crash), [], scene.clock.now())
    office.round(scene, 295)
    lost = office.new()
    office.round(scene, 5)

    assert lost == []
    assert office.new() == [("sara", (contact,))]


def test_a_mail_that_fails_is_tried_three_times_more_before_the_next_one_is_due(
    scene: Scene, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    called(scene)
    office.round(scene)
    office.answer = LATER
    office.round(scene, LADDER)
    tried = [0]
    for second in range(5, 300, 5):
        before = len(office.sent)
        office.round(scene, 5)
        tried += [second] * (len(office.sent) - before)

    assert tried == [0, 20, 80, 200]
    assert office.unsent == []
    told = capsys.readouterr().err
    assert told.count("tried again later") == 3
    assert told.count("given up") == 1
    assert "sara@" not in told


def test_a_mail_that_is_taken_at_last_is_not_sent_again(scene: Scene, office: Office) -> None:
    called(scene)
    office.round(scene)
    office.answer = LATER
    office.round(scene, LADDER)
    office.answer = TAKEN
    office.whole(scene, 290)

    assert len(office.new()) == 2


def test_an_address_that_does_not_exist_is_tried_once(
    scene: Scene, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    called(scene)
    office.round(scene)
    office.answer = NEVER
    office.round(scene, LADDER)
    office.whole(scene, 290)

    assert len(office.new()) == 1
    assert "given up" in capsys.readouterr().err


def test_a_mail_that_failed_is_forgotten_once_somebody_has_come(scene: Scene, office: Office) -> None:
    contact = called(scene)
    office.round(scene)
    office.answer = LATER
    office.round(scene, LADDER)
    takes_over(scene, contact, "ann")
    office.new()

    office.round(scene, 20)

    assert (office.new(), office.unsent) == ([], [])


def test_who_waits_is_called_about_as_soon_as_somebody_has_an_address(scene: Scene) -> None:
    office = Office()
    _hire(scene, "sam", email="")
    contact = called(scene)
    office.round(scene)
    office.round(scene, 3600)
    nobody = office.new()
    _hire(scene, "sara")

    office.round(scene, 5)

    assert nobody == []
    assert office.new() == [("sara", (contact,))]


def test_an_account_that_is_disabled_is_not_called(scene: Scene, office: Office) -> None:
    disable(scene.database, "sara", Doer(), scene.clock.now())
    called(scene)
    office.round(scene)

    office.round(scene, LADDER)

    assert office.new() == []


def test_nobody_is_called_while_staff_is_not_there(scene: Scene, office: Office) -> None:
    # It is noon in Bangkok, where staff comes at two.
    scene.library = small_library('staff_hours: {mon: ["14:00-18:00"]}\n')
    contact = scene.contact(SOMCHAI)
    needs(scene, contact, "urgent")
    office.round(scene)
    office.round(scene, 2 * 3600 + LADDER - 1)
    before = office.new()

    office.round(scene, 1)

    assert before == []
    assert office.new() == [("sara", (contact,))]


def test_the_log_tells_once_a_round_that_supervisors_are_called_by_mail(scene: Scene, office: Office) -> None:
    contact = called(scene)
    office.round(scene)
    office.whole(scene, 1200)
    assert len(office.new()) > 3

    takes_over(scene, contact, "mai")
    releases(scene, contact, "mai")
    office.whole(scene, 200)

    once = [*["reminded"] * 3, "supervisors_mailed"]
    assert sorted(verbs(scene, contact)) == sorted([*once, "claimed", "released", *once])
