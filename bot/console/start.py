"""Write first: a conversation that an agent begins, by a template that the provider has approved."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.actions.begin import OptedOutError, begin
from bot.actions.say import Words
from bot.console.claiming import shown_agent
from bot.console.door import needs, who, words
from bot.console.keys import fresh_key
from bot.console.offering import offers, read_template
from bot.console.tools import console, tools
from bot.core.contacts import Contact
from bot.core.text import fold_digits, storable
from bot.errors import HeldByAnotherError

_CHANNEL = "whatsapp"
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


@console.get("/start")
@needs("begin")
def start() -> ResponseReturnValue:
    return _form()


@console.post("/start")
@needs("begin")
def send_first() -> ResponseReturnValue:
    form, say = request.form, words().say
    number = fold_digits(re.sub(r"[\s().-]", "", form.get("address", "").removeprefix(f"{_CHANNEL}:")))
    if not _NUMBER.fullmatch(number):
        return _form(say("Write the number with + and the country code, like +66 81 234 5678."))
    template, language = form.get("template", ""), form.get("language", "")
    if tools().shelf().policy.approved(template, language) is None:
        return _form(say("This template is not there in this language. Choose another one."))
    name = storable(form.get("name", "")).strip()[:200]
    contact = Contact(id="", channel=_CHANNEL, address=f"{_CHANNEL}:{number}", name=name, language=language)
    said = read_template(contact, who().shown, form.get("key", ""), number)
    if isinstance(said, str):
        return _form(said)
    try:
        contact_id = _begin(contact, said)
    except OptedOutError:
        return _form(say("This contact has opted out. Only they can start again, by writing START."))
    except HeldByAnotherError as error:
        return _form(say("%(name)s was faster, or holds it now.", name=shown_agent(error.holder)))
    return redirect(url_for("console.conversation", contact_id=contact_id), code=303)


def _begin(contact: Contact, said: Words) -> str:
    work, agent = tools(), who()
    return begin(
        work.database,
        work.shelf().policy.business,
        contact,
        agent.name,
        said,
        work.clock.now(),
        overrule=agent.may("overrule"),
    )


def _form(error: str = "") -> ResponseReturnValue:
    page = render_template(
        "console/start.html",
        error=error,
        typed=request.form,
        offers=offers(tools().shelf().policy, agent=who().shown),
        key=fresh_key(),
    )
    return page, 422 if error else 200
