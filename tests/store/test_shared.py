from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.samples import HUB_SOURCE, START, repository, sweep
from verifier.core.sweeps import Settled
from verifier.errors import AlreadyRunning
from verifier.store import SqlStore, open_store

PARTS = (("hub:A", "hub:B"), ("feed:https://a.example/feed.xml",))


def begun(store: SqlStore, *parts: tuple[str, ...]) -> int:
    run = store.begin_run(START, START)
    store.shared.begin(run, START, None, parts or PARTS)
    return run


def test_no_run_is_shared_until_one_begins(store: SqlStore) -> None:
    store.begin_run(START, START)
    assert store.shared.under_way() is None


def test_a_shared_run_is_under_way_until_it_ends(store: SqlStore) -> None:
    run = begun(store)
    found = store.shared.under_way()
    assert found is not None
    assert (found.run, found.since, found.as_of, found.shards, found.left) == (
        run,
        START,
        None,
        2,
        2,
    )
    store.end_run(run, START)
    assert store.shared.under_way() is None


def test_a_run_without_shards_is_under_way_too(store: SqlStore) -> None:
    run = store.begin_run(START, START)
    store.shared.begin(run, START, START, ())
    found = store.shared.under_way()
    assert found is not None
    assert (found.as_of, found.shards, found.left) == (START, 0, 0)


def test_shards_keep_their_sources_in_order(store: SqlStore) -> None:
    run = begun(store)
    assert store.shared.sources(run, 1) == PARTS[0]
    assert store.shared.sources(run, 2) == PARTS[1]
    assert store.shared.sources(run) == (*PARTS[0], *PARTS[1])


def test_the_last_shard_to_end_is_told_so_and_ends_only_once(store: SqlStore) -> None:
    run = begun(store)
    assert not store.shared.finish(run, 2)
    assert store.shared.left(run) == [1]
    assert not store.shared.finish(run, 2)
    assert store.shared.finish(run, 1)
    assert store.shared.finish(run, 1), "done again, it says the same"
    assert store.shared.left(run) == []


def test_of_shards_that_end_at_once_one_is_told_that_all_are_done(store: SqlStore) -> None:
    run = begun(store, *((f"hub:{n}",) for n in range(24)))
    with ThreadPoolExecutor(max_workers=8) as pool:
        told = list(pool.map(lambda shard: store.shared.finish(run, shard), range(1, 25)))
    assert any(told)


def test_the_next_run_takes_the_place_of_the_one_that_ended(store: SqlStore) -> None:
    first = begun(store)
    store.end_run(first, START)
    second = begun(store, ("hub:C",))
    found = store.shared.under_way()
    assert found is not None
    assert found.run == second
    assert store.shared.sources(first) == ()


def test_a_resolve_is_kept_out_of_a_shared_run_and_told_of_it(
    store: SqlStore, database_url: str
) -> None:
    run = begun(store)
    told = rf"share run {run} since .* \(2 of 2 shards left\)"
    with pytest.raises(AlreadyRunning, match=told), store.alone(START):
        pass
    with store.alone(START, shared=True):
        pass
    store.end_run(run, START)
    with open_store(database_url) as other, other.alone(START):
        pass


def test_of_two_sweeps_of_a_source_in_one_run_the_first_is_kept(store: SqlStore) -> None:
    run = begun(store)
    first, second = (Settled(sweep(n), (repository(f"MiniMaxAI/M{n}"),)) for n in (0, 1))
    assert store.keep(HUB_SOURCE, first, run, once=True) == 1
    assert store.keep(HUB_SOURCE, second, run, once=True) == 0
    assert store.swept(run) == [first.sweep]
    assert store.memory(HUB_SOURCE).last == first.sweep
    later = store.begin_run(START, START)
    assert store.keep(HUB_SOURCE, second, later, once=True) == 1


def test_workers_that_sweep_one_source_at_once_keep_one_sweep_and_its_facts(
    store: SqlStore,
) -> None:
    run = begun(store)

    def keep(number: int) -> int:
        late = START + timedelta(seconds=number)
        brought = Settled(replace(sweep(), began=late), (repository(f"MiniMaxAI/M{number}"),))
        return store.keep(HUB_SOURCE, brought, run, once=True)

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert sum(pool.map(keep, range(16))) == 1
    assert len(store.swept(run)) == 1
    assert store.shared.facts(run) == 1


def test_facts_are_counted_by_run(store: SqlStore) -> None:
    first, second = store.begin_run(START, START), store.begin_run(START, START)
    store.keep(HUB_SOURCE, Settled(sweep(0), (repository("MiniMaxAI/A"),)), first)
    store.keep(HUB_SOURCE, Settled(sweep(1), (repository("MiniMaxAI/B"),)), second)
    assert (store.shared.facts(first), store.shared.facts(second)) == (1, 1)


def test_a_quota_lets_a_fifth_go_at_once_and_the_rest_evenly(postgres_url: str) -> None:
    with open_store(postgres_url) as store:
        waits = [store.shared.take("hub", 10) for _ in range(4)]
    assert waits[:2] == [0.0, 0.0]
    assert 0 < waits[2] <= 300 / 8 < waits[3] <= 2 * 300 / 8


def test_a_quota_is_one_for_all_workers_and_each_name_has_its_own(postgres_url: str) -> None:
    with open_store(postgres_url) as one, open_store(postgres_url) as other:
        assert one.shared.take("hub", 5) == 0.0
        assert other.shared.take("hub", 5) > 0
        assert one.shared.take("elsewhere", 5) == 0.0
