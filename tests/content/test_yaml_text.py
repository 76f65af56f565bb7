"""YAML of ops: everything is text, everything has a place, nothing raises."""

from pathlib import Path

import pytest
import yaml

from bot.content import yaml_text
from bot.content.yaml_text import parse_yaml, read_yaml


def test_every_value_is_read_as_text() -> None:
    document, problems = parse_yaml("no: 1:30\nnumber: 5.5\nempty:\nlist: [yes, null, 010]\n", "a.yaml")

    assert document.data == {"no": "1:30", "number": "5.5", "empty": "", "list": ["yes", "null", "010"]}
    assert problems == []


def test_keys_and_values_remember_where_they_stand() -> None:
    document, _ = parse_yaml("price:\n  steps:\n    - say: ราคา\n", "a.yaml")

    assert document.key("price", "steps", 0, "say") == ("a.yaml", 3, 7)
    assert document.value("price", "steps", 0, "say") == ("a.yaml", 3, 12)
    assert document.value("price", "steps", 7, "say") == ("a.yaml", 2, 3)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    document, problems = parse_yaml(text, "a.yaml")

    assert (document.data, problems) == ({}, [])


def test_byte_order_mark_and_carriage_returns_do_not_move_places(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    document, problems = read_yaml(path, "a.yaml")

    assert document.data == {"a": "1", "b": "2"}
    assert document.key("a") == ("a.yaml", 1, 1)
    assert document.key("b") == ("a.yaml", 2, 1)
    assert problems == []


def test_aliases_repeat_what_they_name() -> None:
    document, problems = parse_yaml("a: &x [1, 2]\nb: *x\n", "a.yaml")

    assert document.data == {"a": ["1", "2"], "b": ["1", "2"]}
    assert problems == []


def test_json_is_read_as_well() -> None:
    document, problems = parse_yaml('{\n\t"a": {"b": [1, true]}\n}', "a.yaml")

    assert document.data == {"a": {"b": ["1", "true"]}}
    assert problems == []


def test_a_list_is_read_where_it_is_asked_for() -> None:
    document, problems = parse_yaml("- a: 1\n- b\n", "a.yaml", lists=True)

    assert document.data == [{"a": "1"}, "b"]
    assert document.key(0, "a") == ("a.yaml", 1, 3)
    assert problems == []


_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2\n", 'a.yaml:2:1: "a" is written twice, first in line 1. Keep one of them.'),
        (
            "- a\n- b\n",
            "a.yaml:1:1: the file holds no mapping. Write NAME: and what belongs to it, indented, below.",
        ),
        ("a:\n\t- b\n", "a.yaml:2:1: a tab stands here. YAML is indented by spaces; replace it."),
        ("a: @b\n", "a.yaml:1:4: this character cannot begin a value. Put the text in quotes."),
        ("a: b: c\n", 'a.yaml:1:5: a second ":" in one line. Put the text in quotes.'),
        (
            "a: *x\n",
            "a.yaml:1:4: this alias names no anchor above it. Define the anchor first, or quote the text.",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "a.yaml:2:1: a second document begins. Remove the --- line, or make two files.",
        ),
        (
            "a: {say: The {model} is}\n",
            'a.yaml:1:14: the braces do not close. Put texts that hold "{" or "," in quotes.',
        ),
        ("a: 1\nb: \x07\n", "a.yaml:2:4: a control character stands here. Delete it."),
        ("a: 'b\n", "a.yaml:1:4: a quote is opened and never closed. Close it."),
        (
            "a: &x [*x]\n",
            "a.yaml:1:4: an alias repeats the very part it stands in. Write that part out instead.",
        ),
        (
            "? [a]\n: b\n",
            "a.yaml:1:3: a list or mapping stands where a name is expected. Quote it if it is meant as text.",
        ),
        (
            "a:\n  - [1\nb: 2\n",
            'a.yaml:2:5: the list is not closed. Put a comma between entries and a "]" at the end.',
        ),
        ("[" * 200_000, "a.yaml:1:1: more than 40 levels. Write it flatter."),
        ("a: " + "[" * 60 + "]" * 60, "a.yaml:1:44: more than 40 levels. Write it flatter."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, told: str) -> None:
    _, problems = parse_yaml(text, "a.yaml")

    assert [str(problem) for problem in problems] == [told]


def test_aliases_that_multiply_without_end_are_refused() -> None:
    _, problems = parse_yaml(_BOMB, "a.yaml")

    assert [problem.text for problem in problems] == [
        "aliases repeat too much here. Write out the parts that are needed."
    ]


def test_a_file_in_another_encoding_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: caf\xe9\n".encode("latin-1"))

    _, problems = read_yaml(path, "a.yaml")

    assert [str(problem) for problem in problems] == [
        "a.yaml:2:7: the file is not in UTF-8. Save it as UTF-8 and try again."
    ]


def test_the_pure_reader_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.BaseLoader)

    document, problems = parse_yaml("no: 1:30\nno: 2\n", "a.yaml")

    assert document.data == {"no": "1:30"}
    assert [str(problem) for problem in problems] == [
        'a.yaml:2:1: "no" is written twice, first in line 1. Keep one of them.'
    ]
