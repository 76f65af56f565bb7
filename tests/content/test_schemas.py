"""The JSON Schemas that editors check with: in step with the shapes, and neither too strict nor too lax."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from bot.cli import main
from bot.content.hover_texts import HOVERS
from tests.conftest import PROJECT

SCHEMAS = PROJECT / "docs" / "schemas"
NAMES = ("triggers", "replies", "facts", "policy", "consent", "tone", "canned", "script")


class _EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as the YAML server of editors reads it: `no` is a text, `true` a truth, 5 a number."""


_EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )


def _as_an_editor_sees(text: str) -> Any:
    return yaml.load(text, Loader=_EditorLoader)


def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _kind(path: Path) -> str:
    special = {f"{name}.yaml": name for name in ("facts", "policy", "consent", "tone", "canned")}
    if path.parent != PROJECT / "tests" / "conversations" and path.name in special:
        return special[path.name]
    if path.is_relative_to(PROJECT / "replies"):
        return "replies"
    return "triggers" if path.is_relative_to(PROJECT / "triggers") else "script"


SHIPPED = [
    path
    for pattern in ("triggers/**/*.yaml", "replies/**/*.yaml", "tests/conversations/*.yaml")
    for path in sorted(PROJECT.glob(pattern))
]

IN_THE_PACKAGE = [PROJECT / "bot/content/consent.yaml", PROJECT / "bot/content/tone.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_correct_schema(name: str) -> None:
    Draft202012Validator.check_schema(_validator(name).schema)


def test_the_committed_schemas_are_in_step_with_the_shapes(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["schemas", str(tmp_path)])

    assert result.exit_code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in SCHEMAS.iterdir()
    }


@pytest.mark.parametrize("path", [*SHIPPED, *IN_THE_PACKAGE], ids=lambda path: str(path.relative_to(PROJECT)))
def test_an_editor_accepts_every_shipped_file(path: Path) -> None:
    seen = _as_an_editor_sees(path.read_text(encoding="utf-8"))

    assert [error.message for error in _validator(_kind(path)).iter_errors(seen)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_file_tells_editors_its_schema(path: Path) -> None:
    up = "../" * len(path.parent.relative_to(PROJECT).parts)

    first = path.read_text(encoding="utf-8").partition("\n")[0]

    assert first == f"# yaml-language-server: $schema={up}docs/schemas/{_kind(path)}.schema.json"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("triggers", "a: {reply: b, courtesy: yes, priority: 3, phrases: {no: [100, hvor mye]}}"),
        ("triggers", "a: {escalate: {reason: person}, enabled: false, phrases: {uz-Cyrl: [x]}}"),
        ("replies", "a: {steps: [{say: 5, after: 2s}, {wait: {until: 10:00-11:30, days: 3}}, {start: b}]}"),
        ("replies", "a: {steps: [{ask: x, store: y, type: choice, choices: [1, 2]}, {set: {vip: true}}]}"),
        (
            "facts",
            "a: MX-55\nb: {money: {USD: 3.20}}\nc: {value: 5.5, unit: kilowatt}\nd: {date: 2027-01-15}",
        ),
        ("facts", "a: 12\nb: {number: 0.01}\nc: {list: [CE, 9001]}"),
        ("policy", "hours: {mon-thu: [08:00-18:00], fri: [], exceptions: {2026-12-31: []}}"),
        (
            "policy",
            "away: {promise: 9:00, deliver: 08:45}\nlimits: {automated: 3, per: 12h}\ntone: {urgent: 1}",
        ),
        ("consent", "no: {stop: {whole: [stopp], doubtful: [nok]}, polite: [takk]}"),
        (
            "tone",
            "no: {urgent: {strong: [nå, 112]}, negative: {weak: [dårlig*]}, calm: [no, ro], praise: []}",
        ),
        ("canned", "hello: 'Hello {contact.name}'\nno: 5\nyes: true"),
        ("script", "{name: x, start: 2026-11-23T20:00Z, turns: [{duplicate: yes}, {contact: 1, at: +1s}]}"),
        ("script", "- {name: x, start: 2026-11-23T20:00+07:00, turns: [{contact: a, queue: none, bot: []}]}"),
    ],
)
def test_an_editor_accepts_what_the_bot_reads(name: str, text: str) -> None:
    assert [error.message for error in _validator(name).iter_errors(_as_an_editor_sees(text))] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("triggers", "a: {phrases: {en: [x]}}"),
        ("triggers", "a: {reply: b, escalate: {reason: person}, phrases: {en: [x]}}"),
        ("triggers", "a: {reply: b, phrases: {en: []}, tittle: x}"),
        ("triggers", "a: {escalate: {reason: bored}, phrases: {en: [x]}}"),
        ("triggers", "a: {reply: b, phrases: {english words: [x]}}"),
        ("triggers", "a: {reply: b, courtesy: perhaps, phrases: {en: [x]}}"),
        ("replies", "a: {steps: []}"),
        ("replies", "a: {steps: [{say: x, after: soon}]}"),
        ("replies", "a: {steps: [{say: x, ask: y, store: z}]}"),
        ("replies", "a: {steps: [{offer: x, options: []}]}"),
        ("replies", "a: {steps: [{sya: x}]}"),
        ("facts", "a: {money: {usd: 5}}"),
        ("facts", "a: {value: 5}"),
        ("facts", "a: {date: tomorrow}"),
        ("policy", "langauges: [en]"),
        ("policy", "languages: []"),
        ("policy", "hours: {someday: [08:00-18:00]}"),
        ("policy", "hours: {mon: [8 to 18]}"),
        ("policy", "limits: {automated: 0}"),
        ("policy", "away: {promise: 25:00}"),
        ("consent", "en: {halt: {whole: [x]}}"),
        ("tone", "en: {urgent: [now]}"),
        ("tone", "en: {calm: {strong: [later]}}"),
        ("tone", "en: {angry: {strong: [x]}}"),
        ("canned", "hello: [Hello]"),
        ("canned", "hello: ''"),
        ("canned", f"hello: {'x' * 1601}"),
        ("script", "{name: x, start: tomorrow, turns: [{contact: a}]}"),
        ("script", "{name: x, start: 2026-11-23T20:00Z, turns: []}"),
        ("script", "{name: x, start: 2026-11-23T20:00Z, turns: [{contact: a, bots: []}]}"),
    ],
)
def test_an_editor_marks_what_the_bot_refuses(name: str, text: str) -> None:
    assert list(_validator(name).iter_errors(_as_an_editor_sees(text)))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_explains_itself(name: str) -> None:
    schema = _validator(name).schema
    shapes = [schema, *schema.get("$defs", {}).values()]

    silent = [
        key
        for shape in shapes
        for key, said in shape.get("properties", {}).items()
        if not said.get("description")
    ]

    assert silent == []


def test_no_explanation_is_left_of_a_key_that_has_gone() -> None:
    shown = "".join((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8") for name in NAMES)

    lost = [
        text
        for table in HOVERS.values()
        for text in table.values()
        if json.dumps(text, ensure_ascii=False) not in shown
    ]

    assert lost == []
