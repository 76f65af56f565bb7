"""What clocks are called: PST, MSK, WIB, "Eastern time", "московское время", "Thai time".

Its one rule: letters that mean several clocks name the one of the contact's own country; where
none of them is kept there, they name the first, or nothing if the list begins with a dash.
"""

from collections.abc import Mapping

_WEST = "-Europe/London Europe/Lisbon Atlantic/Canary Atlantic/Madeira Africa/Casablanca"
_MIDDLE = (
    "Europe/Berlin Europe/Madrid Europe/Paris Europe/Rome Europe/Amsterdam Europe/Brussels Europe/Zurich "
    "Europe/Vienna Europe/Warsaw Europe/Prague Europe/Budapest Europe/Copenhagen Europe/Stockholm "
    "Europe/Oslo Europe/Belgrade Europe/Zagreb Europe/Ljubljana Europe/Bratislava Europe/Luxembourg "
    "Europe/Sarajevo Europe/Skopje Europe/Podgorica Europe/Tirane Europe/Malta Africa/Algiers Africa/Tunis"
)
_EAST = (
    "Europe/Bucharest Europe/Athens Europe/Sofia Europe/Kyiv Europe/Helsinki Europe/Vilnius Europe/Riga "
    "Europe/Tallinn Europe/Chisinau Asia/Beirut Asia/Nicosia Africa/Cairo Africa/Tripoli Asia/Jerusalem "
    "Europe/Kaliningrad"
)
_EASTERN = "America/New_York America/Toronto"
_CENTRAL = (
    "-America/Chicago America/Winnipeg America/Mexico_City Asia/Shanghai Asia/Taipei America/Costa_Rica"
)
_MOUNTAIN = "America/Denver America/Edmonton"
_PACIFIC = "America/Los_Angeles America/Vancouver America/Tijuana Asia/Manila Asia/Karachi"
# Clocks of many countries: they tell the hour, but no country.
MANY_COUNTRIES = frozenset({"CET", "CEST", "MEZ", "EET", "EEST", "WET", "WEST"})

