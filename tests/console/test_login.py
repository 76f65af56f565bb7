"""Logging in and out: who gets in, what they are told, where they arrive, and what ends a session."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.sessions import SecureCookieSessionInterface

from bot.actions.accounts import disable, log_out_everywhere, set_password, set_role
from bot.console.door import IDLE, local
from bot.store.audit import Doer, Wanted, list_audit
from tests.console.conftest import LOGIN, PASSWORD, House, token_of

WRONG = "Name or password is wrong."


def test_who_knows_the_password_gets_in_and_arrives_at_the_queue(house: House) -> None:
    browser = house.browser()

    answer = browser.log_in("ann")

    assert (answer.status_code, answer.location) == (303, "/console")
    assert browser.get("/console").status_code == 200
    assert house.audit() == [("logged_in", "ann", "")]


def test_capital_letters_and_spaces_around_the_name_are_forgiven(house: House) -> None:
    assert house.browser().log_in(" Ann ").status_code == 303


def test_a_wrong_name_a_wrong_password_and_a_disabled_account_are_told_the_same(house: House) -> None:
    disable(house.database, "olu", Doer(), house.clock.now())

    pages = [
        house.browser().log_in("ann", "not my password"),
        house.browser().log_in("nobody", "not my password"),
        house.browser().log_in("olu"),
        house.browser().log_in("a\0b'--", "not my password"),
    ]

    assert [page.status_code for page in pages] == [401] * 4
    assert all(WRONG in page.text for page in pages)
    refused = [subject for verb, _, subject in house.audit() if verb == "login_refused"]
    assert sorted(refused) == ["", "", "ann", "olu"]


def test_the_password_is_never_shown_again_and_the_name_is_made_safe(house: House) -> None:
    page = house.browser().log_in('"><script>alert(1)</script>', "my secret thing")

    assert "my secret thing" not in page.text
    assert "<script>alert" not in page.text


def test_too_many_attempts_are_told_when_to_try_again(house: House) -> None:
    browser = house.browser()
    for _ in range(10):
        browser.log_in("nobody", "x" * 12)
    house.wait(minutes=3)

    answer = browser.log_in("nobody", "x" * 12)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == str(12 * 60)
    assert "Too many attempts. You can try again in 12 minutes." in answer.text
    house.wait(minutes=12, seconds=1)
    assert browser.log_in("nobody", "x" * 12).status_code == 401


def test_one_comes_back_to_where_one_wanted_to_go(house: House) -> None:
    browser = house.browser()
    asked = browser.get("/console/account?tab=2")

    page = browser.get(asked.location)
    answer = browser.log_in("ann", next="/console/account?tab=2")

    assert asked.location == "/console/log-in?next=/console/account?tab%3D2"
    assert 'name="next" value="/console/account?tab=2"' in page.text
    assert answer.location == "/console/account?tab=2"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/console",
        "//evil.example/console",
        "/\\evil.example",
        "/console\\..\\..\\evil",
        "/console/../webhooks",
        "/con\tsole",
        "/console\n",
        "/consolevil",
        "javascript:alert(1)",
        "console",
        "/",
        "",
        "//[",
    ],
)
def test_nobody_is_sent_to_another_place_after_logging_in(house: House, target: str) -> None:
    assert local(target) is None
    assert house.browser().log_in("ann", next=target).location == "/console"


@pytest.mark.parametrize("target", ["/console", "/console?a=b", "/console/log?before=1//2", "/console/x#y"])
def test_a_place_below_the_console_is_gone_back_to(target: str) -> None:
    assert local(target) == target


def test_the_session_of_before_is_left_behind_at_logging_in(house: House) -> None:
    browser = house.browser()
    browser.get(LOGIN)
    with browser.client.session_transaction("/console") as session:
        session["planted"] = "by somebody else"
        before = session["csrf_token"]

    browser.log_in("ann")

    with browser.client.session_transaction("/console") as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before
        assert session["_user_id"] == "ann:stamp-ann"


def test_who_is_in_already_is_not_asked_again_and_stays_who_they_are(house: House) -> None:
    browser = house.inside("ann")

    shown = browser.get(LOGIN, query_string={"next": "/console/account"})
    # Another tab still shows the page, with the token of a session that is gone.
    sent = browser.client.post(LOGIN, data={"name": "ada", "password": PASSWORD, "csrf_token": "old"})

    assert (shown.status_code, shown.location) == (303, "/console/account")
    assert (sent.status_code, sent.location) == (303, "/console")
    assert house.audit() == []
    assert "Accounts</a>" not in browser.get("/console/account").text


def test_two_tabs_of_one_browser_both_work(house: House) -> None:
    browser = house.inside("ann")
    one, other = token_of(browser.get("/console/account")), token_of(browser.get("/console/account"))

    for token in (one, other, one):
        data = {"csrf_token": token, "language": "en"}
        assert browser.client.post("/console/account/language", data=data).status_code == 303


def test_logging_out_ends_this_browser_alone(house: House) -> None:
    here, there = house.inside("ann"), house.inside("ann")

    answer = here.post("/console/log-out")

    assert (answer.status_code, answer.location) == (303, LOGIN)
    assert (here.is_in, there.is_in) == (False, True)
    assert house.audit() == [("logged_out", "ann", "")]


@pytest.mark.parametrize(
    "change",
    [
        lambda house: disable(house.database, "ann", Doer(), house.clock.now()),
        lambda house: log_out_everywhere(house.database, "ann", Doer(), house.clock.now()),
        lambda house: set_role(house.database, "ann", "supervisor", Doer(), house.clock.now()),
        lambda house: set_password(house.database, "ann", "nine loud parrots", Doer(), house.clock.now()),
    ],
    ids=["disabled", "logged out everywhere", "another role", "another password"],
)
def test_the_next_request_is_refused_after(house: House, change: Callable[[House], None]) -> None:
    browser, colleague = house.inside("ann"), house.inside("sue")
    assert browser.is_in

    change(house)

    assert browser.get("/console/account").location.startswith(LOGIN)
    assert browser.get("/console", headers={"HX-Request": "true"}).status_code == 401
    assert colleague.is_in


def test_a_session_that_another_key_has_signed_is_nobodys(house: House) -> None:
    stranger = house.browser()
    signer = SecureCookieSessionInterface()
    key, house.app.secret_key = house.app.secret_key, "a key of somebody else"
    serializer = signer.get_signing_serializer(house.app)
    house.app.secret_key = key
    assert serializer is not None
    value = serializer.dumps({"_user_id": "ada:stamp-ada", "_permanent": True})
    assert isinstance(value, str)

    stranger.client.set_cookie("bulbul", value, path="/console")
    forged = stranger.get("/console/account")
    stranger.client.set_cookie("remember_token", f"ada:stamp-ada|{'0' * 128}", path="/")
    remembered = stranger.get("/console/account")

    assert [forged.status_code, remembered.status_code] == [303, 303]


def test_a_session_of_an_account_that_is_gone_is_nobodys(house: House) -> None:
    browser = house.browser()
    with browser.client.session_transaction("/console") as session:
        session["_user_id"] = "gone:stamp"

    assert not browser.is_in


def test_a_session_ends_when_it_was_idle_for_too_long(house: House) -> None:
    browser = house.inside("ann")
    assert house.app.permanent_session_lifetime == IDLE == timedelta(hours=12)

    # Flask judges the age by the instant in the signature, so the lifetime moves and not the clock.
    house.app.permanent_session_lifetime = timedelta(seconds=-1)

    assert not browser.is_in


def test_a_session_that_is_used_is_renewed_but_not_at_every_request(house: House) -> None:
    browser = house.inside("ann")
    browser.get("/console/account")
    house.wait(minutes=9)
    early = browser.get("/console/account")
    house.wait(minutes=1)
    late = browser.get("/console/account")

    assert "Set-Cookie" not in early.headers
    assert late.headers["Set-Cookie"].startswith("bulbul=")


def test_a_piece_of_a_page_sends_the_browser_to_the_log_in_page_and_back(house: House) -> None:
    answer = house.browser().get(
        "/console",
        headers={"HX-Request": "true", "HX-Current-URL": "https://bot.example.com/console/log?verb=x"},
    )
    foreign = house.browser().get(
        "/console", headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/elsewhere"}
    )

    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["HX-Redirect"] == "/console/log-in?next=/console/log?verb%3Dx"
    assert foreign.headers["HX-Redirect"] == "/console/log-in"


def test_the_console_notes_that_an_agent_is_there_at_most_every_twenty_seconds(house: House) -> None:
    browser, begun = house.inside("ann"), house.clock.now()
    seen = []
    for seconds in (0, 19, 1, 25):
        house.wait(seconds=seconds)
        browser.get("/console/account")
        seen.append((house.account("ann").seen_at - begun).total_seconds())

    assert seen == [0, 0, 20, 45]


def test_the_log_in_page_speaks_the_language_that_is_chosen_there(house: House) -> None:
    browser = house.browser()
    begun = [browser.get(LOGIN, headers={"Accept-Language": one}).text for one in ("ar-EG, en;q=0.5", "fr")]

    chosen = browser.get(LOGIN, query_string={"language": "ar"})
    kept = browser.get(LOGIN)
    odd = browser.get(LOGIN, query_string={"language": "xx"})

    assert ['lang="ar" dir="rtl"' in page for page in begun] == [True, False]
    assert '<html lang="ar" dir="rtl">' in chosen.text
    assert "ادخل" in kept.text
    assert '<html lang="ar"' in odd.text
    assert "Set-Cookie" not in odd.headers


def test_the_language_of_the_account_counts_for_more_than_the_browsers(house: House) -> None:
    house.add("omar", language="ar")
    house.add("zoe", language="xx")
    browser = house.inside("omar")

    assert '<html lang="ar"' in browser.get("/console/account?language=en").text
    assert '<html lang="en"' in house.inside("zoe").get("/console/account").text


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        ("0", "203.0.113.7", "127.0.0.1"),
        ("1", "203.0.113.7", "203.0.113.7"),
        ("1", "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        ("2", "198.51.100.9, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        ("2", "203.0.113.7, 10.0.0.1", "203.0.113.7"),
    ],
)
def test_an_address_is_believed_as_far_as_proxies_are_trusted(
    open_house: Callable[..., House], hops: str, forwarded: str, seen: str
) -> None:
    house = open_house(BOT_TRUSTED_PROXIES=hops)
    house.add("ann")

    house.browser(X_Forwarded_For=forwarded).log_in("ann", "not my password")

    with house.database.reading() as connection:
        assert [row.address for row in list_audit(connection, Wanted(), 9)] == [seen]
