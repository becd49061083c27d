"""Strategies for whatever may be seen of MiniMax, and of its promises."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from tests.fakes.world import claim, entry, repo, trace
from verifier.core.claims import Subject, Voice
from verifier.core.evidence import (
    Author,
    BaseModel,
    Check,
    Completeness,
    Evidence,
    Gating,
    Medium,
    Observation,
    Removal,
    Shows,
    TraceKind,
)
from verifier.core.intervals import Interval
from verifier.core.swept import Outcome, Sweep

NAMES = (
    "MiniMaxAI/MiniMax-M3",
    "MiniMaxAI/MiniMax-M3-Preview",
    "MiniMaxAI/MiniMax-M3-GGUF",
    "MiniMaxAI/MiniMax-M4",
    "MiniMaxAI/Other-7B",
    "Somebody/MiniMax-M3",
)
START = datetime(2025, 5, 20, tzinfo=UTC)
AS_OF = datetime(2025, 8, 1, tzinfo=UTC)

artefacts = st.sampled_from(NAMES)
instants = st.integers(0, 24 * 60).map(lambda hours: START + timedelta(hours=hours))
texts = instants.map(datetime.isoformat)
repositories = st.builds(
    lambda name, seen, created, absent, complete, gated, bases: repo(
        name,
        seen,
        created=created,
        absent_at=absent,
        complete=complete,
        gated=gated,
        base_models=bases,
    ),
    artefacts,
    texts,
    texts | st.just(""),
    instants | st.none(),
    st.sampled_from(Completeness),
    st.sampled_from(Gating),
    st.sampled_from([(), (BaseModel("Qwen/Qwen2.5-7B", "finetune"),)]),
)
entries = st.builds(
    lambda when, name, shows, voice, weak, medium: entry(
        when, *name, shows=shows, voice=voice, weak=weak, medium=medium, title="MiniMax-M3 weights"
    ),
    texts,
    st.tuples(artefacts) | st.just(()),
    st.sampled_from(Shows),
    st.sampled_from(Voice),
    st.booleans(),
    st.sampled_from(Medium),
)
traces = st.builds(
    trace,
    artefacts,
    st.sampled_from(TraceKind),
    texts,
    st.sampled_from(["ann", "bob", "cat", "dan"]),
    st.sampled_from(Author),
)
removals = st.builds(
    lambda name, when: Removal(name, Interval(None, when), when, "hub:MiniMaxAI", ""),
    artefacts,
    instants,
)
checks = st.builds(
    lambda when, found: Check(
        "A. Editor", Interval.at(when), "hub:MiniMaxAI", (), "minimax", when, "t", "", found
    ),
    instants,
    st.sampled_from(Completeness),
)
observations: st.SearchStrategy[Observation] = st.one_of(
    repositories, entries, traces, removals, checks
)
sweeps = st.builds(
    lambda began, outcome, controlled: Sweep(
        "hub:MiniMaxAI", began, began, outcome, controlled=controlled and outcome != "failed"
    ),
    instants,
    st.sampled_from(Outcome),
    st.booleans(),
)
claims = st.sampled_from(
    [
        claim(),
        claim(name="MiniMax-M3"),
        claim("soon", "MiniMax-M3"),
        claim(parts=(Subject("MiniMax-M3"), Subject("MiniMax-M4"))),
        claim(parts=(Subject(pattern=r"MiniMax-M\d"),)),
        claim(time_zone="Asia/Shanghai", grace_days=2),
    ]
)
evidences = st.builds(
    Evidence,
    st.lists(observations, max_size=8).map(tuple),
    st.lists(sweeps, max_size=3).map(tuple),
)
