"""Where a contact says to be, and all that sounds like it and is not."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.cities import CITIES, SHARED
from bot.core.cities_asia import EASTERN_CITIES, ONE_CLOCK
from bot.core.clock_names import ENGLISH, LETTERS, PHRASES, RUSSIAN
from bot.core.place_names import country_of
from bot.core.places import ToldPlace, told_place

# language | the contact's country | text | zone | country of the zone
_TOLD = """
en|TH|I am in Chicago|America/Chicago|US
en|TH|Hi, I'm in Chicago, do you ship here?|America/Chicago|US
en|TH|im in chicago and need a price|America/Chicago|US
en|US|we're based in Houston, TX|America/Chicago|US
en|US|We are located in Portland, OR|America/Los_Angeles|US
en|US|I'm in Portland|America/Los_Angeles|US
en|GB|I am in Birmingham|Europe/London|GB
en|US|I am in Birmingham|America/Chicago|US
en|US|I am in Birmingham, AL|America/Chicago|US
en|US|I am in London, Ontario|America/Toronto|CA
en|TH|I am in London|Europe/London|GB
en|TH|it's 9 pm here in Perth|Australia/Perth|AU
en|TH|It's 9 pm here (Perth), call me tomorrow|Australia/Perth|AU
en|TH|I live in Los Angeles|America/Los_Angeles|US
en|TH|We are currently in Japan.|Asia/Tokyo|JP
en|TH|Our office is in Dubai|Asia/Dubai|AE
en|TH|Hello from Sydney!|Australia/Sydney|AU
en|US|I am a distributor based in San Francisco|America/Los_Angeles|US
en|US|I'm in Seattle, WA|America/Los_Angeles|US
en|US|I'm in Washington, DC|America/New_York|US
en|US|I am from Houston|America/Chicago|US
en|US|PST|America/Los_Angeles|US
en|PH|PST|Asia/Manila|PH
en|US|EST here|America/New_York|US
en|US|I'm on CST|America/Chicago|US
en|CN|9 am CST|Asia/Shanghai|CN
en|IN|call me at 5 pm IST|Asia/Kolkata|IN
en|IL|my time zone is IST|Asia/Jerusalem|IL
en|TH|10am pst please|America/Los_Angeles|US
en|DE|after 14:00 CET|Europe/Berlin|DE
en|TH|after 14:00 CET|Europe/Berlin|
en|US|my time zone is GMT+7|Etc/GMT-7|
en|US|UTC-3|Etc/GMT+3|
en|US|I am on UTC+5:30|Asia/Kolkata|
en|TH|I'm in Bangkok (GMT+7)|Asia/Bangkok|TH
en|TH|call me at 5 pm Chicago time|America/Chicago|US
en|US|Can you call me at 3pm Eastern time?|America/New_York|US
en|US|9 am Thai time works|Asia/Bangkok|TH
en|US|I am in Tbilisi, Georgia|Asia/Tbilisi|GE
en|US|I am in Georgia|America/New_York|US
en|IN|I am in Kazakhstan now|Asia/Almaty|KZ
th|US|เวลาไทย|Asia/Bangkok|TH
th|US|ขอเป็น 9 โมง เวลาไทยครับ|Asia/Bangkok|TH
th|US|อยู่เชียงใหม่|Asia/Bangkok|TH
th|TH|ตอนนี้อยู่ญี่ปุ่น|Asia/Tokyo|JP
th|US|ผมอยู่ที่กรุงเทพฯ ครับ|Asia/Bangkok|TH
th|US|อยู่ภูเก็ตค่ะ สนใจเครื่องนี้ ราคาเท่าไหร่คะ|Asia/Bangkok|TH
th|TH|ตอนนี้ผมทำงานอยู่ที่สิงคโปร์|Asia/Singapore|SG
th|TH|เราอยู่เวียดนามค่ะ|Asia/Ho_Chi_Minh|VN
uz|RU|Toshkentdaman|Asia/Tashkent|UZ
uz|RU|Men Toshkentda yashayman|Asia/Tashkent|UZ
uz|RU|Toshkent vaqti bilan soat 9 da|Asia/Tashkent|UZ
uz|UZ|Hozir Moskvadaman|Europe/Moscow|RU
uz|RU|Biz Samarqanddamiz|Asia/Samarkand|UZ
uz-Cyrl|RU|Мен Тошкентдаман|Asia/Tashkent|UZ
uz|RU|Тошкент вақти билан|Asia/Tashkent|UZ
uz|UZ|Men hozir Dubaydaman|Asia/Dubai|AE
ru|RU|я в Новосибирске|Asia/Novosibirsk|RU
ru|RU|по московскому времени|Europe/Moscow|RU
ru|RU|Мы находимся в Екатеринбурге|Asia/Yekaterinburg|RU
ru|RU|живу в Казани|Europe/Moscow|RU
ru|RU|у нас во Владивостоке уже ночь|Asia/Vladivostok|RU
ru|RU|мы в г. Нижний Новгород, ой, в Нижнем Новгороде живем, то есть мы в Нижнем Новгороде|Europe/Moscow|RU
ru|RU|в 10:00 мск|Europe/Moscow|RU
ru|RU|в 10 утра по Москве|Europe/Moscow|RU
ru|RU|МСК+4|Etc/GMT-7|
ru|RU|время новосибирское|Asia/Novosibirsk|RU
ru|RU|я сейчас в Дубае|Asia/Dubai|AE
ru|KZ|Мы из Шымкента|Asia/Almaty|KZ
ru|RU|нахожусь в Саудовской Аравии|Asia/Riyadh|SA
ru|UZ|живем в Ростове-на-Дону|Europe/Moscow|RU
tr|DE|İstanbul'dayım|Europe/Istanbul|TR
tr|DE|Ankara'da yaşıyorum|Europe/Istanbul|TR
tr|TR|Şu an Berlin'deyim|Europe/Berlin|DE
tr|DE|Türkiye saatiyle 10'da arayın|Europe/Istanbul|TR
tr|DE|Biz İzmir'de bulunuyoruz|Europe/Istanbul|TR
tr|TR|New York'tayım|America/New_York|US
tr|DE|Antalya'dan yazıyorum|Europe/Istanbul|TR
ar|EG|أنا في دبي|Asia/Dubai|AE
ar|EG|بتوقيت الرياض|Asia/Riyadh|SA
ar|EG|نحن في السعودية|Asia/Riyadh|SA
ar|AE|أعيش في القاهرة|Africa/Cairo|EG
ar|EG|أنا موجود حاليا بدبي|Asia/Dubai|AE
ar|EG|الساعة 9 بتوقيت مكة|Asia/Riyadh|SA
ar|SA|أنا بالرياض|Asia/Riyadh|SA
es|MX|estoy en Guadalajara|America/Mexico_City|MX
es|US|hora de México|America/Mexico_City|MX
es|MX|Hola, vivo en Tijuana|America/Tijuana|MX
es|ES|Estamos en Canarias|Atlantic/Canary|ES
es|AR|estoy en Córdoba|America/Argentina/Cordoba|AR
es|MX|a las 9 hora Colombia|America/Bogota|CO
es|US|les escribo desde Lima|America/Lima|PE
es|MX|Nos encontramos en Cancún, México|America/Cancun|MX
es|MX|sí, estoy en España|Europe/Madrid|ES
pt|BR|moro em Manaus|America/Manaus|BR
pt|BR|horário de Brasília|America/Sao_Paulo|BR
pt|BR|Estamos no Rio de Janeiro|America/Sao_Paulo|BR
pt|BR|Oi, falo de Recife|America/Recife|BR
pt|BR|estou em Portugal agora|Europe/Lisbon|PT
pt|BR|Estou no Acre|America/Rio_Branco|BR
pt|PT|Vivo nos Açores|Atlantic/Azores|PT
id|ID|saya di Makassar|Asia/Makassar|ID
id|ID|WIB|Asia/Jakarta|ID
id|ID|jam 9 WITA|Asia/Makassar|ID
id|ID|pakai WIT ya|Asia/Jayapura|ID
id|ID|Kami berlokasi di Surabaya|Asia/Jakarta|ID
id|ID|saya sekarang tinggal di Bali|Asia/Makassar|ID
id|ID|jam 9 waktu Indonesia timur|Asia/Jayapura|ID
id|ID|saya lagi di Jepang|Asia/Tokyo|JP
vi|US|tôi ở Sài Gòn|Asia/Ho_Chi_Minh|VN
vi|US|Em đang ở Hà Nội, giá bao nhiêu vậy?|Asia/Ho_Chi_Minh|VN
vi|US|9h sáng giờ Việt Nam|Asia/Ho_Chi_Minh|VN
vi|VN|mình sống ở Nhật Bản|Asia/Tokyo|JP
vi|US|Công ty chúng tôi ở Đà Nẵng|Asia/Ho_Chi_Minh|VN
zh|US|我在上海|Asia/Shanghai|CN
zh|US|北京时间|Asia/Shanghai|CN
zh|US|我们公司在广州，想问一下价格|Asia/Shanghai|CN
zh|CN|我现在在泰国曼谷出差|Asia/Bangkok|TH
zh-TW|US|我在臺北|Asia/Taipei|TW
zh|CN|我人在洛杉矶|America/Los_Angeles|US
zh|CN|美东时间早上9点|America/New_York|US
hi|AE|मैं मुंबई में हूँ|Asia/Kolkata|IN
hi|AE|भारतीय समय|Asia/Kolkata|IN
hi|AE|हम दिल्ली में हैं|Asia/Kolkata|IN
hi|IN|मैं दुबई में रहता हूँ|Asia/Dubai|AE
hi|AE|भारत के समय के अनुसार|Asia/Kolkata|IN
hi|AE|main mumbai mein hoon|Asia/Kolkata|IN
"""
# language | the contact's country | text
_NOT_TOLD = """
en|US|do you ship to Chicago?
en|US|what is the price FOB Shanghai
en|US|your office in Dubai
en|US|delivery to Almaty
en|US|the Moscow exhibition
en|US|CE certificate
en|US|EST. 1999
en|US|Company (EST.33)
en|US|Acme Ltd, EST 1987
en|US|I am interested in Turkey
en|US|our customer in Lima
en|US|I am not in London
en|US|I'm not based in Chicago
en|US|if I were in Paris
en|US|If I am in Paris, can I collect it?
en|US|I was in Tokyo last week
en|US|we were in Dubai
en|US|I will be in Berlin
en|US|I am in Berlin next week
en|TH|I am in the US
en|TH|We are based in Australia
en|TH|We are in Canada
en|TH|Are you in Shanghai?
en|TH|Are you on EST?
en|TH|What time is it in Chicago?
en|TH|what time do you open, 9 am EST?
en|US|We want to sell in Mexico City
en|TH|my brother is in Chicago
en|US|We are in Chicago and Dubai
en|US|I'm in Paris, Texas
en|TH|I am in Portland
en|TH|I am in Birmingham
en|TH|5 pm CST
en|US|is your factory here in Vietnam or not
en|US|I am in China business for years
en|US|I am from India
en|US|Chicago
en|US|ship to Chicago, Houston, Dallas
en|US|I want the Tokyo model
en|US|ISO 9001, CE, CET, RoHS
en|US|UTC-300 controller
en|US|is your time GMT+8?
en|US|I am in need of a pump
en|US|we are in business
en|US|I am in
en|US|we work in Kazakhstan
en|US|every time I am in Dubai I buy one
en|US|what is the time there, Beijing time?
en|US|it is not Moscow time
en|TH|The machine is in Bangkok
en|TH|lead time to Moscow time
th|TH|ส่งเชียงใหม่ไหม
th|TH|โรงงานอยู่จีนใช่ไหม
th|TH|โรงงานอยู่จีน
th|TH|ผมไม่ได้อยู่กรุงเทพ
th|TH|ถ้าผมอยู่ญี่ปุ่น
th|TH|ค่าส่งไปลาวเท่าไหร่
th|TH|คุณอยู่จีนหรือเปล่า
th|TH|อยู่ไทยไหม
th|TH|อยู่ที่ไหน
th|TH|ลูกค้าอยู่เชียงใหม่
th|TH|ลูกค้าเราอยู่เชียงใหม่
uz|UZ|Moskvaga yetkazib berasizmi?
uz|UZ|Men Toshkentda emasman
uz|UZ|Agar men Moskvada yashasam
uz|UZ|Dubaydagi ofisingiz
uz|UZ|Toshkentda bormi?
uz|UZ|Men Moskvada edim
uz|UZ|Xitoydan olib kelasizmi
ru|RU|доставка в Москву
ru|RU|доставка по Москве
ru|RU|вы в Новосибирске?
ru|RU|я не в Москве
ru|RU|я был в Токио
ru|RU|если бы я в Париже жил
ru|RU|мы в Ташкент отправляем
ru|RU|московская выставка
ru|RU|офис в Дубае есть?
ru|RU|наш клиент в Омске
ru|RU|я в Москве буду завтра
ru|TH|мы в России
ru|RU|склад у нас в Москве
ru|RU|товар сейчас в Москве
ru|RU|доставка по московскому региону
ru|RU|какое у вас время
tr|TR|İstanbul'a gönderiyor musunuz?
tr|TR|İstanbul'da değilim
tr|TR|İstanbul'daydım
tr|TR|Ankara'da ofisiniz var mı
tr|TR|Eğer Berlin'deyim desem
tr|TR|Müşterimiz Berlin'de
tr|TR|Haftaya Berlin'deyim
tr|TR|Almanya fiyatı nedir
ar|EG|هل تشحنون إلى دبي؟
ar|EG|مكتبكم في دبي
ar|EG|أنا لست في دبي
ar|EG|كنت في الرياض
ar|EG|لو أنا في باريس
ar|EG|عميلنا في جدة
ar|EG|هل المنتج موجود في دبي
ar|EG|معرض القاهرة
es|MX|¿envían a Guadalajara?
es|MX|no estoy en Lima
es|MX|si estoy en Lima, ¿cuánto cuesta?
es|MX|estuve en Tokio
es|MX|nuestro cliente en Lima
es|MX|¿cuál es su horario de Lima?
es|MX|precio FOB Shanghái
es|MX|estamos interesados en Turquía
es|US|estoy en México
es|ES|estoy en España
es|US|estoy en Mérida
es|MX|estoy en Lima la próxima semana
pt|BR|vocês entregam em Manaus?
pt|BR|não moro em Manaus
pt|BR|morei em Lisboa
pt|BR|se estou em Paris
pt|BR|o escritório de vocês em Dubai
pt|US|estou no Brasil
pt|BR|qual é o horário de entrega em Brasília
pt|BR|nosso cliente em Recife
id|ID|bisa kirim ke Makassar?
id|ID|saya tidak di Jakarta
id|ID|kalau saya di Makassar
id|ID|harga di Surabaya
id|ID|kantor kalian di Jakarta?
id|ID|saya besok di Bali
id|ID|PT Maju Jaya
id|ID|tinggal di Jakarta?
id|US|saya di Indonesia
id|ID|pelanggan kami di Medan
id|ID|teman saya di Medan
vi|VN|có ship Hà Nội không
vi|VN|tôi không ở Sài Gòn
vi|VN|nếu tôi ở Nhật
vi|VN|kho ở Hà Nội
vi|VN|khách hàng của em ở Hà Nội
vi|VN|anh ở Hà Nội phải không?
vi|VN|anh ở Hà Nội à?
vi|VN|anh ở Hà Nội?
vi|VN|tôi đã ở Nhật
vi|VN|bây giờ Việt Nam có hàng không
zh|CN|能发到上海吗
zh|CN|我不在上海
zh|CN|你们在上海吗
zh|CN|如果我在巴黎
zh|CN|我上周在东京
zh|CN|我在日本有客户
zh|CN|帮我在上海找
zh|CN|上海展会
zh|CN|我在美国
zh|CN|迪拜的价格
zh|CN|FOB上海多少钱
hi|IN|क्या आप मुंबई में हैं
hi|IN|मैं लंदन में नहीं हूँ
hi|IN|मैं टोक्यो में था
hi|IN|अगर मैं पेरिस में हूँ
hi|IN|हमारा ग्राहक दिल्ली में है
hi|IN|दुबई में डिलीवरी
hi|IN|आपका ऑफिस दुबई में है
hi|IN|मुंबई का भाव
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("language", "home", "text", "zone", "country"), _rows(_TOLD))
def test_the_bot_reads_where_a_contact_says_to_be(
    language: str, home: str, text: str, zone: str, country: str
) -> None:
    told = told_place(text, language, home)

    assert told is not None
    assert (told.zone, told.country) == (zone, country)
    assert told.words


