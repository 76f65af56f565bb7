"""The policy file: defaults, partial hours, and sentences about what is wrong."""

from datetime import time, timedelta

import pytest

from bot.content.policy import load_policy, read_policy
from bot.core.policy import Policy
from bot.errors import ContentError
from tests.content.conftest import Write


def _policy(write: Write, text: str) -> Policy:
    policy, _, problems = read_policy(write({"replies/policy.yaml": text}) / "replies")
    assert problems == []
    return policy


def test_without_a_file_everything_keeps_its_default(write: Write) -> None:
    policy, _, problems = read_policy(write({}) / "replies")

    assert (policy, problems) == (Policy(), [])


def test_what_is_written_is_read_and_the_rest_keeps_its_default(write: Write) -> None:
    policy = _policy(
        write, 'languages: [en, no]\naway: {promise: 10:30}\nsettle: 3s\nhours: {mon-wed: ["9:00-12:00"]}\n'
    )

    assert policy.languages == ("en", "no")
    assert (policy.away.promise, policy.away.deliver) == (time(10, 30), time(8, 45))
    assert policy.settle == timedelta(seconds=3)
    assert policy.hours.workdays == ()
    assert policy.hours.days == {day: ((540, 720),) for day in ("mon", "tue", "wed")}


def test_hours_that_name_no_day_keep_the_usual_working_days(write: Write) -> None:
    policy = _policy(write, "hours: {clock: business}\n")

    assert policy.hours.workdays == ((480, 1080),)
    assert not policy.hours.always


def test_staff_hours_are_on_the_clock_of_the_business(write: Write) -> None:
    policy = _policy(write, 'staff_hours: {workdays: ["08:00-20:00"]}\n')

    assert (policy.staff_hours.clock, policy.staff_hours.holidays) == ("business", "business")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("langauges: [en]", '1:1: "langauges" is not known here. Did you mean "languages"?'),
        ("away: {promis: 9:00}", '1:8: "promis" is not known here. Did you mean "promise"?'),
        ("sequences: {fallbak: x}", '1:13: "fallbak" is not known here. Did you mean "fallback"?'),
        ("languages: [en, xx]", '1:17: "xx" is not a language; write for instance en, th or pt-BR.'),
        ("languages: []", "1:12: nothing stands here. Write at least one entry."),
        ("settle: soon", '1:9: "soon" is not a duration; write for instance 2s, 3m, 4h or 2d.'),
        ("away: {promise: 25:00}", '1:17: "25:00" is not a time of day; write for instance 09:00.'),
        (
            "hours: {workdays: [8-18]}",
            '1:20: "8-18" is not an interval; write for instance 08:00-18:00 or 24:00.',
        ),
        (
            "hours: {monday: [8:00-18:00]}",
            '1:9: "monday" is not a day; write workdays, mon … sun or a range such as mon-fri.',
        ),
        (
            "business: {time_zone: Bangkok}",
            '1:23: "Bangkok" is not a time zone; write for instance Asia/Bangkok.',
        ),
        (
            "business: {country: Thailand}",
            '1:21: "Thailand" does not fit; write a country in capitals such as US.',
        ),
        (
            "running: drian",
            '1:10: "drian" is not possible here; write drain or migrate. Did you mean "drain"?',
        ),
        (
            "templates: {reopen: {xx: HX1}}",
            '1:22: "xx" is not a language; write for instance en, th or pt-BR.',
        ),
        (
            "templates: {offer: {en: {id: HX1, variabels: [a]}}}",
            '1:35: "variabels" is not known here. Did you mean "variables"?',
        ),
        ("templates: {offer: {en: {variables: [a]}}}", '1:21: "id" is missing here. Add it.'),
        (
            "templates: {offer: {en: {id: HX1, text: 'Hello {{1}}'}}}",
            '1:35: "text" holds {{1}}, and "variables" names 0; name them all, in the order 1, 2, ….',
        ),
        (
            "templates: {offer: {en: [HX1]}}",
            "1:25: a mapping is expected here. Write KEY: VALUE pairs, indented, below.",
        ),
    ],
)
def test_a_wrong_policy_is_an_error_with_its_place(write: Write, text: str, told: str) -> None:
    policy, _, problems = read_policy(write({"replies/policy.yaml": text}) / "replies")

    assert [f"{problem.severity} {problem}" for problem in problems] == [f"error replies/policy.yaml:{told}"]
    assert policy == Policy()


def test_a_wrong_policy_is_not_loaded(write: Write) -> None:
    folder = write({"replies/policy.yaml": "settle: soon\n"})

    with pytest.raises(ContentError, match='"soon" is not a duration'):
        load_policy(folder)