# In capitals, or beside an hour; the zones in the order of the rule above.
LETTERS: Mapping[str, str] = {
    **dict.fromkeys(["EST", "EDT"], f"{_EASTERN} Australia/Sydney"),
    "ET": _EASTERN,
    "CST": _CENTRAL,
    "CDT": "America/Chicago America/Winnipeg",
    **dict.fromkeys(["MST", "MDT"], f"{_MOUNTAIN} America/Hermosillo"),
    "PST": _PACIFIC,
    **dict.fromkeys(["PDT", "PT"], "America/Los_Angeles America/Vancouver America/Tijuana"),
    **dict.fromkeys(["AKST", "AKDT"], "America/Anchorage"),
    "HST": "Pacific/Honolulu",
    **dict.fromkeys(["AST", "ADT"], "-America/Halifax Asia/Riyadh America/Puerto_Rico America/Santo_Domingo"),
    **dict.fromkeys(["NST", "NDT"], "America/St_Johns"),
    **dict.fromkeys(["CET", "CEST", "MEZ"], _MIDDLE),
    **dict.fromkeys(["EET", "EEST"], _EAST),
    **dict.fromkeys(["WET", "WEST"], _WEST),
    "BST": "-Europe/London Asia/Dhaka",
    **dict.fromkeys(["MSK", "МСК"], "Europe/Moscow"),
    "GMT": "Etc/UTC Europe/London Europe/Dublin Europe/Lisbon",
    "UTC": "Etc/UTC",
    "TRT": "Europe/Istanbul",
    "TSİ": "Europe/Istanbul",
    "IST": "Asia/Kolkata Europe/Dublin Asia/Jerusalem",
    "PKT": "Asia/Karachi",
    "NPT": "Asia/Kathmandu",
    "GST": "-Asia/Dubai Asia/Muscat",
    "UZT": "Asia/Tashkent",
    "ICT": "-Asia/Bangkok Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Vientiane",
    "WIB": "Asia/Jakarta",
    "WITA": "Asia/Makassar",
    "WIT": "Asia/Jayapura",
    "SGT": "Asia/Singapore",
    "MYT": "Asia/Kuala_Lumpur",
    "HKT": "Asia/Hong_Kong",
    "PHT": "Asia/Manila",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "AWST": "Australia/Perth",
    **dict.fromkeys(["ACST", "ACDT"], "-Australia/Adelaide"),
    **dict.fromkeys(["AEST", "AEDT"], "-Australia/Sydney"),
    **dict.fromkeys(["NZST", "NZDT"], "Pacific/Auckland"),
    "BRT": "America/Sao_Paulo",
    **dict.fromkeys(["CLT", "CLST"], "America/Santiago"),
    "SAST": "Africa/Johannesburg",
    "CAT": "-Africa/Maputo Africa/Harare Africa/Lusaka Africa/Lubumbashi",
}
# In whole words, normalised: what stands beside "time" in English.
ENGLISH: Mapping[str, str] = {
    "eastern": _EASTERN,
    "us eastern": "America/New_York",
    "east coast": "America/New_York",
    "central": "-America/Chicago America/Winnipeg America/Mexico_City",
    "us central": "America/Chicago",
    "mountain": "-America/Denver America/Edmonton",
    "pacific": "-America/Los_Angeles America/Vancouver America/Tijuana",
    "us pacific": "America/Los_Angeles",
    "west coast": "America/Los_Angeles",
    "atlantic": "-America/Halifax",
    "thai": "Asia/Bangkok",
    "indian": "Asia/Kolkata",
    "chinese": "Asia/Shanghai",
    "japanese": "Asia/Tokyo",
    "korean": "Asia/Seoul",
    "vietnamese": "Asia/Ho_Chi_Minh",
    "turkish": "Europe/Istanbul",
    "pakistani": "Asia/Karachi",
    "pakistan standard": "Asia/Karachi",
    "philippine": "Asia/Manila",
    "uzbek": "Asia/Tashkent",
    "german": "Europe/Berlin",
    "french": "Europe/Paris",
    "spanish": "Europe/Madrid",
    "italian": "Europe/Rome",
    "british": "Europe/London",
    "egyptian": "Africa/Cairo",
    "saudi": "Asia/Riyadh",
    "singaporean": "Asia/Singapore",
    "central european": _MIDDLE,
    "eastern european": _EAST,
    "gulf standard": "Asia/Dubai",
    "mecca": "Asia/Riyadh",
    "arizona": "America/Phoenix",
    "hawaii": "Pacific/Honolulu",
}
# Stems of Russian adjectives: "по московскому времени", "время московское".
RUSSIAN: Mapping[str, str] = {
    "московск": "Europe/Moscow",
    "екатеринбургск": "Asia/Yekaterinburg",
    "уральск": "Asia/Yekaterinburg",
    "челябинск": "Asia/Yekaterinburg",
    "пермск": "Asia/Yekaterinburg",
    "тюменск": "Asia/Yekaterinburg",
    "новосибирск": "Asia/Novosibirsk",
    "омск": "Asia/Omsk",
    "томск": "Asia/Tomsk",
    "красноярск": "Asia/Krasnoyarsk",
    "иркутск": "Asia/Irkutsk",
    "якутск": "Asia/Yakutsk",
    "владивостокск": "Asia/Vladivostok",
    "хабаровск": "Asia/Vladivostok",
    "сахалинск": "Asia/Sakhalin",
    "камчатск": "Asia/Kamchatka",
    "магаданск": "Asia/Magadan",
    "самарск": "Europe/Samara",
    "калининградск": "Europe/Kaliningrad",
    "ташкентск": "Asia/Tashkent",
    "узбекск": "Asia/Tashkent",
    "алматинск": "Asia/Almaty",
    "астанинск": "Asia/Almaty",
    "казахстанск": "Asia/Almaty",
    "бишкекск": "Asia/Bishkek",
    "киевск": "Europe/Kyiv",
    "минск": "Europe/Minsk",
    "белорусск": "Europe/Minsk",
    "бакинск": "Asia/Baku",
    "тбилисск": "Asia/Tbilisi",
    "ереванск": "Asia/Yerevan",
    "пекинск": "Asia/Shanghai",
    "китайск": "Asia/Shanghai",
    "дубайск": "Asia/Dubai",
    "стамбульск": "Europe/Istanbul",
    "турецк": "Europe/Istanbul",
    "тайск": "Asia/Bangkok",
    "бангкокск": "Asia/Bangkok",
    "берлинск": "Europe/Berlin",
    "лондонск": "Europe/London",
}
# Whole expressions of other languages, normalised, which name a clock wherever they stand.
PHRASES: Mapping[str, str] = {
    "भारतीय समय": "Asia/Kolkata",
    "भारतीय मानक समय": "Asia/Kolkata",
    "hora peninsular": "Europe/Madrid",
    "hora espanola": "Europe/Madrid",
    "hora canaria": "Atlantic/Canary",
    "hora mexicana": "America/Mexico_City",
    "hora argentina": "America/Argentina/Buenos_Aires",
    "hora colombiana": "America/Bogota",
    "hora peruana": "America/Lima",
    "hora chilena": "America/Santiago",
    "hora del centro de mexico": "America/Mexico_City",
    "hora del este": "America/New_York",
    "hora del pacifico": "America/Los_Angeles",
    "waktu indonesia barat": "Asia/Jakarta",
    "waktu indonesia tengah": "Asia/Makassar",
    "waktu indonesia timur": "Asia/Jayapura",
    "美东时间": "America/New_York",
    "美西时间": "America/Los_Angeles",
    "美国东部时间": "America/New_York",
    "美国中部时间": "America/Chicago",
    "美国西部时间": "America/Los_Angeles",
    "美国太平洋时间": "America/Los_Angeles",
    "توقيت شرق امريكا": "America/New_York",
    "بالتوقيت السعودي": "Asia/Riyadh",
    "بالتوقيت المصري": "Africa/Cairo",
    "بالتوقيت التركي": "Europe/Istanbul",
}
# The clock people mean who name a country of several: "hora de México", "Indonesian time" do.
CALLED_AFTER: Mapping[str, str] = {"MX": "America/Mexico_City"}
