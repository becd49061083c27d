from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Text, cast, insert, select

from verifier.errors import StoreError
from verifier.store import open_store
from verifier.store.bulk import insert_rows
from verifier.store.chain import append
from verifier.store.database import connect
from verifier.store.schema import closings

PARIS = ZoneInfo("Europe/Paris")
TWICE = datetime(2025, 10, 26, 2, 30, tzinfo=PARIS)
"""An hour that the clocks of Paris show twice."""
INSTANTS = (datetime(2025, 6, 1, tzinfo=UTC), TWICE, TWICE.replace(fold=1))
COLUMNS = ("kind", "version", "at", "number", "link")
FEW, MANY = 3, 300


def rows(count: int, first: int) -> list[dict[str, Any]]:
    numbers = range(first, first + count)
    return [
        {"kind": "a\tb\\N\n'é", "version": n, "at": INSTANTS[n % 3], "number": n, "link": "l"}
        for n in numbers
    ]


def values(of: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    instants = (row["at"].astimezone(UTC).isoformat().replace("+00:00", "Z") for row in of)
    said = ({**row, "at": instant} for row, instant in zip(of, instants, strict=True))
    return [tuple(row[name] for name in COLUMNS) for row in said]


@pytest.mark.parametrize("count", [FEW, MANY])
def test_rows_in_bulk_are_stored_byte_for_byte_as_one_by_one(database_url: str, count: int) -> None:
    open_store(database_url).close()
    columns = (closings.c.kind, closings.c.version, cast(closings.c.at, Text), closings.c.link)
    query = select(*columns).order_by(closings.c.number)
    database = connect(database_url)
    stored = []
    for way in ("one by one", "in bulk"):
        with database.writing() as connection:
            if way == "in bulk":
                insert_rows(connection, closings, COLUMNS, values(rows(count, 1)))
            else:
                connection.execute(insert(closings), rows(count, 1))
            stored.append(connection.execute(query).all())
            connection.rollback()
    database.close()
    assert len(stored[0]) == count
    assert stored[0] == stored[1]


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_spoilt_row_in_bulk_leaves_nothing(database_url: str, count: int) -> None:
    open_store(database_url).close()
    database = connect(database_url)
    some = [*values(rows(count - 1, 1)), *values(rows(1, 1))]
    said = pytest.raises(StoreError, match=r"(?i)append-only|duplicate")
    with said, database.writing() as connection:
        insert_rows(connection, closings, COLUMNS, some)
    with database.reading() as connection:
        assert connection.execute(select(closings)).all() == []
    database.close()


@pytest.mark.parametrize("count", [FEW, MANY])
def test_an_instant_without_a_zone_leaves_nothing(database_url: str, count: int) -> None:
    open_store(database_url).close()
    database = connect(database_url)
    said = ({"kind": "claims", "version": n, "at": INSTANTS[0]} for n in range(1, count))
    naive = {"kind": "claims", "version": count, "at": datetime(2025, 6, 1)}  # noqa: DTZ001 - that is the point
    with pytest.raises(StoreError, match="no time zone"), database.writing() as connection:
        append(connection, closings, [*said, naive])
    with database.reading() as connection:
        assert connection.execute(select(closings)).all() == []
    database.close()
