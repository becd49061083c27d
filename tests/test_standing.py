"""The law of nights: judging only what may have changed says what judging everything says."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.evidences import NAMES, START, observations
from tests.fakes.sources import ScriptedSource, ScriptedTracer, ticking
from tests.fakes.world import LAB, claim, entry, repo, trace
from verifier.core.absence import bearing_on
from verifier.core.claims import Claim, Kind, Lab, Reason, Ruling, Subject, Voice, Withdrawal
from verifier.core.evidence import Completeness, Entry, Observation, Shows, TraceKind
from verifier.core.feed_urls import source_id
from verifier.core.intervals import Interval
from verifier.core.sweeps import Failed, Read, Reading, Unchanged
from verifier.core.verdicts import decide
from verifier.resolver import Check, Decided, Summary, Swept, resolve
from verifier.resolver import decide as decide_night
from verifier.store import SqlStore, open_store
from verifier.store.codec import substance

RUNS = int(os.environ.get("VERIFIER_NIGHTS_RUNS", "25"))
"""Series of nights tried; a long soak sets more."""
HOUR = timedelta(hours=1)
OTHER = Lab("other", "Other", "FR", "Europe/Paris", hub_orgs=("Somebody",))
RENAMED = replace(LAB, hub_orgs=("MiniMaxAI", "MiniMax-Old"))
FEED = source_id(LAB.feeds[0].url)
PRESS = "feed:https://press.example/feed.xml"
M3 = claim(name="MiniMax-M3")
PROMISES = (
    claim(),
    M3,
    claim("soon", "MiniMax-M3"),
    claim(parts=(Subject("MiniMax-M3"), Subject("MiniMax-M4"))),
    claim(parts=(Subject(pattern=r"MiniMax-M\d"),)),
    claim(name="MiniMax-M4", time_zone="Asia/Shanghai", grace_days=2),
    claim(name="MiniMax-M4", ruling=Ruling(Reason.VOID, "A", date(2025, 6, 20), "", "so")),
    claim(name="MiniMax-M4", withdrawn=Withdrawal(date(2025, 6, 1), "")),
    claim(name="MiniMax-M3", kind=Kind.POST),
    claim(name="MiniMax-M3", kind=Kind.MODEL),
    claim(name="MiniMax-M3", sources=(FEED, PRESS)),
    claim(name="MiniMax-M3", sources=("hub:MiniMax-Old",), announced=date(2025, 6, 5)),
    claim(parts=(Subject(repos=("MiniMaxAI/Other-7B",)),)),
)


@dataclass(frozen=True, slots=True)
class Night:
    """What one night files, reads and is told."""

    hours: int
    """Since the night before."""
    filed: frozenset[int]
    edited: int
    moved: bool
    renamed: bool
    hub: str
    listed: frozenset[tuple[str, Completeness]]
    old: str
    feed: str
    posts: frozenset[int]
    archived: tuple[Observation, ...]
    how: str
    skew: int


TITLES = (
    "MiniMax-M3 weights are out",
    "MiniMax-M4 and Other-7B are here",
    "What we think of Other-7B",
)
GOOD = ["good"] * 5
ALL = frozenset(range(len(PROMISES)))
T = TypeVar("T")


def few(some: st.SearchStrategy[T], otherwise: T) -> st.SearchStrategy[T]:
    """Draw what nearly every night is like, and now and then something else."""
    return st.integers(0, 4).flatmap(lambda odds: some if odds == 0 else st.just(otherwise))


nights = st.builds(
    Night,
    hours=st.sampled_from([1, 5, 24, 24, 24, 100, 400]),
    filed=few(st.frozensets(st.integers(0, len(PROMISES) - 1), min_size=1), ALL),
    edited=few(st.integers(0, 3), -1),
    moved=few(st.just(True), otherwise=False),
    renamed=few(st.just(True), otherwise=False),
    hub=st.sampled_from([*GOOD, "http_503", "gone", "empty", "torn", "same"]),
    listed=few(
        st.frozensets(
            st.tuples(st.sampled_from(NAMES[:5]), st.sampled_from(Completeness)), max_size=4
        ),
        frozenset(),
    ),
    old=st.sampled_from(["good", "gone", "renamed", "http_503", "empty"]),
    feed=st.sampled_from([*GOOD, "http_503", "same", "far"]),
    posts=few(st.frozensets(st.integers(0, len(TITLES) - 1)), frozenset()),
    archived=few(st.lists(observations, min_size=1, max_size=2).map(tuple), ()),
    how=st.sampled_from(
        ["plain"] * 6 + ["traced", "untraced", "past", "future", "everything", "held"]
    ),
    skew=st.sampled_from([1, 1, 1, -3]),
)


def reading(kind: str, when: datetime, seen: Read) -> Reading:
    """Read a source on one night, as well as it lets us."""
    ended = when + timedelta(minutes=1)
    match kind:
        case "good":
            return seen
        case "empty":
            return replace(seen, observations=())
        case "torn":
            return replace(seen, whole=False, fault="bad_record")
        case "same":
            return Unchanged(when, ended)
        case "far":
            return replace(seen, covers_since=when - 90 * 24 * HOUR, overlaps=True)
        case fault:
            return Failed(when, ended, fault, fault)


def sources(night: Night, when: datetime) -> list[ScriptedSource]:
    """Set up two organisations, two feeds and the archive."""
    ended = when + timedelta(minutes=1)
    old = [repo(f"MiniMaxAI/Old-{n}", when.isoformat(), created="2025-01-10") for n in range(6)]
    listed = [
        repo(name, when.isoformat(), created="2025-06-01", complete=extent)
        for name, extent in night.listed
    ]
    hub = Read(when, ended, (*old, *{r.id: r for r in listed}.values()))
    posts = tuple(
        Entry(
            f"https://minimax.example/{n}",
            TITLES[n],
            Voice.PROMISOR,
            Interval(),
            when,
            FEED,
            Shows.RELEASE,
            lab=LAB.id if n else "",
        )
        for n in night.posts
    )
    first = entry("2025-05-01", title="MiniMax opens an office", shows=Shows.MENTION)
    feed = Read(when, ended, (first, *posts), covers_since=when - 5 * 24 * HOUR)
    theirs = Read(when, ended, (repo("Somebody/Else", when.isoformat()),))
    archive = Read(when, ended, night.archived, live=False)
    readings = {
        "hub:MiniMaxAI": reading(night.hub, when, hub),
        "hub:MiniMax-Old": reading(night.old, when, replace(hub, observations=tuple(old[:1]))),
        "hub:Somebody": reading(night.old, when, theirs),
        FEED: reading(night.feed, when, feed),
        PRESS: reading(night.hub, when, replace(feed, observations=posts[:1])),
        "archive:test": archive,
    }
    return [ScriptedSource(name, [one]) for name, one in readings.items()]


def filed(night: Night) -> tuple[list[Lab], list[Claim]]:
    """Say what is filed on a night."""
    claims = []
    for number in sorted(night.filed):
        promise = replace(PROMISES[number], id=f"claim-{number:02}", version=f"{number}")
        if number == night.edited:
            promise = replace(promise, text="edited", version="edited")
        if number == 1 and night.moved:
            promise = replace(promise, lab=OTHER.id, version="moved")
        claims.append(promise)
    return [RENAMED if night.renamed else LAB, OTHER], claims


def hold(_decided: Decided) -> tuple[str, ...]:
    return ("a night like no other",)


def let(_swept: Swept) -> Check:
    return lambda _decided: ()


def run(store: SqlStore, night: Night, when: datetime) -> Summary | None:
    """Live through one night."""
    labs, claims = filed(night)
    store.save_claims(labs, claims)
    clock = ticking(when + night.skew * HOUR)
    if night.how == "held":
        number = store.begin_run(when, when)
        decide_night(store, number, clock=clock, check=hold)
        return None
    told = Read(when, when, (trace(NAMES[0], TraceKind.DISCUSSION, "2025-06-17"),))
    answer = told if night.how == "traced" else Failed(when, when, "timeout", "")
    shift = {"past": -20, "future": 20}.get(night.how)
    return resolve(
        store,
        sources(night, when),
        clock=clock,
        as_of=when + shift * 24 * HOUR if shift else None,
        tracer=ScriptedTracer(dict.fromkeys((*NAMES, "MiniMaxAI/Old-0"), answer))
        if night.how.endswith("traced")
        else None,
        everything=night.how == "everything",
        guard=let,
    )


def expected(store: SqlStore, as_of: datetime) -> Iterator[tuple[str, Reason, str]]:
    """Judge every claim by everything that is stored, as if there had been no night before."""
    labs = store.labs()
    for claim_ in store.claims():
        lab = labs[claim_.lab]
        verdict = decide(claim_, lab, store.evidence(lab, bearing_on(claim_, lab)), as_of)
        yield claim_.id, verdict.reason, substance(verdict)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "verifier.db"
    open_store(f"sqlite:///{path}").close()
    return path


@settings(max_examples=RUNS, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nights, min_size=2, max_size=7))
def test_a_night_leaves_every_claim_with_the_verdict_that_judging_them_all_gives(
    empty: Path, told: list[Night]
) -> None:
    path = shutil.copy(empty, empty.with_name("night.db"))
    when = START + 9 * 24 * HOUR
    with open_store(f"sqlite:///{path}") as store:
        for night in told:
            when += night.hours * HOUR
            summary = run(store, night, when)
            if summary is None:
                continue
            as_of = summary.as_of
            stands = store.verdicts(as_of)
            found = [
                (claim_, stands[claim_].verdict.reason, substance(stands[claim_].verdict))
                for claim_, _, _ in expected(store, as_of)
            ]
            assert found == list(expected(store, as_of))
            if night.how not in {"past", "future"}:
                assert sum(summary.decided.reasons.values()) == len(night.filed)


QUIET = Night(
    24, frozenset({1}), -1, False, False, "good", frozenset(), "gone", "good", frozenset(), (),
    "plain", 1,
)  # fmt: skip


def test_a_due_claim_is_judged_again_when_the_place_it_waits_for_is_read_at_last(
    empty: Path,
) -> None:
    path = shutil.copy(empty, empty.with_name("awaited.db"))
    before, after = START + 9 * 24 * HOUR, START + 24 * 24 * HOUR
    reasons = []
    with open_store(f"sqlite:///{path}") as store:
        for when, hub in ((before, "good"), (after, "http_503"), (after + 24 * HOUR, "good")):
            summary = run(store, replace(QUIET, hub=hub), when)
            assert summary is not None
            reasons.append(store.verdicts(summary.as_of)["claim-01"].verdict.reason)
    assert reasons == [Reason.NOT_DUE, Reason.UNVERIFIED, Reason.UNDELIVERED]
