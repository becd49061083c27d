"""A claim that was left asleep is found by an audit, and judging all puts it right."""

from sqlalchemy import update

from tests.fakes.sources import ScriptedSource, listing, ticking
from tests.fakes.world import LAB, at, claim, repo
from tests.store.samples import opened
from verifier.resolver import resolve
from verifier.store import SqlStore, open_store
from verifier.store.audit.stale import stale
from verifier.store.schema import standing

OLD = repo("MiniMaxAI/MiniMax-Text-01", "2025-05-01", created="2025-01-10")


def night(store: SqlStore, day: str, *, everything: bool = False) -> None:
    source = ScriptedSource("hub:MiniMaxAI", [listing(at(day), OLD)])
    resolve(store, [source], clock=ticking(at(f"{day}T01:00")), everything=everything)


def told(url: str) -> list[tuple[str, str]]:
    with opened(url) as connection:
        return [(damage.row, damage.said) for damage in stale(connection)]


def test_a_claim_that_slept_through_its_deadline_is_told_until_all_are_judged(
    database_url: str,
) -> None:
    with open_store(database_url) as store:
        store.save_claims([LAB], [claim()])
        night(store, "2025-06-01")
        assert told(database_url) == []
        with opened(database_url) as connection:
            connection.execute(update(standing).values(wakes_at=None))
        night(store, "2025-07-01")
        ((row, said),) = told(database_url)
        assert row == claim().id
        assert said.startswith("stands by another verdict than late (undelivered)")
        night(store, "2025-07-02", everything=True)
        assert told(database_url) == []


def test_what_came_since_is_the_next_nights_turn(database_url: str) -> None:
    with open_store(database_url) as store:
        assert told(database_url) == []
        store.save_claims([LAB], [claim()])
        night(store, "2025-06-01")
        store.save_claims([LAB], [claim("soon", version="v2")])
        assert told(database_url) == []
