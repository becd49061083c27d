import pytest
from sqlalchemy import func, select

from tests.store.samples import HUB_SOURCE, NIGHT, START, exchange, opened, repository, sweep
from verifier.core.canon import digest
from verifier.core.exchanges import pack, unpack
from verifier.core.sweeps import Settled
from verifier.ports import Kept
from verifier.store import SqlStore, open_store
from verifier.store.schema import bodies

FACT = repository()


def keep(store: SqlStore, night: int, settled: Settled) -> None:
    run = store.begin_run(START + night * NIGHT, START + night * NIGHT)
    store.keep(HUB_SOURCE, settled, run)


def count_bodies(url: str) -> int:
    with opened(url) as connection:
        return connection.scalar(select(func.count()).select_from(bodies)) or 0


def test_a_kept_reading_is_found_by_the_fact_it_first_showed(store: SqlStore) -> None:
    wire = (exchange(None), exchange(b'["m1"]'))
    keep(store, 0, Settled(sweep(), (FACT,), exchanges=wire))
    keep(store, 1, Settled(sweep(1), (FACT,), exchanges=(exchange(b'["again"]', 1),)))
    (found,) = store.kept([digest(FACT), "0" * 64], {})
    assert (found.sweep, found.facts) == (sweep(), (digest(FACT),))
    first, second = found.exchanges
    assert first == exchange(None)
    assert (second.url, second.sent, second.headers) == (wire[1].url, wire[1].sent, wire[1].headers)
    assert second.body is not None
    assert second.body.packed == b""
    body = store.body(second.body.sha256)
    assert body is not None
    assert unpack(body) == b'["m1"]'


def test_a_place_gives_its_first_kept_controlled_reading_since_an_instant(store: SqlStore) -> None:
    for night in range(4):
        wire = (exchange(night=night),) if night != 1 else ()
        keep(store, night, Settled(sweep(night), exchanges=wire))
    (found,) = store.kept([], {HUB_SOURCE: START + NIGHT, "hub:other": START})
    assert found == Kept(sweep(2), found.exchanges)
    assert store.kept([], {HUB_SOURCE: START + 4 * NIGHT}) == []
    assert store.memory(HUB_SOURCE).kept_began == sweep(3).began


def test_a_body_is_stored_once_however_often_it_came(database_url: str) -> None:
    with open_store(database_url) as store:
        for night in range(3):
            wire = (exchange(b"same", night), exchange(b"same", night))
            keep(store, night, Settled(sweep(night), exchanges=wire))
    assert count_bodies(database_url) == 1


def test_a_body_known_by_its_hash_alone_is_named_and_not_there(store: SqlStore) -> None:
    alone = exchange(b"text")
    assert alone.body is not None
    keep(store, 0, Settled(sweep(), (FACT,), exchanges=(exchange(b"text"),)))
    assert store.body(pack(b"other").sha256) is None
    assert store.body(alone.body.sha256) == pack(b"text")


def test_a_sweep_that_is_kept_twice_has_its_exchanges_once(store: SqlStore) -> None:
    run = store.begin_run(START, START)
    settled = Settled(sweep(), (FACT,), exchanges=(exchange(),))
    store.keep(HUB_SOURCE, settled, run)
    store.keep(HUB_SOURCE, settled, run)
    (found,) = store.kept([digest(FACT)], {})
    assert len(found.exchanges) == 1


def test_a_sweep_that_cannot_be_kept_leaves_no_body_behind(database_url: str) -> None:
    class Unstorable:
        """No fact at all."""

    with open_store(database_url) as store:
        broken = Settled(sweep(), (Unstorable(),), exchanges=(exchange(),))  # type: ignore[arg-type]  # on purpose
        with pytest.raises(Exception, match="Unstorable"):
            keep(store, 0, broken)
    assert count_bodies(database_url) == 0
