"""A request counts only with Twilio's signature, whatever stands between Twilio and us."""

import pytest
from werkzeug.datastructures import MultiDict

from bot.channels.signature import SignatureCheck
from tests.emulator_rules import sign

PUBLIC = "https://bot.example.com"
PATH = "/webhooks/twilio"
FORM = MultiDict([("Body", "ราคา"), ("From", "whatsapp:+12015550123"), ("Empty", "")])


def _signed(token: str, url: str = PUBLIC + PATH, form: MultiDict[str, str] = FORM) -> str:
    return sign(token, url, form.items(multi=True))


def test_the_bot_knows_its_own_signature() -> None:
    assert SignatureCheck(("token",), PUBLIC).valid(PATH, FORM, _signed("token"))


@pytest.mark.parametrize("token", ["old", "new"])
def test_the_bot_takes_either_token_while_it_is_rotated(token: str) -> None:
    assert SignatureCheck(("new", "old"), PUBLIC).valid(PATH, FORM, _signed(token))


@pytest.mark.parametrize("header", [None, "", "wrong", "é" * 28, _signed("other")])
def test_the_bot_refuses_a_missing_or_foreign_signature(header: str | None) -> None:
    assert not SignatureCheck(("token",), PUBLIC).valid(PATH, FORM, header)


def test_the_bot_without_a_token_trusts_nobody() -> None:
    assert not SignatureCheck(("",), PUBLIC).valid(PATH, FORM, _signed(""))


def test_the_bot_refuses_a_form_that_was_changed_on_the_way() -> None:
    changed = MultiDict(FORM)
    changed["Body"] = "refund"

    assert not SignatureCheck(("token",), PUBLIC).valid(PATH, changed, _signed("token"))


def test_the_bot_counts_a_repeated_parameter_once_for_each_value() -> None:
    form = MultiDict([("MediaUrl", "b"), ("MediaUrl", "a"), ("MediaUrl", "b")])

    assert SignatureCheck(("token",), PUBLIC).valid(PATH, form, _signed("token", form=form))


@pytest.mark.parametrize("target", ["/webhooks/twilio?x=%C3%A9", "/webhooks/twilio?a=1&b=%2F", PATH])
def test_the_bot_checks_the_target_as_it_was_sent(target: str) -> None:
    assert SignatureCheck(("token",), PUBLIC + "/").valid(target, FORM, _signed("token", PUBLIC + target))


def test_the_bot_takes_the_address_with_its_port_named() -> None:
    signed = _signed("token", "https://bot.example.com:443" + PATH)

    assert SignatureCheck(("token",), PUBLIC).valid(PATH, FORM, signed)


def test_the_bot_refuses_half_a_character_without_an_error() -> None:
    assert not SignatureCheck(("token",), PUBLIC).valid(PATH, MultiDict({"Body": "\ud83d"}), "wrong")
