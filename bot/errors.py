"""All that can go wrong, on one page. Each error says what, why and what to do now."""


class BulbulError(Exception):
    """Anything the bot reports to a person; its text is the whole report."""


class SettingsError(BulbulError):
    """A setting is missing or wrong."""


class ContentError(BulbulError):
    """What ops wrote cannot be loaded; every problem is listed, one a line, and they are counted."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        count = f"{len(problems)} error{'s' * (len(problems) != 1)}: nothing was loaded."
        super().__init__("\n".join([*problems, count]))


class DatabaseError(BulbulError):
    """The database cannot be reached, or its schema is not the current one."""


class ChannelError(BulbulError):
    """A provider could not be asked."""


class WebhookError(BulbulError):
    """A signed request that is no message: the provider's contract is broken."""


class ScriptError(BulbulError):
    """A conversation test cannot be read."""


class HeldByAnotherError(BulbulError):
    """Another agent was faster, or holds what one wants to act in; `holder` is their name."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"{holder} holds this conversation. Ask them, or a supervisor, to release it.")


class NotHeldError(BulbulError):
    """Nobody holds the conversation any more: it was released, resolved or handed back meanwhile."""

    def __init__(self) -> None:
        super().__init__("Nobody holds this conversation any more. Claim it first.")


class UnansweredError(BulbulError):
    """The contact waits for an answer, and whoever hands back has not said that they know it."""

    def __init__(self) -> None:
        super().__init__("They have not been answered. Say that you are sure, or answer first.")


class NotSnoozedError(BulbulError):
    """It is not put aside any more: its time came, or the contact wrote."""

    def __init__(self) -> None:
        super().__init__("It is not snoozed any more. Load the page again.")


class AccountError(BulbulError):
    """An account cannot be made, changed or used so.

    `text` with its `values` is the report, for pages that say it in the reader's language.
    """

    def __init__(self, text: str, **values: object) -> None:
        self.text = text
        self.values = values
        super().__init__(text % values if values else text)
