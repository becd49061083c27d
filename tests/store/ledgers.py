"""Whole ledgers: one of everything, of an older version, and what their rows are linked by."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, select

import verifier.store
from tests.fakes.sources import ScriptedSource, ScriptedTracer, failure, listing, ticking
from tests.fakes.world import LAB, at, claim, entry, repo, trace
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
from verifier.core.canon import digest
from verifier.core.claims import Claim, Subject
from verifier.core.evidence import Observation, Trace, TraceKind
from verifier.core.exchanges import Exchange, pack
from verifier.core.sweeps import Read, Settled
from verifier.resolver import resolve
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


def live(url: str) -> None:
    """Let a ledger live: three nights with all that can happen in them, a stamp, a telling."""
    lab = replace(LAB, version=digest(LAB))
    promise, other = versioned(claim()), versioned(claim("soon", id="minimax-soon"))
    places = ("feed:https://unread.example/",)
    waiting = versioned(claim(id="minimax-waiting", parts=(Subject("M9"),), sources=places))
    old = repo("MiniMaxAI/MiniMax-Text-01", "2025-05-01", created="2025-01-10")
    model = repo("MiniMaxAI/MiniMax-M1", "2025-06-20T00:01", created="2025-06-05")
    post = entry("2025-06-20", "MiniMaxAI/MiniMax-M1")
    tracer = ScriptedTracer({model.id: listing(at("2025-06-20"), discussion(model.id))})
    wire = Exchange("https://h.example", START, START, 200, (), (), pack(b"[]" * 100))
    nights: tuple[tuple[str, tuple[Observation, ...] | None], ...] = (
        ("2025-06-05", (old,)),
        ("2025-06-13", None),
        ("2025-06-20", (old, model, post)),
    )
    clock = ticking(at("2025-06-01"))
    with open_store(url, clock=clock) as store:
        store.save_claims([LAB], [other])
        for day, seen in nights:
            when = at(day)
            store.save_claims([lab], [promise, waiting, *([other] if seen else ())])
            read = failure(when) if seen is None else listing(when, *seen)
            if isinstance(read, Read):
                read = replace(read, exchanges=(wire,))
            sources = [ScriptedSource("hub:MiniMaxAI", [read])]
            hour = ticking(when + timedelta(hours=1))
            resolve(store, sources, clock=hour, tracer=tracer)
            promise = versioned(replace(promise, note=f"seen on {day}"))
        head = store.head()
        assert head is not None
        store.keep_stamp(head, START, "https://tsa.example", b"signed")
        store.tellings.meet("r" * 64, 1, START)
        store.tellings.close("r" * 64, 2)
        store.tellings.tell("r" * 64, ["n" * 64], START)


def versioned(promise: Claim) -> Claim:
    """Give a claim the version the loader would."""
    return replace(promise, version=digest(replace(promise, version="")))


def discussion(artefact: str) -> Trace:
    """An outsider's trace on the day the model was seen."""
    return trace(artefact, TraceKind.DISCUSSION, "2025-06-17")
