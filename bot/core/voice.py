"""To whom the bot speaks, when and in which language: what a text needs to be rendered."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.contacts import Contact
from bot.core.decision import Gate
from bot.core.hours import Whereabouts
from bot.core.library import Library
from bot.core.policy import Policy
from bot.core.rendering import placeholders, promise_words, render


def whereabouts(contact: Contact, policy: Policy) -> Whereabouts:
    """The clocks and calendars of a contact and of the business."""
    business = policy.business
    return Whereabouts(
        contact_zone=contact.zone,
        contact_country=contact.country,
        business_zone=business.time_zone,
        business_country=business.country,
    )


def at_home(policy: Policy) -> Whereabouts:
    """The business's own clock and calendar, for hours that are nobody's in particular."""
    business = policy.business
    return Whereabouts(business.time_zone, business.country, business.time_zone, business.country)


@dataclass(frozen=True, slots=True)
class Voice:
    """One contact, spoken to at one instant; `promise` fills `{promise}`, `passes` are gates."""

    library: Library
    contact: Contact
    language: str
    now: datetime
    promise: datetime | None = None
    passes: tuple[Gate, ...] = ()

    @property
    def where(self) -> Whereabouts:
        return whereabouts(self.contact, self.library.policy)

    def say(self, text: str, context: str = "") -> tuple[str, str]:
        """The text translated and filled, and the language it is in."""
        translated, language = self.library.translations.translate(text, self.language, context)
        return self.fill(translated, language), language

    def fill(self, text: str, language: str) -> str:
        contact = self.contact
        # An attribute that nobody has told yet is empty, not an error.
        values = {name: "" for name in placeholders(text) if name.startswith("contact.")}
        values |= {f"contact.{name}": value for name, value in contact.attributes.items()}
        values |= {"contact.name": contact.name, "business.name": self.library.policy.business.name}
        if self.promise is not None:
            values["promise"] = promise_words(self.promise, self.now, contact.zone, language, contact.country)
        elif "promise" in placeholders(text):
            values["promise"] = ""
        return render(
            text, facts=self.library.facts, values=values, language=language, country=contact.country
        )
