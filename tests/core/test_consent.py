"""The sentence is read, not a word in it."""

from bot.core.consent import ConsentPhrases, ConsentReader, ConsentReading

READER = ConsentReader(
    [
        ConsentPhrases("stop", whole=["stop"], within=["stop messaging me"], doubtful=["stop it"]),
        ConsentPhrases("erase", within=["delete my data"]),
        ConsentPhrases("help", whole=["help"]),
    ],
    polite=["please", "thank you"],
)


def test_a_whole_phrase_is_sure() -> None:
    assert READER.read("STOP!") == ConsentReading("stop", True, "stop")


def test_politeness_and_repetition_change_nothing() -> None:
    assert READER.read("Please stop stop. Thank you") == ConsentReading("stop", True, "stop")


def test_a_phrase_within_a_sentence_is_sure() -> None:
    assert READER.read("I said stop messaging me again!") == ConsentReading("stop", True, "stop messaging me")


def test_a_denied_phrase_is_nothing() -> None:
    assert READER.read("do not stop messaging me") is None


def test_a_word_in_a_sentence_is_nothing() -> None:
    assert READER.read("the bus stop is here") is None


def test_a_doubtful_phrase_is_not_sure() -> None:
    assert READER.read("stop it") == ConsentReading("stop", False, "stop it")


def test_a_stop_beside_other_talk_is_doubtful() -> None:
    assert READER.read("Stop. The price is too high.") == ConsentReading("stop", False, "stop")


def test_erasing_goes_before_stopping() -> None:
    reading = READER.read("stop messaging me and delete my data")
    assert reading is not None
    assert reading.kind == "erase"


def test_without_phrases_nothing_is_read() -> None:
    assert ConsentReader([]).read("stop") is None
