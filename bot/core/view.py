"""A situation as the layers of a decision look at it: the questions derived from the snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.core.contacts import Contact
from bot.core.conversations import Conversation, Situation
from bot.core.library import Library
from bot.core.triggers import Candidate, Trigger
from bot.core.understanding import Understanding


@dataclass(frozen=True)
class View:
    """One snapshot, one library, one instant."""

    situation: Situation
    library: Library
    now: datetime

    @property
    def contact(self) -> Contact:
        return self.situation.contact

    @property
    def conversation(self) -> Conversation:
        return self.situation.conversation

    @cached_property
    def text(self) -> str:
        """All that was written in the burst, a line a message."""
        return "\n".join(heard.text for heard in self.situation.heard if heard.text)

    @cached_property
    def whole(self) -> Understanding:
        """The burst read as one text."""
        return self.situation.joined or self.situation.heard[-1].whole

    @cached_property
    def parts(self) -> tuple[Understanding, ...]:
        """Every sentence of the burst, in order."""
        return tuple(part for heard in self.situation.heard for part in heard.parts)

    @property
    def language(self) -> str:
        return self.whole.language.language

    @property
    def language_why(self) -> str:
        return self.whole.language.evidence

    @property
    def held(self) -> bool:
        return self.conversation.held_since is not None and not self.hold_ended

    @property
    def hold_ended(self) -> bool:
        """A hold lasts until `hand_back_after` has passed since the last agent's action."""
        conversation = self.conversation
        if conversation.held_since is None:
            return False
        since = max(conversation.last_agent_at or conversation.held_since, conversation.held_since)
        return self.now >= since + self.library.policy.escalation.hand_back_after

    @property
    def misses(self) -> int:
        """Misses in a row so far; a hold that has ended begins a new row."""
        return 0 if self.hold_ended else self.conversation.misses

    @cached_property
    def sure(self) -> tuple[Trigger, ...]:
        """The triggers that are surely asked, in the order asked; courtesy loses to a question.

        Sentences are read first, so that two questions in one message are both seen; then
        whole messages, then the burst, for a question that is spread over several.
        """
        wholes = [heard.whole for heard in self.situation.heard]
        for readings in (self.parts, wholes, [self.whole]):
            if questions := self.questions_in(readings):
                return questions
        return self._triggers((*self.parts, *wholes, self.whole))[:1]

    @property
    def clear_question(self) -> bool:
        """Is anything surely asked that is more than a courtesy?"""
        return any(not trigger.courtesy for trigger in self.sure)

    def questions_in(self, readings: Iterable[Understanding]) -> tuple[Trigger, ...]:
        """The triggers that some readings surely ask, without courtesies, each once."""
        return tuple(trigger for trigger in self._triggers(readings) if not trigger.courtesy)

    def _triggers(self, readings: Iterable[Understanding]) -> tuple[Trigger, ...]:
        bests = (reading.match.best for reading in readings)
        names = dict.fromkeys(best.trigger for best in bests if best)
        return tuple(self.library.triggers[name] for name in names if name in self.library.triggers)

    def is_on_its_way(self, trigger: str) -> bool:
        """Is an answer to this trigger queued or leaving?"""
        return any(planned.trigger == trigger for planned in self.situation.planned)

    @property
    def waiting(self) -> bool:
        """Does anything wait for the contact to reopen the service window?"""
        return any(planned.waits for planned in self.situation.planned)

    @cached_property
    def close(self) -> tuple[Candidate, ...]:
        """What the contact may mean where nothing is sure."""
        readings = (self.whole, *self.parts)
        return next((reading.match.close for reading in readings if reading.match.close), ())

    def evidence(self) -> dict[str, Any]:
        """What the burst was understood as, for the record."""
        tones = [heard.whole.tone for heard in self.situation.heard]
        return {
            "candidates": [
                {"trigger": c.trigger, "phrase": c.phrase, "score": round(c.score, 4)}
                for c in self.whole.match.candidates[:5]
            ],
            "tone": {
                "urgent": round(max(tone.urgent for tone in tones), 4),
                "negative": round(max(tone.negative for tone in tones), 4),
                "evidence": [line for tone in tones for line in tone.evidence],
            },
        }
