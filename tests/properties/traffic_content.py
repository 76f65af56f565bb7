"""The content that traffic is answered with, in three editions between which ops go to and fro."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content.library import load_library
from bot.core.library import Library

_TRIGGERS = """
price: {reply: price, phrases: {en: [how much is it, what is the price, unit price please]}}
power: {reply: power, phrases: {en: [what power does it have, tell me the voltage range, how many kilowatts]}}
course: {reply: course, phrases: {en: [begin the course, start the lessons, teach me step by step]}}
quote: {reply: quote, phrases: {en: [send me a quotation, quotation please, I want a quote]}}
flash: {reply: flash, phrases: {en: [any discount today, flash sale, special offer now]}}
manual: {reply: manual, phrases: {en: [operating manual, user guide please, instructions for use]}}
urgent: {escalate: {reason: urgent}, phrases: {en: [I need it today, this is very urgent, at once please]}}
hello: {reply: hello, courtesy: yes, phrases: {en: [hello there, good morning, good evening]}}
"""
_ANSWERS = """
price:
  steps:
    - say: "It costs {price}."
    - {say: "It is certified.", after: 2s}
    - offer: "What shall I send you?"
      options:
        - {say: Data sheet, then: manual}
        - {say: Quotation, then: quote}
power:
  steps:
    - {say: "Five kilowatts.", hours: any}
    - {say: "From 200 to 240 volts.", hours: any}
    - {say: "At 50 or 60 hertz.", hours: any}
    - {say: "With a plug of your country.", hours: any}
course:
  steps:
    - say: "Lesson one."
    - wait: 2h
    - {say: "Lesson two.", template: {en: HX11111111111111111111111111111111}}
    - wait: {until: "10:00-11:30", days: 1}
    - say: "Lesson three."
    - escalate: {reason: person}
quote:
  steps:
    - {ask: "How many pieces?", store: pieces, type: number, retry: "A number, please."}
    - {ask: "By which date?", store: wanted, type: text}
    - say: "Thank you."
    - start: manual
flash: {steps: [{say: "Twenty percent off until tonight.", not_after: 2h}]}
manual:
  steps:
    - {say: "See chapter three.", template: {en: HX22222222222222222222222222222222}}
hello: {steps: [{say: "Good day.", hours: any}]}
"""
_ROLES = """
away: {steps: [{say: "We are closed; the answer comes by {promise}."}]}
handing_over: {steps: [{say: "A colleague is coming."}]}
handing_over_closed: {steps: [{say: "A colleague comes by {promise}."}]}
fallback: {steps: [{say: "I did not understand that.", hours: any}]}
clarify: {steps: [{say: "Which of these?", hours: any}]}
stopped: {steps: [{say: "You will hear no more from us."}]}
started: {steps: [{say: "You will hear from us."}]}
late_europe: {steps: [{say: "We go on first thing in the morning."}]}
"""
_POLICY = """
business: {name: Acme, time_zone: Asia/Bangkok, country: TH}
languages: [en]
staff_hours: {mon-fri: ["09:00-17:00"]}
disclosure: "An automatic assistant answers."
sequences: {handing_over_closed: handing_over_closed}
regions: [{name: europe, zones: ["Europe/*"], late: {after: "15:00", say: late_europe}}]
"""
_USUAL = 'hours: {workdays: ["08:00-18:00"]}\n'
_BROKEN = 'hours: {workdays: ["09:00-12:00", "13:00-17:00"], sat: ["22:00-02:00"]}\n'
_BUSINESS = 'hours: {clock: business, mon-sat: ["08:00-20:00"], holidays: business}\n'


def _shorter(answers: str) -> str:
    """What ops made of the replies: other words, a step less, one that waits no longer."""
    return answers.replace("Five kilowatts", "Six kilowatts").replace(
        '    - {say: "At 50', '    - {say: "At 49'
    )


@cache
def editions() -> tuple[Library, ...]:
    """The same triggers with other hours and other words."""
    shorter = _shorter(_ANSWERS).replace("    - wait: 2h\n", "")
    reopen = "templates: {reopen: {en: HX33333333333333333333333333333333}}\n"
    return (
        _library(_ANSWERS, _POLICY + _USUAL),
        _library(shorter, _POLICY + _BROKEN),
        _library(_ANSWERS, _POLICY + _BUSINESS + reopen),
    )


def _library(answers: str, policy: str) -> Library:
    facts = "price: {money: {USD: 320, THB: 11500}}\n"
    files = {
        "triggers/all.yaml": _TRIGGERS,
        "replies/all.yaml": answers + _ROLES,
        "replies/facts.yaml": facts,
        "replies/policy.yaml": policy,
    }
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_library(Path(folder))
