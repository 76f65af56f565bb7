"""A process that decides nothing keeps little of the content, and refuses what a worker refuses."""

import re
from dataclasses import replace

import pytest

from bot.content.files import version_of
from bot.content.library import load_library, load_shelf
from bot.content.watching import Watch
from bot.core.canned import canned_for
from bot.core.contacts import Contact
from bot.core.shelf import Shelf, shelf_of
from bot.errors import ContentError
from tests.conftest import MONDAY_NOON_IN_BANGKOK, PROJECT
from tests.content.conftest import Write

_FILES = {
    "triggers/price.yaml": "price: {reply: price, phrases: {en: [how much is it, unit price, what price]}}\n",
    "replies/price.yaml": "price: {steps: [{say: 'It is {model}.'}]}\n",
    "replies/facts.yaml": "model: MX-55\n",
    "replies/policy.yaml": "settle: 5s\nlanguages: [en, th]\n",
    "replies/canned.yaml": "thanks: Thank you.\n",
    "locales/th/LC_MESSAGES/replies.po": (
        'msgid "It is {model}."\nmsgstr "นี่คือ {model}"\n\nmsgid "Thank you."\nmsgstr "ขอบคุณ"\n'
    ),
}
SHIPPED_LANGUAGES = ("en", "th", "uz", "zh", "es", "pt", "ru", "ar", "hi", "id", "vi", "tr")


def test_a_shelf_holds_what_the_library_holds_of_it(write: Write) -> None:
    folder = write(_FILES)

    shelf, whole = load_shelf(folder), shelf_of(load_library(folder))

    assert (shelf.policy, shelf.facts, shelf.canned) == (whole.policy, whole.facts, whole.canned)
    assert shelf.canned == {"thanks": "Thank you."}


def test_a_shelf_keeps_the_translations_of_canned_replies_alone(write: Write) -> None:
    assert load_shelf(write(_FILES)).translations.catalogues == {"th": {"Thank you.": "ขอบคุณ"}}


def test_content_that_a_worker_refuses_makes_no_shelf(write: Write) -> None:
    folder = write(_FILES)
    (folder / "replies" / "price.yaml").unlink()

    with pytest.raises(ContentError, match='names sequence "price"'):
        load_shelf(folder)


def test_a_canned_reply_that_is_saved_is_a_new_version_and_is_used(write: Write) -> None:
    folder = write(_FILES)
    before, watch = version_of(folder), Watch(folder, load_shelf)
    watch.begin()

    (folder / "replies" / "canned.yaml").write_text("bye: Goodbye.\n", "utf-8")
    seen = [watch.look(), watch.look()]

    assert [shelf and shelf.canned for shelf in seen] == [None, {"bye": "Goodbye."}]
    assert version_of(folder) != before


def test_a_broken_canned_reply_changes_nothing(write: Write) -> None:
    folder = write(_FILES)
    watch = Watch(folder, load_shelf)
    watch.begin()

    (folder / "replies" / "canned.yaml").write_text("bye: 'Goodbye {nme}.'\n", "utf-8")

    assert [watch.look(), watch.look()] == [None, None]
    assert "replies/canned.yaml:1:6: {nme} has no value" in watch.problem


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    return load_shelf(PROJECT)


@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
def test_the_shipped_replies_can_be_picked_in_every_language(shipped: Shelf, language: str) -> None:
    contact = Contact("c", "whatsapp", "whatsapp:+66812345678", "Somchai", language, country="TH")

    replies = canned_for(shipped, contact, "Malee", MONDAY_NOON_IN_BANGKOK)
    nameless = canned_for(shipped, replace(contact, name=""), "Malee", MONDAY_NOON_IN_BANGKOK)

    assert len({reply.text for reply in replies}) == len(replies) >= 14
    assert "Somchai" in replies[0].text
    assert "Malee" in replies[0].text
    untidy = [one.text for one in (*replies, *nameless) if re.search(r"[{}]|  | [,،，]", one.text)]
    assert untidy == []
