"""What the check says of phrases that were played to the matcher."""

import pytest

from bot.content.losing import Played, judge, losing_phrases
from bot.core.matching import Matcher
from bot.core.triggers import Candidate, Match, Phrase, Trigger

_PRICE = Phrase("unit price", "en", "price", "triggers/a.yaml:2:9")
_COST = Phrase("cost of a unit", "en", "price", "triggers/a.yaml:3:9")
_QUOTE = Phrase("price quotation", "en", "quotation", "triggers/b.yaml:5:9")
_PLACES = {(phrase.trigger, phrase.text): phrase.place for phrase in (_PRICE, _COST, _QUOTE)}


def _candidate(phrase: Phrase, score: float) -> Candidate:
    return Candidate(phrase.trigger, phrase.text, phrase.language, score)


def _told(*played: Played) -> list[str]:
    return [str(problem) for problem in judge(played, _PLACES)]


def _asked(phrase: Phrase, *close: Phrase) -> Played:
    candidates = tuple(_candidate(one, 0.5) for one in close)
    return Played(phrase, Match(candidates, None, candidates))


def _acted(phrase: Phrase, on: Phrase) -> Played:
    best = _candidate(on, 0.9)
    return Played(phrase, Match((best,), best))


def test_a_phrase_that_its_own_trigger_wins_is_not_told() -> None:
    assert _told(_acted(_PRICE, _COST), _acted(_QUOTE, _QUOTE)) == []


def test_a_phrase_that_another_trigger_wins_is_told_with_the_winner_and_both_places() -> None:
    assert _told(_acted(_PRICE, _QUOTE)) == [
        'triggers/a.yaml:2:9: "unit price" loses to trigger "quotation" through "price quotation" at '
        "triggers/b.yaml:5:9. Make the two phrases more different, or move one."
    ]


def test_two_triggers_in_doubt_are_told_once_however_many_phrases() -> None:
    told = _told(_asked(_PRICE, _PRICE, _QUOTE), _asked(_COST, _QUOTE, _COST), _asked(_QUOTE, _QUOTE, _COST))

    assert told == [
        'triggers/a.yaml:2:9: "unit price" (and 2 more phrases) leaves the bot in doubt between "price" '
        'and "quotation", whose nearest is "price quotation" at triggers/b.yaml:5:9, so that it only asks. '
        "Make the two triggers' phrases more different."
    ]


@pytest.mark.parametrize("match", [Match(), Match((_candidate(_QUOTE, 0.1),)), _asked(_PRICE, _PRICE).match])
def test_phrases_that_say_too_little_are_told_once_a_trigger(match: Match) -> None:
    told = _told(Played(_PRICE, match), Played(_COST, match))

    assert told == [
        'triggers/a.yaml:2:9: "unit price" (and 1 more phrase) says too little for trigger "price" to be '
        "acted on. Write it in a longer way, without negations, or remove it."
    ]


def _trigger(name: str, *texts: str, enabled: bool = True) -> Trigger:
    phrases = tuple(
        Phrase(text, "en", name, f"triggers/{name}.yaml:{n}:9") for n, text in enumerate(texts, 1)
    )
    return Trigger(name, phrases, reply="a", enabled=enabled)


def _losing(*triggers: Trigger) -> list[str]:
    match = Matcher(triggers).match
    return [str(problem) for problem in losing_phrases({one.name: one for one in triggers}, match)]


def test_phrases_that_the_matcher_knows_are_not_told() -> None:
    assert _losing(_trigger("a", "unit price", "what does it cost"), _trigger("b", "delivery time")) == []


def test_what_collides_is_not_told_again_as_losing() -> None:
    assert _losing(_trigger("a", "unit price", "what does it cost"), _trigger("b", "unit-price?")) == []


def test_a_trigger_that_is_off_wins_nothing_and_loses_nothing() -> None:
    assert _losing(_trigger("a", "unit price"), _trigger("b", "unit price", enabled=False)) == []
