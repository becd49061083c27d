from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.store.samples import FEED_SOURCE, HUB_SOURCE, MINIMAX, NIGHT, START, repository, sweep
from verifier.core.canon import digest
from verifier.core.claims import Lab, Voice
from verifier.core.evidence import (
    Author,
    Check,
    Entry,
    Evidence,
    Observation,
    Removal,
    Trace,
    TraceKind,
)
from verifier.core.intervals import Interval
from verifier.core.sweeps import Settled
from verifier.errors import StoreError
from verifier.store import SqlStore

WEIGHTS = repository()
POST = Entry(
    "https://minimax.example/m1",
    "MiniMax-M1 is out",
    Voice.PROMISOR,
    Interval.at(START),
    START,
    FEED_SOURCE,
)
PRESS = replace(POST, url="https://press.example/m1", lab="minimax", source="archive:evidence")
TRACE = Trace(
    "MiniMaxAI/MiniMax-M1-80k",
    TraceKind.DISCUSSION,
    START,
    "somebody",
    Author.OUTSIDER,
    START,
    "trace:MiniMaxAI/MiniMax-M1-80k",
    "https://huggingface.co/MiniMaxAI/MiniMax-M1-80k/discussions/1",
)
GONE = Removal("github.com/MiniMax-AI/MiniMax-M1", Interval.at(START), START, "hand", "")
LOOK = Check(
    "a reviewer",
    Interval.at(START),
    "github.com/MiniMax-AI",
    ("MiniMax-M1",),
    "minimax",
    START,
    "archive:checks",
    "https://github.com/MiniMax-AI",
)
EVERYTHING = (WEIGHTS, POST, PRESS, TRACE, GONE, LOOK)
QWEN = Lab("qwen", "Qwen", "CN", "Asia/Shanghai", hub_orgs=("Qwen",))


def _keep(store: SqlStore, facts: Iterable[Observation], night: int = 0) -> int:
    run = store.begin_run(START, START)
    return store.keep(HUB_SOURCE, Settled(sweep(night), tuple(facts)), run)


def test_every_kind_of_fact_comes_back_under_its_digest(store: SqlStore) -> None:
    assert _keep(store, EVERYTHING) == len(EVERYTHING)
    assert [store.observation(digest(fact)) for fact in EVERYTHING] == list(EVERYTHING)


def test_an_unknown_digest_finds_nothing(store: SqlStore) -> None:
    assert store.observation("0" * 64) is None


def test_many_facts_are_found_at_once_and_unknown_ones_left_out(store: SqlStore) -> None:
    _keep(store, EVERYTHING)
    unknown = [f"{number:064}" for number in range(2500)]
    wanted = [*unknown, *map(digest, EVERYTHING), digest(POST)]
    assert store.observations(wanted) == {digest(fact): fact for fact in EVERYTHING}
    assert store.observations([]) == {}


def test_a_fact_that_is_stored_already_is_not_new(store: SqlStore) -> None:
    other = repository("MiniMaxAI/MiniMax-M1-40k")
    assert _keep(store, [WEIGHTS, WEIGHTS]) == 1
    assert _keep(store, [WEIGHTS, other], night=1) == 1
    assert set(store.evidence(MINIMAX, []).observations) == {WEIGHTS, other}


def test_a_sweep_of_thousands_of_facts_is_counted_right(store: SqlStore) -> None:
    many = [repository(f"MiniMaxAI/M{number}") for number in range(2500)]
    assert _keep(store, many[:1500]) == 1500
    assert _keep(store, many, night=1) == 1000
    assert len(store.evidence(MINIMAX, []).observations) == 2500


def test_a_labs_evidence_is_its_organisations_its_own_and_that_of_the_places_named(
    store: SqlStore,
) -> None:
    _keep(store, [*EVERYTHING, repository("Qwen/Qwen3")])
    assert set(store.evidence(MINIMAX, [FEED_SOURCE]).observations) == set(EVERYTHING)
    assert set(store.evidence(MINIMAX, []).observations) == set(EVERYTHING) - {POST}


def test_an_organisation_is_the_same_in_any_case_of_letters(store: SqlStore) -> None:
    shouted = repository("MINIMAXai/MiniMax-M1")
    _keep(store, [shouted])
    assert store.evidence(MINIMAX, []).observations == (shouted,)


def test_an_organisation_of_the_hub_is_not_its_namesake_on_github(store: SqlStore) -> None:
    _keep(store, [repository("github.com/MiniMaxAI/code")])
    assert store.evidence(MINIMAX, []) == Evidence()


def test_many_labs_are_read_at_once_and_each_gets_its_own(store: SqlStore) -> None:
    foreign = repository("Qwen/Qwen3")
    _keep(store, [WEIGHTS, foreign])
    found = store.evidence_by_lab({MINIMAX: [HUB_SOURCE], QWEN: ["hub:Qwen"]})
    assert found == {
        "minimax": Evidence((WEIGHTS,), (sweep(),)),
        "qwen": Evidence((foreign,), ()),
    }


def test_facts_are_given_in_the_same_order_however_they_were_stored(store: SqlStore) -> None:
    later = replace(repository("MiniMaxAI/A"), recorded_at=START + NIGHT)
    first, second = sorted([repository("MiniMaxAI/B"), repository("MiniMaxAI/C")], key=digest)
    _keep(store, [later, second, first])
    assert store.evidence(MINIMAX, []).observations == (first, second, later)


def test_a_fact_with_text_no_database_can_hold_does_not_cost_the_others(store: SqlStore) -> None:
    odd = replace(POST, lab="minimax", url="https://x.example/\0", title="half \ud83d a pair")
    assert _keep(store, [WEIGHTS, odd]) == 2
    kept = replace(odd, title="half ? a pair")
    assert store.observation(digest(kept)) == kept


def test_keeping_is_all_or_nothing(store: SqlStore) -> None:
    run = store.begin_run(START, START)
    naive = replace(WEIGHTS, recorded_at=START.replace(tzinfo=None))
    with pytest.raises(StoreError, match="no time zone"):
        store.keep(HUB_SOURCE, Settled(sweep(), (POST, naive), {"a": "1"}), run)
    assert store.sweeps() == {}
    assert store.observation(digest(POST)) is None
