"""A browser is sent what it does not show yet, and nothing else."""

from bot.web.pieces import Piece, all_seen, changes


def piece(piece_id: str, html: str, place: str = "", made_of: str = "") -> Piece:
    return Piece(piece_id, lambda: html, place, made_of)


CLOCK = piece("clock", '<p id="clock">12:00</p>')
FIRST = piece("m-1", '<li class="x" id="m-1">one</li>', "beforeend:#thread")
SECOND = piece("m-2", '<li class="x" id="m-2">two</li>', "beforeend:#thread")


def test_a_browser_that_shows_everything_is_sent_nothing() -> None:
    assert changes([CLOCK, FIRST], all_seen([CLOCK, FIRST])) == ""


def test_a_new_piece_is_put_in_its_place() -> None:
    html = changes([CLOCK, FIRST, SECOND], all_seen([CLOCK, FIRST]))

    assert f'<div hx-swap-oob="beforeend:#thread">{SECOND.html}</div>' in html
    assert "one" not in html
    assert "12:00" not in html


def test_a_changed_piece_takes_the_place_of_the_old_one() -> None:
    read = piece("m-1", '<li class="x" id="m-1">one, read</li>', "beforeend:#thread")

    html = changes([CLOCK, read], all_seen([CLOCK, FIRST]))

    assert html.startswith('<li class="x" id="m-1" hx-swap-oob="true">one, read</li>')


def test_a_piece_that_is_gone_is_taken_away() -> None:
    assert '<div id="m-1" hx-swap-oob="delete"></div>' in changes([CLOCK], all_seen([CLOCK, FIRST]))


def test_what_a_browser_shows_already_is_not_drawn_again() -> None:
    def draw() -> str:
        raise AssertionError("drawn for nothing")

    shown = piece("m-1", "<li></li>", made_of="one")

    assert changes([Piece("m-1", draw, made_of="one")], all_seen([shown])) == ""


def test_a_piece_that_is_made_of_something_else_is_drawn() -> None:
    before, after = (piece("m-1", f'<li id="m-1">{text}</li>', made_of=text) for text in ("one", "two"))

    assert ">two</li>" in changes([after], all_seen([before]))


def test_a_lost_answer_is_made_up_for_by_the_next() -> None:
    before = all_seen([CLOCK])

    lost, again = changes([CLOCK, FIRST], before), changes([CLOCK, FIRST], before)

    assert lost == again != ""


def test_what_a_browser_says_to_show_is_never_trusted_as_html() -> None:
    assert "<script>" not in changes([CLOCK], "<script>.00 clock.ff")
