"""Big cities of Asia, Africa and Oceania that no time zone is named after, and what countries are called.

Its one rule: as in `cities`: only names that mean one place to people everywhere.
"""

from collections.abc import Mapping

EASTERN_CITIES: Mapping[str, str] = {
    "Asia/Tashkent": "Toshkent|Тошкент|Ташкент|Tashkent|Andijon|Андижан|Namangan|Наманган|Farg'ona|Fargona|"
    "Фергана|Fergana|Qo'qon|Коканд|Qarshi|Карши|Termiz|Термез|Nukus|Нукус|Xorazm|Urganch|Ургенч|"
    "塔什干|Chirchiq|Ангрен|Angren|Guliston|Jizzax|Джизак",
    "Asia/Samarkand": "Samarqand|Самарканд|Самарқанд|Buxoro|Бухара|Bukhara|Navoiy|Навои|撒马尔罕",
    "Asia/Bangkok": "กรุงเทพ|กรุงเทพฯ|กรุงเทพมหานคร|กทม|บางกอก|เชียงใหม่|ภูเก็ต|ขอนแก่น|โคราช|นครราชสีมา|"
    "ชลบุรี|พัทยา|ระยอง|หาดใหญ่|สงขลา|อุดรธานี|อุบล|อุบลราชธานี|นนทบุรี|ปทุมธานี|สมุทรปราการ|สมุทรสาคร|"
    "อยุธยา|เชียงราย|พิษณุโลก|นครสวรรค์|สุราษฎร์ธานี|นครปฐม|ฉะเชิงเทรา|ลำพูน|ลำปาง|หัวหิน|ราชบุรี|"
    "กาญจนบุรี|สระบุรี|Chiang Mai|Phuket|Pattaya|Khon Kaen|Korat|Chonburi|Rayong|Hat Yai|Chiang Rai|"
    "Чиангмай|Паттайя|Пхукет|清迈|普吉|芭提雅",
    "Asia/Ho_Chi_Minh": "Sài Gòn|Saigon|TP HCM|TPHCM|HCM|Hồ Chí Minh|Hà Nội|Hanoi|Đà Nẵng|Da Nang|Danang|"
    "Hải Phòng|Cần Thơ|Bình Dương|Đồng Nai|Biên Hòa|Nha Trang|Huế|Vũng Tàu|Bắc Ninh|Long An|Đà Lạt|"
    "Ханой|Хошимин|Сайгон|河内|胡志明|西贡|岘港|ฮานอย|ไซ่ง่อน|โฮจิมินห์|ดานัง|هانوي|हनोई",
    "Asia/Jakarta": "Surabaya|Bandung|Semarang|Medan|Yogyakarta|Jogja|Yogya|Bekasi|Tangerang|Depok|Bogor|"
    "Palembang|Malang|Solo|Surakarta|Batam|Pekanbaru|Padang|Lampung|Cirebon|Jawa|Jawa Barat|"
    "Jawa Tengah|Jawa Timur|Sumatra|Sumatera|Jambi|Aceh|Bengkulu|Sidoarjo|Gresik|Karawang|Cikarang|"
    "Jabodetabek|Джакарта|雅加达|泗水|จาการ์ตา",
    "Asia/Pontianak": "Palangkaraya|Kalimantan Barat|Kalimantan Tengah",
    "Asia/Makassar": "Makasar|Denpasar|Bali|Manado|Balikpapan|Samarinda|Banjarmasin|Mataram|Lombok|Kupang|"
    "Kendari|Palu|Sulawesi|Kalimantan Timur|Kalimantan Selatan|NTT|NTB|Ubud|Kuta|Ujung Pandang|Бали|"
    "巴厘岛|บาหลี|Gorontalo|Bontang|Tarakan",
    "Asia/Jayapura": "Papua|Ambon|Sorong|Manokwari|Merauke|Timika|Ternate|Maluku|Biak",
    "Asia/Shanghai": "Beijing|Shenzhen|Guangzhou|Hangzhou|Ningbo|Suzhou|Tianjin|Chongqing|Chengdu|Wuhan|"
    "Xiamen|Qingdao|Dongguan|Foshan|Yiwu|Nanjing|Wenzhou|Xian|北京|深圳|广州|杭州|宁波|苏州|天津|重庆|"
    "成都|武汉|厦门|青岛|东莞|佛山|义乌|南京|温州|西安|大连|沈阳|哈尔滨|长沙|郑州|济南|无锡|合肥|福州|昆明|"
    "广东|浙江|江苏|福建|山东|四川|Пекин|Шэньчжэнь|Гуанчжоу|Иу|Шанхай|ปักกิ่ง|กวางโจว|เซินเจิ้น|อี้อู|เซี่ยงไฮ้|"
    "Pekin|Pequim|Pekín|Bắc Kinh|Thượng Hải|Quảng Châu|Thâm Quyến|بكين|شنغهاي|قوانغتشو|बीजिंग|"
    "शंघाई|Xangai|Şanghay|Guanchjou|Shanxay|Kanton",
    "Asia/Urumqi": "新疆|乌鲁木齐|Xinjiang|Урумчи|Urumchi",
    "Asia/Hong_Kong": "HK|Kowloon|香港|九龙",
    "Asia/Taipei": "台北|高雄|台中|Kaohsiung|Taichung|臺灣",
    "Asia/Tokyo": "Osaka|Kyoto|Nagoya|Yokohama|Kobe|Fukuoka|Sapporo|โอซาก้า|โตเกียว|大阪|京都|东京|名古屋|"
    "Осака|Токио|Tóquio|Tokio",
    "Asia/Seoul": "Busan|Incheon|Daegu|釜山|首尔|仁川|โซล|ปูซาน|Сеул|Пусан",
    "Asia/Kolkata": "Mumbai|Bombay|Delhi|New Delhi|Bangalore|Bengaluru|Chennai|Madras|Ahmedabad|Pune|"
    "Surat|Jaipur|Lucknow|Kanpur|Nagpur|Indore|Coimbatore|Kochi|Ludhiana|Rajkot|Noida|Gurgaon|Gurugram|"
    "Vadodara|Gujarat|Maharashtra|Punjab India|Kerala|Tamil Nadu|Hyderabad India|मुंबई|मुम्बई|दिल्ली|"
    "नई दिल्ली|"
    "बेंगलुरु|बैंगलोर|चेन्नई|कोलकाता|अहमदाबाद|पुणे|सूरत|जयपुर|लखनऊ|कानपुर|हैदराबाद|इंदौर|नागपुर|भोपाल|पटना|"
    "राजकोट|गुजरात|महाराष्ट्र|लुधियाना|नोएडा|गुड़गांव|Мумбаи|Дели|孟买|新德里|德里|班加罗尔|มุมไบ|นิวเดลี|เดลี|"
    "مومباي|دلهي|نيودلهي|Mumbay|Dehli|Nova Deli|Nueva Delhi",
    "Asia/Karachi": "Lahore|Islamabad|Faisalabad|Rawalpindi|Sialkot|Peshawar|Multan|Лахор|拉合尔",
    "Asia/Dhaka": "Chittagong|Chattogram|Sylhet|Khulna",
    "Asia/Dubai": "Abu Dhabi|Sharjah|Ajman|Ras Al Khaimah|Абу-Даби|Шарджа|Дубаи|ابوظبي|ابو ظبي|الشارقه|عجمان|"
    "راس الخيمه|العين|阿布扎比|沙迦|迪拜|อาบูดาบี|ดูไบ|अबू धाबी|दुबई|शारजाह|Dubay|Abu Dabi",
    "Asia/Riyadh": "Jeddah|Dammam|Mecca|Makkah|Medina|Khobar|Al Khobar|جده|الدمام|مكه|مكه المكرمه|"
    "المدينه المنوره|"
    "الخبر|الطائف|تبوك|吉达|利雅得|Джидда|Jidda|Riad|Riade",
    "Asia/Baghdad": "Basra|Erbil|البصره|اربيل|الموصل",
    "Asia/Tehran": "Isfahan|Mashhad|Shiraz|Tabriz",
    "Asia/Jerusalem": "Tel Aviv|Haifa|Тель-Авив|特拉维夫",
    "Africa/Cairo": "الاسكندريه|الجيزه|Giza|Каир",
    "Africa/Casablanca": "Rabat|Marrakech|Tangier|الرباط|مراكش|طنجه|Marrakesh",
    "Africa/Algiers": "Oran|وهران",
    "Africa/Lagos": "Abuja|Ibadan|Kano|Port Harcourt",
    "Africa/Nairobi": "Mombasa|Кения",
    "Africa/Johannesburg": "Cape Town|Durban|Pretoria",
    "Africa/Kinshasa": "Matadi",
    "Africa/Lubumbashi": "Goma|Bukavu|Kolwezi|Mbuji Mayi|Katanga|Kisangani|Likasi",
    "Africa/Accra": "Kumasi",
    "Africa/Dar_es_Salaam": "Arusha|Zanzibar",
    "Asia/Kuala_Lumpur": "KL|Penang|Johor Bahru|Johor|Selangor|Ipoh|Куала-Лумпур",
    "Asia/Manila": "Cebu|Davao|Quezon City|Makati|宿务",
    "Asia/Ulaanbaatar": "Ulan Bator|Улан-Батор|Эрдэнэт|Дархан",
    "Asia/Hovd": "Khovd|Ховд",
    "Asia/Bishkek": "Osh|Ош",
    "Asia/Baku": "Ganja",
    "Asia/Yangon": "Rangoon|Mandalay|ย่างกุ้ง",
    "Asia/Vientiane": "เวียงจันทน์|เวียงจันทร์",
    "Australia/Sydney": "Canberra|Wollongong|NSW|New South Wales|Сидней",
    "Australia/Brisbane": "Gold Coast|Cairns|Queensland|Townsville|Sunshine Coast",
    "Australia/Melbourne": "Geelong",
    "Australia/Perth": "Fremantle|Western Australia",
    "Australia/Adelaide": "South Australia",
    "Australia/Darwin": "Alice Springs|Northern Territory",
    "Australia/Hobart": "Tasmania",
    "Pacific/Auckland": "Christchurch|Wellington|Tauranga|Dunedin|Окленд",
}
# What people call countries beside the name in the dictionary of their language.
COUNTRIES: Mapping[str, str] = {
    "AE": "UAE|U.A.E|Emirates|ОАЭ|Эмираты|EAU|Emiratos|BAE|BAA|الامارات|阿联酋|यूएई|ยูเออี|"
    "สหรัฐอาหรับเอมิเรตส์|Emirados",
    "GB": "UK|U.K|Britain|Great Britain|Англия|Британия|بريطانيا|英国|อังกฤษ|यूके|Nước Anh|İngiltere|"
    "Angliya|Inggris",
    "US": "USA|US|U.S|America|United States of America|США|Америка|EEUU|EE UU|Estados Unidos|EUA|ABD|AQSh|"
    "امريكا|美国|อเมริกา|สหรัฐ|अमेरिका|Mỹ|Nước Mỹ|Amerika",
    "SA": "KSA|Saudi|Саудовская Аравия|السعوديه|沙特|ซาอุ|सऊदी|Arabia Saudita|Suudi Arabistan|Arab Saudi",
    "TR": "Turkey|Türkiye|Турция|Turkiya|Turquía|Turquia|Turki|土耳其|ตุรกี|تركيا|तुर्की|Thổ Nhĩ Kỳ",
    "KR": "Korea|Корея|Koreya|Corea|Coreia|Kore|韩国|เกาหลี|कोरिया|كوريا|Hàn Quốc",
    "RU": "РФ|Россия|Rossiya",
    "CN": "ПРК|КНР|Xitoy|中国大陆|内地|เมืองจีน|Trung Quốc|Mainland China",
    "TH": "ไทย|เมืองไทย|ประเทศไทย|ไทยแลนด์|泰国",
    "VN": "Viet Nam|Vietnam|Việt Nam|VN|越南",
    "JP": "Nhật|Yaponiya|日本",
    "DE": "Germaniya|Nước Đức",
    "NL": "Holland|Голландия|Holanda|Hollanda",
    "CZ": "Czech Republic|Чехия",
    "KZ": "Qozog'iston|Казахстан|Қазақстан",
    "UZ": "O'zbekiston|Ўзбекистон|Узбекистан",
    "KG": "Киргизия|Qirg'iziston",
    "AZ": "Ozarbayjon|Азербайджан",
    "BY": "Белоруссия",
    "IN": "Bharat|भारत|इंडिया|हिंदुस्तान|Hindiston",
    "PH": "Philippines|Filipinas|菲律宾|ฟิลิปปินส์",
    "MM": "พม่า|Burma",
    "LA": "Lao|ลาว",
    "CI": "Ivory Coast",
    "CV": "Cape Verde",
    "MX": "Méjico",
    "DO": "República Dominicana",
    "SG": "สิงคโปร์|Singapura|新加坡",
    "MY": "马来西亚|มาเลเซีย|มาเล",
    "KH": "เขมร|กัมพูชา|柬埔寨",
    "ID": "Indo|印尼|อินโด",
    "AU": "澳洲|ออสเตรเลีย",
}
# Countries of several zones that have in fact one clock, but for places where few people live.
ONE_CLOCK: Mapping[str, str] = {
    "AR": "America/Argentina/Buenos_Aires",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "KZ": "Asia/Almaty",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
