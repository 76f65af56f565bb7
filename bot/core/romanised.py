"""The small words of languages that people type in Latin letters: "kitna price hai", "skolko stoit".

Its one rule: a tag names what is answered. Only Hindi has texts of its own in Latin letters; whoever
romanises another language is answered in its usual script. Spellings are those of a phone keyboard.
"""

from collections.abc import Mapping

ROMANISED: Mapping[str, str] = {
    "hi-Latn": "mila mili pahuncha guarantee mehnga mahanga sasta saste paise diya di gaya gayi kam jyada "
    "zyada na hai hain kya kitna kitne kitni kab kahan kaha kaise kaisa kaun kyu kyun kyon konsa kaunsa ka "
    "ki ke ko se mein mai hum aap ap tum tumhara aapka aapke apka apke mera mere meri mujhe muje humko hame "
    "humein hume bhai bhaiya bhejo bhejdo bhejiye bhej dedo dijiye batao bataiye bata chahiye chaiye chahie "
    "milega milegi milta nahi nahin nhi haan ji namaste namaskar shukriya dhanyavad dhanyawad aur ya hoga "
    "hogi hona karo karna karke kar kr raha rahe rahi tha abhi aaj kal jaldi sirf bhi toh wala wali wale "
    "accha acha thik theek sahi daam dam keemat kimat bhav paisa rupaye kuch bohot bahut yeh ye woh wo iska "
    "uska yahan yaha lena dena maal saman samaan sakte sakta sakti karte karta karenge dikhao bolo mangwana "
    "chalega banega lagega pe tak liye",
    "th": "roop hai aow ao an pang jai ngern jaai laew garantee deung lod lot noi kon korn tit tor baeb see "
    "thao tao thaorai taorai rai arai sawasdee sawatdee sawadee sawaddee sawasdi krub krab khrap krap khap "
    "kub kha ka khrub raka rakha mai mii mee khun chan phom pom yang ngai tang dai daai khob kob khop "
    "khobkhun kobkhun khopkhun mak maak tong karn kan mueang muea rue laeo thi tee nai baht gee kee chin "
    "tham tam duai duay bang nee ni nan sang sue khai yak yaak pai maa krungthep",
    "ar": "ab3at eb3at ib3at sowar soura sora dafa3t embare7 mbare7 lessa lissa la2 wasal wasalet daman "
    "ghali ghaly rkhis rekhis 2awi awi mawjood mawgood mawjoud gomla jomla 7a2 ha2 ahlein ya3ni tayeb "
    "tayyeb khalas kaman bas bass kamaan bado bedak bidak 3andi 3endi 3endak 3endkom 7elw gdan jiddan kbir "
    "kteer el7in al7een alheen sh7al chhal bch7al bchhal wach rani kam bikam bekam kem el al se3r si3r s3r "
    "se3er si3er as3ar shukran chokran shokran shukrn salam salaam assalam alaikum alaykum 3alaikum "
    "3alaykom marhaba mar7aba ahlan sabah masa2 kheir 5eir 7abibi habibi yalla law sama7t sam7t samaht min "
    "fadlak fadlik ana enta enti inta inti e7na n7na 3ayez 3ayz 3awez 3ayza 3awz 3andak 3andk 3andkom "
    "3andokom 3indak 3indkom 3ndkm andkom ayez aayez biddi bidi badi baddi bedi shu shou sho eh eih ezay "
    "ezzay izzay keef kif kifak ezayak izayak shlonak fein feen wein wen emta imta amta meta leh leih mish "
    "msh mesh mafi mafeesh fi 3ala 3an ma3 da di dol dah dih haza hatha momken mumkin mumken kol yom bokra "
    "bukra delwa2ti dilwa2ti tawseel tawsil toseel sha7n shahn ktir aywa aiwa na3am laa wa w ya inshallah "
    "insha2allah tamam alf gedan abgha abi wesh waish",
    "ru": "oplatil oplatila poluchil poluchila vchera zhdu jdu prishlo prishel garantiya foto skinte skin "
    "dorogo deshevle pochem do sih por ne kakie modeli vashi nash otveta adres gorod tovar nalichie razmer "
    "skidka skidki optovaya optovye tsvet mne emu budut mogu mozhete hotel hotela davayte ladno yasno "
    "izvinite kstati nomer telefon srochno vremya rabota rabotaet skoro obratno dengi vernite tolko skolko "
    "stoit stoyt stoimost cena tsena ceny tseny privet priviet zdravstvuyte zdravstvuite zdrastvuyte "
    "zdrasti dobryy dobriy dobry den vecher utro spasibo spasiba pozhaluysta pozhalusta pojaluysta "
    "pozhaluista pojalusta mozhno mojno nuzhno nujno nuzhen nujen hochu khochu kogda gde kuda kak chto shto "
    "kto pochemu kakoy kakaya ili dlya est yest net nyet da u vas vam nas nam menya ya ty vy my on ona "
    "dostavka dostavku dostavki zakaz zakazat kupit prishlite skazhite podskazhite budet eto ochen eshe "
    "uzhe segodnya zavtra seychas seichas horosho khorosho ponyal na po za iz ot s v i mojete rabotaete "
    "nalichii optom srok sroki otpravte",
    "zh": "zhaopian fa gei wo hai mei shoudao fukuan zuotian tai gui pianyi baoxiu nian nianbao zhiliang "
    "yidian dianhua dizhi xuyao jige duoda dabao gongchang kehu huo shuliang zhekou duoshao duo shao qian "
    "jiage jia ge duoshaoqian nihao ni hao nimen women ta xiexie xie qing qingwen wen zenme zenmeyang "
    "shenme shenmeshihou shihou shi bu you meiyou keyi ma ne de le yao xiang fahuo songhuo yunfei dinghuo "
    "qiding liang kuaidi yangpin chanpin baojia zhege nage na li nali zai dao duojiu jiu tian haode "
    "zaoshang xianzai jintian mingtian neng bukeyi xiexieni bang",
    "fa": "gheymat gheymatesh qeymat chand chande cheghadr cheqadr chegadr salam mamnoon mamnun mersi merci "
    "lotfan khubi khoobi chetori chetor kojast koja baraye az ba dar in an hast nist darid dari daram "
    "mikham mikhaham mikhastam befrestid beferestid toman ersal emrooz farda shoma ma khoob kheyli baleh "
    "bale na che chera mishe mishavad",
    "bn": "koto kotho dam daam taka ami amar apni apnar apnader tumi ki kemon kobe kothay keno ache achen "
    "nai nei lagbe chai debe deben din dibo pabo paoa jabe kore korte hobe bhai dhonnobad assalamu bolen "
    "janan pathan ekta eta ota kivabe dorkar",
    "el": "poso kanei kani kostizei kostizi timi kalimera kalispera geia sas sou efharisto efxaristo "
    "efharistw efxaristw parakalo thelo thelw exete ehete exo exw pote pou pos ti einai den nai oxi ohi kai "
    "gia mou mporo mporeite posa ine",
    "ja": "ikura desu desuka ka wa ga wo no ni kudasai arigato arigatou gozaimasu konnichiwa ohayou "
    "sumimasen onegai onegaishimasu itsu doko nan nani dare masu masuka arimasu arimasuka dekimasu "
    "dekimasuka hoshii kore sore watashi nedan okuri",
    "ko": "eolma eolmayeyo olmayeyo olma annyeong annyeonghaseyo annyong haseyo gamsahamnida kamsahamnida "
    "juseyo jusseyo isseoyo eobseoyo eonje odi eodi mwo igeo hago sipeoyo gagyeok baesong",
    "uk": "skilky koshtuye koshtue tsina dyakuyu diakuju dobryi den pryvit vitayu bud laska treba koly de "
    "yak shcho mozhna potribno maye dostavka chy",
    "kk": "qansha kansha bagasy bagasi turady salem salemetsiz rahmet qashan qaida kaida kerek bar ma boldy "
    "jok zhok zhoq jetkizu otinemin qandai",
    "ta": "evlo evvalavu evalavu vilai enna eppo eppadi epdi vanakkam nandri irukka iruku venum sollunga "
    "anna unga enga illa panna mudiyuma anuppunga vendum",
    "te": "entha enta dhara dara ela eppudu ekkada namaskaram dhanyavadalu undi unda unnaya kavali "
    "cheppandi meeru nenu emi anna pampandi isthara untundi",
}  # fmt: skip

ROMAN_URDU = "PK"
"""Roman Urdu reads like roman Hindi; from Pakistan it is Urdu, whose readers do not read Devanagari."""
