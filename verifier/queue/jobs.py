"""The jobs of a shared run: one a shard, then one that decides; what they do is handed in."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, JobDeferrer, Status
from procrastinate.types import JSONValue

from verifier.queue import place

QUEUE = "verifier"
SHARD, DECIDE = "verifier.shard", "verifier.decide"
TRIES = 6
"""How often a job is begun before it is given up."""
_LONGEST = 60
"""Seconds between two tries at most."""


class Stopped(Exception):
    """The worker is to stop: what is left of the shard is for another one."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the jobs do. Each may be called again for the same run, and then finds it done."""

    shard: Callable[[int, int, Callable[[], bool]], bool]
    """Reads what is left of a run's shard, told by the last argument when to raise `Stopped`;
    tells whether all shards are done."""
    give_up: Callable[[int, int], bool]
    """Marks what is left of a shard as failed; tells whether all shards are done."""
    decide: Callable[[int], None]
    under_way: Callable[[], bool]
    """Tells whether any run is shared. Raises StoreError while the database is away."""
    tell: Callable[[str], None]
    """Takes one line for who runs the worker."""


class Again(BaseRetryStrategy):
    """Tries later and later what failed."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Give up a decision after the last try; a shard's own last try is to give up."""
        del exception
        if job.task_name == DECIDE and job.attempts + 1 >= TRIES:
            return None
        return RetryDecision(retry_in={"seconds": min(2**job.attempts, _LONGEST)})


class Queue:
    """The jobs in one PostgreSQL database. Every method may raise StoreError."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        _hush()

    def make_ready(self) -> None:
        """Build the tables where there are none."""
        place.build(self.conninfo)

    def upgrade(self) -> bool:
        """Bring tables that are there to the installed procrastinate's; tell if it did."""
        return place.is_there(self.conninfo) and place.build(self.conninfo, anew=True)

    def defer(self, run: int, shards: Iterable[int]) -> int:
        """Queue a job for each shard that has none waiting or under way; count them."""
        with place.brief(self.conninfo) as app:
            live = _live(app, SHARD, run)
            taken = {job["shard"] for job in live}
            new: list[dict[str, JSONValue]] = [
                {"run": run, "shard": shard} for shard in shards if shard not in taken
            ]
            if new:
                app.configure_task(SHARD, queue=QUEUE).batch_defer(*new)
        return len(new)

    def defer_decision(self, run: int) -> None:
        """Queue the job that decides a run, unless one waits or is under way."""
        with place.brief(self.conninfo) as app:
            if not _live(app, DECIDE, run):
                with suppress(AlreadyEnqueued):
                    decision(app, run).defer(run=run)

    def work(self, work: Work, *, concurrency: int, once: bool, patience: float) -> None:
        """Do jobs until told to stop by SIGINT or SIGTERM; with `once`, until no run is shared.

        Jobs of a worker not heard of for `patience` seconds are taken over.
        """
        from verifier.queue.working import Worker

        Worker(self.conninfo, work, concurrency, patience, once=once).run()


def decision(app: App, run: int) -> JobDeferrer:
    """Configure the deciding job: one may wait a run, and one may run at a time."""
    return app.configure_task(DECIDE, queue=QUEUE, lock=DECIDE, queueing_lock=f"{DECIDE} {run}")


def _live(app: App, task: str, run: int) -> list[dict[str, JSONValue]]:
    jobs = (
        job
        for status in (Status.TODO, Status.DOING)
        for job in app.job_manager.list_jobs(queue=QUEUE, task=task, status=status.value)
    )
    return [job.task_kwargs for job in jobs if job.task_kwargs.get("run") == run]


def _hush() -> None:
    """Keep procrastinate and its pool from writing tracebacks: `Work.tell` says what matters."""
    for name in ("procrastinate", "psycopg.pool"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
