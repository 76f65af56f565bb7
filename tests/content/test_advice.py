"""What the check advises: what a policy leaves out that surprises a business in its first week."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.content.advice import advice
from bot.content.policy import load_policy
from bot.core.hours import is_open
from bot.core.voice import at_home
from tests.content.conftest import QUIET, Write

_BUSINESS = "business: {name: Test, time_zone: Asia/Bangkok, country: TH}\n"
_HOURS = 'staff_hours: {mon-fri: ["09:00-18:00"]}\n'
_ALWAYS = 'staff_hours: {mon-sun: ["24:00"], holidays: none}\n'
_REOPEN = "templates: {reopen: {en: HX0123456789abcdef0123456789abcdef}}\n"


def _folder(write: Write, policy: str, roles: str = QUIET) -> Path:
    return write({"replies/policy.yaml": _BUSINESS + policy, "replies/roles.yaml": roles})


def _told(folder: Path) -> list[str]:
    return [" ".join(str(one).split()[:3]) for one in advice(folder)]


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (_HOURS + _REOPEN, []),
        (_ALWAYS + _REOPEN, []),
        (_REOPEN, ["replies/policy.yaml:1:1: staff_hours is"]),
        ("staff_hours: {}\n" + _REOPEN, ["replies/policy.yaml:2:1: staff_hours is"]),
        (_HOURS, ["replies/policy.yaml:1:1: templates names"]),
        (_HOURS + "templates: {offer: {en: HX01}}\n", ["replies/policy.yaml:3:1: templates names"]),
    ],
)
def test_a_policy_is_told_what_it_leaves_out(write: Write, policy: str, told: list[str]) -> None:
    assert _told(_folder(write, policy)) == told


def test_whoever_promises_no_person_needs_no_staff_hours(write: Write) -> None:
    assert _told(_folder(write, _REOPEN, roles="away: {steps: [{say: Later.}]}\n")) == []


@pytest.mark.parametrize("at", ["2026-11-28T03:00+07:00", "2026-04-13T23:59+07:00", "2026-11-24T00:00+07:00"])
def test_the_hours_that_the_advice_names_hold_always(write: Write, at: str) -> None:
    """A night of a weekend, Songkran, the stroke of midnight."""
    assert '{mon-sun: ["24:00"], holidays: none}' in str(advice(_folder(write, ""))[0])
    policy = load_policy(_folder(write, _ALWAYS))

    assert is_open(datetime.fromisoformat(at), policy.staff_hours, at_home(policy))
