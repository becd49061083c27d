"""Random nights, recorded and judged again elsewhere: the two ledgers are one."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.fakes.sources import ScriptedSource, ScriptedTracer, failure, ticking
from tests.fakes.world import LAB, at, claim, repo, trace
from tests.store.samples import opened
from verifier.core.evidence import TraceKind
from verifier.core.exchanges import Exchange, pack
from verifier.core.sweeps import Read, Reading, Unchanged
from verifier.resolver import resolve
from verifier.sources.night_read import load_night
from verifier.sources.night_write import Recorder, RecordingSource, RecordingTracer
from verifier.store import SqlStore, open_store
from verifier.store.schema import heads

RUNS = max(15, int(os.environ.get("VERIFIER_NIGHTS_RUNS", "0")) // 10)
"""Sequences tried; a long soak sets more."""
HUB = "hub:MiniMaxAI"
PLACES = (HUB, "feed:https://a.test/feed", "feed:https://b.test/feed")
PROMISE = claim(name="MiniMax-M1")
NIGHTS = st.lists(
    st.tuples(*[st.sampled_from(["down", "same", "old", "new", "torn"])] * len(PLACES)),
    min_size=1,
    max_size=5,
)


def reading(kind: str, place: str, when: datetime) -> Reading:
    """Read one place on one night as the script says."""
    ended = when + timedelta(minutes=1)
    if kind == "down":
        return failure(when)
    if kind == "same":
        return Unchanged(when, ended, state={"etag": "x"})
    old = repo("MiniMaxAI/MiniMax-Text-01", when.isoformat(), created="2025-01-10")
    new = repo("MiniMaxAI/MiniMax-M1", when.isoformat(), created="2025-06-05")
    wire = Exchange("https://a.test/", when, ended, 200, (), (), pack(f"{kind} {when}".encode()))
    seen = (old, new) if kind == "new" else (old,)
    return Read(
        when,
        ended,
        seen if place == HUB else (),
        whole=kind != "torn",
        fault="bad_record" if kind == "torn" else "",
        sha256=pack(kind.encode()).sha256,
        exchanges=(wire,),
    )


def record(store: SqlStore, kinds: Sequence[str], when: datetime, path: Path) -> None:
    """Judge a night of the script, and take it down."""
    sources = [
        ScriptedSource(place, [reading(kind, place, when)])
        for place, kind in zip(PLACES, kinds, strict=True)
    ]
    shown = trace("MiniMaxAI/MiniMax-M1", TraceKind.DISCUSSION, "2025-06-10T09:00")
    tracer = ScriptedTracer({"MiniMaxAI/MiniMax-M1": Read(when, when, (shown,))})
    head: dict[str, object] = {"began": when.isoformat(), "as_of": None, "rules": 1, "traced": True}
    with closing(Recorder()) as recorder:
        done = resolve(
            store,
            [RecordingSource(source, recorder) for source in sources],
            clock=recorder.clock(ticking(when + timedelta(hours=1))),
            tracer=RecordingTracer(tracer, recorder),
            workers=3,
        )
        order = [sweep.source for sweep in store.swept(done.run)]
        path.write_bytes(b"".join(recorder.lines(head, [LAB], [PROMISE], order)))


def replay(store: SqlStore, path: Path) -> None:
    """Judge a recorded night."""
    night = load_night(path)
    resolve(store, night.sources, clock=night.played.now, tracer=night.tracer, workers=1)


def ends(url: str) -> list[tuple[str, int, str]]:
    with opened(url) as connection:
        query = select(heads.c.name, heads.c.last, heads.c.link).order_by(heads.c.name)
        return [(name, last, link) for name, last, link in connection.execute(query)]


@settings(max_examples=RUNS)
@given(NIGHTS)
def test_two_ledgers_of_the_same_nights_end_in_the_same_links(
    nights: list[tuple[str, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = (f"sqlite:///{folder}/{name}.db" for name in ("here", "there"))
        first = at("2025-06-02T03:00")
        with (
            open_store(here, clock=lambda: first) as one,
            open_store(there, clock=lambda: first) as other,
        ):
            for store in (one, other):
                store.save_claims([LAB], [PROMISE])
            for number, kinds in enumerate(nights):
                path = Path(folder) / f"{number}.jsonl"
                record(one, kinds, first + number * timedelta(days=4), path)
                replay(other, path)
            assert one.verdicts() == other.verdicts()
        assert ends(here) == ends(there)
