"""Recorded evidence, read from files and written back."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.core.claims import Voice
from verifier.core.evidence import (
    Author,
    BaseModel,
    Check,
    Completeness,
    Entry,
    File,
    Gating,
    Interval,
    Medium,
    Observation,
    Removal,
    Repository,
    Shows,
    Trace,
    TraceKind,
)
from verifier.core.sweeps import Failed, Memory, Read, Unchanged, settle
from verifier.sources.archive import ArchiveSource, write_archive
from verifier.sources.archive_lines import read_line

BEGAN = datetime(2026, 8, 22, 3, tzinfo=UTC)
RECORDED = datetime(2026, 8, 22, tzinfo=UTC)
ENTRY = {
    "type": "entry",
    "title": "Acme-1 is out",
    "voice": "promisor",
    "published": "2025-06-16T15:39:46Z",
    "url": "https://acme.example/1",
    "recorded": "2026-08-22",
}
REPOSITORY = {
    "type": "repository",
    "id": "acme/Acme-1",
    "url": "https://huggingface.co/acme/Acme-1",
    "recorded": "2026-08-22",
}


def clock() -> Callable[[], datetime]:
    ticks = iter(BEGAN + timedelta(seconds=n) for n in range(1000))
    return lambda: next(ticks)


def one(line: Mapping[str, object], **more: object) -> Observation:
    return read_line(json.dumps({**line, **more}).encode(), "archive:evidence")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def archive(tmp_path: Path, *lines: str | bytes, name: str = "evidence.jsonl") -> ArchiveSource:
    path = tmp_path / name
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines))
    return ArchiveSource([path], clock())


def read(source: ArchiveSource, memory: Memory | None = None) -> Read:
    reading = source.read(memory or Memory())
    assert isinstance(reading, Read)
    return reading


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


def test_files_are_read_in_order_and_known_by_their_names_alone(tmp_path: Path) -> None:
    archive(tmp_path, json.dumps(ENTRY))
    archive(tmp_path, json.dumps(REPOSITORY), name="checks.jsonl")
    source = ArchiveSource([tmp_path / "checks.jsonl", tmp_path / "evidence.jsonl"], clock())
    assert source.id == "archive:checks+evidence"
    assert [o.source for o in read(source).observations] == ["archive:checks", "archive:evidence"]


def test_recorded_evidence_is_whole_and_never_live(tmp_path: Path) -> None:
    reading = read(archive(tmp_path, json.dumps(ENTRY), b"", json.dumps(REPOSITORY), b""))
    assert (reading.whole, reading.live, reading.fault, reading.detail) == (True, False, "", "")
    assert (reading.began, reading.ended) == (BEGAN, BEGAN + timedelta(seconds=1))
    assert len(reading.observations) == 2


def test_a_fact_recorded_twice_is_one_fact(tmp_path: Path) -> None:
    line = json.dumps(ENTRY)
    assert len(read(archive(tmp_path, line, line)).observations) == 1


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    line = json.dumps(ENTRY).encode()
    reading = read(archive(tmp_path, b"\xef\xbb\xbf" + line + b"\r", b"\r"))
    assert (reading.whole, len(reading.observations)) == (True, 1)


WRONG_LINES = [
    (b"{", "EOF"),
    (b"[]", "object"),
    (b"\xff", "expected value"),
    (b"[" * 5_000, "recursion"),
    (json.dumps({"type": "rumour"}).encode(), "rumour"),
    (json.dumps(ENTRY | {"shows": "everything"}).encode(), "shows"),
    (json.dumps(ENTRY | {"claim": "minimax"}).encode(), "claim: Extra inputs"),
    (json.dumps(ENTRY | {"url": "ftp://acme.example"}).encode(), "url: String should match"),
    (json.dumps(ENTRY | {"published": "June"}).encode(), "June"),
    (json.dumps(ENTRY | {"published": "2025-02-30"}).encode(), "day is out of range"),
    (json.dumps(ENTRY | {"published": "2025-06-16T10:00:00"}).encode(), "has no offset"),
    (json.dumps(ENTRY | {"published": "0001-01-01"}).encode(), "outside the calendar"),
    (json.dumps(ENTRY | {"published": "2025-06-16", "zone": "Mars"}).encode(), "`Mars` is no time"),
    (json.dumps({k: v for k, v in ENTRY.items() if k != "recorded"}).encode(), "recorded: Field"),
]


@pytest.mark.parametrize(("line", "why"), WRONG_LINES, ids=[why for _, why in WRONG_LINES])
def test_an_unreadable_line_costs_itself_and_is_told_by_file_and_line(
    tmp_path: Path, line: bytes, why: str
) -> None:
    reading = read(archive(tmp_path, json.dumps(ENTRY), line, json.dumps(REPOSITORY)))
    assert (reading.whole, reading.fault, len(reading.observations)) == (
        False,
        "unreadable_lines",
        2,
    )
    assert reading.detail.startswith("evidence.jsonl:2: ")
    assert why in reading.detail


def test_many_unreadable_lines_are_counted_rather_than_told(tmp_path: Path) -> None:
    reading = read(archive(tmp_path, *(["{"] * 10)))
    assert reading.detail.count("evidence.jsonl:") == 3
    assert reading.detail.endswith("; and 7 more")


def test_a_missing_file_is_a_failure_and_not_an_empty_archive(tmp_path: Path) -> None:
    reading = ArchiveSource([tmp_path / "evidence.jsonl"], clock()).read(Memory())
    assert isinstance(reading, Failed)
    assert (reading.fault, reading.requests) == ("no_archive", 0)
    assert reading.detail.endswith("evidence.jsonl: No such file or directory")


def test_a_folder_in_place_of_a_file_is_a_failure(tmp_path: Path) -> None:
    reading = ArchiveSource([tmp_path], clock()).read(Memory())
    assert isinstance(reading, Failed)
    assert reading.fault == "no_archive"


def test_a_file_read_before_is_unchanged(tmp_path: Path) -> None:
    source = archive(tmp_path, json.dumps(ENTRY))
    settled = settle(source.id, read(source), Memory())
    memory = Memory(last=settled.sweep, state=settled.state or {})
    assert isinstance(source.read(memory), Unchanged)
    archive(tmp_path, json.dumps(ENTRY), json.dumps(REPOSITORY))
    assert len(read(source, memory).observations) == 2


def test_a_file_with_unreadable_lines_is_read_again_each_time(tmp_path: Path) -> None:
    source = archive(tmp_path, "{")
    settled = settle(source.id, read(source), Memory())
    memory = Memory(last=settled.sweep, state=settled.state or {})
    assert read(source, memory).whole is False


AT = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TEXT = st.text(max_size=12)
NAME = st.text(min_size=1, max_size=12)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
INTERVAL = st.builds(Interval, st.none() | AT, st.none() | AT) | AT.map(Interval.at)
URL = st.sampled_from(["", "https://acme.example/1", "http://acme.example/?q=稀宇"])
COMMON = {"recorded_at": AT, "source": NAME, "url": URL}
OBSERVATIONS: st.SearchStrategy[Observation] = st.one_of(
    st.builds(
        Repository,
        id=NAME,
        seen_at=AT,
        created=INTERVAL,
        absent_at=st.none() | AT,
        files=st.none()
        | st.lists(st.builds(File, TEXT, st.none() | st.integers(0, 2**50)), max_size=3).map(tuple),
        declared=st.sampled_from(Completeness),
        gated=st.sampled_from(Gating),
        licence=TEXT,
        licence_name=TEXT,
        licence_link=TEXT,
        base_models=st.lists(st.builds(BaseModel, TEXT, TEXT), max_size=3).map(tuple),
        library=TEXT,
        tags=NAMES,
        sha=TEXT,
        seen_by=TEXT,
        note=TEXT,
        **COMMON,
    ),
    st.builds(
        Entry,
        title=TEXT,
        voice=st.sampled_from(Voice),
        published=INTERVAL,
        shows=st.sampled_from(Shows),
        artefacts=NAMES,
        lab=TEXT,
        medium=st.sampled_from(Medium),
        weak=st.booleans(),
        note=TEXT,
        **COMMON,
    ),
    st.builds(
        Trace,
        artefact=NAME,
        kind=st.sampled_from(TraceKind),
        at=AT,
        who=TEXT,
        author=st.sampled_from(Author),
        **COMMON,
    ),
    st.builds(Removal, artefact=NAME, gone=INTERVAL, **COMMON),
    st.builds(
        Check,
        who=TEXT,
        when=INTERVAL,
        place=TEXT,
        looked_for=NAMES,
        lab=TEXT,
        found=st.sampled_from(Completeness),
        missing=NAMES,
        note=TEXT,
        **COMMON,
    ),
)


@settings(max_examples=400)
@given(OBSERVATIONS)
def test_what_is_written_reads_back_to_the_same_fact(observation: Observation) -> None:
    (line,) = write_archive([observation])
    assert "\n" not in line
    assert read_line(line.encode(), "archive:other") == observation


@settings(max_examples=50)
@given(st.lists(OBSERVATIONS, max_size=5, unique=True))
def test_a_recorded_night_can_be_replayed(
    tmp_path_factory: pytest.TempPathFactory, observations: list[Observation]
) -> None:
    path = tmp_path_factory.getbasetemp() / "night.jsonl"
    path.write_text("".join(f"{line}\n" for line in write_archive(observations)))
    reading = read(ArchiveSource([path], clock()))
    assert (reading.whole, list(reading.observations)) == (True, observations)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_reading(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(raw)
    reading = read(ArchiveSource([path], clock()))
    assert reading.whole == (not reading.fault) == (not reading.detail)
