"""A run that workers share: its shards, who began it, and the quotas all workers draw on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, insert, select, text, update

from verifier.errors import StoreError
from verifier.store.database import Database, batches
from verifier.store.locks import this_process
from verifier.store.schema import evidence, queued, runs, shards, sweeps

WINDOW = 300.0
"""Seconds a quota is counted over."""
_BURST = 0.2
"""The share of a quota that may go out at once; the rest flows evenly over the window."""
_TAKE = text(
    "INSERT INTO quotas AS q (name, tokens, at) VALUES (:name, :burst - 1, clock_timestamp())"
    " ON CONFLICT (name) DO UPDATE SET at = greatest(q.at, clock_timestamp()), tokens = least("
    ":burst, q.tokens + :rate * greatest(0, extract(epoch FROM clock_timestamp() - q.at))) - 1"
    " RETURNING tokens"
)


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A run that was cut into shards and has not ended."""

    run: int
    since: datetime
    """UTC."""
    who: str
    as_of: datetime | None
    """UTC; the instant it judges, None: that of its end."""
    shards: int
    left: int
    """How many shards are not done."""

    @property
    def told(self) -> str:
        """Tell who is in the way, and what to do about it."""
        return (
            f"workers share run {self.run} since {self.since:%Y-%m-%d %H:%M:%S} UTC "
            f"({self.left} of {self.shards} shards left): let `verifier worker` end it, or "
            "take it up again with `verifier resolve --queue`"
        )


class SharedRuns:
    """The run under way, if any, as all workers see it; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def conninfo(self) -> str:
        """How the workers' queue reaches the same database; StoreError where it has no place."""
        if self._database.is_sqlite:
            raise StoreError(
                f"workers share a PostgreSQL database, and {self._database.name} is an SQLite "
                "file: set VERIFIER_DB to postgresql://USER@HOST/NAME"
            )
        return self._database.conninfo

    def under_way(self) -> SharedRun | None:
        """Give the run that has not ended; None where there is none."""
        left = func.count().filter(shards.c.done.is_(False))
        query = (
            select(queued.c.run, queued.c.since, queued.c.who, queued.c.as_of)
            .add_columns(func.count(shards.c.number), left)
            .join(runs, runs.c.number == queued.c.run)
            .outerjoin(shards, shards.c.run == queued.c.run)
            .where(runs.c.ended.is_(None))
            .group_by(queued.c.run)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else SharedRun(*row)

    def begin(
        self, run: int, since: datetime, as_of: datetime | None, parts: Iterable[Sequence[str]]
    ) -> None:
        """Share out a run: one shard each of these lists of source ids."""
        row = {"run": run, "since": since, "who": this_process(), "as_of": as_of}
        rows = (
            {"run": run, "number": number, "sources": json.dumps(list(part)), "done": False}
            for number, part in enumerate(parts, start=1)
        )
        with self._database.writing() as connection:
            connection.execute(delete(shards))
            connection.execute(delete(queued))
            connection.execute(insert(queued).values(row))
            for batch in batches(rows):
                connection.execute(insert(shards), batch)

    def left(self, run: int) -> Sequence[int]:
        """Give the numbers of the shards that are not done."""
        query = select(shards.c.number).where(shards.c.run == run, shards.c.done.is_(False))
        with self._database.reading() as connection:
            return connection.scalars(query.order_by(shards.c.number)).all()

    def sources(self, run: int, shard: int | None = None) -> tuple[str, ...]:
        """Give the ids of the sources of one shard, or of all, in their order."""
        query = select(shards.c.sources).where(shards.c.run == run).order_by(shards.c.number)
        if shard is not None:
            query = query.where(shards.c.number == shard)
        with self._database.reading() as connection:
            return tuple(id_ for part in connection.scalars(query) for id_ in json.loads(part))

    def finish(self, run: int, shard: int) -> bool:
        """Mark a shard done; tell whether all are; the last one to end is told so."""
        done = update(shards).where(shards.c.run == run, shards.c.number == shard)
        with self._database.writing() as connection:
            connection.execute(done.values(done=True))
        with self._database.reading() as connection:
            return not _is_any_left(connection, run)

    def facts(self, run: int) -> int:
        """Count the facts that were new in a run."""
        query = select(func.count()).select_from(evidence.join(sweeps)).where(sweeps.c.run == run)
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def take(self, name: str, limit: int) -> float:
        """Take one of the `limit` requests a window; give the seconds to wait before it."""
        burst = max(1.0, limit * _BURST)
        rate = max(limit - burst, 1.0) / WINDOW
        with self._database.standing() as connection:
            values = {"name": name, "burst": burst, "rate": rate}
            tokens: float = connection.execute(_TAKE, values).scalar_one()
        return max(0.0, -tokens / rate)


def _is_any_left(connection: Connection, run: int) -> bool:
    query = select(exists().where(shards.c.run == run, shards.c.done.is_(False)))
    return bool(connection.scalar(query))