@pytest.mark.parametrize(("language", "home", "text"), _rows(_NOT_TOLD))
def test_the_bot_takes_no_other_talk_of_places_for_the_contacts_own(
    language: str, home: str, text: str
) -> None:
    assert told_place(text, language, home) is None


def test_the_words_are_the_evidence() -> None:
    told = told_place("Good evening! Yes, I am in Chicago, call me", "en", "TH")

    assert told == ToldPlace("America/Chicago", "US", "i am in chicago")


def test_two_different_places_in_one_message_tell_nothing() -> None:
    assert told_place("I am in Chicago. I live in Dubai.", "en", "US") is None


def test_the_same_place_told_twice_is_one() -> None:
    told = told_place("I am in Chicago. 9 am Chicago time", "en", "US")

    assert told is not None
    assert told.zone == "America/Chicago"


def test_a_language_nobody_knows_is_read_by_the_names_known_everywhere() -> None:
    told = told_place("I am in Chicago", "xx", "US")

    assert told is not None
    assert told.zone == "America/Chicago"


def _all_zones() -> set[str]:
    listed = [*LETTERS.values(), *ENGLISH.values(), *PHRASES.values(), *RUSSIAN.values()]
    shared = [zone for zones in SHARED.values() for zone in zones.values()]
    in_lists = {zone for zones in listed for zone in zones.removeprefix("-").split()}
    return {*CITIES, *EASTERN_CITIES, *ONE_CLOCK.values(), *shared, *in_lists}


@pytest.mark.parametrize("zone", sorted(_all_zones()))
def test_every_zone_in_the_tables_exists_and_lies_in_a_country(zone: str) -> None:
    assert ZoneInfo(zone)
    assert country_of(zone) or zone == "Etc/UTC"


def test_every_shared_name_lies_in_the_countries_that_it_is_shared_by() -> None:
    wrong = [
        (name, country, zone)
        for name, zones in SHARED.items()
        for country, zone in zones.items()
        if country and country_of(zone) != country
    ]

    assert wrong == []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=80) | st.text(alphabet="iam n¦,.?'GMT+-0123456789 Chicago\n在อยู่", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    told = told_place(text, "en", "US")

    assert told is None or ZoneInfo(told.zone)
