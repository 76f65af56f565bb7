"""The few words about time that CLDR's data in Babel lacks: tomorrow, and what stands between.

Its one rule: a language that is not here is not guessed; the caller names the day instead.
"""

from babel import Locale

_TOMORROW = {
    **{"ar": "غدًا", "bn": "আগামীকাল", "cs": "zítra", "da": "i morgen", "de": "morgen", "el": "αύριο"},
    **{"en": "tomorrow", "es": "mañana", "fa": "فردا", "fi": "huomenna", "fil": "bukas", "fr": "demain"},
    **{"he": "מחר", "hi": "कल", "hu": "holnap", "id": "besok", "it": "domani", "ja": "明日", "kk": "ертең"},
    **{"km": "ស្អែក", "ko": "내일", "ms": "esok", "nb": "i morgen", "nl": "morgen", "no": "i morgen"},
    **{"pl": "jutro", "pt": "amanhã", "ro": "mâine", "ru": "завтра", "sv": "i morgon", "sw": "kesho"},
    **{"ta": "நாளை", "th": "พรุ่งนี้", "tr": "yarın", "uk": "завтра", "ur": "کل", "uz": "ertaga"},
    **{"uz_Cyrl": "эртага", "vi": "ngày mai", "zh": "明天"},
}
_SEPARATORS = {
    **dict.fromkeys(("th", "lo", "km", "my", "zh", "ja", "ko"), " "),
    **dict.fromkeys(("ar", "fa", "ur"), "، "),
}


def tomorrow(locale: Locale) -> str:
    """The word for tomorrow in the locale's language and script, empty where it is not known."""
    scripted = f"{locale.language}_{locale.script}" if locale.script else ""
    if locale.language == "uz" and scripted == "uz_Cyrl":
        return _TOMORROW[scripted]
    return _TOMORROW.get(locale.language, "")


def separator(language: str) -> str:
    """What stands between a day and a time in a language: a comma of its script, or a space."""
    return _SEPARATORS.get(language, ", ")
