"""The shipped consent phrases, and what ops add to them."""

from pathlib import Path

import pytest

from bot.content.consent import load_consent
from bot.errors import ContentError

SHIPPED = load_consent()


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "Stop. Thank you",
        "please stop sending me messages",
        "unsubscribe",
        "please don't message me again",
        "หยุดส่ง",
        "หยุดส่งค่ะ",
        "อย่าส่งข้อความมาอีก",
        "to‘xtating iltimos",
        "тўхтатинг",
        "停止",
        "请不要再发消息",
        "por favor no me escriban más",
        "pare de me enviar mensagens",
        "стоп",
        "пожалуйста, не пишите мне больше",
        "توقف",
        "मैसेज मत भेजो",
        "berhenti",
        "tolong jangan kirim pesan lagi",
        "ngừng nhắn tin",
        "lütfen mesaj atmayın",
        "dừng",
        "Dừng lại",
        "dung lai",
        "dừng nhắn tin giúp tôi",
        "por favor ya no me escriban",
        "no quiero que me escriban más",
        "dejen de mandarme mensajes por favor",
        "no me manden más mensajes",
        "no me envien mas mensajes",
        "ya no me manden mensajes",
        "ya no quiero recibir mensajes",
        "no quiero recibir mensajes",
        "bórrame de la lista",
        "bórreme de la lista por favor",
        "eliminen mi número",
        "borren mi número de su base",
        "não me mandem mais mensagens",
        "não me mandem mais mensagem por favor",
        "para de me mandar mensagem",
        "pare de mandar mensagens",
        "parem com essas mensagens",
        "quero parar de receber mensagens",
        "me tira da lista",
        "quero sair da lista",
        "não quero receber mais nada",
        "quero sair",
        "chega de mensagem",
        "не надо мне больше писать",
        "не надо мне писать",
        "хватит слать сообщения",
        "хватит присылать сообщения",
        "перестаньте слать сообщения",
        "прекратите рассылку",
        "не беспокойте меня",
        "уберите мой номер",
        "удалите мой номер из базы",
        "не пишите мне",
        "не пишите мне больше никогда",
        "прекратите писать",
        "please do not contact me",
        "don't text me again",
        "请不要再给我发消息了，谢谢",
        "لا تراسلوني",
        "lütfen bana mesaj atmayın, teşekkürler",
        "jangan hubungi saya lagi",
        "menga yozmang",
        "không nhận tin nhắn nữa",
        "đừng nhắn tin cho tôi nữa",
        "dung gui tin nhan cho toi nua",
        "huỷ đăng ký",
        "SAIR",
        "baja",
        "RET",
    ],
)
def test_a_clear_stop_is_sure_in_every_language(text: str) -> None:
    reading = SHIPPED.read(text)
    assert reading is not None
    assert (reading.kind, reading.sure) == ("stop", True)


@pytest.mark.parametrize(
    "text",
    [
        "we must stop this line at noon",
        "the bus stop",
        "please stop by our booth",
        "start price?",
        "help me choose a motor",
        "please stop sending the wrong parts",
        "do not unsubscribe me",
        "หยุดส่งสินค้าก่อน",
        "мы не стоп",
        "para cuándo llega",
        "بلا توقف",
        "机器停止工作",
        "makina durdu",
        "no quiero darme de baja",
        "no me envíen más motores defectuosos",
        "não me envie mais esse modelo",
        "não quero mais receber esse modelo",
        "не хочу больше получать брак",
        "прекратите присылать брак",
        "не пишите мне цену в долларах",
        "не присылайте мне больше брак",
        "прекратите писать по-английски",
        "не пишите больше 100 штук в накладной",
        "đúng",
        "dùng",
        "đúng rồi",
        "dung",
        "đúng ạ",
        "Huy",
        "huy",
        "Sơn",
        "thôi nhé",
        "thôi",
        "tiếp tục",
        "lanjutkan",
        "恢复",
        "开始",
        "boshlang",
        "devam et",
        "começar",
        "alta",
        "начать",
        "أبدا",
        "أبدًا",
        "stop sending me these defective parts",
        "stop sending me any broken motors",
        "do not contact me by phone",
        "别再给我发次品",
        "不要再给我发旧款",
        "quiero la baja tensión",
        "lütfen sesli mesaj atmayın",
        "tôi không nhận tin nhắn nào từ bên bạn",
        "no quiero la baja",
        "не хочу отписаться",
        "I do not want to unsubscribe",
        "resume",
        "số lượng đúng",
        "dùng lại được không",
        "dùng lại",
        "đừng",
        "hướng dẫn",
        "dur bakalım",
        "لا ترسلوا لي المزيد من القطع المعيبة",
        "ไม่ต้องส่งข้อความเสียงก็ได้",
        "yubormang mahsulot",
        "menga ruscha yozmang",
        "",
    ],
)
def test_business_talk_says_nothing_about_consent(text: str) -> None:
    assert SHIPPED.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "stop it",
        "enough",
        "พอแล้ว",
        "хватит",
        "yeter",
        "cukup",
        "basta",
        "dejen de molestar",
        "remover meu número",
        "hủy",
        "别发了",
        "alto",
        "прекратите",
        "dur",
        "đủ rồi",
        "yubormang",
        "jangan kirim lagi",
    ],
)
def test_a_doubtful_stop_is_asked_about(text: str) -> None:
    reading = SHIPPED.read(text)
    assert reading is not None
    assert (reading.kind, reading.sure) == ("stop", False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("start", "start"),
        ("เริ่มใหม่", "start"),
        ("старт", "start"),
        ("Help, please!", "help"),
        ("ayuda", "help"),
        ("yordam", "help"),
        ("delete my data", "erase"),
        ("please delete all my data now", "erase"),
        ("забудьте меня", "erase"),
        ("ลบข้อมูลของฉันด้วยค่ะ", "erase"),
        ("请删除我的数据", "erase"),
        ("ma'lumotlarimni o'chiring", "erase"),
    ],
)
def test_start_help_and_erase_are_read(text: str, kind: str) -> None:
    reading = SHIPPED.read(text)
    assert reading is not None
    assert (reading.kind, reading.sure) == (kind, True)


def test_ops_may_add_phrases_and_lose_none(tmp_path: Path) -> None:
    extra = tmp_path / "consent.yaml"
    extra.write_text("de: {stop: {whole: [aufhören]}}", encoding="utf-8")
    reader = load_consent(extra)
    assert [reading.kind for text in ("aufhören", "stop") if (reading := reader.read(text))] == [
        "stop",
        "stop",
    ]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("de: [", r"consent.yaml:\d+:\d+: "),
        ("de: {halt: {whole: [x]}}", r"consent.yaml:1:6: \"halt\" is not known here"),
        ("xx-nope-: {}", "consent.yaml"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, content: str, where: str) -> None:
    extra = tmp_path / "consent.yaml"
    extra.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError, match=where):
        load_consent(extra)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        load_consent(tmp_path / "none.yaml")
