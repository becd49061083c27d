from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.world import at, entry, repo, trace
from verifier.core.evidence import Observation, Removal, Repository, TraceKind
from verifier.core.exchanges import Exchange
from verifier.core.intervals import Interval
from verifier.core.sweeps import Failed, Memory, Read, Settled, Unchanged, settle
from verifier.core.swept import Outcome

SOURCE = "hub:MiniMaxAI"
DAY = timedelta(days=1)


def read(when: datetime, *seen: Observation, **changes: object) -> Read:
    made = Read(when, when + timedelta(minutes=1), seen)
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def remember(memory: Memory, settled: Settled) -> Memory:
    """Do what a store does with a settled reading."""
    sweep = settled.sweep
    valid = sweep.outcome in {Outcome.COMPLETE, Outcome.UNCHANGED}
    return Memory(
        sweep if valid else memory.last,
        sweep.began if sweep.controlled else memory.controlled_began,
        memory.known if settled.known is None else settled.known,
        memory.state if settled.state is None else settled.state,
    )


def seen(name: str, when: datetime, **changes: object) -> Repository:
    return repo(f"MiniMaxAI/{name}", when.isoformat(), **changes)  # type: ignore[arg-type]  # passed on


NOW = at("2025-06-10")
MODELS = tuple(f"m{number}" for number in range(5))


def nights(*readings: Read | Unchanged | Failed) -> tuple[list[Settled], Memory]:
    memory, settled = Memory(), []
    for reading in readings:
        settled.append(settle(SOURCE, reading, memory))
        memory = remember(memory, settled[-1])
    return settled, memory


def test_a_failed_reading_erases_nothing_and_proves_nothing() -> None:
    listing = read(NOW, *(seen(name, NOW) for name in MODELS))
    failure = Failed(NOW + DAY, NOW + DAY, "http_503", "503 from the Hub")
    settled, memory = nights(listing, failure)
    assert settled[1].sweep.outcome is Outcome.FAILED
    assert not settled[1].sweep.controlled
    assert settled[1].observations == ()
    assert len(memory.known) == 5


def test_by_a_clock_far_ahead_of_the_servers_nothing_is_absent() -> None:
    told = (("Date", "Tue, 10 Jun 2025 00:00:00 GMT"),)
    late = NOW + timedelta(hours=5)
    answer = Exchange("https://hub.example/", late, late, 200, (), told)
    settled, memory = nights(
        read(NOW, *map_seen("a", "b")), read(late, *map_seen("a"), exchanges=(answer,))
    )
    assert (settled[1].sweep.controlled, settled[1].sweep.fault) == (False, "clock_ahead")
    assert "5 h ahead" in settled[1].sweep.detail
    assert len(memory.known) == 2


def test_a_whole_listing_is_controlled_and_tells_what_is_new() -> None:
    settled, _ = nights(read(NOW, seen("a", NOW)), read(NOW + DAY, *map_seen("a", "b")))
    assert settled[0].sweep.controlled
    (new,) = settled[1].observations
    assert isinstance(new, Repository)
    assert new.id == "MiniMaxAI/b"
    assert new.absent_at == NOW


def map_seen(*names: str, when: datetime = NOW + DAY) -> list[Repository]:
    return [seen(name, when) for name in names]


def test_a_renamed_repository_was_not_absent_under_its_new_name() -> None:
    others = [seen(name, NOW) for name in MODELS]
    settled, _ = nights(
        read(NOW, *others, seen("old", NOW, hub_id="abc")),
        read(NOW + DAY, *others, seen("new", NOW + DAY, hub_id="abc")),
        read(NOW + 2 * DAY, *others, seen("new", NOW + 2 * DAY, hub_id="def")),
    )
    renamed, removed = settled[1].observations
    assert isinstance(renamed, Repository)
    assert renamed.absent_at is None
    assert isinstance(removed, Removal)
    (created_again,) = settled[2].observations
    assert isinstance(created_again, Repository)
    assert created_again.absent_at == NOW + DAY


