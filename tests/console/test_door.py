"""The door: every route and every role, cell by cell, and whose conversation it is.

A new route fails the first test until it has a row here.
"""

from typing import Any

import pytest
from flask import Blueprint, url_for

from bot.actions.handoff import take_over
from bot.console.door import guard, needs
from tests.console.conftest import LOGIN, ROLES, House
from tests.scene import SOMCHAI, Scene

NAMES = dict(zip(("agent", "supervisor", "ops", "admin"), ROLES, strict=True))
# One column for each role: agent, supervisor, ops, admin; + opens, - is refused.
ROUTES = {
    "GET /console": "+ + + +",
    "POST /console/news": "+ + + +",
    "POST /console/next": "+ + - +",
    "GET /console/contacts": "+ + + +",
    "GET /console/start": "+ + - +",
    "POST /console/start": "+ + - +",
    "GET /console/c/<contact_id>": "+ + + +",
    "POST /console/c/<contact_id>/news": "+ + + +",
    "GET /console/c/<contact_id>/why/<decision_id>": "+ + + +",
    "POST /console/c/<contact_id>/claim": "+ + - +",
    "POST /console/c/<contact_id>/release": "+ + - +",
    "POST /console/c/<contact_id>/snooze": "+ + - +",
    "POST /console/c/<contact_id>/wake": "+ + - +",
    "POST /console/c/<contact_id>/resolve": "+ + - +",
    "POST /console/c/<contact_id>/hand-back": "+ + - +",
    "POST /console/c/<contact_id>/reply": "+ + - +",
    "POST /console/c/<contact_id>/note": "+ + - +",
    "POST /console/c/<contact_id>/tag": "+ + - +",
    "POST /console/c/<contact_id>/attribute": "+ + - +",
    "POST /console/c/<contact_id>/place": "+ + - +",
    "GET /console/account": "+ + + +",
    "POST /console/account/password": "+ + + +",
    "POST /console/account/language": "+ + + +",
    "POST /console/account/email": "- + - +",
    "POST /console/account/log-out-everywhere": "+ + + +",
    "POST /console/log-out": "+ + + +",
    "GET /console/log": "- + - +",
    "GET /console/accounts": "- - - +",
    "POST /console/accounts": "- - - +",
    "POST /console/accounts/<name>/role": "- - - +",
    "POST /console/accounts/<name>/email": "- - - +",
    "POST /console/accounts/<name>/password": "- - - +",
    "POST /console/accounts/<name>/<any(disable, enable, 'log-out'):act>": "- - - +",
}
# Open to everybody: the log-in page and the files that all pages load.
PUBLIC = {"GET /console/log-in", "POST /console/log-in", "GET /console/static/<path:filename>"}
# What each act needs to be more than a complaint about the form.
FORMS: dict[str, dict[str, str]] = {
    "snooze": {"until": "1h"},
    "resolve": {"resolution": "answered"},
    "reply": {"text": "hello"},
    "note": {"text": "hello"},
    "tag": {"add": "vip"},
    "attribute": {"name": "model", "value": "MX"},
    "place": {"language": "th"},
}
# What an agent may do in their own conversation, in nobody's and in a colleague's.
WHOSE = {
    "claim": "+ + -",
    "release": "+ - -",
    "snooze": "+ - -",
    "resolve": "+ + -",
    "hand-back": "+ + -",
    "reply": "+ + -",
    "note": "+ + +",
    "tag": "+ + +",
    "attribute": "+ + +",
    "place": "+ + +",
}
HOLDERS = {"own": "ann", "nobody's": "", "a colleague's": "benny"}


def _routes(house: House) -> set[str]:
    rules = [rule for rule in house.app.url_map.iter_rules() if rule.endpoint.startswith("console.")]
    methods = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    return {f"{method} {rule.rule}" for rule in rules for method in (rule.methods or set()) & methods}


def _path(rule: str, contact_id: str = "") -> str:
    filled = {"<contact_id>": contact_id, "<decision_id>": "0" * 32, "<name>": "nobody"}
    for hole, value in filled.items():
        rule = rule.replace(hole, value)
    return rule.replace("<any(disable, enable, 'log-out'):act>", "disable")


