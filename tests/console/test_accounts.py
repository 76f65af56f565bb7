"""All accounts, as an admin keeps them: added, changed, shut out and let in again."""

import pytest

from tests.console.conftest import PASSWORD, ROLES, House

NEW = "nine loud parrots"
PAGE = "/console/accounts"


def test_an_admin_adds_an_account_that_can_log_in(house: House) -> None:
    admin = house.inside("ada")

    answer = admin.post(
        PAGE, on=PAGE, name="maria", role="supervisor", full_name="María  Santos", password=NEW, language="ar"
    )

    account = house.account("maria")
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "maria can log in now." in admin.get(PAGE).text
    assert (account.role, account.full_name, account.language) == ("supervisor", "María Santos", "ar")
    assert house.audit() == [("agent_added", "ada", "maria")]
    assert house.browser().log_in("maria", NEW).status_code == 303


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "ann"}, "There is an account ann already"),
        ({"name": "Maria Santos"}, "is no name for an account"),
        ({"name": ""}, "is no name for an account"),
        ({"name": "<b>"}, "&lt;b&gt; is no name for an account"),
        ({"role": "king"}, "There is no role king."),
        ({"password": "maria12345", "name": "maria12345"}, "A password is not the name of the account"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told_and_what_was_typed_stays(
    house: House, changed: dict[str, str], told: str
) -> None:
    form = {"name": "maria", "role": "agent", "full_name": "María Santos", "password": NEW, **changed}

    answer = house.inside("ada").post(PAGE, on=PAGE, **form)

    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="María Santos"' in answer.text
    assert house.audit() == []


def test_an_admin_changes_a_role(house: House) -> None:
    browser = house.inside("ann")

    house.inside("ada").post(f"{PAGE}/ann/role", on=PAGE, role="supervisor")

    assert house.account("ann").role == "supervisor"
    assert not browser.is_in, "rights change with the next log-in"
    assert house.audit() == [("role_changed", "ada", "ann")]


def test_an_admin_disables_an_account_and_enables_it_again(house: House) -> None:
    admin, browser = house.inside("ada"), house.inside("ann")

    admin.post(f"{PAGE}/ann/disable", on=PAGE)
    shut = (browser.is_in, house.browser().log_in("ann").status_code)
    page = admin.get(PAGE).text
    admin.post(f"{PAGE}/ann/enable", on=PAGE)

    assert shut == (False, 401)
    assert "/console/accounts/ann/enable" in page
    assert house.browser().log_in("ann").status_code == 303
    assert not browser.is_in, "sessions of before stay ended"


def test_an_admin_gives_a_new_password(house: House) -> None:
    admin, browser = house.inside("ada"), house.inside("ann")

    weak = admin.post(f"{PAGE}/ann/password", on=PAGE, password="ann")
    admin.post(f"{PAGE}/ann/password", on=PAGE, password=NEW)

    assert weak.status_code == 422
    assert not browser.is_in
    assert [house.browser().log_in("ann", one).status_code for one in (PASSWORD, NEW)] == [401, 303]


def test_an_admin_changes_their_own_password_by_the_current_one_only(house: House) -> None:
    answer = house.inside("ada").post(f"{PAGE}/ada/password", on=PAGE, password=NEW)

    assert answer.status_code == 422
    assert "on your account page" in answer.text
    assert house.account("ada").stamp == "stamp-ada"


def test_an_admin_ends_all_sessions_of_somebody(house: House) -> None:
    browser = house.inside("ann")

    house.inside("ada").post(f"{PAGE}/ann/log-out", on=PAGE)

    assert not browser.is_in
    assert house.audit() == [("logged_out_everywhere", "ada", "ann")]


@pytest.mark.parametrize(("act", "form"), [("disable", {}), ("role", {"role": "agent"})])
def test_the_last_admin_stays_one(house: House, act: str, form: dict[str, str]) -> None:
    admin = house.inside("ada")

    answer = admin.post(f"{PAGE}/ada/{act}", on=PAGE, **form)

    assert answer.status_code == 422
    assert "ada is the last admin who can log in." in answer.text
    assert admin.is_in


@pytest.mark.parametrize("act", ["disable", "enable", "log-out", "role", "password"])
def test_an_account_that_is_not_there_is_not_changed(house: House, act: str) -> None:
    answer = house.inside("ada").post(f"{PAGE}/n%00o/{act}", on=PAGE, role="agent", password=NEW)

    assert answer.status_code == 422
    assert "There is no account" in answer.text


def test_all_accounts_are_listed(house: House) -> None:
    house.add("zed", full_name="<i>Zed</i>")

    page = house.inside("ada").get(PAGE).text

    for name in [*ROLES, "zed"]:
        assert f"<bdi>{name}</bdi>" in page
    assert "&lt;i&gt;Zed&lt;/i&gt;" in page
    assert "never" in page
    assert "argon2" not in page


def test_an_admin_says_where_somebody_is_called_by_mail(house: House) -> None:
    admin, browser = house.inside("ada"), house.inside("sue")

    admin.post(f"{PAGE}/sue/email", on=PAGE, email=" sue@example.com ")
    page = admin.get(PAGE).text
    wrong = admin.post(f"{PAGE}/sue/email", on=PAGE, email="<b>sue")
    kept = house.account("sue").email
    admin.post(f"{PAGE}/sue/email", on=PAGE, email="")

    assert 'value="sue@example.com"' in page
    assert (wrong.status_code, kept, house.account("sue").email) == (422, "sue@example.com", "")
    assert "&lt;b&gt;sue is no address for mail." in wrong.text
    assert house.audit() == [("email_changed", "ada", "sue")] * 2
    assert browser.is_in


def test_an_account_is_added_with_its_address(house: House) -> None:
    form = {"name": "maria", "role": "supervisor", "password": NEW}

    wrong = house.inside("ada").post(PAGE, on=PAGE, **form, email="maria@")
    house.inside("ada").post(PAGE, on=PAGE, **form, email="maria@example.com")

    assert (wrong.status_code, 'value="maria@"' in wrong.text) == (422, True)
    assert house.account("maria").email == "maria@example.com"


def test_the_log_does_not_tell_an_address(house: House) -> None:
    admin = house.inside("ada")
    admin.post(f"{PAGE}/ada/email", on=PAGE, email="ada@example.com")

    log = admin.get("/console/log").text

    assert "e-mail address changed" in log
    assert "ada@example.com" not in log
