"""The small words by which a reader knows a language at a glance: those in Latin letters.

Its one rule: a word stands under every language that has it, typed as in that language; the more
languages share a word, the less it tells (`weights`). Other letters have telling_native.py, other
languages typed in Latin letters romanised.py.
"""

from collections.abc import Mapping
from itertools import chain

from bot.core.text import normalise

Weights = Mapping[str, Mapping[str, float]]

WORDS: Mapping[str, str] = {
    "en": "paid received waiting cheaper broken working yesterday still yet got let know a an the is are "
    "was what how much many do does did you your can could have has need price please want when where which "
    "who why i im we he she they it its this that these there for of and or with from about my me to in on "
    "at not dont will would should any some give send tell show today tomorrow thanks thank good morning "
    "available looking quote delivery if but been just here then than also only more other by as out up us "
    "our lot",
    "es": "les pagué pagado recibido ayer espero esperando llegó llega llegado garantía foto fotos caro "
    "barato qué modelos nuestro nuestra puedo dónde dejas tarda ustedes ninguna aún todavía fue el la los "
    "las un una unos de del al y o que cuánto cuánta cuántos cuesta cuestan vale precio hola gracias para "
    "por favor quiero quisiera necesito tiene tienen tienes hay como cómo donde cuándo cuando cuál cual "
    "quién es está están son soy estoy mi mis me te se lo le su sus con sin en más muy pero si sí no este "
    "esta ese esa eso esto usted manda envía envío hace hacen puede puedes dime buenos buenas días tardes "
    "hoy mañana ahora todo todos algo mucho también porque sobre desde hasta ser ver pon pone haz hacer "
    "entrega disponible pago envían cotización saber tengo ya dame a",
    "pt": "paguei pago recebi ontem espero aguardo chegou garantia foto fotos caro barato ainda nosso nossa "
    "demora vou tô eles dele fica ficou o os a as um uma uns umas de do da dos das no na nos nas em e ou "
    "que qual quais quanto quanta quantos custa custam preço olá oi obrigado obrigada para pra pro por "
    "favor quero queria gostaria preciso você vocês tem têm tenho como onde quando quem é está são estou "
    "meu minha meus minhas me te se lhe seu sua com sem mais muito mas sim não nao este esta esse essa isso "
    "isto manda enviar envia faz fazem pode posso bom boa dia tarde noite hoje amanhã agora tudo todos algo "
    "também porque sobre desde até ser ver fazer entrega prazo vc vcs tá ta aí lá ao à pelo pela foi vai "
    "frete orçamento",
    "fr": "payé reçu hier attends arrivé garantie photo photos cher rien toujours encore trop notre nos "
    "leur marche quand été le la les l un une des du de d au aux et ou est sont combien prix bonjour salut "
    "merci je j tu il elle nous vous ils mon ma mes votre vos pour avec sans dans sur pas ne n que qu quel "
    "quelle quels quelles qui où comment pourquoi ce cette ces c ça avez avoir ai a as veux voudrais besoin "
    "svp plaît plus très mais oui non bonsoir beaucoup mille aujourd hui demain fait faire peut puis coûte "
    "livraison devis disponible envoyez moi y en s se être",
    "de": "bezahlt bekommen gestern warte angekommen garantie foto fotos teuer billiger nichts zu unser "
    "unsere wird werden schick schicken der die das den dem des ein eine einen einem einer ist sind war was "
    "wie wieviel viel viele kostet kosten preis hallo danke bitte ich sie wir ihr er es du mir mich ihnen "
    "uns haben hat habe hätte kann können könnten möchte brauche wo wann wer warum welche welcher welches "
    "und oder aber nicht kein keine für mit von zum zur auf aus bei nach im in am an auch noch schon nur "
    "guten tag morgen heute gibt liefern lieferung lieferzeit angebot ja nein sehr mehr dass wenn",
    "it": "pagato ricevuto ieri aspetto arrivato garanzia foto caro troppo ancora nostro modelli mandami "
    "mandi quanti già fa il lo la i gli le un uno una di del della dei delle dello al alla ai da dal dalla "
    "in nel nella su sul con per tra e ed o è sono ho hai ha abbiamo avete hanno quanto quanta costa "
    "costano prezzo ciao grazie buongiorno buonasera salve vorrei voglio posso può potete che chi cosa come "
    "dove quando quale quali perché non più molto ma anche mi ti si ci vi mio mia questo questa quello oggi "
    "domani prego disponibile spedizione consegna spedite serve tempi mille preventivo sapere bisogno",
    "nl": "betaald ontvangen gisteren wacht aangekomen garantie foto duur goedkoper nog niets ons onze "
    "wordt stuur de het een van en of is zijn was wat hoe hoeveel veel kost kosten prijs hallo dank bedankt "
    "u je jij ik wij we jullie hij zij ze mij mijn uw heeft heb hebben hebt kan kunnen kunt wil willen "
    "graag waar wanneer wie waarom welke maar niet geen voor met naar bij op aan uit om ook al deze dit dat "
    "die er te in tot goedemorgen goedendag vandaag morgen leveren levering levertijd offerte alstublieft "
    "aub ja nee meer",
    "pl": "zapłaciłem otrzymałem wczoraj czekam doszło gwarancja zdjęcie zdjęcia drogo taniej nic nasz "
    "przesyłka wyślij za a i w na z do od po o u to jest są był co jak ile kosztuje cena ceny cześć dzień "
    "dobry dziękuję dzięki proszę ja ty my wy pan pani państwo mi mnie mam masz macie ma mają czy kiedy "
    "gdzie kto dlaczego który która które nie tak dla ale lub oraz też już jeszcze tylko chcę chciałbym "
    "chciałabym potrzebuję można mogę może się ten ta te dziś jutro dostawa wysyłka oferta bardzo witam",
    "cs": "a v na z do od za po o je jsou byl co jak kolik stojí cena ahoj dobrý den děkuji prosím já vy "
    "máte mám kdy kde kdo proč který která nebo ne ano pro ale také už ještě jen chci potřebuji můžete jaká "
    "jaký se si to ten ta dnes zítra doprava dodání",
    "ro": "și sau este sunt cât costă preț prețul bună ziua salut mulțumesc vă rog eu aveți am are unde "
    "când cine care nu da pentru cu fără la de din în pe un o ce cum vreau doresc puteți livrare mai foarte "
    "dar că să azi mâine",
    "hu": "a az egy és vagy van vannak mi mennyi mennyibe kerül ár ára szia jó napot köszönöm kérem én önök "
    "hol mikor ki miért melyik nem igen de is hogy szeretnék kell lehet szállítás ma holnap meg ha",
    "sv": "och är var vad hur mycket kostar pris priset hej tack jag ni vi du har kan vill när vem varför "
    "vilken inte ja nej för med av på till från om det den en ett som att också finns leverans idag imorgon "
    "skulle",
    "da": "og er var hvad hvor hvordan meget koster pris prisen hej tak jeg i vi du har kan vil hvornår "
    "hvem hvorfor hvilken ikke ja nej for med af på til fra om det den en et som at også levering findes "
    "kunne gerne",
    "nb": "og er var hva hvor hvordan mye koster pris prisen hei takk jeg dere vi du har kan vil når hvem "
    "hvorfor hvilken ikke ja nei for med av på til fra om det den en et som å også levering finnes kunne "
    "gjerne",
    "fi": "ja on ovat mitä paljonko maksaa hinta hei kiitos minä te me onko teillä voitteko missä milloin "
    "kuka miksi ei kyllä tämä se että kuin mutta haluan tarvitsen toimitus paljon",
    "hr": "i u na s sa za od do je su što šta kako koliko košta cijena cena bok zdravo dobar dan hvala "
    "molim ja vi imate imam kada kad gdje gde tko ko zašto koji koja ne da ali ili ovo to želim trebam mogu "
    "možete dostava",
    "id": "transfer dibayar terima kemarin tunggu nunggu sampai sampe belum garansi garansinya foto fotonya "
    "barang mahal murah nego masih nanti banget berapa harga harganya apa apakah ada yang untuk saya aku "
    "kamu anda kami kita bisa kasih makasih dengan ini itu di ke dari dan atau tidak nggak enggak kapan "
    "gimana bagaimana ga gak brp kak pak bu bang gan dong sih deh aja saja udah sudah yg dgn utk tdk sy bgt "
    "ya kalau kalo mau minta tolong mohon kirim beli buat jam pukul kereta hari besok sekarang esok mana "
    "dimana siapa kenapa mengapa berapaan ongkir stok lagi juga akan karena tentang selamat pagi siang sore "
    "malam biaya pengiriman nya kok nih gue lu loh punya semua bulan minggu tanggal ingin putar ingatkan "
    "matikan nyalakan hapus tambahkan beri buka",
    "ms": "bayar dah sudah terima semalam tunggu sampai belum jaminan gambar barang tu mahal murah sangat "
    "lagi ni sikit macamana berapa harga apa apakah ada yang untuk saya awak anda kami kita boleh kasih "
    "dengan ini itu di ke dari dan atau tidak tak nak hendak bila bagaimana macam mana yg utk awk korang "
    "dapatkan kereta encik puan pagi petang esok sekarang pukul kenapa siapa hantar beli sahaja je kerana "
    "kot tuan cik bayaran penghantaran sebut stok selamat sila tolong",
    "fil": "ang ng mga sa po opo magkano ano ito yan yung kailan saan paano bakit sino ako ikaw kayo kami "
    "tayo namin niyo ba may meron wala hindi oo salamat kumusta pwede gusto ko mo lang naman din rin kung "
    "para nga presyo",
    "vi": "chuyển khoản rồi nhận hôm qua chờ đợi đến bảo hành ảnh đắt rẻ hơn quá gửi lâu nữa thì bao nhiêu "
    "giá cho tôi mình em anh chị bạn của không có là được xin chào cảm ơn và với này đó kia thế nào gì khi "
    "đâu ở từ đi về làm muốn cần hỏi mua bán hàng sản phẩm giao báo ạ nhé vậy chưa những các một hai tiền "
    "cái chiếc bên shop sao ai nay ngày mai ko k đc bn vs sp ad ơi tui bay gio hay hãy bật tắt bài",
    "tr": "ödedim ödeme aldım dün bekliyorum geldi gelmedi garanti garantisi fotoğraf pahalı ucuz hala hâlâ "
    "bizim gönderin atar mısın oldu ne kadar fiyat fiyatı fiyatlar var mı mi mu yok için merhaba selam "
    "teşekkürler teşekkür ederim bir ve veya ile nasıl istiyorum lütfen nerede nereye zaman kim niçin neden "
    "hangi bu şu o ben sen siz biz bana beni benim sizin değil evet hayır çok daha en ama gibi kaç lira "
    "ücret teslimat kargo sipariş günaydın iyi günler bugün yarın şimdi mısınız misiniz musunuz olur olarak "
    "istiyoruz alabilir miyim gönder nedir slm tşk saat söyle göster kapat aç çal bul olan şey hakkında abi "
    "hocam",
    "az": "ödədim aldım dünən gözləyirəm gəldi gəlmədi zəmanət şəkil baha bahadır ucuz hələ bizim göndərin "
    "etdim nə qədər qiymət qiyməti neçə neçəyədir var varmı yox üçün salam sağ olun təşəkkür bir və ya ilə "
    "necə istəyirəm zəhmət olmasa harada haqqında zaman vaxt kim niyə hansı bu şu o mən sən siz biz mənə "
    "məni mənim deyil bəli xeyr çox daha ən amma kimi ki çatdırılma sifariş bugün gün sabah indi olar edin "
    "ver göstər söylə əlavə et bilər nədir saat de",
    "uz": "toladim oldim kecha kutyapman keldi kelmadi kafolat rasm qimmat arzon arzonroq hali bizga pulini "
    "yana judayam juda qancha narxi narx narxini necha nechi nechta nechpul qanday qanaqa bormi bor yoq "
    "kerak salom assalomu alaykum rahmat iltimos uchun bilan va yoki yetkazib berasiz berasizmi beradi "
    "boladi boladimi bolsa qachon qayerda qaerda menga sizda sizlarda som pul emas tez shoshilinch bu shu u "
    "men siz biz ham lekin nima kim qaysi qilib qilish qanchadan mahsulot buyurtma bering yuboring ayting "
    "kerakmi mi bugun ertaga hozir ekan edi ha yaxshi katta turadi tolov dostavka kancha nechchi narhi "
    "koproq qilasiz qilasizmi qilamiz sotib olmoqchiman",
    "sw": "bei gani ni na ya wa kwa habari asante tafadhali ninataka nataka je mna una wapi lini nani sana "
    "hii hiyo bidhaa ngapi shilingi samahani ndiyo hapana mimi wewe sisi yako",
    "ca": "el la els les un una i o és són quant costa preu hola gràcies per favor vull amb sense on quan "
    "com què aquest aquesta no sí del dels al als de tinc teniu puc molt més també",
}
# What close relatives never say: a word of the one speaks against the other.
UNLIKE: Mapping[str, str] = {
    "pt": "la el los las y en del un una mi con hay muy lo es",
    "es": "o os um uma do da dos das em nao e na voce com che il della di",
    "it": "el los las y en que de por para muy os um uma em",
}


def weights(*tables: Mapping[str, str]) -> Weights:
    """Each word's worth to the languages that have it: 1 to a single one, less to several."""
    holders: dict[str, dict[str, float]] = {}
    for tag, listed in chain.from_iterable(table.items() for table in tables):
        for word in set(normalise(listed).split()):
            holders.setdefault(word, {})[tag] = 0.0
    return {word: dict.fromkeys(tags, _worth(word, len(tags))) for word, tags in holders.items()}


def _worth(word: str, holders: int) -> float:
    size = 0.35 if len(word) == 1 else 0.7 if len(word) == 2 else 1.0
    return float(size * min(1.0, 1.25 / holders**0.75))
