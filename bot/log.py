"""Logs: one line a message, as JSON where a machine reads them. No phone number, no text."""

import logging
import sys
from typing import Any

import structlog


def get_logger(name: str) -> Any:
    return structlog.get_logger(name)


def set_up(*, json: bool | None = None, quiet: bool = False) -> None:
    """Configure logging once, in the composition root; JSON unless a person watches."""
    level = logging.WARNING if quiet else logging.INFO
    as_json = not sys.stderr.isatty() if json is None else json
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # The stream is looked up at each line: it may have been replaced, or closed, since.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
    for noisy in ("twilio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It warns of a job that is skipped because the last run still works, which harms nothing here.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
