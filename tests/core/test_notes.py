"""Who is mentioned in a note."""

import pytest

from bot.core.notes import mentioned

TEAM = ("mai", "ben.k", "ana")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@mai can you look?", ("mai",)),
        ("please, @Mai.", ("mai",)),
        ("ask @ben.k, or @ana!", ("ben.k", "ana")),
        ("@ana @ana", ("ana",)),
        ("mail@ana.example", ()),
        ("@maia and @nobody", ()),
        ("@@mai", ()),
        ("ถาม @mai หน่อย", ("mai",)),
        ("(@ana)", ("ana",)),
        ("", ()),
    ],
)
def test_agents_are_mentioned_by_their_name_behind_an_at_sign(text: str, names: tuple[str, ...]) -> None:
    assert mentioned(text, TEAM) == names
