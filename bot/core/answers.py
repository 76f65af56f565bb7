"""Read what a contact answers to a question of ours, or say that it does not fit.

Its one rule: an answer that can be read in two ways is None, and the question is put again.
`amounts.py` reads numbers and money, `dates.py` days.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import phonenumbers
from rapidfuzz.fuzz import ratio

from bot.core.amounts import parse_money, parse_number
from bot.core.dates import parse_date
from bot.core.number_words import number_said
from bot.core.sequences import AnswerType
from bot.core.text import fold_digits, normalise, opening, storable
from bot.core.yes_no import opens_with, yes_or_no

_EMAIL = re.compile(r"[^\s@<>()\[\]\",;:]+@[^\s@<>()\[\]\",;:]+\.[^\W\d_]{2,}")
_NUMBER_WORDS = (
    "# no nr num number numero number option choice item answer ข้อ ข้อที่ หมายเลข ตัวเลือก ตัวเลือกที่ เลือก เบอร์ "
    "вариант номер пункт ном вар opcion opcao numero n° o numer seçenek secenek numara pilihan nomor opsi "
    "lua chon so la el a o "
    "quero_a quero_o quiero_la quiero_el давайте давай цифра под "
    "विकल्प नंबर रकम رقم خيار الخيار گزينه variant raqam рақам 选项 选择 选 第 番号 번호 옵션"
)
_PREFIX = "|".join(
    sorted(
        {re.escape(normalise(word.replace("_", " "))) for word in _NUMBER_WORDS.split()},
        key=len,
        reverse=True,
    )
)
_SUFFIX = "|".join(
    (
        "个",
        "項",
        "项",
        "番",
        "번",
        "号",
        "nd",
        "rd",
        "st",
        "th",
        "inci",
        "nchi",
        "chi",
        "й",
        "я",
        "е",
        "ый",
        "ой",
        "th one",
        "st one",
        "nd one",
        "rd one",
    )
)
_PICK = re.compile(rf"(?:(?:{_PREFIX})\s*)*(\d{{1,2}})\s*(?:{_SUFFIX})?(?: (?:вариант|пункт|secenek))?")
_COURTESY = (
    "please|pls|plz|thanks|thank you|thx|ok|okay|นะครับ|นะคะ|ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|por favor|gracias|"
    "obrigado|obrigada|пожалуйста|спасибо|请|谢谢|من فضلك|شكرا|lutfen|tesekkurler|rahmat|iltimos|рахмат|"
    "tolong|terima kasih|xin|cam on|bitte|danke|merci|कृपया|धन्यवाद|좋아요|お願いします"
)
_POLITE = re.compile(rf"^(?:(?:{_COURTESY})\s*)+(?=\S)|\s*(?:\s(?:{_COURTESY})|นะครับ|นะคะ|ครับ|ค่ะ|คะ)+$")
_NUMBERED = re.compile(r"(\d{1,2})\s+(\S.*)")
_SURE, _MARGIN = 85.0, 5.0


def _bare(text: str) -> str:
    """The text as words to compare, without the courtesy around them."""
    plain = normalise(text.replace("🔟", "10"))
    return _POLITE.sub("", plain) or plain


def _by_number(bare: str, count: int) -> int | None:
    found = _PICK.fullmatch(bare)
    number = int(found[1]) if found else number_said(bare)
    return number - 1 if number and number <= count else None


def _is_typo(text: str, option: str) -> bool:
    """Is it the option misspelt, not the option with something before it (`no`, `not`)?"""
    if option in text:
        return text.startswith(option) and len(text) - len(option) <= 2
    return len(text.split()) == len(option.split())


def _by_words(bare: str, options: Sequence[str]) -> int | None:
    """The option that the words are, or are clearly most like."""
    exact = [place for place, option in enumerate(options) if option == bare]
    if exact or not bare:
        return exact[0] if len(exact) == 1 else None
    scores = sorted(((ratio(bare, option), place) for place, option in enumerate(options)), reverse=True)
    (best, place), (second, _) = scores[0], scores[1] if len(scores) > 1 else (0.0, -1)
    clear = best >= _SURE and best - second >= _MARGIN
    return place if clear and _is_typo(bare, options[place]) else None


def choose(text: str, options: Sequence[str]) -> int | None:
    """Return which option (from 0) the text picks, by its number or by its words.

    Numbers count from 1, in any digits or as a word, alone or after a word such as `option`.
    None where it picks none, several, or a number and the words of another.
    """
    text = opening(text)
    bare, words = _bare(text), [normalise(option) for option in options]
    numbered = _NUMBERED.fullmatch(bare)
    if numbered and (named := _by_words(numbered[2], words)) is not None and bare not in words:
        return named if named == int(numbered[1]) - 1 else None
    picks = {_by_number(bare, len(options)), _by_words(bare, words)} - {None}
    if not picks:
        return _by_yes_or_no(bare, options)
    return picks.pop() if len(picks) == 1 else None


def _by_yes_or_no(bare: str, options: Sequence[str]) -> int | None:
    """The one option that begins with the yes or no that the text is; yes to the only one there is."""
    said = yes_or_no(bare)
    if said is None:
        return None
    if len(options) == 1 and said:
        return 0
    fitting = [place for place, option in enumerate(options) if opens_with(option) is said]
    return fitting[0] if len(fitting) == 1 else None


def _email(text: str) -> str | None:
    found = _EMAIL.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    name, _, domain = found[0].rpartition("@")
    return f"{name}@{domain.lower()}"


def _phone(text: str, country: str) -> str | None:
    """The first number that can be dialled, as E.164; without `+` it is read in the country."""
    found = phonenumbers.PhoneNumberMatcher(fold_digits(unicodedata.normalize("NFKC", text)), country or None)
    number = next((match.number for match in found), None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else None


def _choice(text: str, choices: Sequence[str]) -> str | None:
    place = choose(text, choices)
    return None if place is None else choices[place]


def parse_answer(
    text: str,
    kind: AnswerType,
    *,
    choices: Sequence[str] = (),
    language: str = "",
    country: str = "",
    now: datetime,
    zone: str = "UTC",
) -> str | None:
    """Return the answer as it is stored, or None if it does not fit the question.

    A number is plain (`1500.5`), money `1500 USD`, a date ISO, a phone E.164, a choice the
    text of the choice.
    """
    said = opening(text)
    readers: dict[AnswerType, Callable[[], str | None]] = {
        "text": lambda: storable(text).strip() or None,
        "number": lambda: parse_number(said, language, country),
        "money": lambda: parse_money(said, language, country),
        "date": lambda: parse_date(said, language, country, now.astimezone(ZoneInfo(zone)).date()),
        "email": lambda: _email(said),
        "phone": lambda: _phone(said, country),
        "choice": lambda: _choice(said, choices),
    }
    return readers[kind]()
