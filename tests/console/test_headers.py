"""What protects every page: headers, the cookie's marks, the page's token, and where a request comes from."""

from collections.abc import Callable

import pytest

from bot.web.assets import HEADERS
from tests.console.conftest import LOGIN, PASSWORD, House, token_of

PUBLIC = {"BOT_PUBLIC_URL": "https://bot.example.com", "BOT_TRUSTED_PROXIES": "1"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (LOGIN, 200),
        ("/console", 200),
        ("/console/account", 200),
        ("/console/accounts", 403),
        ("/console/static/shell.css", None),
    ],
)
def test_every_answer_is_kept_to_itself(house: House, path: str, status: int | None) -> None:
    browser = house.browser() if path == LOGIN else house.inside("ann")

    with browser.get(path) as answer:
        headers = answer.headers

    assert status in {None, answer.status_code}
    assert {name: headers[name] for name in HEADERS} == HEADERS
    own = "no-store" if "static" not in path else "no-cache"
    assert own in headers["Cache-Control"]
    assert "Strict-Transport-Security" not in headers


def test_the_log_in_page_is_not_kept_either_when_it_refuses(house: House) -> None:
    answer = house.browser().log_in("ann", "not my password")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_behind_tls_browsers_are_told_to_stay_there(open_house: Callable[..., House]) -> None:
    house = open_house(**PUBLIC)

    behind = house.browser(X_Forwarded_Proto="https").get(LOGIN)
    plain = house.browser().get(LOGIN)

    assert behind.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in plain.headers


@pytest.mark.parametrize(("changed", "secure"), [({}, False), (PUBLIC, True)])
def test_the_session_cookie_is_for_the_console_alone(
    open_house: Callable[..., House], changed: dict[str, str], secure: bool
) -> None:
    house = open_house(**changed)

    cookie = house.browser().get(LOGIN).headers["Set-Cookie"]

    name, *marks = cookie.split("; ")
    assert name.startswith("bulbul=")
    assert {"HttpOnly", "Path=/console", "SameSite=Lax"} <= set(marks)
    assert ("Secure" in marks) is secure
    assert not any(mark.startswith("Domain") for mark in marks)


def test_over_tls_one_can_log_in_and_work_without_a_referrer(open_house: Callable[..., House]) -> None:
    house = open_house(**PUBLIC)
    house.add("ann")
    browser = house.browser(
        X_Forwarded_Proto="https",
        X_Forwarded_Host="bot.example.com",
        Origin="null",
        Sec_Fetch_Site="same-origin",
    )
    base = "https://bot.example.com"
    token = token_of(browser.get(LOGIN, base_url=base))

    answer = browser.client.post(
        LOGIN,
        base_url=base,
        data={"csrf_token": token, "name": "ann", "password": PASSWORD},
        headers=browser.headers,
    )

    assert answer.status_code == 303
    assert "Secure" in answer.headers["Set-Cookie"]


def test_without_the_pages_token_nothing_is_changed(house: House) -> None:
    browser, other = house.inside("ann"), house.inside("ann")
    foreign = token_of(other.get("/console/account"))
    mine = token_of(browser.get("/console/account"))

    tokens = {"none": "", "nonsense": "nonsense", "of another session": foreign, "bent": mine[:-2] + "xx"}
    told = {
        what: browser.client.post("/console/account/log-out-everywhere", data={"csrf_token": token})
        for what, token in tokens.items()
    }

    assert {what: answer.status_code for what, answer in told.items()} == dict.fromkeys(tokens, 400)
    assert "This page is too old" in told["none"].text
    assert house.account("ann").stamp == "stamp-ann"
    assert browser.is_in


def test_the_token_of_the_log_in_page_is_asked_for_too(house: House) -> None:
    browser = house.browser()
    browser.get(LOGIN)

    answer = browser.client.post(LOGIN, data={"name": "ann", "password": PASSWORD})

    assert answer.status_code == 400
    assert house.audit() == []


def test_htmx_sends_the_token_as_a_header(house: House) -> None:
    browser = house.inside("ann")
    page = browser.get("/console/account")
    token = token_of(page)

    headers = {"X-CSRFToken": token, "HX-Request": "true"}
    answer = browser.client.post("/console/account/language", data={"language": "ar"}, headers=headers)
    bare = browser.client.post("/console/account/language", headers={"HX-Request": "true"})

    assert f'<meta name="csrf-token" content="{token}">' in page.text
    assert answer.status_code == 303
    assert (bare.status_code, bare.mimetype) == (400, "text/plain")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({}, 303),
    ],
)
def test_what_another_site_makes_a_browser_send_is_refused(
    house: House, headers: dict[str, str], status: int
) -> None:
    browser = house.inside("ann")
    token = token_of(browser.get("/console/account"))

    answer = browser.client.post(
        "/console/account/language", data={"csrf_token": token, "language": "en"}, headers=headers
    )

    assert answer.status_code == status


def test_a_page_is_shown_to_who_follows_a_link_from_elsewhere(house: House) -> None:
    browser = house.inside("ann")

    assert browser.get("/console/account", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_webhooks_need_no_token_and_get_no_cookie(house: House) -> None:
    answer = house.browser().client.post("/webhooks/twilio", data={"Body": "hello"})

    # The signature is missing; a missing token would be a 400.
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
