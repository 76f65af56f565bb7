"""The pages of the simulator: show a phone, take what is typed, move the clock.

Its one rule: a browser on this very machine, and no other page in it, may use them.
"""

from ipaddress import ip_address
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request, url_for

from bot.simulator.people import PEOPLE, Person, find_person
from bot.simulator.provider import Writing
from bot.simulator.rendering import render_pieces
from bot.simulator.scene import Desk, destination, read_scene
from bot.web.assets import HEADERS
from bot.web.pieces import SEEN, all_seen, changes, seen_field
from bot.web.wording import SOURCE, Wording

LONGEST_TEXT = 4096  # characters, as on WhatsApp
_LANGUAGE = "simulator_language"
_LOOPBACK_HOSTS = {"127.0.0.1", "localhost"}

pages = Blueprint(
    "simulator", __name__, url_prefix="/simulator", template_folder="templates", static_folder="static"
)


def add_simulator(app: Flask, desk: Desk) -> None:
    """Add the simulator to an application that listens on loopback only."""
    app.extensions["simulator"] = desk
    app.register_blueprint(pages)


def _desk() -> Desk:
    return cast(Desk, current_app.extensions["simulator"])


@pages.before_request
def guard() -> None:
    """Refuse what another machine, or another site in this machine's browser, asks for."""
    here = urlsplit(f"//{request.host}").hostname in _LOOPBACK_HOSTS and _is_loopback(request.remote_addr)
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if not here or (request.method != "GET" and site not in {"same-origin", "none"}):
        abort(403)


def _is_loopback(address: str | None) -> bool:
    return address is not None and ip_address(address).is_loopback


@pages.after_request
def protect(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "simulator.static":
        response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("")
def first() -> Response:
    return cast(Response, redirect(url_for("simulator.phone", key=PEOPLE[0].key)))


@pages.get("/<key>")
def phone(key: str) -> Response:
    """One person's phone, with what the bot thinks beside it."""
    desk, person, words = _desk(), _person(key), _words()
    scene = read_scene(desk, person)
    desk.channel.look(person.address)
    pieces = render_pieces(scene, words)
    page = render_template(
        "simulator/page.html",
        scene=scene,
        words=words,
        _=words.say,
        wordings=desk.wordings.values(),
        pieces=pieces,
        by_id={piece.id: piece.html for piece in pieces},
        seen=seen_field(all_seen(pieces)),
        longest=LONGEST_TEXT,
    )
    response = Response(page, mimetype="text/html")
    if request.args.get("language") in desk.wordings:
        response.set_cookie(_LANGUAGE, words.language, samesite="Strict", httponly=True, path="/simulator")
    return response


@pages.get("/<key>/news")
def news(key: str) -> Response:
    """What has changed since the browser looked; 204 where nothing has."""
    person = _person(key)
    _desk().channel.look(person.address)
    return _answer(person)


@pages.post("/<key>/messages")
def write(key: str) -> Response:
    """The person writes, or taps a button under the message `quoted`."""
    person = _person(key)
    texts = [text[:LONGEST_TEXT] for text in request.form.getlist("text") if text.strip()]
    for text in texts:
        writing = Writing(
            address=person.address,
            text=text,
            name=person.name,
            button=request.form.get("button", ""),
            quoted=request.form.get("quoted", ""),
        )
        _desk().provider.write(writing)
    return _answer(person)


@pages.post("/<key>/again")
def again(key: str) -> Response:
    """The provider posts the last message once more, as it does when it got no answer."""
    person, say = _person(key), _words().say
    if _desk().provider.repeat(person.address):
        return _answer(person, say("The provider has posted your last message again. It was recorded once."))
    return _answer(person, say("Write something first."))


@pages.post("/<key>/clock")
def move(key: str) -> Response:
    """Move the clock of the demo on."""
    desk, person = _desk(), _person(key)
    target = destination(read_scene(desk, person), request.form.get("move", ""))
    if target is None:
        return _answer(person, _words().say("Nothing is planned."))
    desk.journey.go(target)
    return _answer(person)


def _person(key: str) -> Person:
    return find_person(key) or abort(404)


def _words() -> Wording:
    """The language that was chosen, else the browser's, else English."""
    wordings = _desk().wordings
    for wanted in (request.args.get("language", ""), request.cookies.get(_LANGUAGE, "")):
        if wanted in wordings:
            return wordings[wanted]
    return wordings[request.accept_languages.best_match(list(wordings), SOURCE) or SOURCE]


def _answer(person: Person, notice: str = "") -> Response:
    """The pieces that differ; without htmx the whole page is shown anew."""
    if request.method == "POST" and "HX-Request" not in request.headers:
        return cast(Response, redirect(url_for("simulator.phone", key=person.key), code=303))
    html = changes(render_pieces(read_scene(_desk(), person), _words()), request.values.get(SEEN, ""))
    if request.method == "POST":
        html += render_template("simulator/notice.html", notice=notice)
    return Response(html, status=200 if html else 204, mimetype="text/html")
