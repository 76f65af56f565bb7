"""What a way of saying where one is consists of: the words around the name, and what takes them back.

Its one rule: the words are known one by one; a sentence with others in their place tells nothing.
"""

import re
import unicodedata


def _compiled(pattern: str) -> re.Pattern[str]:
    # Thai vowels are written apart by `normalise`, so that patterns must be too.
    return re.compile(unicodedata.normalize("NFKC", pattern))


class Told:
    """What stands around a name where one tells to be there.

    `plain`: not in a question; `origin`: one comes from there, which says less; `name`: a form the
    name must have.
    """

    def __init__(
        self, before: str, after: str = "", *, name: str = ".*", plain: bool = False, origin: bool = False
    ) -> None:
        self._before, self._after, self._name = _compiled(before), _compiled(after), _compiled(name)
        self.plain, self.origin = plain, origin

    def fits(self, before: str, name: str, after: str) -> bool:
        """Do the texts on both sides and the name have the forms?"""
        found = self._before.search(before.rstrip()) and self._after.match(after)
        return bool(found) and self._name.fullmatch(name) is not None


class Manner:
    """The ways of one language, and the words that deny them: negated, supposed, past or to come."""

    def __init__(self, taken_back: str, *ways: Told) -> None:
        self._taken_back, self._ways = _compiled(taken_back), ways

    def told(self, before: str, name: str, after: str, asked: bool) -> Told | None:
        """The first way that fits, unless words of the same part of the sentence take it back."""
        ways = (way for way in self._ways if not (way.plain and asked) and way.fits(before, name, after))
        way = next(ways, None)
        return None if way and self._taken_back.search(before.rpartition("¦ ")[2]) else way
