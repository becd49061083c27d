from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.store.samples import CLAIM, CORRECTED, MINIMAX, NIGHT, START, VAGUE, opened
from verifier.core.claims import Claim
from verifier.ports import Loaded, Version
from verifier.store import SqlStore, open_store
from verifier.store.schema import claims


def _nights() -> Callable[[], datetime]:
    """A clock that moves on by a night whenever it is read."""
    nights = iter(range(1000))
    return lambda: START + next(nights) * NIGHT


def _versions(url: str) -> list[tuple[str, str, datetime, datetime | None]]:
    columns = claims.c
    query = select(columns.id, columns.version, columns.valid_from, columns.valid_to)
    with opened(url) as connection:
        return [tuple(row) for row in connection.execute(query.order_by(columns.number))]


def test_an_empty_store_has_no_labs_and_no_claims(store: SqlStore) -> None:
    assert store.labs() == {}
    assert store.claims() == []


def test_labs_and_claims_come_back_as_they_were_loaded(store: SqlStore) -> None:
    loaded = store.save_claims([MINIMAX], [VAGUE, CLAIM])
    assert loaded == Loaded(added=(VAGUE.id, CLAIM.id))
    assert store.labs() == {"minimax": MINIMAX}
    assert store.claims() == [CLAIM, VAGUE]


def test_loading_the_same_again_changes_nothing(store: SqlStore) -> None:
    store.save_claims([MINIMAX], [CLAIM])
    assert store.save_claims([MINIMAX], [CLAIM]) == Loaded(unchanged=(CLAIM.id,))
    assert store.claims() == [CLAIM]


def test_a_correction_is_a_new_version_and_the_old_text_stays(database_url: str) -> None:
    with open_store(database_url, clock=_nights()) as store:
        store.save_claims([MINIMAX], [CLAIM])
        assert store.save_claims([MINIMAX], [CORRECTED]) == Loaded(changed=(CLAIM.id,))
        assert store.claims() == [CORRECTED]
    assert _versions(database_url) == [
        (CLAIM.id, "1", START, START + NIGHT),
        (CLAIM.id, "2", START + NIGHT, None),
    ]


def test_the_versions_of_claims_that_changed_are_given_by_set_oldest_first(
    database_url: str,
) -> None:
    with open_store(database_url, clock=_nights()) as store:
        store.save_claims([MINIMAX], [CLAIM, VAGUE])
        assert store.claim_versions() == {}
        store.save_claims([MINIMAX], [CORRECTED, VAGUE])
        assert store.claim_versions() == {
            CLAIM.id: [
                Version(CLAIM, START, START + NIGHT),
                Version(CORRECTED, START + NIGHT),
            ]
        }


def test_a_claim_that_is_gone_is_closed_and_keeps_its_row(database_url: str) -> None:
    with open_store(database_url, clock=_nights()) as store:
        store.save_claims([MINIMAX], [CLAIM, VAGUE])
        assert store.save_claims([MINIMAX], [VAGUE]) == Loaded((), (), (VAGUE.id,), (CLAIM.id,))
        assert store.claims() == [VAGUE]
    assert (CLAIM.id, "1", START, START + NIGHT) in _versions(database_url)


def test_a_claim_that_comes_back_is_added_again(database_url: str) -> None:
    with open_store(database_url, clock=_nights()) as store:
        store.save_claims([MINIMAX], [CLAIM])
        store.save_claims([MINIMAX], [])
        assert store.save_claims([MINIMAX], [CLAIM]) == Loaded(added=(CLAIM.id,))
    assert [row[2:] for row in _versions(database_url)] == [
        (START, START + NIGHT),
        (START + 2 * NIGHT, None),
    ]


def test_a_lab_that_moved_is_read_in_its_new_version(store: SqlStore) -> None:
    moved = replace(MINIMAX, hub_orgs=("MiniMaxAI", "MiniMax"), version="2")
    store.save_claims([MINIMAX], [])
    store.save_claims([moved], [])
    assert store.labs() == {"minimax": moved}


def test_a_claim_without_a_version_is_told_apart_by_its_content(store: SqlStore) -> None:
    unnumbered = replace(CLAIM, version="")
    store.save_claims([MINIMAX], [unnumbered])
    changed = replace(unnumbered, text="Open weights some day")
    assert store.save_claims([MINIMAX], [changed]).changed == (CLAIM.id,)


def test_a_load_that_fails_halfway_leaves_everything_as_it_was(store: SqlStore) -> None:
    store.save_claims([MINIMAX], [CLAIM])

    def filed() -> Iterator[Claim]:
        yield from (replace(CORRECTED, id=f"minimax-{number:05}") for number in range(1500))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.save_claims([MINIMAX], filed())
    assert store.claims() == [CLAIM]


def test_thousands_of_claims_are_loaded_changed_and_removed_in_one_go(store: SqlStore) -> None:
    many = [replace(CLAIM, id=f"minimax-{number:05}") for number in range(2500)]
    assert len(store.save_claims([MINIMAX], many).added) == 2500
    half = [replace(each, version="2") for each in many[:1250]]
    loaded = store.save_claims([MINIMAX], half)
    assert (len(loaded.changed), len(loaded.removed)) == (1250, 1250)
    assert store.claims() == half


def test_claims_are_sorted_by_code_point_on_every_database(store: SqlStore) -> None:
    ids = ["a-b", "a0", "aa", "a-a", "b", "a"]
    store.save_claims([MINIMAX], [replace(CLAIM, id=each) for each in ids])
    assert [each.id for each in store.claims()] == sorted(ids)


def test_without_a_clock_the_database_dates_a_load_itself(database_url: str) -> None:
    with open_store(database_url) as store:
        store.save_claims([MINIMAX], [CLAIM])
    [(_, _, valid_from, _)] = _versions(database_url)
    assert valid_from.tzinfo is UTC
    assert abs(datetime.now(UTC) - valid_from) < timedelta(minutes=1)