def _ask(house: House, name: str, route: str, contact_id: str) -> Any:
    method, rule = route.split(" ", 1)
    browser = house.inside(name) if name else house.browser()
    path = _path(rule, contact_id)
    if method == "GET" or not name:
        return browser.client.open(path, method=method)
    return browser.post(path, **FORMS.get(path.rpartition("/")[2], {}))


def test_every_route_of_the_console_stands_in_the_table(house: House) -> None:
    assert _routes(house) == set(ROUTES) | PUBLIC
    below = {rule.endpoint for rule in house.app.url_map.iter_rules() if rule.rule.startswith("/console")}
    assert all(endpoint.startswith("console.") for endpoint in below)


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_opens_for_the_roles_that_have_the_right(house: House, route: str) -> None:
    contact_id = Scene(house.database, house.clock).contact()
    told = {}
    for role, name in NAMES.items():
        told[role] = "-" if _ask(house, name, route, contact_id).status_code == 403 else "+"

    nobody = _ask(house, "", route, contact_id)

    assert told == dict(zip(NAMES, ROUTES[route].split(), strict=True))
    assert nobody.status_code == 303
    assert nobody.location.startswith(LOGIN)


@pytest.mark.parametrize("act", WHOSE)
def test_an_agent_acts_in_what_they_hold_and_claims_what_nobody_holds(house: House, act: str) -> None:
    told = {whose: _act(house, "ann", act, holder) for whose, holder in HOLDERS.items()}

    assert told == dict(zip(HOLDERS, WHOSE[act].split(), strict=True))


@pytest.mark.parametrize("act", ["release", "snooze", "resolve", "hand-back", "reply"])
@pytest.mark.parametrize("name", ["sue", "ada"])
def test_supervisors_and_admins_step_in_for_a_colleague(house: House, name: str, act: str) -> None:
    assert _act(house, name, act, "benny") == "+"


def _act(house: House, name: str, act: str, holder: str) -> str:
    """+ where it was done, - where another one holds the conversation, or nobody does."""
    scene = Scene(house.database, house.clock)
    contact_id = scene.contact(f"whatsapp:+66812345{len(holder)}00")
    if holder:
        take_over(house.database, contact_id, holder, house.clock.now())
    browser = house.inside(name)
    browser.headers["HX-Request"] = "true"

    answer = browser.post(f"/console/c/{contact_id}/{act}", on="/console/account", **FORMS.get(act, {}))

    refused = answer.status_code == 409
    assert refused or answer.status_code in {200, 204}, answer.text
    assert not refused or scene.conversation(contact_id).agent == holder
    return "-" if refused else "+"


@pytest.mark.parametrize("contact_id", ["0" * 32, "..", "a'b", "%00", SOMCHAI])
@pytest.mark.parametrize("rest", ["", "/news", "/claim", "/release", "/note"])
def test_a_contact_that_is_not_there_is_not_found(house: House, contact_id: str, rest: str) -> None:
    browser, path = house.inside("sue"), f"/console/c/{contact_id}{rest}"

    answer = browser.get(path) if not rest else browser.post(path, **FORMS.get(rest[1:], {}))

    assert answer.status_code == 404


def test_a_page_that_forgot_to_say_who_may_see_it_opens_for_nobody(house: House) -> None:
    forgotten = Blueprint("more", __name__, url_prefix="/console")
    forgotten.before_request(guard)
    forgotten.add_url_rule("/forgotten", view_func=lambda: "secret")
    forgotten.add_url_rule("/known", "known", needs("accounts")(lambda: "secret"))
    house.app.register_blueprint(forgotten)
    with house.app.test_request_context():
        assert url_for("more.known") == "/console/known"

    told = {name: house.inside(name).get("/console/forgotten").status_code for name in ROLES}

    assert told == dict.fromkeys(ROLES, 403)
    assert [house.inside(one).get("/console/known").status_code for one in ("sue", "ada")] == [403, 200]
