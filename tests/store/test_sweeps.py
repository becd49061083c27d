from dataclasses import replace

from tests.store.samples import FEED_SOURCE, HUB_SOURCE, MINIMAX, START, failed, repository, sweep
from verifier.core.sweeps import Memory, Settled
from verifier.core.swept import Outcome
from verifier.store import SqlStore


def _keep(store: SqlStore, *settled: Settled) -> list[int]:
    """Keep these in one run."""
    run = store.begin_run(START, START)
    return [store.keep(each.sweep.source, each, run) for each in settled]


def test_nothing_is_remembered_of_a_source_that_was_never_read(store: SqlStore) -> None:
    assert store.memory(HUB_SOURCE) == Memory()


def test_a_complete_sweep_is_remembered_with_all_it_brought(store: SqlStore) -> None:
    known, state = {"MiniMaxAI/M1": "print"}, {"etag": '"abc"'}
    _keep(store, Settled(sweep(), (repository(),), known, state))
    assert store.memory(HUB_SOURCE) == Memory(sweep(), START, known, state)


def test_a_failed_sweep_erases_nothing_of_what_is_remembered(store: SqlStore) -> None:
    known, state = {"MiniMaxAI/M1": "print"}, {"etag": '"abc"'}
    _keep(store, Settled(sweep(), (), known, state), Settled(failed(1)))
    assert store.memory(HUB_SOURCE) == Memory(sweep(), START, known, state)


def test_a_first_sweep_that_failed_is_no_reading(store: SqlStore) -> None:
    _keep(store, Settled(failed()))
    assert store.memory(HUB_SOURCE) == Memory()
    assert store.sweeps() == {HUB_SOURCE: (failed(),)}


def test_an_uncontrolled_reading_is_the_last_but_not_the_last_controlled(store: SqlStore) -> None:
    loose = replace(sweep(1), controlled=False, fault="shrunk")
    _keep(store, Settled(sweep(0)), Settled(loose))
    assert store.memory(HUB_SOURCE) == Memory(loose, START)


def test_an_incomplete_sweep_is_not_what_the_next_one_is_compared_with(store: SqlStore) -> None:
    part = replace(sweep(1), outcome=Outcome.INCOMPLETE, controlled=False)
    _keep(store, Settled(sweep(0)), Settled(part))
    assert store.memory(HUB_SOURCE).last == sweep(0)


def test_maps_that_a_sweep_brings_replace_the_earlier_ones_whole(store: SqlStore) -> None:
    _keep(
        store,
        Settled(sweep(0), (), {"a": "1", "b": "2"}, {"etag": "x"}),
        Settled(sweep(1), (), {"b": "3"}, {}),
    )
    assert store.memory(HUB_SOURCE) == Memory(sweep(1), sweep(1).began, {"b": "3"}, {})


def test_sources_are_remembered_apart(store: SqlStore) -> None:
    _keep(store, Settled(sweep(0)), Settled(sweep(1, FEED_SOURCE)))
    assert store.memory(HUB_SOURCE).last == sweep(0)
    assert store.memory(FEED_SOURCE).last == sweep(1, FEED_SOURCE)


def test_every_source_stands_with_its_last_sweep_then_its_last_controlled_one(
    store: SqlStore,
) -> None:
    _keep(store, Settled(sweep(0)), Settled(sweep(0, FEED_SOURCE)), Settled(failed(1)))
    assert store.sweeps() == {
        HUB_SOURCE: (failed(1), sweep(0)),
        FEED_SOURCE: (sweep(0, FEED_SOURCE),),
    }


def test_the_last_sweeps_are_given_of_the_places_asked_for_alone(store: SqlStore) -> None:
    _keep(store, Settled(sweep(0)), Settled(failed(1)), Settled(sweep(0, FEED_SOURCE)))
    assert store.last_sweeps([HUB_SOURCE, "github.com/MiniMax-AI/MiniMax-M1"]) == [failed(1)]


def test_all_sweeps_of_a_place_are_given_oldest_first(store: SqlStore) -> None:
    nights = [sweep(0), failed(1), sweep(2)]
    _keep(store, *map(Settled, nights), Settled(sweep(0, FEED_SOURCE)))
    assert store.evidence(MINIMAX, [HUB_SOURCE]).sweeps == tuple(nights)


def test_the_same_sweep_kept_twice_in_a_run_is_one_sweep(store: SqlStore) -> None:
    _keep(store, Settled(sweep()), Settled(sweep()))
    assert store.evidence(MINIMAX, [HUB_SOURCE]).sweeps == (sweep(),)


def test_the_same_sweep_in_another_run_is_another_sweep(store: SqlStore) -> None:
    _keep(store, Settled(sweep()))
    _keep(store, Settled(sweep()))
    assert store.evidence(MINIMAX, [HUB_SOURCE]).sweeps == (sweep(), sweep())


def test_text_no_database_can_hold_is_cleaned_and_the_sweep_kept(store: SqlStore) -> None:
    odd = replace(failed(), detail="answered \0 \udcff")
    _keep(store, Settled(odd))
    assert store.last_sweeps([HUB_SOURCE]) == [replace(odd, detail="answered  ?")]
