"""The tables of a mutation score fit a terminal and show the worst first."""

import json

from bot.content.mutation_score import Outcome, Result
from bot.content.mutation_table import EXAMPLES, lines, summary, worst
from bot.core.mutations import Mutant
from bot.core.triggers import Candidate, Phrase


def _outcome(trigger: str, language: str, result: Result, kind: str = "emoji", same: bool = False) -> Outcome:
    phrase = Phrase("unit price", language, trigger, "triggers/a.yaml:3:9")
    winner = Candidate("quotation", "quote a price for me, and soon please", language, 0.8)
    return Outcome(phrase, Mutant("unit price 👍", kind), result, winner, same)


_PLAYED = [
    _outcome("price", "en", "right"),
    _outcome("price", "en", "asked"),
    _outcome("price", "uz-Cyrl", "right", same=True),
    _outcome("moq", "en", "false", "letter dropped"),
    _outcome("moq", "uz-Cyrl", "lost", "letter dropped"),
]
_MANY = [
    _outcome(f"a_trigger_of_a_long_name_{n}", language, "false", kind="greeting, thanks")
    for n in range(20)
    for language in [*(f"l{n}" for n in range(20)), "uz-Cyrl"]
]


def _shown(outcomes: list[Outcome]) -> list[str]:
    return "\n".join(lines(outcomes)).split("\n")


def test_the_summary_says_how_all_mutants_ended() -> None:
    assert _shown(_PLAYED)[:6] == [
        "5 mutants of 2 triggers, at most 2 of each language.",
        "  40.0 %  the bot acts on the right trigger (recall)",
        "  20.0 %  it asks, and the right one is among the options",
        "  20.0 %  it acts on another trigger (false fires)",
        "  20.0 %  read like their phrase without case, accents and marks",
        "Of the others 25.0 % are right, and 25.0 % are false fires.",
    ]


def test_kinds_triggers_and_languages_stand_worst_first() -> None:
    shown = _shown(_PLAYED)

    kinds = shown.index("kind of distortion  mutants  recall %   asked %   false %  same %")
    assert shown[kinds + 1 : kinds + 3] == [
        "letter dropped            2       0.0       0.0      50.0       0",
        "emoji                     3      66.7      33.3       0.0      33",
    ]
    table = shown.index("recall %             en  uz all")
    assert shown[table + 1 : table + 5] == [
        "                        Cyr",
        "moq                   ·   ·   ·",
        "price                50 100  67",
        "all                  33  50  40",
    ]
    false = shown.index("false fires %        en  uz all")
    assert shown[false + 2 : false + 4] == [
        "moq                 100   ·  50",
        "all                  33   ·  20",
    ]


def test_each_example_says_where_its_phrase_stands_and_what_won() -> None:
    shown = _shown(_PLAYED)

    at = shown.index("The worst:")
    assert shown[at + 1 : at + 4] == [
        'triggers/a.yaml:3:9: "unit price 👍"',
        '  letter dropped, of "moq" in en',
        '  acts on "quotation" through "quote a price for me, and soo…"',
    ]
    assert [one.result for one in worst(_PLAYED)] == ["false", "lost", "asked"]


def test_no_line_of_a_table_is_wider_than_a_terminal() -> None:
    shown = _shown(_MANY)

    assert max(map(len, shown)) <= 80
    assert sum("uz" in line.split() for line in shown) == 2


def test_examples_are_few_and_of_many_triggers() -> None:
    assert len(worst(_MANY)) == EXAMPLES
    assert len({one.phrase.trigger for one in worst(_MANY)}) == EXAMPLES


def test_machines_get_every_figure() -> None:
    told = json.loads(json.dumps(summary(_PLAYED)))

    assert {key: told[key] for key in ("played", "recall", "asked", "false", "same")} == {
        "played": 5,
        "recall": 40.0,
        "asked": 20.0,
        "false": 20.0,
        "same": 20.0,
    }
    assert told["kinds"]["letter dropped"]["false"] == 50.0
    assert {(row["trigger"], row["language"]): row["recall"] for row in told["triggers"]} == {
        ("moq", "en"): 0,
        ("moq", "uz-Cyrl"): 0,
        ("price", "en"): 50,
        ("price", "uz-Cyrl"): 100,
    }
    first = told["worst"][0]
    assert (first["place"], first["mutant"], first["result"], first["winner"]["trigger"]) == (
        "triggers/a.yaml:3:9",
        "unit price 👍",
        "false",
        "quotation",
    )


def test_nothing_played_shows_nothing() -> None:
    assert list(lines([])) == []
