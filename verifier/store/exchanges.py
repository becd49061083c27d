"""What went over the wire in the readings that mattered: requests, answers, bodies.

In tables and not in a folder: one transaction keeps a sweep with what it rests on, so that no name
dangles and no body is orphaned however a night ends; the same guards hold both; and whoever copies
the database has the evidence too.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, exists, insert, select

from verifier.store import chain
from verifier.store.database import batches
from verifier.store.schema import bodies, evidence, exchanges, sweeps

if TYPE_CHECKING:
    from verifier.core.exchanges import Body, Exchange, Headers


def append_exchanges(connection: Connection, new: "Sequence[Exchange]", sweep: int) -> None:
    """Store a sweep's exchanges, and each body that is not there yet."""
    if not new or connection.scalar(select(exists().where(exchanges.c.sweep == sweep))):
        return
    kept = {body.sha256: body for each in new if (body := each.body) and body.packed}
    for batch in batches(kept.values()):
        marks = [body.sha256 for body in batch]
        there = set(connection.scalars(select(bodies.c.sha256).where(bodies.c.sha256.in_(marks))))
        rows = [
            {"sha256": body.sha256, "size": body.size, "packed": body.packed}
            for body in batch
            if body.sha256 not in there
        ]
        if rows:
            connection.execute(insert(bodies), rows)
    chain.append(connection, exchanges, [_row(each, sweep) for each in new])


def find_body(connection: Connection, sha256: str) -> "Body | None":
    """Give the body at an address, None where there is none."""
    from verifier.core.exchanges import Body

    query = select(bodies.c.sha256, bodies.c.size, bodies.c.packed)
    row = connection.execute(query.where(bodies.c.sha256 == sha256)).one_or_none()
    return None if row is None else Body(*row)


def first_shown(connection: Connection, facts: Iterable[str]) -> dict[int, list[str]]:
    """Tell which kept sweep first brought which of these facts: by the sweep's number."""
    found: dict[int, list[str]] = {}
    for batch in batches(dict.fromkeys(facts)):
        query = (
            select(evidence.c.sweep, evidence.c.digest)
            .where(evidence.c.digest.in_(batch), _is_kept(evidence.c.sweep))
            .order_by(evidence.c.digest)
        )
        for number, digest in connection.execute(query):
            found.setdefault(number, []).append(digest)
    return found


def first_since(connection: Connection, since: Mapping[str, datetime]) -> list[int]:
    """Give, a place, the number of its first kept controlled sweep that began then or later."""
    numbers = (
        connection.scalar(
            select(sweeps.c.number)
            .where(sweeps.c.source == place, sweeps.c.controlled, sweeps.c.began >= at)
            .where(_is_kept(sweeps.c.number))
            .order_by(sweeps.c.number)
            .limit(1)
        )
        for place, at in since.items()
    )
    return [number for number in numbers if number is not None]


def exchanges_of(
    connection: Connection, numbers: Iterable[int]
) -> "dict[int, tuple[Exchange, ...]]":
    """Give the exchanges of some sweeps in order, their bodies by address alone."""
    found: dict[int, tuple[Exchange, ...]] = {}
    for batch in batches(sorted(set(numbers))):
        query = select(exchanges).where(exchanges.c.sweep.in_(batch)).order_by(exchanges.c.number)
        for row in map(dict, connection.execute(query).mappings()):
            found[row["sweep"]] = (*found.get(row["sweep"], ()), _exchange(row))
    return found


def _is_kept(number: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own expressions
    return exists().where(exchanges.c.sweep == number)


def _row(exchange: "Exchange", sweep: int) -> dict[str, Any]:
    body = exchange.body
    return {
        "sweep": sweep,
        "url": exchange.url,
        "began": exchange.began,
        "ended": exchange.ended,
        "status": exchange.status,
        "sent": _encode(exchange.sent),
        "headers": _encode(exchange.headers),
        "body": body.sha256 if body else None,
        "size": body.size if body else None,
        "kept": body is not None and bool(body.packed),
    }


def _exchange(row: Mapping[str, Any]) -> "Exchange":
    from verifier.core.exchanges import Body, Exchange

    return Exchange(
        url=row["url"],
        began=row["began"],
        ended=row["ended"],
        status=row["status"],
        sent=_decode(row["sent"]),
        headers=_decode(row["headers"]),
        body=None if row["body"] is None else Body(row["body"], row["size"]),
    )


def _encode(headers: "Headers") -> str:
    return json.dumps(headers, separators=(",", ":"))


def _decode(content: str) -> "Headers":
    return tuple((name, value) for name, value in json.loads(content))
