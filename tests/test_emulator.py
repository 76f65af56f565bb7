"""The emulator behaves as Twilio, or the tests that stand on it would prove nothing."""

import re
from collections.abc import Iterator

import pytest
import requests
from twilio.request_validator import RequestValidator

from tests.emulator import ACCOUNT, SENDER, TOKEN, Emulator
from tests.emulator_rules import sign

TO = "whatsapp:+12015550123"
TEMPLATE = "HX" + "0" * 32
PUBLIC = "https://bot.example.com"


@pytest.fixture
def twilio() -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.open_window(TO)
        yield emulator


def _create(twilio: Emulator, auth: tuple[str, str] = (ACCOUNT, TOKEN), **form: str) -> requests.Response:
    url = f"{twilio.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    return requests.post(url, data={"To": TO, "From": SENDER, "Body": "hello"} | form, auth=auth, timeout=5)


def _list(twilio: Emulator, path: str = "", **query: str) -> dict[str, object]:
    url = twilio.url + (path or f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    listed: dict[str, object] = requests.get(url, query, auth=(ACCOUNT, TOKEN), timeout=5).json()
    return listed


@pytest.mark.parametrize(
    ("url", "params"),
    [
        (PUBLIC, [("Digits", "1234"), ("CallSid", "CA1"), ("From", "+12015550123")]),
        (PUBLIC + "/a?foo=1&bar=2", [("Sid", "B"), ("Sid", "A"), ("Sid", "B")]),
        (PUBLIC + ":1234/a", [("Body", ""), ("Zürich", "ราคา")]),
        (PUBLIC + "/a#rc=5&rp=5xx", [("Body", "x")]),
    ],
)
def test_the_emulator_signs_as_twilio(url: str, params: list[tuple[str, str]]) -> None:
    form: dict[str, list[str]] = {}
    for name, value in params:
        form.setdefault(name, []).append(value)

    class Form(dict[str, list[str]]):
        def getlist(self, name: str) -> list[str]:
            return self[name]

    signature = sign("12345", url, params)

    assert RequestValidator("12345").validate(url.split("#", maxsplit=1)[0], Form(form), signature)


def test_the_emulator_signs_the_example_of_twilios_documentation() -> None:
    params = {
        "CallSid": "CA1234567890ABCDE",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
        "Caller": "+14158675309",
    }

    signature = sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", params.items())

    assert signature == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_the_emulator_takes_a_message_and_answers_in_twilios_shape(twilio: Emulator) -> None:
    answer = _create(twilio)

    body = answer.json()
    assert answer.status_code == 201
    assert re.fullmatch(r"SM[0-9a-f]{32}", body["sid"])
    assert (body["status"], body["direction"], body["num_media"]) == ("queued", "outbound-api", "0")
    assert body["date_created"].endswith("+0000")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "whatsapp:12015550123"}, 21211),
        ({"From": ""}, 21603),
        ({"From": "whatsapp:+12025550199"}, 63007),
        ({"Body": ""}, 14103),
        ({"Body": "x" * 1601}, 21617),
        ({"ContentSid": "price"}, 21655),
        ({"ContentSid": TEMPLATE, "ContentVariables": "{1: x}"}, 21656),
        ({"StatusCallback": "https://my_bot.example.com/"}, 21609),
    ],
)
def test_the_emulator_refuses_what_twilio_refuses(twilio: Emulator, form: dict[str, str], code: int) -> None:
    answer = _create(twilio, **form)

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert twilio.messages == []


def test_the_emulator_asks_for_the_right_token(twilio: Emulator) -> None:
    answer = _create(twilio, (ACCOUNT, "wrong"))

    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_the_emulator_lists_newest_first_and_page_by_page(twilio: Emulator) -> None:
    sids = [_create(twilio, Body=str(number)).json()["sid"] for number in range(3)]
    _create(twilio, To="whatsapp:+12015550124")

    first = _list(twilio, To=TO, PageSize="2")
    second = _list(twilio, str(first["next_page_uri"]))

    found = [each["sid"] for page in (first, second) for each in page["messages"]]
    assert found == sids[::-1]
    assert second["next_page_uri"] is None
