"""A file that replies send has one address, which nobody can guess or bend."""

from pathlib import Path

import pytest

from bot.media import MediaFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "files"
    (files / "sheets").mkdir(parents=True)
    (files / "sheets" / "ข้อมูล.pdf").write_bytes(b"sheet")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (files / "way-out").symlink_to(tmp_path / "secret.txt")
    return files


def _token(files: MediaFiles, name: str) -> str:
    return files.link(name).split("/")[4]


def test_a_file_is_found_behind_its_address(folder: Path) -> None:
    files = MediaFiles(folder, "https://bot.example.com", "key")
    address = files.link("sheets/ข้อมูล.pdf")

    assert address.startswith("https://bot.example.com/media/")
    assert address.endswith("/sheets/ข้อมูล.pdf")
    assert files.find(_token(files, "sheets/ข้อมูล.pdf"), "sheets/ข้อมูล.pdf") == folder / "sheets" / "ข้อมูล.pdf"


def test_what_is_an_address_already_stays_as_it_is(folder: Path) -> None:
    assert MediaFiles(folder, "", "key").link("https://example.com/a.pdf") == "https://example.com/a.pdf"


@pytest.mark.parametrize(
    "name", ["../secret.txt", "way-out", "sheets", "", ".", "missing.pdf", "a\0b", "x" * 5000]
)
def test_nothing_but_a_file_of_the_folder_is_found(folder: Path, name: str) -> None:
    files = MediaFiles(folder, "https://bot.example.com", "key")

    assert files.find(_token(files, name), name) is None


@pytest.mark.parametrize("token", ["", "0" * 32, "é🙂"])
def test_a_wrong_token_finds_nothing(folder: Path, token: str) -> None:
    assert MediaFiles(folder, "", "key").find(token, "sheets/ข้อมูล.pdf") is None


def test_a_token_holds_for_one_name_and_one_key(folder: Path) -> None:
    one, other = (MediaFiles(folder, "https://bot.example.com", key) for key in ("key", "another"))
    name = "sheets/ข้อมูล.pdf"

    assert one.find(_token(one, "way-out"), name) is None
    assert one.find(_token(other, name), name) is None


def test_content_without_files_has_none() -> None:
    files = MediaFiles(None, "https://bot.example.com", "key")

    assert files.find(_token(files, "a.pdf"), "a.pdf") is None
