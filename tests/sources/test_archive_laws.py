"""Whatever is recorded reads back, and whatever is read is a reading."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.archives import clock, read
from verifier.core.claims import Voice
from verifier.core.evidence import (
    Author,
    BaseModel,
    Check,
    Completeness,
    Entry,
    File,
    Gating,
    Medium,
    Observation,
    Removal,
    Repository,
    Shows,
    Trace,
    TraceKind,
)
from verifier.core.intervals import Interval
from verifier.sources.archive import ArchiveSource, write_archive
from verifier.sources.archive_lines import read_line

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
