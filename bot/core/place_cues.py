"""Does a sentence say that its writer is at a place now, or reads the clock of one?

Its one rule: it asks the ways of every language, for people mix them and short texts hide theirs.
"""

import re
from dataclasses import dataclass

from bot.core.place_cues_east import EASTERN
from bot.core.place_cues_west import WESTERN
from bot.core.place_manners import Manner, Told

# A clock is named only to ask for it, to deny it, or to speak of the business's.
_DENIED_WORDS = (
    r"\b(?:your|what|whats|which|current|switch|change|convert|exact|there|ganti|ubah|jam berapa|какое|"
    r"chuyen|can gio|كم|ما|غير|are you|do you (?:open|close|work)|you open|ship\w*|deliver\w*|lead|"
    r"transit|production|exhibition|not|if|su horario|cual es|que hora|nao e|seu|no es|не|если|ваш\w*|"
    r"сколько|доставк\w+|bukan|tidak|jadwal|khong|bay|degil|emas|sizning|siznin|sizin|ليس|مش|مو)\b|नहीं|आप|"
    r"ไม่ใช่|คุณ|จัดส่ง|บอก|เปลี่ยน|รายงาน|告诉|换|不是|你|贵|到$|发$|运$|交货"
)
_OWN_HOUR = re.compile(
    r"\d|\b(?:my|our|me|us|i am|we are|noon|midnight|мне|мой|нас|утра|вечера|mi|meu|saya|kami|toi|men|"
    r"biz|benim)\b|"
    "[点點]|โมง|เช้า|เย็น|ผม|เรา|我|मैं|मेरा|हम|बजे|صباحا|مساء"
)
_NEAR = 90  # Letters before a name that are read.
_SHORT = 24  # Letters beside a clock that is named by itself.
_DENIED = re.compile(_DENIED_WORDS)
_TO = r"\b(?:to|from|of)$"
CLOCKS = (
    Manner(
        rf"{_DENIED_WORDS}|{_TO}",
        Told(
            "", r" (?:(?:standard|daylight|local|summer) )?(?:time|timezone|clock)\b(?! (?:to|from|for|of)\b)"
        ),
        Told(r"\bmy (?:local )?time ?zone is(?: in)?$"),
        Told(r"\b(?:my|our) (?:time ?zone|clock|local time)(?: is)?(?: in| of)?$"),
    ),
    Manner(
        _DENIED_WORDS,
        Told(r"เวลา(?:ของ|ใน|ประเทศ|เมือง|ที่| )*$", r" ?(?:$|¦|ครับ|คับ|ค่ะ|คะ|นะ|จ้า|[0-9 ])"),
        Told(r"(?:\d|\b(?:утра|вечера|дня|ночи|час\w*)) по$"),
        Told(r"\bпо времени(?: города)?$"),
        Told(
            r"\b(?:hora|horas|horario|fuso|zona horaria|fuso horario)(?: local| oficial)?(?: (?:es|e))?"
            r"(?: (?:de|del|do|da))?(?: (?:la|el|ciudad de))*$"
        ),
        Told(r"\b(?:بتوقيت|توقيت|بالتوقيت)(?: (?:مدينه|دوله))?$"),
        Told("", r" (?:(?:का|के|की) )?(?:स्थानीय )?(?:समय|टाइम|वक्त)(?: |$)"),
        Told(r"\b(?:waktu|zona waktu)(?: kota)?$"),
        Told(r"\b(?:theo |mui |\d )?gio$"),
        Told("", r" (?:saati|saatiyle|saatine|saat dilimi\w*|vaqti|vaqtida|vaqtiga|вақти|вакти|уақыты)\b"),
        Told("", r"(?:的)?(?:本地|当地)?时间"),
    ),
)


def denies_clock(before: str) -> bool:
    """Do these normalised words before a clock ask for it, deny it or make it the business's?"""
    return _DENIED.search(before) is not None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A name in its normalised sentence, whose commas are written `¦`. `asks`: it ends in a question."""

    before: str
    name: str
    after: str
    asks: bool

    def _told(self, manners: tuple[Manner, ...]) -> Told | None:
        asked = self.asks and "¦" not in self.after
        # The beginning of a long sentence is no longer its own: "…" is not a beginning.
        before = self.before if len(self.before) <= _NEAR else f"…{self.before[-_NEAR:]}"
        ways = (manner.told(before, self.name, self.after, asked) for manner in manners)
        return next((way for way in ways if way), None)

    def told_here(self) -> Told | None:
        """The way in which the writer says to be at the name, or to come from there."""
        return self._told((*WESTERN, *EASTERN))

    def told_clock(self) -> Told | None:
        """The way in which the writer names the clock of the name."""
        return self._told(CLOCKS) if self.allows_clock() else None

    def allows_clock(self) -> bool:
        """Can a clock named here be the writer's: with an hour, a word of the writer, or by itself?"""
        before = self.before if self.asks else self.before.rpartition("¦ ")[2]
        if denies_clock(before):
            return False
        rest = self.before.rpartition("¦")[2] + self.after.partition("¦")[0]
        return _OWN_HOUR.search(rest) is not None or (len(rest.split()) <= 4 and len(rest) <= _SHORT)
