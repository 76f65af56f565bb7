"""Read numbers and money as people type them in any script and country.

Its one rule: exactly one number must stand in the text; two are an answer nobody can store.
"""

import re
import unicodedata
from decimal import Decimal

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_symbol, get_territory_currencies

from bot.core.rendering import locale_of
from bot.core.text import fold_digits

_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"(?<![\d.,])[-−]?\d+(?:[.,٫٬]\d+)*(?![\d])")
_TIMES = {
    **dict.fromkeys(
        ("k", "к", "тыс", "พัน", "ribu", "rb", "nghin", "nghìn", "ngàn", "mil", "bin", "ming"), 1_000
    ),
    **dict.fromkeys(("минг", "ألف", "الف", "हजार", "हज़ार", "千", "thousand", "천"), 1_000),
    **dict.fromkeys(("万", "萬", "หมื่น", "만"), 10_000),
    **dict.fromkeys(("แสน", "lakh", "lac", "लाख"), 100_000),
    **dict.fromkeys(("ล้าน", "million", "millones", "mln", "млн", "juta", "jt", "triệu", "trieu"), 1_000_000),
    **dict.fromkeys(("milhões", "milhoes", "milyon", "million", "مليون", "百万", "백만"), 1_000_000),
    **dict.fromkeys(("crore", "करोड़"), 10_000_000),
}
_SCALE = re.compile(
    rf"\s*({'|'.join(sorted(map(re.escape, _TIMES), key=len, reverse=True))})(?![a-zа-я])", re.I
)
_CURRENCY_WORDS = {
    "THB": "บาท baht",
    "USD": "dollar dollars us$ доллар доллара долларов dolar dólar dólares dolares ดอลลาร์ ดอลล่าร์ 美元 美金",
    "EUR": "euro euros евро ยูโร 欧元 يورو यूरो",
    "CNY": "yuan rmb 元 人民币 юань юаней หยวน",
    "RUB": "руб рублей рубля рубль rubles roubles",
    "INR": "rupee rupees rs रुपये रुपए",
    "UZS": "so'm som sum soʻm so‘m сум сўм",
    "VND": "đồng dong",
    "IDR": "rp rupiah",
    "TRY": "tl lira",
    "BRL": "r$ reais real",
    "JPY": "yen 円",
    "GBP": "pound pounds sterling",
    "KZT": "tenge тенге",
    "AED": "dirham dirhams درهم",
    "SAR": "riyal riyals ريال",
    "KRW": "won 원",
}
_BY_WORD = {word: code for code, words in _CURRENCY_WORDS.items() for word in words.split()}
_SIGNS = {"€": "EUR", "£": "GBP", "฿": "THB", "₹": "INR", "₽": "RUB", "₩": "KRW", "₫": "VND", "₺": "TRY"}
_MORE_SIGNS = {"₴": "UAH", "₦": "NGN", "₪": "ILS", "₸": "KZT", "₱": "PHP", "₾": "GEL", "₼": "AZN", "₮": "MNT"}
# Codes that are also words count only in capitals: "5000 for all" names no lek.
_ALSO_WORD = re.compile("all|ang|bam|bob|cop|cup|gel|lak|mad|mop|pen|ron|sos|top|try")
_WORD = re.compile(r"r\$|us\$|[^\W\d_]+(?:['ʻ‘’][^\W\d_]+)?|[€£฿₹₽₩₫₺₴₦₪₸₱₾₼₮$¥]")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def _read(digits: str, locale: Locale) -> Decimal | None:
    """Digits with points and commas as a number: the last of two kinds begins the decimals.

    A single mark before three digits groups thousands, unless it is the locale's decimal mark.
    """
    marks = re.findall(r"[.,]", digits)
    last = marks[-1] if marks else ""
    decimal_mark = str(locale.number_symbols["latn"]["decimal"])
    is_group = len(marks) > 1 and len(set(marks)) == 1
    if len(marks) == 1 and last != decimal_mark:
        whole, tail = digits.lstrip("-").split(last)
        is_group = len(tail) == 3 and whole not in {"0", ""} and len(whole) <= 3
    if is_group or not last:
        return Decimal(re.sub(r"[.,]", "", digits))
    if digits.count(last) > 1:
        return None
    whole, _, tail = digits.rpartition(last)
    return Decimal(f"{re.sub('[.,]', '', whole)}.{tail}")


def _amount(text: str, language: str, country: str) -> tuple[Decimal, str] | None:
    """The only number of the text, and the text around it in lower case."""
    plain = fold_digits(unicodedata.normalize("NFKC", text)).replace("−", "-").casefold()
    plain = _SPACES.sub("", plain.replace("٬", ",").replace("٫", "."))
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1:
        return None
    value = _read(found[0][0], locale_of(language, country))
    rest = plain[found[0].end() :]
    scale = _SCALE.match(rest)
    if value is not None and scale:
        value, rest = value * _TIMES[scale[1]], rest[scale.end() :]
    return None if value is None else (value, f"{plain[: found[0].start()]} {rest}")


def parse_number(text: str, language: str, country: str) -> str | None:
    """Return the only number of the text as plain digits (`1500.5`), else None."""
    amount = _amount(text, language, country)
    return _plain(amount[0]) if amount else None


def _local(sign: str, country: str, default: str) -> str:
    """The country's own currency if it is written with this sign, else the default."""
    own = get_territory_currencies(country) if country else []
    return next((code for code in own if get_currency_symbol(code, f"und_{country}") == sign), default)


def _currency(word: str, text: str, country: str) -> str | None:
    """The currency that a word of the text names, None where it names none."""
    if word == "$":
        return _local("$", country, "USD")
    if word == "¥":
        return "CNY" if country == "CN" else "JPY"
    if word in _BY_WORD:
        return _BY_WORD[word]
    code = word.upper()
    if code not in get_global("all_currencies") or (_ALSO_WORD.fullmatch(word) and code not in text):
        return {**_SIGNS, **_MORE_SIGNS}.get(word)
    return code


def parse_money(text: str, language: str, country: str) -> str | None:
    """Return the amount and its currency as `1500 USD`.

    None unless exactly one number and one currency stand in the text: no currency is
    assumed. `$` is the contact's own dollar or peso where the country writes it so.
    """
    amount = _amount(text, language, country)
    if amount is None:
        return None
    found = {code for word in _WORD.findall(amount[1]) if (code := _currency(word, text, country))}
    return f"{_plain(amount[0])} {found.pop()}" if len(found) == 1 else None
