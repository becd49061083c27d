"""Whatever is changed in a ledger, an audit finds it, and says where."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from sqlalchemy import Column, Connection, DateTime, Integer, Table, delete, insert, text, update
from sqlalchemy.types import TypeEngine

from tests.fakes.world import at
from tests.store.audit.tampering import (
    VERSION,
    audited,
    change,
    key_of,
    otherwise,
    relink,
    rows,
    silently,
    this,
    undone,
    unguarded,
)
from tests.store.ledgers import live
from tests.store.samples import START, opened, sweep
from verifier.core.claims import Reason
from verifier.core.evidence import Trace
from verifier.core.sweeps import Settled
from verifier.core.verdict import RULE_VERSION, Verdict
from verifier.ports import Damage, Tally
from verifier.store import SqlStore, open_store
from verifier.store.audit import DERIVED, PASSING, audit
from verifier.store.chain import CHAINED
from verifier.store.codec import decode, decode_fact, encode, encode_fact, substance
from verifier.store.schema import awaited, evidence, metadata, standing, sweeps, verdicts
from verifier.store.types import Utc

TABLES = metadata.tables.keys() - PASSING
FORGOTTEN = {"decided", "recipients", "tellings"}
"""Rows without which it is as if a thing had never been: as before the first night, or telling."""


@pytest.fixture
def lived(store: SqlStore, database_url: str) -> Iterator[Connection]:
    """A ledger of three nights, on both kinds of database."""
    store.close()
    live(database_url)
    with opened(database_url) as connection:
        assert audited(connection) == []
        yield connection


def test_every_table_is_chained_or_derived_or_says_nothing_of_a_claim() -> None:
    assert metadata.tables.keys() | {"alembic_version"} == {*CHAINED, *DERIVED, *PASSING}


@pytest.mark.timeout(300)  # an audit for each of hundreds of changes
def test_every_column_of_every_row_that_is_changed_is_found_and_named(lived: Connection) -> None:
    flips = exact = 0
    with unguarded(lived):
        for name in sorted(TABLES):
            found = rows(lived, name)
            assert found, f"{name} is empty: let the ledger live through something that fills it"
            for row, column in product(found, metadata.tables[name].columns):
                columns = _flipped(lived, row, column)
                assert columns, f"{column} was changed unseen in {row}"
                flips += 1
                exact += column.name in columns
    _count(f"{flips} of {flips} changed values found, the column named for {exact}")
    assert audited(lived) == []


def _flipped(connection: Connection, row: dict[str, Any], column: Column[Any]) -> set[str]:
    """Change a value; give the columns that an audit names of the row before it is changed back."""
    target, value = column.table, row[column.name]
    assert isinstance(target, Table)
    new = otherwise(value) if value is not None else _something(column.type)
    with undone(connection):
        changed = update(target).where(this(target, row))
        connection.execute(changed.values({column.name: new}))
        damage = audited(connection)
    named = {(target.name, key_of(target, one)) for one in (row, {**row, column.name: new})}
    if target is awaited:  # what a claim waits for is marked where it stands
        named.add((standing.name, row["claim"]))
    return {each.column for each in damage if (each.table, each.row) in named}


def test_every_row_that_is_taken_away_is_found_and_named(lived: Connection) -> None:
    count = 0
    with unguarded(lived):
        for name in sorted(TABLES - FORGOTTEN):
            target = metadata.tables[name]
            for row in rows(lived, name):
                with undone(lived):
                    lived.execute(delete(target).where(this(target, row)))
                    damage = audited(lived)
                told = {"awaited": ("standing", row.get("claim"))}.get(
                    name, (name, key_of(target, row))
                )
                assert any(_tells_of(each, *told) for each in damage), (name, row)
                count += 1
    _count(f"{count} of {count} rows taken away found")


def test_every_row_that_is_put_in_is_found(lived: Connection) -> None:
    for name, target in CHAINED.items():
        *_, last = rows(lived, name)
        number = last["number"] + 1
        changed = {"number": number, "digest": "d" * 64, "valid_to": START}
        forged = {**last, **{key: changed[key] for key in changed.keys() & last.keys()}}
        with undone(lived):
            with unguarded(lived):
                lived.execute(insert(target).values(forged))
            damage = audited(lived)
        assert (name, str(number)) in {(each.table, each.row) for each in damage}


def test_rows_that_change_places_are_found(lived: Connection) -> None:
    for name, target in CHAINED.items():
        found = rows(lived, name)
        for one, other in pairwise(found):
            with undone(lived):
                with unguarded(lived):
                    for old, new in (
                        (one, -1),
                        (other, one["number"]),
                        ({"number": -1}, other["number"]),
                    ):
                        moved = update(target).where(target.c.number == old["number"])
                        lived.execute(moved.values(number=new))
                damage = audited(lived)
            places = {(each.table, each.row) for each in damage}
            assert places & {(name, str(one["number"])), (name, str(other["number"]))}


def test_a_chain_that_is_linked_anew_contradicts_the_seals(lived: Connection) -> None:
    first, *_ = rows(lived, "sweeps")
    with undone(lived):
        change(lived, sweeps, first, requests=1000)
        relink(lived, seals=False)
        damage = audited(lived)
    assert {each.table for each in damage} == {"sweeps"}
    assert {each.said for each in damage} == {"is not what a seal says it was"}


def test_a_verdict_forged_with_all_its_links_is_not_what_the_evidence_gives(
    lived: Connection,
) -> None:
    row = rows(lived, "verdicts")[-1]
    forged = replace(decode(Verdict, row["content"]), reason=Reason.UNDELIVERED, licence="none")
    with undone(lived):
        said = {"status": forged.status, "reason": forged.reason, "substance": substance(forged)}
        change(lived, verdicts, row, content=encode(forged), **said)
        relink(lived, seals=True)
        damage = audited(lived)
    assert {(each.table, each.row, each.column) for each in damage} >= {
        ("verdicts", str(row["number"]), "reason"),
        ("verdicts", str(row["number"]), "licence"),
    }
    assert all(each.table == "verdicts" for each in damage)


def test_evidence_that_was_made_up_afterwards_gives_other_verdicts(lived: Connection) -> None:
    row = next(row for row in rows(lived, "evidence") if row["kind"] == "Trace")
    fact = decode_fact("Trace", row["content"])
    assert isinstance(fact, Trace)
    digest, content = encode_fact(replace(fact, at=at("2025-06-12")))
    with undone(lived):
        change(lived, evidence, row, digest=digest, content=content)
        relink(lived, seals=True)
        damage = audited(lived)
    assert {(each.table, each.column) for each in damage} >= {("verdicts", "delivery")}


def test_a_verdict_by_other_rules_is_checked_by_its_chain_alone(lived: Connection) -> None:
    row = rows(lived, "verdicts")[-1]
    forged = replace(decode(Verdict, row["content"]), rule_version=RULE_VERSION + 1, licence="none")
    with undone(lived):
        change(lived, verdicts, row, content=encode(forged), substance=substance(forged))
        relink(lived, seals=True)
        tally = Tally()
        assert list(audit(lived, tally, silently)) == []
    assert tally.other_rules == 1


def test_a_guard_that_is_gone_or_switched_off_is_told(lived: Connection) -> None:
    on_sqlite = "DROP TRIGGER verdicts_no_update"
    off = "ALTER TABLE verdicts DISABLE TRIGGER verdicts_no_update"
    is_sqlite = lived.dialect.name == "sqlite"
    with undone(lived):
        lived.execute(text(on_sqlite if is_sqlite else off))
        (damage,) = audited(lived)
    assert "trigger verdicts_no_update is missing" in damage.said


def test_a_run_that_never_came_to_its_end_is_no_damage(database_url: str) -> None:
    live(database_url)
    with open_store(database_url) as store:
        run = store.begin_run(START, START)
        store.keep("hub:MiniMaxAI", Settled(sweep()), run)
        assert list(store.audit(Tally(), silently)) == []


def test_an_audit_sees_one_state_while_a_night_writes_on(database_url: str) -> None:
    live(database_url)
    with open_store(database_url) as store, open_store(database_url) as other:

        def write(what: str, done: int, _total: int) -> None:
            if what == "tables" and done == 1:
                run = other.begin_run(START, START)
                other.keep("hub:MiniMaxAI", Settled(sweep()), run)
                other.end_run(run, START)

        before = store.head()
        assert list(store.audit(Tally(), write)) == []
        assert store.head() != before


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("sweeps", "began", "replace(began, ' ', 'T')"),
        ("runs", "ended", "replace(ended, ' ', 'T')"),
        ("sweeps", "controlled", "controlled * 2"),
        ("sweeps", "items", "items + 0.5"),
        ("evidence", "content", "CAST(content || x'ff' AS TEXT)"),
        ("claims", "id", "CAST(id AS BLOB)"),
        ("labs", "id", "CAST(id AS BLOB)"),
        ("sources", "known", "known || ' '"),
    ],
)
def test_what_a_reader_would_forgive_is_found_on_sqlite(
    sqlite_url: str, name: str, column: str, value: str
) -> None:
    live(sqlite_url)
    with opened(sqlite_url) as connection, unguarded(connection):
        where = f"WHERE {column} IS NOT NULL AND {column} != 0"
        connection.execute(text(f"UPDATE {name} SET {column} = {value} {where}"))
    with open_store(sqlite_url, read_only=True) as store:
        damage = list(store.audit(Tally(), silently))
    named = {each.column for each in damage if each.table == name}
    assert named & {column, "digest" if column == "content" else column}


def test_a_version_that_is_said_twice_or_otherwise_is_found(lived: Connection) -> None:
    for tamper in (insert(VERSION).values(version_num="0001"), delete(VERSION)):
        with undone(lived):
            lived.execute(tamper)
            assert "alembic_version" in {each.table for each in audited(lived)}


def _count(said: str) -> None:
    """Print what was counted: for the reader of a run with `-s`."""
    sys.stdout.write(f"{said}\n")


def _something(kind: TypeEngine[Any]) -> object:
    """Give a value for a column that holds none."""
    if isinstance(kind, Utc | DateTime):
        return START
    return 1 if isinstance(kind, Integer) or kind.python_type is int else "a" * 64


def _tells_of(damage: Damage, name: str, key: object) -> bool:
    """Whether a damage names a row that is gone, or says that it is missing before another."""
    if damage.table != name:
        return False
    return damage.row == str(key) or f"row {key} is missing" in damage.said
