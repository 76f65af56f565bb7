"""What the pages say is true: their examples load, play and match, their tables are complete."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import Settings
from bot.content.alarming import cue_problems
from bot.content.library import load_library, load_shelf
from bot.content.policy import load_policy
from bot.content.reading import read_content
from bot.core.policy import Hours, Policy
from bot.explain import explain_text
from bot.testing import play
from tests.conftest import MONDAY_NOON_IN_BANGKOK, PROJECT

PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in (PROJECT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```(\w*)[ \t]*([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WRITTEN_BY_OPS = {"yaml", "po"}


@dataclass(frozen=True)
class Example:
    """A fenced block of a page: "```yaml triggers/noise.yaml" says which file it is (part of)."""

    kind: str
    file: str
    text: str


def _examples(document: str) -> list[Example]:
    text = (PROJECT / document).read_text(encoding="utf-8")
    found = [Example(*match.groups()) for match in _FENCE.finditer(text)]
    return [example for example in found if example.kind in _WRITTEN_BY_OPS]


def _content(document: str, folder: Path) -> Path:
    """The shipped content with a page's examples added to it."""
    for part in ("triggers", "replies", "locales"):
        shutil.copytree(PROJECT / part, folder / part)
    for example in _examples(document):
        path = folder / example.file
        if path.name != "policy.yaml":
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
            path.write_text(before + example.text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("document", PAGES)
def test_every_example_says_which_file_it_is(document: str) -> None:
    nameless = [example for example in _examples(document) if not re.match(r"[a-z_/A-Z]+\.", example.file)]

    assert nameless == []


@pytest.mark.parametrize("document", [page for page in PAGES if _examples(page)])
def test_the_examples_of_a_page_are_right(document: str, tmp_path: Path) -> None:
    folder = _content(document, tmp_path)

    # It raises with every error, as it does where the bot starts.
    assert load_shelf(folder)


def test_the_policy_of_a_business_that_is_shown_is_right(tmp_path: Path) -> None:
    policies = [one for one in _examples("docs/policy.md") if one.file == "replies/policy.yaml"]
    folder = _content("docs/policy.md", tmp_path)

    (folder / "replies/policy.yaml").write_text(policies[1].text, encoding="utf-8")

    assert load_shelf(folder).policy.regions[0].name == "europe"


def test_the_policy_that_is_called_the_default_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies/policy.yaml").write_text(_examples("docs/policy.md")[0].text, encoding="utf-8")

    # Hours that are written are read on the business's holidays; these name no hours at all.
    assert load_policy(tmp_path) == Policy(staff_hours=Hours(clock="business", holidays="business"))


def test_the_conversation_that_is_shown_passes(tmp_path: Path) -> None:
    folder = _content("docs/conversation-tests.md", tmp_path)
    told: list[str] = []

    failed = play([folder / "tests"], folder, told.append)

    assert (failed, told[-1]) == (0, "1 passed, 0 failed")


def test_the_first_trigger_of_the_readme_answers_its_question(tmp_path: Path) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    asked = re.findall(r'bot explain "([^"]+)"', readme)
    library = load_library(_content("README.md", tmp_path))

    records = [
        explain_text(library, text, "whatsapp:+447700900123", MONDAY_NOON_IN_BANGKOK) for text in asked
    ]

    assert [(one["layer"], one["trigger"]) for one in records] == [("trigger", "noise")]


def test_the_cue_that_is_shown_calls_a_person(tmp_path: Path) -> None:
    page = (PROJECT / "docs/tone.md").read_text(encoding="utf-8")
    asked = re.findall(r'bot explain "([^"]+)"', page)[-1]
    plain, added = load_library(PROJECT), load_library(_content("docs/tone.md", tmp_path))

    layers = [
        explain_text(library, asked, "whatsapp:+447700900123", MONDAY_NOON_IN_BANGKOK)["layer"]
        for library in (plain, added)
    ]

    assert layers == ["fallback", "escalation"]


def test_the_cues_that_are_shown_call_nobody_for_an_ordinary_question(tmp_path: Path) -> None:
    content, problems = read_content(_content("docs/tone.md", tmp_path))

    assert (problems, list(cue_problems(content))) == ([], [])


@pytest.mark.parametrize("document", PAGES)
def test_every_command_that_is_named_exists(document: str) -> None:
    text = (PROJECT / document).read_text(encoding="utf-8")
    shells = "".join(match[3] for match in _FENCE.finditer(text) if match[1] == "sh")
    named = {*re.findall(r"(?:^|/bin/)bot ([a-z]+)", shells, re.MULTILINE)}
    named |= {*re.findall(r"(?:`|/bin/)bot ([a-z]+)", text)}

    assert named <= main.commands.keys()


@pytest.mark.parametrize("document", PAGES)
def test_every_setting_that_is_named_exists(document: str) -> None:
    text = (PROJECT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:BOT|TWILIO)_[A-Z_]+\b", text))

    assert named <= {field.alias for field in Settings.model_fields.values()}


@pytest.mark.parametrize(
    ("document", "schema"),
    [
        ("docs/triggers.md", "triggers"),
        ("docs/replies.md", "replies"),
        ("docs/policy.md", "policy"),
        ("docs/policy.md", "consent"),
        ("docs/tone.md", "tone"),
        ("docs/conversation-tests.md", "script"),
    ],
)
def test_a_page_names_every_key_of_its_files(document: str, schema: str) -> None:
    text = (PROJECT / document).read_text(encoding="utf-8")
    made = json.loads((PROJECT / f"docs/schemas/{schema}.schema.json").read_text(encoding="utf-8"))
    keys = {key for part in (made, *made["$defs"].values()) for key in part.get("properties", ())}

    missing = [key for key in sorted(keys) if not re.search(rf"\b{key}\b", text)]

    assert missing == []
