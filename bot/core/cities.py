"""Big cities and regions that no time zone is named after, by the zone whose clock they keep.

Its one rule: a name stands here only if it means this place to people everywhere. What several
places share stands in `SHARED`, where the contact's own country decides.
"""

from collections.abc import Mapping

# Names are parted by bars, in the spellings that people use there and in the main languages.
CITIES: Mapping[str, str] = {
    "America/New_York": "New York City|NYC|Brooklyn|Manhattan|Queens|Boston|Philadelphia|Atlanta|Miami|"
    "Orlando|Tampa|Jacksonville|Charlotte|Raleigh|Baltimore|Pittsburgh|Cleveland|Cincinnati|Newark|Knoxville|"
    "Buffalo|"
    "Washington DC|Fort Lauderdale|Nueva York|Nova York|Nova Iorque|"
    "Нью Йорк|Бостон|Майами|Филадельфия|Атланта|นิวยอร์ก|บอสตัน|ไมอามี|波士顿|迈阿密|费城|亚特兰大|"
    "نيويورك|ميامي|بوسطن|न्यूयॉर्क|Nyu York|Filadelfia",
    "America/Chicago": "Houston|Dallas|Austin|San Antonio|Fort Worth|New Orleans|St Louis|Saint Louis|"
    "Kansas City|Minneapolis|Milwaukee|Memphis|Oklahoma City|Omaha|Tulsa|Nashville|"
    "McAllen|Laredo|"
    "Хьюстон|Даллас|Остин|Техас|ฮิวสตัน|ดัลลัส|เท็กซัส|休斯顿|休斯敦|达拉斯|奥斯汀|得克萨斯|"
    "هيوستن|دالاس|تكساس|ह्यूस्टन|टेक्सास|Tejas|Nueva Orleans|Nova Orleans",
    "America/Denver": "Salt Lake City|Albuquerque|Colorado Springs|El Paso|Денвер|Солт Лейк Сити|丹佛|盐湖城",
    "America/Phoenix": "Tucson|Scottsdale|Феникс|凤凰城",
    "America/Los_Angeles": "San Francisco|San Diego|Seattle|Sacramento|Las Vegas|Oakland|Fresno|"
    "Silicon Valley|Bay Area|Long Beach|Anaheim|Irvine|Washington State|Hollywood|"
    "Лос Анджелес|Сан Франциско|Сиэтл|Калифорния|Лас Вегас|Сан Диего|ลอสแอนเจลิส|ซานฟรานซิสโก|"
    "ซีแอตเทิล|แคลิฟอร์เนีย|แอลเอ|洛杉矶|旧金山|西雅图|拉斯维加斯|加州|硅谷|"
    "لوس انجلوس|سان فرانسيسكو|كاليفورنيا|कैलिफोर्निया|सैन फ्रांसिस्को|Los Anjeles",
    "Pacific/Honolulu": "Гавайи|ฮาวาย|夏威夷|Havai",
    "America/Anchorage": "Fairbanks|Аляска|阿拉斯加",
    "America/Toronto": "Montreal|Ottawa|Quebec|Quebec City|Mississauga|Brampton|Ontario|Markham|"
    "Монреаль|Оттава|Торонто|โตรอนโต|มอนทรีออล|蒙特利尔|渥太华|مونتريال|اوتاوا|टोरंटो",
    "America/Edmonton": "Calgary|Alberta|Калгари|卡尔加里|Red Deer",
    "America/Winnipeg": "Manitoba|Виннипег",
    "America/Regina": "Saskatoon|Saskatchewan",
    "America/Vancouver": "British Columbia|Surrey BC|Burnaby|Ванкувер|แวนคูเวอร์|温哥华|فانكوفر",
    "America/Halifax": "Nova Scotia",
    "America/St_Johns": "Newfoundland",
    "America/Mexico_City": "Ciudad de México|CDMX|Mexico DF|DF México|Puebla|Toluca|Querétaro|"
    "San Luis Potosí|Aguascalientes|Morelia|Veracruz|Acapulco|Cuernavaca|Jalisco|Guanajuato|Oaxaca|"
    "Zapopan|Tuxtla Gutiérrez|Chiapas|Irapuato|Celaya|墨西哥城|Мехико",
    "America/Monterrey": "Saltillo|Nuevo León|San Pedro Garza García|Torreón|Tampico",
    "America/Tijuana": "Mexicali|Ensenada|Baja California|Rosarito",
    "America/Hermosillo": "Sonora|Ciudad Obregón|Nogales Sonora",
    "America/Mazatlan": "Culiacán|Sinaloa|Los Mochis|Nayarit|Baja California Sur|Los Cabos",
    "America/Cancun": "Playa del Carmen|Quintana Roo|Tulum|Cozumel|Chetumal",
    "America/Merida": "Yucatán",
    "America/Ciudad_Juarez": "Juárez|Cd Juárez",
    "America/Chihuahua": "Cd Chihuahua",
    "America/Sao_Paulo": "Rio de Janeiro|Brasília|Belo Horizonte|Curitiba|Porto Alegre|"
    "Campinas|Goiânia|Florianópolis|Joinville|Santos|Guarulhos|Minas Gerais|Santa Catarina|"
    "Rio Grande do Sul|São José dos Campos|Uberlândia|Ribeirão Preto|Sorocaba|Caxias do Sul|Blumenau|"
    "Londrina|Espírito Santo|Distrito Federal|Goiás|Sampa|Рио де Жанейро|里约热内卢|里约|巴西利亚",
    "America/Bahia": "Salvador da Bahia|Feira de Santana",
    "America/Fortaleza": "Ceará|Natal RN|Teresina|São Luís do Maranhão|João Pessoa|Maranhão|Piauí",
    "America/Recife": "Pernambuco|Olinda|Jaboatão",
    "America/Belem": "Belém do Pará|Macapá|Ananindeua",
    "America/Cuiaba": "Mato Grosso|Várzea Grande|Rondonópolis",
    "America/Campo_Grande": "Mato Grosso do Sul|Dourados",
    "America/Rio_Branco": "Acre",
    "America/Porto_Velho": "Rondônia",
    "America/Boa_Vista": "Roraima",
    "America/Noronha": "Fernando de Noronha",
    "America/Argentina/Buenos_Aires": "La Plata|Mar del Plata|Bahía Blanca|CABA|Capital Federal|Neuquén|"
    "布宜诺斯艾利斯|Буэнос Айрес",
    "America/Argentina/Cordoba": "Rosario Argentina|Santa Fe Argentina",
    "America/Santiago": "Santiago de Chile|Valparaíso|Viña del Mar|Antofagasta|Concepción Chile|Iquique|"
    "Temuco|La Serena",
    "America/Punta_Arenas": "Magallanes|Puerto Natales",
    "Pacific/Easter": "Isla de Pascua|Rapa Nui",
    "America/Guayaquil": "Quito|Cuenca Ecuador",
    "Pacific/Galapagos": "Islas Galápagos|Galapagos Islands",
    "America/Bogota": "Medellín|Cali|Barranquilla|Bucaramanga|Pereira|Cartagena de Indias",
    "America/Lima": "Arequipa|Trujillo|Callao|Cusco|Chiclayo|Piura",
    "America/Caracas": "Maracaibo|Barquisimeto|Maracay",
    "America/La_Paz": "Santa Cruz de la Sierra|Cochabamba|El Alto",
    "America/Guatemala": "Quetzaltenango",
    "America/Tegucigalpa": "San Pedro Sula",
    "America/Asuncion": "Ciudad del Este",
    "Europe/Madrid": "Sevilla|Bilbao|Málaga|Zaragoza|Alicante|Murcia|Vigo|Cataluña|Andalucía|Palma|"
    "Мадрид|Барселона|Valencia España|Seville|Catalonia",
    "Atlantic/Canary": "Canarias|Islas Canarias|Las Palmas|Tenerife|Gran Canaria|Lanzarote|"
    "Fuerteventura|Canary Islands|Тенерифе",
    "Africa/Ceuta": "Melilla",
    "Europe/Lisbon": "Porto|Oporto|Braga|Coimbra|Faro|Лиссабон",
    "Atlantic/Azores": "Açores|Ponta Delgada|São Miguel",
    "Atlantic/Madeira": "Funchal",
    "Europe/London": "Manchester UK|Liverpool|Leeds|Sheffield|Bristol|Edinburgh|Glasgow|Cardiff|Leicester|"
    "Nottingham|Birmingham UK|Belfast|England|Scotland|Wales|London UK|Лондон|Манчестер|Inglaterra",
    "Europe/Berlin": "Hamburg|Munich|München|Frankfurt|Köln|Cologne|Stuttgart|Düsseldorf|Leipzig|"
    "Dresden|Nürnberg|Nuremberg|Hannover|Bremen|Гамбург|Мюнхен|Франкфурт|มิวนิก|慕尼黑|法兰克福|"
    "汉堡|Münih|Munique",
    "Europe/Paris": "Lyon|Marseille|Toulouse|Bordeaux|Lille|Nantes|Strasbourg|里昂",
    "Europe/Rome": "Milan|Milano|Torino|Turin|Napoli|Bologna|Florence|Firenze|Genoa|Genova|Милан|米兰|"
    "มิลาน|Milán|Milão",
    "Europe/Amsterdam": "Rotterdam|Eindhoven|The Hague|Utrecht|Роттердам",
    "Europe/Brussels": "Antwerp|Ghent|Antwerpen",
    "Europe/Zurich": "Geneva|Basel|Bern|Lausanne|Женева|日内瓦",
    "Europe/Warsaw": "Krakow|Kraków|Gdansk|Wroclaw|Poznan|Lodz",
    "Europe/Istanbul": "Ankara|İzmir|Bursa|Antalya|Konya|Gaziantep|Adana|Kayseri|Mersin|Denizli|"
    "Kocaeli|Gebze|Eskişehir|Trabzon|Samsun|Diyarbakır|Стамбул|Анкара|Анталья|Измир|伊斯坦布尔|"
    "安卡拉|انقره|اسطنبول|ازمير|انطاليا|อิสตันบูล|อังการา",
    "Europe/Kyiv": "Kiev|Kharkiv|Odessa|Odesa|Lviv|Dnipro|Харьков|Одесса|Львов|Днепр",
    "Europe/Minsk": "Гомель|Брест Беларусь|Гродно|Витебск",
    "Europe/Moscow": "Moscow|Moskva|St Petersburg|Saint Petersburg|Санкт-Петербург|Питер|СПб|"
    "Нижний Новгород|Казань|Ростов-на-Дону|Краснодар|Воронеж|Сочи|Ярославль|Тула|Рязань|Пенза|Липецк|"
    "Ставрополь|Махачкала|Чебоксары|Набережные Челны|Калуга|Тверь|Иваново|Брянск|Курск|Белгород|"
    "Смоленск|Мурманск|Архангельск|Подмосковье|Мск|Татарстан|Йошкар-Ола|Вологда|Череповец|Новороссийск|"
    "Kazan|Nizhny Novgorod|Rostov-on-Don|Krasnodar|Voronezh|Sochi|圣彼得堡|喀山|"
    "เซนต์ปีเตอร์สเบิร์ก|Sankt Peterburg|Qozon|Petersburg",
    "Asia/Yekaterinburg": "Челябинск|Пермь|Уфа|Тюмень|Оренбург|Магнитогорск|Сургут|Нижний Тагил|Курган|"
    "Ханты-Мансийск|Екат|Екб|Башкортостан|Нижневартовск|Chelyabinsk|Perm|Ufa|Tyumen|Ekaterinburg|"
    "叶卡捷琳堡|车里雅宾斯克",
    "Europe/Samara": "Тольятти|Ижевск|Togliatti|Izhevsk",
    "Asia/Novosibirsk": "Новосиб|Нск|新西伯利亚",
    "Asia/Krasnoyarsk": "Норильск|Абакан|Хакасия",
    "Asia/Barnaul": "Бийск|Горно-Алтайск",
    "Asia/Novokuznetsk": "Кемерово|Кузбасс|Kemerovo",
    "Asia/Irkutsk": "Братск|Улан-Удэ|Бурятия|Ангарск|Ulan Ude",
    "Asia/Vladivostok": "Хабаровск|Комсомольск-на-Амуре|Приморье|Уссурийск|Находка|Khabarovsk|海参崴|"
    "哈巴罗夫斯克|符拉迪沃斯托克",
    "Asia/Yakutsk": "Благовещенск|Якутия",
    "Asia/Sakhalin": "Южно-Сахалинск|Сахалин",
    "Asia/Kamchatka": "Камчатка|Петропавловск-Камчатский",
    "Asia/Almaty": "Астана|Шымкент|Караганда|Нур-Султан|Павлодар|Усть-Каменогорск|Семей|Тараз|Astana|"
    "Shymkent|Karaganda|Алмата|Алма-Ата|阿斯塔纳|Ostona|Olmaota|Олмаота|Chimkent|Almata|Алматы",
    "Asia/Aqtau": "Актау|Aktau",
    "Asia/Aqtobe": "Актобе|Aktobe|Актюбинск",
    "Asia/Atyrau": "Атырау|Atyrau",
    "Asia/Oral": "Уральск|Uralsk",
}
# One name, several places: by the contact's country; the empty one is meant where none fits.
SHARED: Mapping[str, Mapping[str, str]] = {
    "Portland": {"US": "America/Los_Angeles", "AU": "Australia/Melbourne"},
    "Birmingham": {"GB": "Europe/London", "US": "America/Chicago"},
    "London": {"": "Europe/London", "CA": "America/Toronto"},
    "Manchester": {"GB": "Europe/London", "US": "America/New_York"},
    "Georgia": {"GE": "Asia/Tbilisi", "US": "America/New_York"},
    "Vancouver": {"": "America/Vancouver", "US": "America/Los_Angeles"},
    "San Jose": {"US": "America/Los_Angeles", "CR": "America/Costa_Rica"},
    "Santiago": {"CL": "America/Santiago", "DO": "America/Santo_Domingo", "ES": "Europe/Madrid"},
    "Cordoba": {
        "AR": "America/Argentina/Cordoba",
        "ES": "Europe/Madrid",
        "MX": "America/Mexico_City",
        "CO": "America/Bogota",
    },
    "Valencia": {"ES": "Europe/Madrid", "VE": "America/Caracas"},
    "Merida": {"MX": "America/Merida", "VE": "America/Caracas", "ES": "Europe/Madrid"},
    "Leon": {"MX": "America/Mexico_City", "NI": "America/Managua", "ES": "Europe/Madrid"},
    "Guadalajara": {"": "America/Mexico_City", "ES": "Europe/Madrid"},
    "Barcelona": {"": "Europe/Madrid", "VE": "America/Caracas"},
    "Victoria": {"CA": "America/Vancouver", "AU": "Australia/Melbourne", "SC": "Indian/Mahe"},
    "Hamilton": {
        "CA": "America/Toronto",
        "NZ": "Pacific/Auckland",
        "GB": "Europe/London",
        "BM": "Atlantic/Bermuda",
    },
    "Alexandria": {"EG": "Africa/Cairo", "US": "America/New_York"},
    "Tripoli": {"LY": "Africa/Tripoli", "LB": "Asia/Beirut"},
    "Hyderabad": {"IN": "Asia/Kolkata", "PK": "Asia/Karachi"},
    "Salvador": {"BR": "America/Bahia"},
    "Santa Cruz": {"BO": "America/La_Paz", "US": "America/Los_Angeles", "ES": "Atlantic/Canary"},
    "La Paz": {"BO": "America/La_Paz", "MX": "America/Mazatlan"},
    "San Juan": {"PR": "America/Puerto_Rico", "AR": "America/Argentina/San_Juan"},
    "San Luis": {"AR": "America/Argentina/San_Luis", "MX": "America/Mexico_City"},
    "Cartagena": {"CO": "America/Bogota", "ES": "Europe/Madrid"},
    "Rosario": {"AR": "America/Argentina/Cordoba"},
    "Santa Fe": {"AR": "America/Argentina/Cordoba", "US": "America/Denver"},
    "Cuenca": {"EC": "America/Guayaquil", "ES": "Europe/Madrid"},
    "Kingston": {"JM": "America/Jamaica", "CA": "America/Toronto"},
    "Newcastle": {"GB": "Europe/London", "AU": "Australia/Sydney", "ZA": "Africa/Johannesburg"},
    "Cambridge": {"GB": "Europe/London", "US": "America/New_York", "CA": "America/Toronto"},
    "Richmond": {"CA": "America/Vancouver", "US": "America/New_York", "GB": "Europe/London"},
    "Columbus": {"US": "America/New_York"},
    "Jersey": {"": "Europe/Jersey", "US": "America/New_York"},
    "Florida": {"US": "America/New_York", "UY": "America/Montevideo"},
    "Amazonas": {"BR": "America/Manaus", "PE": "America/Lima", "VE": "America/Caracas"},
    "Trujillo": {"PE": "America/Lima", "VE": "America/Caracas", "ES": "Europe/Madrid"},
    "Петропавловск": {"KZ": "Asia/Almaty"},
    "Belem": {"BR": "America/Belem"},
    "Natal": {"BR": "America/Fortaleza", "ZA": "Africa/Johannesburg"},
    "Sucre": {"BO": "America/La_Paz"},
    "德州": {"US": "America/Chicago", "CN": "Asia/Shanghai"},
    "La Rioja": {"AR": "America/Argentina/La_Rioja", "ES": "Europe/Madrid"},
    "Brest": {"FR": "Europe/Paris", "BY": "Europe/Minsk"},
}
