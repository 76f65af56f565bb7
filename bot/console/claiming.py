"""Claims a conversation, if nobody was faster, and says who was."""

from bot.actions.handoff import take_over
from bot.console.door import open_conversation
from bot.console.tools import tools
from bot.errors import HeldByAnotherError, NotHeldError
from bot.store.agents import find_agent


def try_claim(contact_id: str) -> bool:
    """Claim what nobody holds; False where a colleague was faster."""
    agent, _ = open_conversation(contact_id, "claim")
    try:
        take_over(tools().database, contact_id, agent.name, tools().clock.now(), called=True)
    except (HeldByAnotherError, NotHeldError):
        return False
    return True


def shown_agent(name: str) -> str:
    """An agent's name as colleagues know it."""
    with tools().database.reading() as connection:
        found = find_agent(connection, name)
    return found.full_name or found.name if found else name
