"""Sequences and facts as ops write them, and every way to write them wrongly."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.replies import read_facts, read_replies
from bot.core.facts import Date, Listing, Measure, Money, Number
from bot.core.sequences import Offer, Say
from tests.content.conftest import Write

_PRICE = """\
price:
  steps:
    - say: "It is {price}."
      after: 2s
    - offer: "What next?"
      options:
        - {say: Data sheet, then: sheet, tag: keen}
sheet:
  steps: [{say: Here.}]
"""


def test_sequences_of_all_files_are_read_and_know_their_places(write: Write) -> None:
    other = {"replies/more/a.yaml": "a: {steps: [{tag: x}]}\n", "replies/canned.yaml": "no: sequence\n"}

    replies = read_replies(write({"replies/price.yaml": _PRICE, **other}) / "replies")

    assert replies.problems == ()
    assert sorted(replies.sequences) == ["a", "price", "sheet"]
    say, offer = replies.sequences["price"].steps
    assert isinstance(say, Say)
    assert say.after == timedelta(seconds=2)
    assert isinstance(offer, Offer)
    assert offer.options[0].tag == "keen"
    assert replies.sequences["sheet"].place == "replies/price.yaml:8:1"


def test_without_a_folder_there_are_no_sequences(tmp_path: Path) -> None:
    replies = read_replies(tmp_path / "replies")

    assert (replies.sequences, replies.problems) == ({}, ())


_OPTIONS = ", ".join(["{say: x, then: a}"] * 11)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            "sya: hello",
            "3:7: no step begins so. Begin it with say, offer, ask, wait, tag, set, start or escalate. "
            'Did you mean "say"?',
        ),
        ("{say: x, ask: y, store: z}", "3:7: say and ask stand in one step. Make a step of each."),
        ("say: x\n      aftr: 2s", '4:7: "aftr" is not known here. Did you mean "after"?'),
        ("say: x\n      after: soon", '4:14: "soon" is not a duration; write for instance 2s, 3m, 4h or 2d.'),
        ("wait: soon", '3:13: "soon" is not a duration; write for instance 2s, 3m, 4h or 2d.'),
        (
            "wait: {until: ten}",
            '3:21: "ten" does not fit; write an interval such as 10:00-11:30.',
        ),
        ("wait: {until: 10:00-11:30, dais: 2}", '3:34: "dais" is not known here. Did you mean "days"?'),
        ("offer: x", '3:7: "options" is missing here. Add it.'),
        ("offer: x\n      options: []", "4:16: nothing stands here. Write at least one entry."),
        (
            f"offer: x\n      options: [{_OPTIONS}]",
            "4:16: 11 entries stand here, at most 10 are possible. Remove some, or split them.",
        ),
        (
            "offer: x\n      options: [{say: y, thn: z, then: z}]",
            '4:26: "thn" is not known here. Did you mean "then"?',
        ),
        (
            "ask: x\n      store: y\n      type: emial",
            '5:13: "emial" is not possible here; write text, number, money, date, email, phone or choice. '
            'Did you mean "email"?',
        ),
        ("escalate: {reason: negativ}", '3:26: "negativ" is no reason to escalate. Did you mean "negative"?'),
        (
            "hello",
            "3:7: no step begins so. Begin it with say, offer, ask, wait, tag, set, start or escalate.",
        ),
    ],
)
def test_a_wrong_step_is_an_error_with_its_place(write: Write, step: str, told: str) -> None:
    folder = write({"replies/a.yaml": f"a:\n  steps:\n    - {step}\n"})

    problems = read_replies(folder / "replies").problems

    assert [f"{problem.severity} {problem}" for problem in problems] == [f"error replies/a.yaml:{told}"]


def test_the_same_sequence_in_two_files_is_an_error_that_names_both_places(write: Write) -> None:
    sequence = "a: {steps: [{say: x}]}\n"

    problems = read_replies(
        write({"replies/a.yaml": sequence, "replies/b.yaml": sequence}) / "replies"
    ).problems

    assert [str(problem) for problem in problems] == [
        'replies/b.yaml:1:1: sequence "a" is also at replies/a.yaml:1:1. Rename or remove one.'
    ]


def test_facts_are_typed(write: Write) -> None:
    text = (
        "model: MX-55\nprice: {money: {USD: 320, THB: 11500}}\npower: {value: 5.5, unit: kilowatt}\n"
        "accuracy: {number: 0.01}\ndelivery: {date: 2027-01-15}\ncertificates: {list: [CE, ISO 9001]}\n"
    )

    facts, _, problems = read_facts(write({"replies/facts.yaml": text}) / "replies")

    assert problems == []
    assert facts == {
        "model": "MX-55",
        "price": Money(money={"USD": Decimal(320), "THB": Decimal(11500)}),
        "power": Measure(value=Decimal("5.5"), unit="kilowatt"),
        "accuracy": Number(number=Decimal("0.01")),
        "delivery": Date(date=date(2027, 1, 15)),
        "certificates": Listing(list=("CE", "ISO 9001")),
    }


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("{money: {usd: 3}}", '1:13: "usd" does not fit; write a currency in capitals such as USD.'),
        ("{money: {USD: much}}", '1:18: "much" is not a number; write digits, for instance 5.5.'),
        ("{value: 5}", '1:1: "unit" is missing here. Add it.'),
        ("{date: soon}", '1:11: "soon" is not a date; write for instance 2027-01-15.'),
        ("{number: 1, nmber: 2}", '1:16: "nmber" is not known here. Did you mean "number"?'),
        (
            "{amount: 3}",
            '1:4: fact "a" has no known form. Write a text, or {money: …}, {value: …, unit: …}, '
            "{number: …}, {date: …} or {list: […]}.",
        ),
        (
            "[CE]",
            '1:4: fact "a" has no known form. Write a text, or {money: …}, {value: …, unit: …}, '
            "{number: …}, {date: …} or {list: […]}.",
        ),
    ],
)
def test_a_wrong_fact_is_an_error_with_its_place(write: Write, fact: str, told: str) -> None:
    _, _, problems = read_facts(write({"replies/facts.yaml": f"a: {fact}\n"}) / "replies")

    assert [f"{problem.severity} {problem}" for problem in problems] == [f"error replies/facts.yaml:{told}"]
