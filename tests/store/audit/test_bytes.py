"""Whatever byte of a database file is changed: it is found, or it holds nothing.

VERIFIER_FLIPS sets how many bytes of every region are tried; a long soak sets more.
"""

import os
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.audit.tampering import silently
from tests.store.ledgers import live
from verifier.errors import StoreError
from verifier.ports import Tally
from verifier.store import SqlStore, upgrades
from verifier.store.database import Database, connect

REGION = 256
FLIPS = int(os.environ.get("VERIFIER_FLIPS", "1"))


def _small(url: str) -> Path:
    """Let a ledger live in a file of small pages, with no log beside it."""
    live(url)
    path = Path(url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("journal_mode = DELETE", "page_size = 512"):
            connection.execute(f"PRAGMA {statement}")
        connection.execute("VACUUM")
    return path


def _content(path: Path) -> list[object]:
    """Give all that the file says: every row of every table, and what every table is."""
    with closing(sqlite3.connect(path)) as connection:
        built = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        tables = sorted(name for kind, name, *_ in built if kind == "table")
        rows = (connection.execute(f"SELECT * FROM {name} ORDER BY rowid") for name in tables)
        return [*built, *(row for each in rows for row in each)]


def _audited(database: Database) -> str:
    """Say how an audit ends; anything but damage told in words is no end at all."""
    try:
        upgrades.make_ready(database, read_only=True)
        return "named" if list(SqlStore(database).audit(Tally(), silently)) else "nothing"
    except StoreError as error:
        return "refused" if "\n" not in str(error) else "refused in many lines"
    finally:
        database.engine.dispose()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(8785, 8785 + FLIPS))
def test_a_changed_byte_in_any_region_is_found_or_holds_nothing(sqlite_url: str, seed: int) -> None:
    path = _small(sqlite_url)
    whole, said = path.read_bytes(), _content(path)
    database = connect(sqlite_url, read_only=True)
    assert _audited(database) == "nothing"
    chance, ends = random.Random(seed), Counter[str]()
    for start in range(0, len(whole), REGION):
        at = chance.randrange(start, min(start + REGION, len(whole)))
        changed = bytearray(whole)
        changed[at] ^= chance.randrange(1, 256)
        path.write_bytes(changed)
        end = _audited(database)
        if end == "nothing":
            assert _content(path) == said, f"byte {at} of {len(whole)} changed unseen"
            end = "empty"
        ends[end] += 1
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    sys.stdout.write(f"{sum(ends.values())} regions of {REGION} bytes: {told}; none unseen\n")
    assert ends.keys() == {"named", "refused", "empty"}
    assert ends["named"] + ends["refused"] > ends["empty"]
