"""Templates as agents send them: which there are, what fills them, and what was filled in.

Its one rule: a template whose values the provider would refuse is refused here, with the reason.
"""

import json

from flask import request

from bot.actions.say import Words
from bot.console.conversation_view import Gap, Offer
from bot.console.door import words
from bot.console.keys import key_of
from bot.console.tools import tools
from bot.core.approved import LONGEST, known_values, prepared, wrong_with
from bot.core.contacts import Contact
from bot.core.limits import template_for
from bot.core.policy import Policy
from bot.core.text import storable


def offers(policy: Policy, contact: Contact | None = None, agent: str = "") -> tuple[Offer, ...]:
    """The policy's templates, each in the language that is nearest to a contact's; all without one."""
    known = known_values(contact or _NOBODY, policy.business.name, agent)
    if contact is None or not contact.language:
        chosen = [(name, tag) for name, texts in policy.templates.items() for tag in texts]
    else:
        first = policy.languages[0]
        best = {
            name: template_for({t: t for t in texts}, contact.language, first)
            for name, texts in policy.templates.items()
        }
        chosen = [(name, tag) for name, tag in best.items() if tag]
    return tuple(_offer(policy, name, tag, known) for name, tag in chosen)


_NOBODY = Contact(id="", channel="", address="")


def _offer(policy: Policy, name: str, language: str, known: dict[str, str]) -> Offer:
    found = policy.approved(name, language)
    if found is None:
        return Offer(name, language)
    gaps = (
        Gap(_field(name, language, number), variable, _label(variable), prepared(variable, known))
        for number, variable in enumerate(found.variables, 1)
    )
    return Offer(name, language, found.text, tuple(gaps))


def read_template(contact: Contact, agent: str, key: str, whose: str = "") -> Words | str:
    """The template of the form with its values, or in a sentence why it cannot be sent.

    What was left empty and is known is filled in. `whose` belongs to what the key stands for.
    """
    say, policy = words().say, tools().shelf().policy
    name, language = request.form.get("template", ""), request.form.get("language", "")
    found = policy.approved(name, language)
    if found is None:
        return say("This template is not in the policy any more. Load the page again.")
    known, values = known_values(contact, policy.business.name, agent), []
    for number, variable in enumerate(found.variables, 1):
        typed = storable(request.form.get(_field(name, language, number), "")).strip()
        values.append(typed or prepared(variable, known))
        if wrong := wrong_with(values[-1]):
            return _refusal(wrong, variable)
    text = found.filled(values)
    if len(text) > LONGEST:
        most = words().number(LONGEST, "#,##0")
        return say("With what you filled in the template has more than %(most)s letters.", most=most)
    content = " ".join(filter(None, [whose, name, language, json.dumps(values) if values else ""]))
    return Words(
        text or " ".join([f"[{name}]", *values]),
        key_of(key, content),
        {language: found.id},
        variables={str(number): value for number, value in enumerate(values, 1)},
    )


def _refusal(wrong: str, variable: str) -> str:
    say = words().say
    name = _label(variable)
    if wrong == "empty":
        return say("Fill in “%(name)s”: nothing in a template may be empty.", name=name)
    return say("“%(name)s” must have no line break, no tab and at most four blanks in a row.", name=name)


def _label(variable: str) -> str:
    """What stands before a variable's field."""
    say = words().say
    return {"contact.name": say("Name"), "agent.name": say("Your name")}.get(variable, variable)


def _field(name: str, language: str, number: int) -> str:
    return f"v.{name}.{language}.{number}"
