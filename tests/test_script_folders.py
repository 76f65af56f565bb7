"""A folder of scripts may hold the content that they are played on."""

from pathlib import Path

from bot.script import find_scripts


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_the_content_that_scripts_are_played_on_holds_no_scripts(tmp_path: Path) -> None:
    script = write(tmp_path / "deep" / "a.yaml")
    write(tmp_path / "content" / "small" / "triggers" / "price.yaml")
    write(tmp_path / "deep" / "content" / "replies" / "price.yml")

    assert find_scripts([tmp_path]) == [script]


def test_a_folder_that_lies_in_a_content_folder_can_be_named_itself(tmp_path: Path) -> None:
    script = write(tmp_path / "content" / "a.yaml")

    assert find_scripts([tmp_path / "content"]) == [script]


def test_a_script_may_be_called_content(tmp_path: Path) -> None:
    script = write(tmp_path / "content.yaml")

    assert find_scripts([tmp_path]) == [script]