def test_the_first_listing_knows_no_absence() -> None:
    settled, _ = nights(read(NOW, seen("a", NOW)))
    (new,) = settled[0].observations
    assert isinstance(new, Repository)
    assert new.absent_at is None


def test_a_state_seen_again_is_no_news_and_a_changed_one_is() -> None:
    settled, _ = nights(
        read(NOW, seen("a", NOW)),
        read(NOW + DAY, seen("a", NOW + DAY)),
        read(NOW + 2 * DAY, seen("a", NOW + 2 * DAY, licence="mit")),
    )
    assert [len(night.observations) for night in settled] == [1, 0, 1]


def test_a_listing_that_lost_more_than_a_fifth_is_not_believed() -> None:
    settled, _ = nights(
        read(NOW, *(seen(name, NOW) for name in MODELS)),
        read(NOW + DAY, *map_seen("m0", "m1", "m2")),
    )
    assert (settled[1].sweep.controlled, settled[1].sweep.fault) == (False, "shrunk")
    assert settled[1].observations == ()


def test_a_listing_that_lost_a_fifth_tells_the_removal() -> None:
    settled, memory = nights(
        read(NOW, *(seen(name, NOW) for name in MODELS)),
        read(NOW + DAY, *map_seen("m0", "m1", "m2", "m3")),
    )
    (gone,) = settled[1].observations
    assert isinstance(gone, Removal)
    assert gone.artefact == "MiniMaxAI/m4"
    assert gone.gone == Interval(NOW, NOW + DAY + timedelta(minutes=1))
    assert "MiniMaxAI/m4" not in memory.known


def test_a_loss_that_whole_listings_keep_showing_for_a_week_is_believed_after_all() -> None:
    few = [read(NOW + night * DAY, *map_seen("m0", "m1")) for night in range(1, 9)]
    settled, memory = nights(read(NOW, *(seen(name, NOW) for name in MODELS)), *few)
    assert [night.sweep.controlled for night in settled] == [True] + [False] * 7 + [True]
    assert len(settled[-1].observations) == 3
    assert sorted(memory.known) == ["MiniMaxAI/m0", "MiniMaxAI/m1"]


def test_a_full_listing_ends_the_doubt() -> None:
    full = [seen(name, NOW) for name in MODELS]
    _, memory = nights(read(NOW, *full), read(NOW + DAY, full[0]), read(NOW + 2 * DAY, *full))
    assert memory.state == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"whole": False, "fault": "bad_record", "detail": "one record"}, "bad_record"),
        ({"whole": False}, "incomplete"),
        ({"exists": False}, "unconfirmed"),
        ({"live": False}, "recorded"),
    ],
)
def test_a_reading_with_a_doubt_is_not_controlled(change: dict[str, object], fault: str) -> None:
    settled, _ = nights(read(NOW, seen("a", NOW), **change))
    assert (settled[0].sweep.controlled, settled[0].sweep.fault) == (False, fault)
    assert settled[0].sweep.detail
    assert len(settled[0].observations) == 1


def test_an_empty_or_unfamiliar_listing_is_never_absence() -> None:
    assert not nights(read(NOW))[0][0].sweep.controlled
    settled, _ = nights(read(NOW, seen("a", NOW)), read(NOW + DAY, *map_seen("x", "y")))
    assert settled[1].sweep.fault == "unfamiliar"


def test_an_unchanged_source_is_as_well_read_as_its_last_body() -> None:
    later = Unchanged(NOW + DAY, NOW + DAY, state={"etag": "2"})
    settled, memory = nights(read(NOW, seen("a", NOW), state={"etag": "1"}), later)
    assert settled[1].sweep.controlled
    assert settled[1].sweep.outcome is Outcome.UNCHANGED
    assert memory.controlled_began == NOW + DAY
    assert memory.state == {"etag": "2"}


