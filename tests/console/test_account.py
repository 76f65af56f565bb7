"""One's own account: password, language, and the end of all sessions."""

import pytest

from tests.console.conftest import LOGIN, PASSWORD, House

NEW = "nine loud parrots"


def test_an_agent_changes_their_password_and_stays_logged_in_here_alone(house: House) -> None:
    here, there = house.inside("ann"), house.inside("ann")

    answer = here.post("/console/account/password", current=PASSWORD, password=NEW, again=NEW)

    assert (answer.status_code, answer.location) == (303, "/console/account")
    assert "Your password is changed" in here.get("/console/account").text
    assert (here.is_in, there.is_in) == (True, False)
    assert ("password_changed", "ann", "ann") in house.audit()
    assert house.browser().log_in("ann").status_code == 401
    assert house.browser().log_in("ann", NEW).status_code == 303


@pytest.mark.parametrize(
    ("current", "password", "again", "told"),
    [
        ("not my password", NEW, NEW, "This is not your current password, so it stays as it is."),
        (PASSWORD, NEW, NEW + "s", "The two new passwords differ."),
        (PASSWORD, "short", "short", "A password has at least 10 characters"),
        (PASSWORD, "x" * 257, "x" * 257, "A password has at most 256 characters."),
        (PASSWORD, "password1234", "password1234", "one of those that everybody tries first"),
        (PASSWORD, "", "", "A password has at least 10 characters"),
    ],
)
def test_a_password_that_is_not_changed_is_told_why(
    house: House, current: str, password: str, again: str, told: str
) -> None:
    browser, before = house.inside("ann"), house.account("ann").password_hash

    answer = browser.post("/console/account/password", current=current, password=password, again=again)

    assert answer.status_code == 422
    assert told in answer.text
    assert house.account("ann").password_hash == before
    assert browser.is_in


def test_who_finds_an_unlocked_console_cannot_guess_for_ever(house: House) -> None:
    browser = house.inside("ann")
    for _ in range(10):
        browser.post("/console/account/password", current="a guess of mine", password=NEW, again=NEW)

    answer = browser.post("/console/account/password", current=PASSWORD, password=NEW, again=NEW)

    assert "Too many attempts." in answer.text
    assert house.account("ann").stamp == "stamp-ann"


def test_an_agent_chooses_the_language_of_the_console(house: House) -> None:
    browser = house.inside("ann")

    chosen = browser.post("/console/account/language", language="ar")
    browser.post("/console/account/language", language="xx")
    page = browser.get("/console/account").text
    browser.post("/console/log-out")

    assert chosen.status_code == 303
    assert '<html lang="ar" dir="rtl">' in page
    assert house.account("ann").language == "ar"
    assert '<html lang="ar" dir="rtl">' in browser.get(LOGIN).text, "the browser remembers it"


def test_an_agent_logs_out_everywhere(house: House) -> None:
    here, there = house.inside("ann"), house.inside("ann")

    answer = here.post("/console/account/log-out-everywhere")

    assert answer.location == LOGIN
    assert (here.is_in, there.is_in) == (False, False)
    assert house.audit() == [("logged_out_everywhere", "ann", "ann")]


def test_who_is_called_by_mail_says_where(house: House) -> None:
    browser = house.inside("sue")

    saved = browser.post("/console/account/email", email="sue@example.com")
    page = browser.get("/console/account").text
    wrong = browser.post("/console/account/email", email="sue at home")

    assert saved.status_code == 303
    assert 'value="sue@example.com"' in page
    assert (wrong.status_code, "sue at home is no address for mail." in wrong.text) == (422, True)
    assert house.account("sue").email == "sue@example.com"
    assert house.audit() == [("email_changed", "sue", "sue")]
    assert browser.is_in


def test_who_is_never_called_by_mail_is_not_asked_for_an_address(house: House) -> None:
    assert "/console/account/email" not in house.inside("ann").get("/console/account").text
