"""Why a person was needed, in a sentence for each reason there is."""

from markupsafe import Markup

from bot.web.wording import Wording


def reason_told(words: Wording, reason: str) -> Markup:
    """The sentence of a reason; of one that is not known any more, what was stored."""
    told = {
        "urgent": words.say("It sounds urgent."),
        "negative": words.say("The contact sounds unhappy."),
        "person": words.say("This is a matter for a person."),
        "misses": words.say("The bot did not understand several messages in a row."),
        "media": words.say("There is a file or a place without words, which the bot cannot read."),
        "budget": words.say("The bot has sent as many messages as it may in a day."),
        "window": words.say("The time in which free text may be sent is over, or soon will be."),
        "promise": words.say("An answer that was promised has not been given."),
        "provider": words.say("The provider refused a message."),
        "unknown": words.say("Something failed, so the bot could not go on by itself."),
        "loop": words.say("Another bot seems to be answering."),
        "taken": words.say("Somebody had taken the conversation over."),
    }
    return told.get(reason) or words.say("A person was called: %(reason)s.", reason=reason)
