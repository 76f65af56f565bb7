"""Replies become messages: one behind the other, disclosed once, within the budget."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.conversations import Conversation, Situation, Spent
from bot.core.decision import Reply
from bot.core.drafting import Run, draft
from bot.core.library import Library
from bot.core.messages import Status
from tests.core.situations import (
    ALEX,
    MORNING,
    NIGHT,
    NOON,
    PROMISE,
    a_library,
    a_situation,
    an_ask,
    planned,
)

SECOND = timedelta(seconds=1)


def drafted(
    *replies: Reply, situation: Situation | None = None, library: Library | None = None, now: datetime = NOON
) -> tuple[Run, ...]:
    where = situation or a_situation("payment terms")
    return draft(replies, where, ALEX, "en", library or a_library(), now)


def reply(sequence: str, at: datetime = NOON, **more: Any) -> Reply:
    return Reply(sequence, at, "test", **more)


def told(runs: tuple[Run, ...]) -> list[tuple[str, datetime]]:
    return [(one.text, one.due) for run in runs for one in run.drafts]


def test_several_answers_follow_one_another_without_mixing() -> None:
    assert told(drafted(reply("payment"), reply("delivery"), reply("sheet"))) == [
        ("By T/T.", NOON),
        ("Or by L/C.", NOON + SECOND),
        ("In 15 days.", NOON + 2 * SECOND),
        ("Here is the sheet.", NOON + 3 * SECOND),
    ]


def test_a_notice_now_and_two_answers_of_the_morning_keep_their_times() -> None:
    notice = reply("away", NIGHT, promise=PROMISE, passes=("hours",))
    runs = drafted(notice, reply("payment", MORNING), reply("delivery", MORNING), now=NIGHT)

    assert [due for _, due in told(runs)] == [
        NIGHT,
        MORNING,
        MORNING + SECOND,
        MORNING + 2 * SECOND,
    ]


def test_a_promise_and_the_gates_pass_from_the_reply_to_its_messages() -> None:
    (run,) = drafted(reply("payment", promise=PROMISE, passes=("hold",)))

    assert {(one.promise, one.passes) for one in run.drafts} == {(PROMISE, ("hold",))}


def test_the_disclosure_stands_once_below_the_first_message_of_a_conversation() -> None:
    library = a_library('disclosure: "{business.name} answers automatically."\nbusiness: {name: Acme}')

    runs = drafted(reply("payment"), reply("delivery"), library=library)

    texts = [text for text, _ in told(runs)]
    assert texts == ["By T/T.\n\nAcme answers automatically.", "Or by L/C.", "In 15 days."]


def test_the_disclosure_is_not_repeated() -> None:
    library = a_library("disclosure: A machine answers.")
    talk = Conversation(last_inbound_at=NOON, disclosed=True)

    runs = drafted(reply("delivery"), situation=a_situation("hello", conversation=talk), library=library)

    assert [text for text, _ in told(runs)] == ["In 15 days."]


def spent(count: int) -> Situation:
    return a_situation("hello", spent=Spent((NOON - SECOND,) * count))


def test_an_answer_that_does_not_fit_the_budget_is_merged() -> None:
    assert [text for text, _ in told(drafted(reply("price"), situation=spent(3)))] == [
        "It is 320 USD.",
        "It is certified.\n\nAnd now?\n1. Sheet\n2. Quote",
    ]


def test_what_an_earlier_reply_of_the_same_decision_takes_is_counted() -> None:
    runs = drafted(reply("payment"), reply("price"), situation=spent(2))

    assert [len(run.drafts) for run in runs] == [2, 1]


def test_what_is_queued_already_is_counted_but_not_an_agents_message() -> None:
    queue = (planned(NOON), planned(NOON), planned(NOON), planned(NOON, sequence=""))
    sending = (planned(NOON, Status.SENDING),)

    runs = drafted(reply("price"), situation=a_situation("hello", planned=(*queue, *sending)))

    assert [len(run.drafts) for run in runs] == [2]


def test_messages_that_will_be_a_day_old_by_then_leave_room() -> None:
    old = a_situation("hello", spent=Spent((MORNING - timedelta(hours=24),) * 5))

    assert len(drafted(reply("price", MORNING), situation=old, now=NIGHT)[0].drafts) == 3


def test_a_sequence_that_starts_another_leads_into_it() -> None:
    library = a_library("", "\nchain: {steps: [{tag: lead}, {say: First., after: 1s}, {start: delivery}]}\n")

    first, second = drafted(reply("chain"), library=library)

    assert (first.unfolded.state, first.unfolded.tags) == ("starting", ("lead",))
    assert [(one.text, one.due) for one in second.drafts] == [("In 15 days.", NOON + SECOND)]


def test_sequences_that_start_each_other_without_end_stop() -> None:
    library = a_library()
    ping = library.sequences["payment"].model_copy(update={"steps": _start("pong")})
    pong = library.sequences["payment"].model_copy(update={"steps": _start("ping")})
    endless = replace(library, sequences={**library.sequences, "ping": ping, "pong": pong})

    assert len(drafted(reply("ping"), library=endless)) == 10


def _start(name: str) -> Any:
    from bot.core.sequences import STEPS

    return STEPS.validate_python([{"start": name}])


def test_an_enrollment_goes_on_behind_its_ask() -> None:
    question, enrolled = an_ask()
    situation = a_situation("50", questions=(question,), enrolled=enrolled)

    (run,) = drafted(reply("quotation", resume="e1"), situation=situation)

    assert (run.resume, [one.text for one in run.drafts], run.unfolded.state) == ("e1", ["Noted."], "done")


def test_an_ask_is_repeated_in_its_own_words_and_retried_in_those_of_its_retry() -> None:
    question, enrolled = an_ask()
    situation = a_situation("x", questions=(question,), enrolled=enrolled)

    (again,) = drafted(reply("quotation", resume="e1", repeat=True), situation=situation)
    (retry,) = drafted(reply("quotation", resume="e1", repeat=True, retry=True), situation=situation)

    assert [(one.text, one.step) for one in again.drafts] == [("How many?", 2)]
    assert [(one.text, one.step) for one in retry.drafts] == [("In figures please.", 2)]
    assert again.unfolded.state == retry.unfolded.state == "asking"


def test_a_reply_without_a_sequence_says_nothing() -> None:
    assert drafted(reply("nowhere")) == ()


def test_the_next_ask_is_not_put_again_as_if_it_were_the_one_that_was_answered() -> None:
    question, enrolled = an_ask()
    coming = (planned(NOON, enrollment="e1", answers="m2"),)
    answered = (replace(question, answered=True),)

    runs = drafted(
        reply("quotation"), situation=a_situation("hi", questions=answered, enrolled=enrolled, planned=coming)
    )

    assert runs == ()
