"""What people wrap a question in: words of politeness, greetings and thanks, by language.

Its one rule: every entry is a frame around the question, `{}`, and never asks anything itself.
"""

from collections.abc import Mapping, Sequence

from bot.core.translations import fallbacks

Frames = Mapping[str, Sequence[str]]

POLITE: Frames = {
    "en": ("{} please", "please {}", "{} pls", "{} sir", "kindly {}"),
    "th": ("{}ครับ", "{}ค่ะ", "{}คะ", "{}หน่อยครับ", "{}จ้า", "{} นะคะ"),
    "uz": ("iltimos {}", "{} iltimos", "marhamat, {}", "{} aka"),
    "uz-Cyrl": ("илтимос {}", "{} илтимос", "{} ака"),
    "ru": ("{} пожалуйста", "пожалуйста, {}", "подскажите пожалуйста {}", "{} плиз"),
    "es": ("{} por favor", "por favor, {}", "{} porfa", "disculpe, {}"),
    "pt": ("{} por favor", "por favor, {}", "{} pfv", "com licença, {}"),
    "zh": ("请问{}", "{}呢", "你好请问{}", "麻烦问下{}", "{}哦"),
    "id": ("tolong {}", "{} ya kak", "mohon {}", "{} pak", "permisi {}"),
    "vi": ("cho mình hỏi {}", "{} ạ", "dạ {}", "xin hỏi {}", "{} bạn ơi"),
    "ar": ("من فضلك {}", "{} من فضلك", "لو سمحت {}", "{} رجاء"),
    "hi": ("कृपया {}", "{} जी", "{} प्लीज़", "ज़रा {}"),
    "hi-Latn": ("please {}", "{} ji", "{} bhai", "kripya {}"),
    "tr": ("lütfen {}", "{} lütfen", "{} acaba", "rica etsem {}"),
    "fr": ("{} s'il vous plaît", "svp {}", "{} svp"),
    "de": ("bitte {}", "{} bitte", "könnten Sie bitte {}"),
    "it": ("{} per favore", "per favore, {}", "scusi, {}"),
    "ja": ("すみません、{}", "{}お願いします", "{}です"),
    "ko": ("{} 부탁드립니다", "혹시 {}", "{} 좀요"),
    "az": ("zəhmət olmasa {}", "{} xahiş edirəm"),
}
COURTESIES: Frames = {
    "en": ("hello, {}", "hi {}", "good morning, {}", "{}, thank you", "dear sir, {}"),
    "th": ("สวัสดีครับ {}", "สวัสดีค่ะ{}", "{} ขอบคุณครับ", "ขอบคุณค่ะ {}"),
    "uz": ("salom, {}", "assalomu alaykum {}", "{}, rahmat"),
    "uz-Cyrl": ("салом, {}", "ассалому алайкум {}", "{}, раҳмат"),
    "ru": ("здравствуйте, {}", "добрый день! {}", "{}, спасибо", "привет {}"),
    "es": ("hola, {}", "buenos días, {}", "{}, gracias", "buenas tardes {}"),
    "pt": ("olá, {}", "bom dia, {}", "{}, obrigado", "oi {}"),
    "zh": ("你好，{}", "您好 {}", "{}，谢谢", "早上好，{}"),
    "id": ("halo, {}", "selamat pagi, {}", "{}, terima kasih", "assalamualaikum, {}"),
    "vi": ("xin chào, {}", "chào shop, {}", "{}, cảm ơn", "chào bạn {}"),
    "ar": ("مرحبا، {}", "السلام عليكم {}", "{}، شكرا", "صباح الخير {}"),
    "hi": ("नमस्ते, {}", "नमस्कार {}", "{}, धन्यवाद"),
    "hi-Latn": ("namaste, {}", "hello {}", "{}, dhanyavad"),
    "tr": ("merhaba, {}", "iyi günler, {}", "{}, teşekkürler", "selam {}"),
    "fr": ("bonjour, {}", "{}, merci"),
    "de": ("hallo, {}", "guten Tag, {}", "{}, danke"),
    "it": ("buongiorno, {}", "ciao {}", "{}, grazie"),
    "ja": ("こんにちは、{}", "{}。ありがとうございます"),
    "ko": ("안녕하세요, {}", "{} 감사합니다"),
    "az": ("salam, {}", "{}, təşəkkür edirəm"),
}


def spoken_in(language: str, frames: Frames) -> Sequence[str]:
    """The frames of a language, or of the one it is a kind of (`pt-BR`, `pt`); none where unknown."""
    return next((frames[tag] for tag in fallbacks(language) if tag in frames), ())
