"""What a line of recorded evidence says."""

import pytest

from tests.sources.archives import ENTRY, RECORDED, REPOSITORY, one, utc
from verifier.core.evidence import BaseModel, Check, Completeness, Entry, Gating, Repository, Trace
from verifier.core.intervals import Interval


def test_a_repository_line_is_a_state_with_dates_of_its_own() -> None:
    state = one(
        REPOSITORY,
        created="2025-06-05T01:02:03Z",
        seen="2025-06-16T15:39:46Z",
        absent="2025-06-15T00:00:00Z",
        licence="apache-2.0",
        base_models=[{"id": "Qwen/Qwen2.5-7B", "relation": "finetune"}],
        gated="auto",
        complete=True,
        seen_by="launch post",
    )
    assert state == Repository(
        id="acme/Acme-1",
        seen_at=utc("2025-06-16T15:39:46"),
        recorded_at=RECORDED,
        source="archive:evidence",
        url="https://huggingface.co/acme/Acme-1",
        created=Interval.at(utc("2025-06-05T01:02:03")),
        absent_at=utc("2025-06-15T00:00:00"),
        declared=Completeness.COMPLETE,
        gated=Gating.AUTO,
        licence="apache-2.0",
        base_models=(BaseModel("Qwen/Qwen2.5-7B", "finetune"),),
        seen_by="launch post",
    )


@pytest.mark.parametrize(
    ("told", "declared"),
    [
        (True, Completeness.COMPLETE),
        (False, Completeness.PARTIAL),
        ("none", Completeness.NONE),
        (None, Completeness.UNKNOWN),
    ],
)
def test_complete_says_how_much_is_there(told: bool | str | None, declared: Completeness) -> None:
    state = one(REPOSITORY, complete=told)
    assert isinstance(state, Repository)
    assert state.declared is declared


def test_a_state_without_a_day_was_seen_when_it_was_recorded() -> None:
    state = one(REPOSITORY)
    assert isinstance(state, Repository)
    assert (state.seen_at, state.created) == (RECORDED, Interval())


def test_a_day_spans_all_zones_where_none_is_named() -> None:
    entry = one(ENTRY, published="2025-06-16")
    assert isinstance(entry, Entry)
    assert entry.published == Interval(utc("2025-06-15T10:00:00"), utc("2025-06-17T11:59:59"))


def test_a_day_spans_itself_in_the_zone_that_is_named() -> None:
    entry = one(ENTRY, published="2025-06-16", zone="Asia/Shanghai")
    assert isinstance(entry, Entry)
    assert entry.published == Interval(utc("2025-06-15T16:00:00"), utc("2025-06-16T15:59:59"))


@pytest.mark.parametrize(
    ("published", "interval"),
    [
        (None, Interval()),
        ({"not_after": "2025-06-16"}, Interval(None, utc("2025-06-17T11:59:59"))),
        ({"not_before": "2025-06-16"}, Interval(utc("2025-06-15T10:00:00"))),
        ("2025-06-16T23:00:00-07:00", Interval.at(utc("2025-06-17T06:00:00"))),
        (
            {"not_before": "2025-06-16T01:00:00Z", "not_after": "2025-06-16T02:00:00Z"},
            Interval(utc("2025-06-16T01:00:00"), utc("2025-06-16T02:00:00")),
        ),
    ],
)
def test_a_time_may_be_a_span_open_on_either_side(published: object, interval: Interval) -> None:
    entry = one(ENTRY, published=published)
    assert isinstance(entry, Entry)
    assert entry.published == interval


def test_a_sighting_on_a_day_is_sure_only_at_its_end_and_an_absence_at_its_beginning() -> None:
    state = one(REPOSITORY, seen="2025-06-16", absent="2025-06-14")
    assert isinstance(state, Repository)
    assert state.seen_at == utc("2025-06-17T11:59:59")
    assert state.absent_at == utc("2025-06-13T10:00:00")


@pytest.mark.parametrize(
    ("kind", "at"),
    [("discussion", "2025-06-17T11:59:59"), ("weights_commit", "2025-06-15T10:00:00")],
)
def test_a_trace_on_a_day_bounds_no_more_than_the_day_allows(kind: str, at: str) -> None:
    trace = one(
        {"type": "trace", "artefact": "acme/Acme-1", "kind": kind, "at": "2025-06-16"},
        who="jo",
        author="outsider",
        url="",
        recorded="2026-08-22",
    )
    assert isinstance(trace, Trace)
    assert trace.at == utc(at)


def test_a_check_tells_who_looked_where_and_what_was_missing() -> None:
    check = one(
        {"type": "check", "lab": "acme", "who": "jo", "when": "2025-07-01T10:00:00Z"},
        place="github.com/acme/engine",
        looked_for=["Acme-1"],
        found="partial",
        missing=["weights"],
        url="https://acme.example/issues/1",
        recorded="2026-08-22",
    )
    assert check == Check(
        who="jo",
        when=Interval.at(utc("2025-07-01T10:00:00")),
        place="github.com/acme/engine",
        looked_for=("Acme-1",),
        lab="acme",
        recorded_at=RECORDED,
        source="archive:evidence",
        url="https://acme.example/issues/1",
        found=Completeness.PARTIAL,
        missing=("weights",),
    )
