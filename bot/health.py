"""Is the bot alive, is it ready, and how much waits? For load balancers, operators and Prometheus."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Row

from bot.clock import Clock
from bot.errors import BulbulError
from bot.store.conversations import SILENT_AFTER, last_heartbeat, list_heartbeats
from bot.store.counts import read_counts
from bot.store.database import Database
from bot.store.schema import require_current


def create_health(database: Database, clock: Clock, problem: Callable[[], str] = str) -> Blueprint:
    """`/healthz` (the process lives), `/readyz` (messages are answered), `/metrics`.

    Content that cannot be used keeps nobody from being answered: `/readyz` says 200, and below it
    who goes on with what. `problem` is what this process itself has to say of it.
    """
    health = Blueprint("health", __name__)
    registry = CollectorRegistry()
    registry.register(Figures(database, clock))

    @health.get("/healthz")
    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    @health.get("/readyz")
    def readyz() -> Response:
        trouble = not_ready(database, clock)
        told = trouble or "\n".join(["ok", *_content_lines(database, clock, problem())])
        return Response(told, status=503 if trouble else 200, mimetype="text/plain")

    @health.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return health


def not_ready(database: Database, clock: Clock) -> str:
    """What keeps messages from being answered, in words; empty where all is well."""
    try:
        require_current(database)
        with database.reading() as connection:
            seen = last_heartbeat(connection)
    except BulbulError as error:
        return str(error)
    if seen is None:
        return "No worker has ever reported. Start one: bot worker"
    silent = clock.now() - seen
    if silent > SILENT_AFTER:
        return f"The last worker was heard {silent.total_seconds():.0f} s ago. Start one: bot worker"
    return ""


def workers_heard(database: Database, clock: Clock) -> Sequence[Row[Any]]:
    """The heartbeat of every worker that is heard: worker, at, library, problem."""
    with database.reading() as connection:
        return list_heartbeats(connection, clock.now() - SILENT_AFTER)


def _content_lines(database: Database, clock: Clock, problem: str) -> Iterator[str]:
    """Who does not use the content on disk, and why."""
    if problem:
        yield f"content: this web process: {problem}"
    for row in workers_heard(database, clock):
        if row.problem:
            yield f"content: worker {row.worker} goes on with version {row.library[:8]}: {row.problem}"


class Figures(Collector):
    """Read from the database at each scrape, so that every process answers the same."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: without this the registry would read the database when it is made."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = self._clock.now()
        with self._database.reading() as connection:
            counts = read_counts(connection)
        heard = workers_heard(self._database, self._clock)
        yield _gauge("bulbul_worker_silent_seconds", "Since the last heartbeat", _age(counts.heartbeat, now))
        yield _gauge("bulbul_answer_waiting_seconds", "The oldest unanswered", _age(counts.respond_at, now))
        yield _gauge("bulbul_delivery_late_seconds", "The most overdue outbox", _age(counts.deliver_at, now))
        yield _labelled("bulbul_outbox_messages", "Messages on their way", "status", counts.outbox)
        yield _labelled("bulbul_promises", "Answers promised to contacts", "outcome", counts.promises)
        yield _labelled("bulbul_escalations_open", "Waiting for a person", "priority", counts.escalations)
        libraries = Counter(row.library for row in heard)
        yield _labelled("bulbul_workers", "Workers that are heard, by their content", "library", libraries)
        refusing = sum(bool(row.problem) for row in heard)
        yield _gauge("bulbul_content_refused", "Workers that do not use the content on disk", refusing)


def _age(since: datetime | None, now: datetime) -> float:
    """Seconds since an instant; 0 where there is none or it is to come."""
    return max((now - since).total_seconds(), 0.0) if since else 0.0


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, value=value)


def _labelled(name: str, told: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family
