"""Sequences: ordered replies, their steps, and how a step is told by its first key.

The shapes are those of `replies/*.yaml`; `content/replies.py` reads the files into them.
An enrollment keeps its steps as they were when it began, so every step goes to JSON and back.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, TypeAdapter

from bot.core.values import Duration, Frozen

AnswerType = Literal["text", "number", "money", "date", "email", "phone", "choice"]


class SendingStep(Frozen):
    """What every step that sends a message may carry.

    `after` is the pause after the step before it; `template` maps a language to the content
    id used outside the service window, `variables` name what fills it.
    """

    after: Duration = timedelta(seconds=1)
    template: dict[str, str] = Field(default_factory=dict)
    variables: tuple[str, ...] = ()
    hours: Literal["open", "any"] = "open"
    not_after: Duration | None = None


class Say(SendingStep):
    say: str
    media: str = ""


class Option(Frozen):
    """One choice of an offer: what it is called, the sequence it starts, the tag it sets."""

    say: str
    then: str
    tag: str = ""


class Offer(SendingStep):
    offer: str
    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=10)]


class Ask(SendingStep):
    """A question whose answer is checked and stored. `choices` are the answers of a `choice`."""

    ask: str
    store: str
    type: AnswerType = "text"
    retry: str = ""
    choices: tuple[str, ...] = ()


class Until(Frozen):
    """A window on the contact's clock (`10:00-11:30`), `days` working days from now."""

    until: Annotated[str, Field(pattern=r"^\d{1,2}:\d{2}-\d{1,2}:\d{2}$")]
    days: Annotated[int, Field(ge=0)] = 0


class Wait(Frozen):
    wait: Duration | Until


class AddTag(Frozen):
    tag: str


class SetAttributes(Frozen):
    set: dict[str, str]


class StartSequence(Frozen):
    start: str


class StepEscalation(Frozen):
    reason: str
    priority: Literal["high", "normal"] | None = None


class EscalateStep(Frozen):
    escalate: StepEscalation


STEP_KINDS = ("say", "offer", "ask", "wait", "tag", "set", "start", "escalate")


def step_kind(value: Any) -> str | None:
    """The key that tells what a step is, or None where none or several of them stand."""
    keys = value if isinstance(value, Mapping) else getattr(type(value), "model_fields", ())
    found = [kind for kind in STEP_KINDS if kind in keys]
    return found[0] if len(found) == 1 else None


Step = Annotated[
    Annotated[Say, Tag("say")]
    | Annotated[Offer, Tag("offer")]
    | Annotated[Ask, Tag("ask")]
    | Annotated[Wait, Tag("wait")]
    | Annotated[AddTag, Tag("tag")]
    | Annotated[SetAttributes, Tag("set")]
    | Annotated[StartSequence, Tag("start")]
    | Annotated[EscalateStep, Tag("escalate")],
    Discriminator(step_kind),
]
Sending = Say | Offer | Ask
STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])


def words(step: Sending) -> str:
    """What a step says, as it is written."""
    match step:
        case Say():
            return step.say
        case Offer():
            return step.offer
        case Ask():
            return step.ask


def person_called(steps: Iterable[Step]) -> StepEscalation | None:
    """The person whom steps would call sooner or later, if they do."""
    return next((step.escalate for step in steps if isinstance(step, EscalateStep)), None)


class Sequence(Frozen):
    """An ordered reply. `place` is where it is written, as `file:line:column`."""

    name: str
    steps: tuple[Step, ...]
    place: str = ""
