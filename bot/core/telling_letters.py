"""Letters and endings of words that only some languages have.

Its one rule: they vote, however few have them; a foreign name may bring a letter with it.
"""

from collections.abc import Iterable, Mapping

from bot.core.text import normalise

ENDINGS: Mapping[str, str] = {
    "en": "tion ness ight ould ould thing ings ally able",
    "es": "cion ción ciones mente ando iendo dades dad ame eme arme erme irme sion ajes illo illa aje ario",
    "pt": "ção cao ções coes mente ando endo indo dade dades agem inho inha ões eira eiro arei aria",
    "fr": "tion ment eaux eux euse ique aire oir ait aient ez",
    "de": "ung ungen keit heit chen isch lich schen stellen eren igen iert licht",
    "it": "zione zioni mente ando endo ità ato ata ello ella aggio iamo ete etto",
    "nl": "heid lijk tje ijn eren ing ende aat oor",
    "pl": "ość osci nie ego ych emu ować owac ami cie enia",
    "id": "nya kan kannya annya inya asi",
    "ms": "nya kan nya asi anlah",
    "tr": "iyor ıyor uyor yorum iyorum yorsun lari ları leri larin lerin imiz sini sina siniz sunuz mak mek "
    "nda nde ndan nden daki deki imi",
    "az": "lər lar ləri lari əm ir ır iniz imiz maq mək nda ndə",
    "uz": "lar larni ning ingiz moqda yapti yapman amiz aman adi dagi ish gan",
    "hu": "nak nek ban ben ás és hoz tok tek",
    "ro": "ului are ește esc ilor ează",
    "fi": "ssa ssä sta stä lla llä tta ttä inen",
    "sv": "ning arna erna het ande",
    "da": "ning erne hed ende",
    "nb": "ning ene het ende",
    "ru": "ogo aya iye oye yte ayte eyte ovat osti niya nogo skiy skaya tsya shlo",
    "cs": "ost ého ích ování ovat",
}
LETTERS: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("đơư", {"vi": 2.5}),
    ("".join(map(chr, range(0x1EA0, 0x1EFA))), {"vi": 2.5}),
    ("ə", {"az": 3.0}),
    ("ñ¿¡", {"es": 2.0}),
    ("ãõ", {"pt": 1.4, "vi": 1.0}),
    ("ß", {"de": 2.5}),
    ("ğı", {"tr": 1.6, "az": 0.8}),
    ("ş", {"tr": 1.2, "az": 0.7, "ro": 0.3}),
    ("łżźąęśćń", {"pl": 2.0, "hr": 0.2, "lt": 0.3}),
    ("řůě", {"cs": 2.2}),
    ("čšž", {"cs": 0.7, "sk": 0.7, "hr": 0.7, "sl": 0.6, "lt": 0.4, "lv": 0.4}),
    ("őű", {"hu": 2.5}),
    ("țţă", {"ro": 1.6, "vi": 1.2}),
    ("ș", {"ro": 1.8}),
    ("å", {"sv": 1.0, "da": 0.8, "nb": 0.8}),
    ("øæ", {"da": 1.0, "nb": 1.0}),
    ("äö", {"de": 0.7, "sv": 0.6, "fi": 0.6, "tr": 0.2, "hu": 0.2}),
    ("ü", {"de": 0.7, "tr": 0.7, "az": 0.5, "hu": 0.3, "es": 0.2}),
    ("ç", {"tr": 0.6, "pt": 0.5, "fr": 0.5, "az": 0.4, "ca": 0.2}),
    ("œëïî", {"fr": 0.9}),
    ("êâô", {"fr": 0.5, "pt": 0.5, "vi": 0.8}),
    ("àèùìò", {"it": 0.6, "fr": 0.5, "vi": 0.6, "pt": 0.1, "ca": 0.3}),
    ("é", {"fr": 0.5, "pt": 0.5, "es": 0.4, "hu": 0.4, "cs": 0.3, "it": 0.2, "vi": 0.3}),
    ("áíóú", {"es": 0.8, "pt": 0.5, "hu": 0.4, "cs": 0.3, "vi": 0.4}),
    ("ý", {"cs": 0.4, "vi": 0.8}),
    ("qx", {"az": 0.3, "uz": 0.2, "tr": -1.2}),
    ("w", {"tr": -0.6, "az": -0.6}),
    ("āēīūģķļņ", {"lv": 1.8}),
    ("ėųį", {"lt": 2.0}),
    ("ðþ", {"is": 2.5}),
    ("ѓќѕ", {"mk": 2.0}),
    ("ыэё", {"ru": 1.2, "be": 0.3, "kk": 0.3, "ky": 0.3, "mn": 0.3}),
    ("ъ", {"bg": 0.9, "ru": 0.3}),
    ("щ", {"ru": 0.5, "uk": 0.4, "bg": 0.3}),
    ("і", {"uk": 1.2, "kk": 1.0, "be": 0.6}),
    ("қғ", {"uz-Cyrl": 1.2, "kk": 1.0, "tg": 0.6}),
    ("өүң", {"kk": 1.0, "ky": 1.1, "mn": 0.8, "tt": 0.5}),
    ("ўҳ", {"uz-Cyrl": 2.0, "be": 0.4, "tg": 0.4}),
    ("ةىإأؤ", {"ar": 1.2}),
    ("يك", {"ar": 0.6, "sd": 0.2}),
    ("یک", {"fa": 0.8, "ur": 0.7}),
    ("پچژگ", {"fa": 1.5, "ur": 0.9, "ar": 0.2}),
    ("ہھ", {"ur": 1.6}),
    ("ळ", {"mr": 1.4}),
)

# A letter stands in one kind only.
_KIND_OF = {letter: kind for kind, (letters, _) in enumerate(LETTERS) for letter in letters}
_LONGEST = 6


def _ending_table() -> dict[str, dict[str, float]]:
    holders: dict[str, dict[str, float]] = {}
    for tag, listed in ENDINGS.items():
        for ending in set(normalise(listed).split()):
            holders.setdefault(ending, {})[tag] = 0.0
    return {end: dict.fromkeys(tags, min(0.5, 0.12 * len(end)) / len(tags)) for end, tags in holders.items()}


_ENDINGS = _ending_table()


def ending_weights(word: str) -> Mapping[str, float]:
    """What the longest listed ending of a comparable word says."""
    for size in range(min(_LONGEST, len(word) - 2), 1, -1):
        if told := _ENDINGS.get(word[-size:]):
            return told
    return {}


def letter_votes(text: str) -> Iterable[tuple[str, float]]:
    """The languages that the letters of a lowered text speak for; each kind of letter counts once."""
    kinds = {_KIND_OF[char] for char in set(text) if char in _KIND_OF}
    for kind in sorted(kinds):
        yield from LETTERS[kind][1].items()
