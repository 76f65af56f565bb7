"""What goes wrong on labelled messages: worst first, with what was taken for what."""

from bot.core.figures import Judged
from bot.core.mistakes import confusions, thin_triggers, worst_messages, worst_phrases
from bot.core.triggers import Candidate, Match, Phrase, Trigger

PHRASES = {"price": ["how much", "unit price"], "delivery": ["how long", "when"]}
TRIGGERS = {
    name: Trigger(
        name, tuple(Phrase(text, "en", name, f"t.yaml:{n}:3") for n, text in enumerate(texts, 1)), "x"
    )
    for name, texts in PHRASES.items()
}


def judged(
    text: str, wanted: str | None, *ranked: tuple[str, str, float], acts: bool = False, language: str = "en"
) -> Judged:
    candidates = tuple(Candidate(name, phrase, "en", score) for name, phrase, score in ranked)
    return Judged(text, wanted, Match(candidates, candidates[0] if acts else None), language)


def test_confusions_name_both_triggers_the_counts_and_a_message() -> None:
    found = confusions(
        [
            judged("one", None, ("price", "how much", 0.9), acts=True),
            judged("two", "price", ("delivery", "when", 0.9), acts=True),
            judged("three", "price", ("delivery", "when", 0.2)),
            judged("right", "price", ("price", "how much", 0.2)),
            judged("right and sure", "price", ("price", "how much", 0.9), acts=True),
        ]
    )

    told = [(one.wanted, one.taken, one.times, one.acted, one.example.text) for one in found]
    assert told == [("price", "delivery", 2, 1, "two"), (None, "price", 1, 1, "one")]


def test_silence_about_a_message_out_of_scope_is_no_mistake() -> None:
    messages = [judged("hi", None, ("price", "how much", 0.3)), judged("?", "price"), judged("", None)]

    assert confusions(messages) == []
    assert worst_messages(messages) == []


def test_the_phrase_that_wins_wrongly_is_named_with_its_place_and_its_worth() -> None:
    found = worst_phrases(
        [
            judged("a", "delivery", ("price", "unit price", 0.9)),
            judged("b", "delivery", ("price", "how much", 0.9), acts=True),
            judged("c", None, ("price", "how much", 0.9), acts=True),
            judged("d", "price", ("price", "how much", 0.9)),
        ],
        TRIGGERS,
    )

    told = [(one.phrase.place, one.wrong, one.acted, one.right, one.example.text) for one in found]
    assert told == [("t.yaml:1:3", 2, 2, 1, "b"), ("t.yaml:2:3", 1, 0, 0, "a")]


def test_the_worst_message_is_answered_wrongly_with_the_right_trigger_far_behind() -> None:
    found = worst_messages(
        [
            judged("near", "price", ("delivery", "when", 0.4), ("price", "how much", 0.3)),
            judged("far", "price", ("delivery", "when", 0.9), ("price", "how much", 0.1)),
            judged("answered", "price", ("delivery", "when", 0.6), ("price", "how much", 0.5), acts=True),
            judged("nobody's", None, ("delivery", "when", 0.7), acts=True),
        ]
    )

    told = [(one.judged.text, one.taken.trigger, one.rank, one.score) for one in found]
    assert told == [
        ("nobody's", "delivery", None, 0.0),
        ("answered", "delivery", 2, 0.5),
        ("far", "delivery", 2, 0.1),
        ("near", "delivery", 2, 0.3),
    ]


def test_a_trigger_is_thin_in_the_languages_that_it_was_asked_in() -> None:
    thai = Trigger("hello", (Phrase("สวัสดี", "th", "hello"),), "x", enabled=True)
    messages = [
        judged("a", "price", language="en-GB"),
        judged("b", "price", language="th"),
        judged("c", "price", language="th"),
        judged("d", "delivery", language="fr"),  # no trigger speaks it
        judged("e", None, language="th"),
    ]

    found = thin_triggers(messages, {**TRIGGERS, "hello": thai}, enough=3)

    told = [(one.trigger, one.language, one.phrases, one.messages) for one in found]
    assert told == [("price", "th", 0, 2), ("price", "en-GB", 2, 1)]
    assert thin_triggers(messages[:1], TRIGGERS, enough=2) == []
