"""`resolve --queue`: begin a run and share its reading out, or take up the one under way."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from verifier.cli.clock import now
from verifier.cli.wiring import archive_of, catalogue_of, online, store_of
from verifier.errors import ConfigurationError
from verifier.settings import Settings

if TYPE_CHECKING:
    from verifier.queue import Queue
    from verifier.store import SqlStore


@dataclass(frozen=True, slots=True)
class Shared:
    """How a run was shared out."""

    run: int
    sources: int
    shards: int
    left: int
    """How many shards are not done."""
    taken_up: bool
    """Whether the run was under way already."""

    def as_text(self) -> str:
        """Tell it in a line."""
        if self.taken_up:
            return f"Run {self.run} is under way: {self.left} of {self.shards} shards left."
        return f"Run {self.run}: {self.sources} sources in {self.shards} shards for the workers."

    def as_data(self) -> dict[str, Any]:
        """Give it in JSON's own types."""
        return asdict(self)


def queue_of(store: "SqlStore") -> "Queue":
    """Make the way to the queue; raises ConfigurationError where it cannot be had."""
    conninfo = store.shared.conninfo
    try:
        from verifier.queue import Queue
    except ModuleNotFoundError:
        raise ConfigurationError(
            "the queue is not installed here: pip install 'verifier[cluster]'"
        ) from None
    return Queue(conninfo)


def upgrade_queue(settings: Settings) -> bool:
    """Bring the queue's tables to the installed release, where there are any; tell if it did."""
    with store_of(settings) as store:
        try:
            queue = queue_of(store)
        except ConfigurationError:
            return False
        return queue.upgrade()


def share(settings: Settings, as_of: datetime | None, size: int) -> Shared:
    """Queue a job for each shard of a new run, or for what is left of the run under way."""
    with store_of(settings) as store, store.alone(now(), shared=True):
        queue = queue_of(store)
        queue.make_ready()
        before = store.shared.under_way()
        run = before.run if before else _begin(store, settings, as_of, size)
        left = store.shared.left(run)
        if left:
            queue.defer(run, left)
        else:
            queue.defer_decision(run)
        shards = before.shards if before else len(left)
        sources = len(store.shared.sources(run))
        return Shared(run, sources, shards, len(left), taken_up=before is not None)


def _begin(store: "SqlStore", settings: Settings, as_of: datetime | None, size: int) -> int:
    """Load the claims, read the archive, cut what is read over the network into shards."""
    from verifier.resolver import begin, sweep

    catalogue = catalogue_of(settings)
    with online(settings, catalogue) as world:
        places = [source.id for source in world.sources]
    store.save_claims(catalogue.labs, catalogue.claims)
    run = begin(store, now, as_of)
    sweep(store, [archive_of(settings)], run)
    store.shared.begin(run, now(), as_of, list(_cut(places, size)))
    return run


def _cut(places: Sequence[str], size: int) -> list[Sequence[str]]:
    return [places[start : start + size] for start in range(0, len(places), size)]
