"""Whole ledgers: one of everything, of an older version, and what their rows are linked by."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, select

import verifier.store
from tests.store.samples import (
    CLAIM,
    CORRECTED,
    HUB_SOURCE,
    MINIMAX,
    START,
    opened,
    repository,
    sweep,
    verdict,
)
from verifier.core.sweeps import Settled
from verifier.store import open_store
from verifier.store.chain import CHAINED

OLD = ("labs", "claims", "runs", "sweeps", "sources", "evidence", "verdicts")
"""The tables of the first version, each after those it refers to."""


def fill(url: str) -> None:
    """Write one of everything, and a later version of the claim."""
    with open_store(url) as store:
        store.save_claims([MINIMAX], [CLAIM])
        store.save_claims([MINIMAX], [CORRECTED])
        run = store.begin_run(START, START)
        store.keep(HUB_SOURCE, Settled(sweep(), (repository(),), {"a": "1"}, {}), run)
        store.append_verdicts(run, [verdict()])
        store.end_run(run, START)


def build_at(url: str, version: str) -> None:
    """Build an empty database of an older version."""
    with opened(url) as connection:
        config = Config(attributes={"connection": connection})
        folder = Path(verifier.store.__file__).parent / "migrations"
        config.set_main_option("script_location", str(folder))
        command.upgrade(config, version)


def copy_rows(source: str, target: str) -> None:
    """Copy what the tables of the first version hold."""
    tables = MetaData()
    with opened(target) as there, opened(source) as here:
        tables.reflect(there)
        for name in OLD:
            table = tables.tables[name]
            rows = [dict(row) for row in here.execute(select(table)).mappings()]
            there.execute(table.insert(), rows)


def links(url: str) -> dict[str, list[str]]:
    """Give the links of every chained table, in order."""
    with opened(url) as connection:
        return {
            name: list(connection.scalars(select(table.c.link).order_by(table.c.number)))
            for name, table in CHAINED.items()
        }
