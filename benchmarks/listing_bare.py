"""What `verifier list` is measured against: the same lines by SQLAlchemy Core and nothing else.

    python -m benchmarks.listing_bare DATABASE_URL

It knows the tables' columns and the stored JSON, and none of the project's code: every claim's
current text, its last verdict up to the last run, and for what is overdue the readings since.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    func,
    or_,
    select,
)

ABSENT = {"undelivered", "partial_only"}
HEADINGS = ("claim", "status", "reason", "due", "days", "delivered", "promise")

metadata = MetaData()
labs = Table(
    "labs", metadata, Column("id", Text), Column("content", Text), Column("valid_to", DateTime)
)
claims = Table(
    "claims",
    metadata,
    Column("id", Text),
    Column("lab", Text),
    Column("content", Text),
    Column("valid_to", DateTime),
)
verdicts = Table(
    "verdicts",
    metadata,
    Column("number", Integer),
    Column("claim", Text),
    Column("as_of", DateTime),
    Column("status", Text),
    Column("reason", Text),
    Column("content", Text),
)
runs = Table(
    "runs",
    metadata,
    Column("number", Integer),
    Column("began", DateTime),
    Column("as_of", DateTime),
    Column("ended", DateTime),
)
sources = Table(
    "sources",
    metadata,
    Column("id", Text),
    Column("last", Integer),
    Column("last_controlled", Integer),
)
sweeps = Table(
    "sweeps",
    metadata,
    Column("number", Integer),
    Column("source", Text),
    Column("began", DateTime),
    Column("ended", DateTime),
    Column("controlled", Boolean),
)


def spoken_of(connection: Connection) -> datetime:
    """Give the instant the last run speaks of."""
    last = select(runs.c.began, runs.c.as_of, runs.c.ended).where(runs.c.ended.is_not(None))
    began, as_of, ended = connection.execute(last.order_by(runs.c.number.desc()).limit(1)).one()
    told: datetime = as_of if as_of < began else max(as_of, ended)
    return told


def rows(connection: Connection) -> Iterator[tuple[str, ...]]:
    at = spoken_of(connection)
    zones = {
        id_: json.loads(content)["time_zone"]
        for id_, content in connection.execute(
            select(labs.c.id, labs.c.content).where(labs.c.valid_to.is_(None))
        )
    }
    pointed = or_(sweeps.c.number == sources.c.last, sweeps.c.number == sources.c.last_controlled)
    read: dict[str, datetime] = {}
    for source, began in connection.execute(
        select(sweeps.c.source, sweeps.c.began)
        .join(sources, pointed)
        .where(sweeps.c.controlled, sweeps.c.ended <= at)
    ):
        read[source] = max(began, read.get(source, began))
    place = func.row_number().over(
        partition_by=verdicts.c.claim, order_by=(verdicts.c.as_of.desc(), verdicts.c.number.desc())
    )
    latest = select(verdicts, place.label("place")).where(verdicts.c.as_of <= at).subquery()
    query = (
        select(claims.c.lab, claims.c.content, latest.c.status, latest.c.reason, latest.c.content)
        .join(latest, latest.c.claim == claims.c.id)
        .where(claims.c.valid_to.is_(None), latest.c.place == 1)
        .order_by(claims.c.id)
    )
    for lab, content, status, reason, judged in connection.execute(query):
        claim, verdict = json.loads(content), json.loads(judged)
        due = claim["deadline"].get("latest")
        yield (
            claim["id"],
            status,
            reason,
            due or "-",
            days(reason, verdict, due, read, zones[lab]),
            delivered(status, verdict),
            claim["text"],
        )


def days(
    reason: str, verdict: dict[str, Any], due: str | None, read: dict[str, datetime], zone: str
) -> str:
    if reason in ABSENT and due and verdict["looked"]:
        looked = [checked(place, read) for place in verdict["looked"]]
        since = min(looked).astimezone(ZoneInfo(zone)).date() - date.fromisoformat(due)
        return f"{since.days}+"
    least, most = verdict["days_late"], verdict["days_late_max"]
    if least is None:
        return "-"
    return str(least) if most in {None, least} else f"{least}-{most}"


def checked(looked: dict[str, Any], read: dict[str, datetime]) -> datetime:
    then = datetime.fromisoformat(looked["at"])
    began = read.get(looked["place"])
    return then if began is None else max(then, began.replace(tzinfo=UTC))


def delivered(status: str, verdict: dict[str, Any]) -> str:
    on = verdict["delivered_on"]
    if on is None:
        return "-"
    return f"by {on}" if status == "pending" else str(on)


def main() -> None:
    engine = create_engine(sys.argv[1])
    with engine.connect() as connection:
        lines = [HEADINGS, *rows(connection)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(map(str.ljust, line, widths)).rstrip())


if __name__ == "__main__":
    main()