def test_an_unchanged_source_that_was_never_read_proves_nothing() -> None:
    settled, _ = nights(Unchanged(NOW, NOW))
    assert not settled[0].sweep.controlled


def test_recorded_evidence_keeps_its_own_dates() -> None:
    fact = seen("a", NOW - 30 * DAY)
    settled, _ = nights(read(NOW, fact, live=False))
    assert settled[0].observations == (fact,)


def test_a_feed_covers_the_time_since_its_oldest_entry() -> None:
    news = entry("2025-06-01")
    settled, _ = nights(read(NOW, news, covers_since=at("2025-06-01")))
    assert settled[0].sweep.covers_since == at("2025-06-01")
    assert settled[0].sweep.controlled


def test_an_unbroken_series_of_feed_readings_covers_what_all_of_them_did() -> None:
    first = read(NOW, entry("2025-06-01"), covers_since=at("2025-06-01"))
    joined = read(NOW + DAY, entry("2025-06-08"), covers_since=at("2025-06-08"), overlaps=True)
    broken = read(NOW + DAY, entry("2025-06-08"), covers_since=at("2025-06-08"))
    assert nights(first, joined)[0][1].sweep.covers_since == at("2025-06-01")
    assert nights(first, broken)[0][1].sweep.covers_since == at("2025-06-08")
    assert nights(first, joined)[0][1].sweep.controlled


def test_an_entry_without_a_date_is_dated_by_the_series() -> None:
    undated = replace(entry("2025-06-09"), published=Interval())
    dated = entry("2025-06-01")
    covers = {"covers_since": at("2025-06-01")}
    settled, _ = nights(
        read(NOW, dated, **covers), read(NOW + DAY, dated, undated, overlaps=True, **covers)
    )
    (new,) = settled[1].observations
    assert getattr(new, "published", None) == Interval(NOW, NOW + DAY + timedelta(minutes=1))
    alone, _ = nights(read(NOW, undated, **covers))
    assert getattr(alone[0].observations[0], "published", None) == Interval(
        None, NOW + timedelta(minutes=1)
    )


def test_an_edited_entry_without_a_date_is_not_taken_for_a_new_one() -> None:
    undated = replace(entry("2025-06-09"), published=Interval())
    edited = replace(undated, title="weights are out, with a table")
    covers = {"covers_since": at("2025-06-01")}
    settled, _ = nights(
        read(NOW, undated, **covers), read(NOW + DAY, edited, overlaps=True, **covers)
    )
    (new,) = settled[1].observations
    assert getattr(new, "published", None) == Interval(None, NOW + DAY + timedelta(minutes=1))


def test_traces_are_kept_as_they_are() -> None:
    left = trace("MiniMaxAI/a", TraceKind.DISCUSSION, "2025-06-01")
    settled, memory = nights(read(NOW, left), read(NOW + DAY, left))
    assert settled[0].observations == (left,)
    assert settled[1].observations == ()
    assert len(memory.known) == 1


names = st.sets(st.sampled_from([f"m{number}" for number in range(12)]), max_size=12)
readings = st.lists(
    st.one_of(names, st.just("failed"), st.just("unchanged")), min_size=1, max_size=7
)


@given(readings)
def test_no_series_of_readings_calls_absent_what_a_controlled_one_did_not_miss(
    series: list[set[str] | str],
) -> None:
    memory = Memory()
    for night, what in enumerate(series):
        when = NOW + night * DAY
        reading: Read | Unchanged | Failed
        if what == "failed":
            reading = Failed(when, when, "timeout", "")
        elif what == "unchanged":
            reading = Unchanged(when, when)
        else:
            reading = read(when, *(seen(name, when) for name in sorted(what)))
        settled = settle(SOURCE, reading, memory)
        removed = [o for o in settled.observations if isinstance(o, Removal)]
        assert not removed or settled.sweep.controlled
        assert len(removed) <= 0.2 * len(memory.known)
        memory = remember(memory, settled)
