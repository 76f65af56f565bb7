"""Approved templates: what fills them, and what the provider would refuse."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from bot.core.approved import Approved, is_known, known_values, prepared, wrong_with
from bot.core.policy import Policy
from tests.core.situations import ALEX


def test_the_text_is_what_the_contact_reads() -> None:
    offer = Approved(
        id="HX1", text="Hello {{1}}, {{ 2 }} is ready, {{1}}.", variables=("contact.name", "what")
    )

    assert offer.filled(["Alex", "{{1}}"]) == "Hello Alex, {{1}} is ready, Alex."


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("Hello {{1}}", ()),
        ("Hello", ("name",)),
        ("{{2}}", ("name",)),
        ("{{1}} {{3}}", ("one", "two", "three")),
    ],
)
def test_a_text_and_its_variables_must_agree(text: str, variables: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match='"variables" names'):
        Approved(id="HX1", text=text, variables=variables)


def test_a_text_may_be_unknown_and_then_so_is_what_is_read() -> None:
    assert Approved(id="HX1", variables=("name",)).filled(["Alex"]) == ""


def test_what_is_known_of_the_contact_and_the_house_is_filled_in_beforehand() -> None:
    contact = replace(ALEX, name=" Alex\n\tof     London ", attributes={"port": "Hull"})
    known = known_values(contact, "Bulbul", "Mai")

    found = [
        prepared(name, known) for name in ("contact.name", "contact.port", "business.name", "agent.name")
    ]

    assert found == ["Alex of London", "Hull", "Bulbul", "Mai"]
    assert prepared("product", known) == prepared("contact.city", known) == ""
    assert [is_known(name) for name in ("contact.city", "agent.name", "product")] == [True, True, False]


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("MX-55", ""),
        ("a    b", ""),
        ("a     b", "blanks"),
        ("a\nb", "blanks"),
        ("a\tb", "blanks"),
        ("a\u2028b", "blanks"),
        ("", "empty"),
        (" \u3000", "empty"),
    ],
)
def test_a_value_that_the_provider_would_refuse_is_known_as_such(value: str, wrong: str) -> None:
    assert wrong_with(value) == wrong


def test_a_policy_knows_its_templates_in_both_forms() -> None:
    offer = {"id": "HX2", "text": "{{1}}?", "variables": ["product"]}
    policy = Policy.model_validate({"templates": {"offer": {"en": "HX1", "th": offer}}})

    assert policy.contents("offer") == {"en": "HX1", "th": "HX2"}
    assert policy.approved("offer", "en") == Approved(id="HX1")
    assert policy.approved("offer", "th") == Approved(id="HX2", text="{{1}}?", variables=("product",))
    assert policy.approved("offer", "fr") is policy.approved("gone", "en") is None
    assert policy.contents("gone") == {}
