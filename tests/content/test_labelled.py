"""Labelled messages in the forms that people save them in, and what is said about wrong rows."""

from pathlib import Path

import pytest

from bot.content.labelled import Labelled, read_labelled
from bot.core.triggers import Phrase, Trigger
from bot.errors import ContentError

_PHRASES = (Phrase("x", "en", "x"),)
TRIGGERS = {
    "price": Trigger("price", _PHRASES, "x"),
    "delivery": Trigger("delivery", _PHRASES, "x"),
    "visit": Trigger("visit", _PHRASES, "x", enabled=False),
}


def _read(folder: Path, content: bytes | str) -> list[Labelled]:
    path = folder / "messages"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_labelled(path, TRIGGERS)


def _told(folder: Path, content: bytes | str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        _read(folder, content)
    prefix = f"{folder / 'messages'}:"
    assert all(problem.startswith(prefix) for problem in caught.value.problems)
    return [problem.removeprefix(prefix) for problem in caught.value.problems]


SAME = [("how much, please", "price", "en"), ("ส่งกี่วัน", "delivery", "th"), ("is Anna in?", None, "")]


@pytest.mark.parametrize(
    "content",
    [
        'text,label,lang\n"how much, please",price,en\nส่งกี่วัน,delivery,th\nis Anna in?,none,\n',
        "text;label;lang\r\nhow much, please;price;en\r\nส่งกี่วัน;delivery;th\r\nis Anna in?;;\r\n",
        "label\ttext\tlang\tby\nprice\thow much, please\ten\tAnn\ndelivery\tส่งกี่วัน\tth\n-\tis Anna in?\n",
        '\ufeffText,Label,Lang\n\n"how\nmuch, please", price ,en\nส่งกี่วัน,delivery,th\n,,\n is Anna in? ,NONE,',
        'message,intent,language\n"how much, please",price,en\nส่งกี่วัน,delivery,th\nis Anna in?,__oos__,\n',
        '{"text": "how much, please", "label": "price", "lang": "en"}\n'
        '{"text": "ส่งกี่วัน", "label": "delivery", "lang": "th"}\n\n{"text": "is Anna in?", "label": null}\n',
        '\ufeff\n{"message": "how\\n much, please", "trigger": "price", "lang": "en", "id": 7}\r\n'
        '{"message": "ส่งกี่วัน", "trigger": "delivery", "lang": "th"}\r\n'
        '{"message": "is Anna in?", "trigger": "__oos__", "lang": null}',
    ],
    ids=["commas", "semicolons", "tabs", "untidy", "other names", "json", "untidy json"],
)
def test_one_file_in_many_forms_says_the_same(tmp_path: Path, content: str) -> None:
    found = _read(tmp_path, content)

    assert [(one.text, one.trigger, one.language) for one in found] == SAME


def test_a_place_is_the_line_where_a_row_begins(tmp_path: Path) -> None:
    found = _read(tmp_path, 'text,label\n"one\ntwo\nthree",price\n\nfour,price\n')

    assert [one.place for one in found] == [f"{tmp_path / 'messages'}:{line}" for line in (2, 6)]


def test_a_rare_line_end_inside_a_message_parts_no_row(tmp_path: Path) -> None:
    found = _read(tmp_path, '{"text": "one\u2028two\x85three", "label": "price"}\n')

    assert [one.text for one in found] == ["one two three"]


def test_half_a_character_in_json_is_replaced(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, '{"text": "ok \\ud83d", "label": ""}\n')

    assert found.text == "ok \ufffd"


def test_every_wrong_row_is_told_at_once(tmp_path: Path) -> None:
    told = _told(
        tmp_path, "text,label,lang\nhi,prise\n,price\nhi,zebra\nhi\nhi, there,price,en\nhi,visit\nok,price\n"
    )

    assert told == [
        '2: the label names trigger "prise", which no file in triggers/ defines. Did you mean "price"?',
        "3: there is no text. Write the message, or remove the row.",
        '4: the label names trigger "zebra", which no file in triggers/ defines. '
        "Add it, or correct the label.",
        '5: there is no label in words. Write a trigger\'s name, or "none" where no trigger is right.',
        "6: this row has 4 cells, but 3 columns. "
        'Put a text that holds the separator into quotation marks: "…".',
        '7: trigger "visit" is not enabled, so no answer would be right. Enable it, or write "none".',
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "this is not JSON (Expecting"),
        ("[" * 100_000, "this is not JSON ("),
        ("7", "this is JSON, but no message."),
        ('{"text": "hi"}', "there is no label in words."),
        ('{"text": "hi", "label": 7}', "there is no label in words."),
        ('{"text": 7, "label": "price"}', "there is no text."),
        ('{"label": "price"}', "there is no text."),
        ('{"text": "hi", "label": "price", "lang": ["en"]}', "the language is no text."),
    ],
)
def test_a_json_row_that_is_no_message_is_told_with_its_line(
    tmp_path: Path, line: str, expected: str
) -> None:
    (told,) = _told(tmp_path, f'{{"text": "hi", "label": "price"}}\n{line}\n')

    assert told.startswith(f"2: {expected}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "1: there is no message in this file."),
        ("\n \n", "1: there is no message in this file."),
        ("text,label\n\n", "1: there is no message in this file."),
        ("how much,price\n", "1: the first row names no label and no text."),
        ("text,kind\nhi,price\n", "1: the first row names no label."),
        ('[{"text": "hi"}]', "1: the first row names no label and no text."),
        ('text,label\nhi,price\n"hi,price\nho,price\n', "3: the table ends here (unexpected end of data)."),
        ("text,label\nกี่วัน,price\n".encode("cp874"), "2: this is not UTF-8,"),
        ("text,label\nhi,price\n".encode("utf-16"), "1: this is not UTF-8,"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, content: bytes | str, expected: str
) -> None:
    (told,) = _told(tmp_path, content)

    assert told.startswith(expected)
    assert any(advice in told for advice in ("Write", "Save"))
