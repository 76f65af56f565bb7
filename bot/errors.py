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
