"""What every template and script of the console keeps to, so that the headers of its pages hold."""

import re
from pathlib import Path

import pytest

from tests.conftest import PROJECT

CONSOLE = PROJECT / "bot" / "console"
TEMPLATES = sorted((CONSOLE / "templates" / "console").glob("*.html"))
SCRIPTS = sorted((CONSOLE / "static").glob("*.js"))
SHEETS = sorted((CONSOLE / "static").glob("*.css"))
PIECES = ("tabs", "state", "alarm", "head", "card", "others", "window", "side", "strip")
_FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)
_HANDLER = re.compile(r"<[^>]*\s(?:on[a-z]+|style|hx-on[^=]*|hx-vals)=", re.IGNORECASE)
_INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)", re.IGNORECASE)
_PHYSICAL = re.compile(r"[\s;{](?:(?:margin|padding|border)-(?:left|right)|left|right|float)\s*:")
_EVALUATED = re.compile(r"\beval\(|new Function|setAttribute\(\"style\"|\.innerHTML|insertAdjacentHTML")


def _name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_page_runs_and_styles_nothing_that_stands_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert _INLINE.findall(text) == []
    assert _HANDLER.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_form_that_changes_something_carries_the_token(path: Path) -> None:
    forms = _FORM.findall(path.read_text(encoding="utf-8"))

    assert [form for form in forms if "csrf_token" not in form] == []


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_is_one_element_with_its_own_name(name: str) -> None:
    text = (CONSOLE / "templates" / "console" / f"{name}.html").read_text(encoding="utf-8")
    elements = re.sub(r"\{[%#].*?[%#]\}", "", text, flags=re.DOTALL)
    elements = re.sub(r"^.*?(?=<(?:nav|div|header)[^>]* id=)", "", elements, count=1, flags=re.DOTALL)

    assert re.match(rf"<(nav|div|header)[^>]* id=\"{name}\"", elements)


@pytest.mark.parametrize("path", SHEETS, ids=_name)
def test_a_style_sheet_knows_beginning_and_end_but_not_left_and_right(path: Path) -> None:
    text = re.sub(r"env\(.*?\)", "", path.read_text(encoding="utf-8"))

    assert _PHYSICAL.findall(text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=_name)
def test_a_script_never_makes_code_or_markup_of_a_text(path: Path) -> None:
    assert _EVALUATED.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS + SHEETS, ids=_name)
def test_a_file_for_the_browser_stays_short(path: Path) -> None:
    most = 200 if path.suffix == ".js" else 250

    assert len(path.read_text(encoding="utf-8").splitlines()) < most


def test_every_text_that_a_script_asks_for_stands_on_the_page() -> None:
    layout = (CONSOLE / "templates" / "console" / "layout.html").read_text(encoding="utf-8")
    offered = set(re.findall(r"data-text=\"([a-z]+)\"", layout))
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    asked = set(re.findall(r"\bsay\((?:[^()\"]*\? )?\"([a-z]+)\"", scripts))
    asked |= set(re.findall(r"\bsay\([^()\"]*\"[a-z]+\" : \"([a-z]+)\"", scripts))

    assert asked == offered
