"""A recorded night reads back as it was settled, whole or not at all."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fakes.sources import ScriptedSource, ScriptedTracer
from tests.store.samples import (
    CLAIM,
    HUB_SOURCE,
    MINIMAX,
    START,
    VAGUE,
    anything,
    exchange,
    repository,
)
from verifier.core.evidence import Entry
from verifier.core.exchanges import Exchange, pack, unpack
from verifier.core.intervals import Interval
from verifier.core.sweeps import Failed, Memory, Read, Reading, Unchanged
from verifier.errors import ConfigurationError
from verifier.sources.archive import ArchiveSource
from verifier.sources.night_lines import base_of
from verifier.sources.night_read import load_night
from verifier.sources.night_write import Recorder, RecordingSource, RecordingTracer

END = START + timedelta(minutes=2)
LISTING = Read(
    START,
    END,
    (replace(repository(), seen_at=END, recorded_at=END),),
    sha256="0" * 64,
    state={"quota": "499 of 500 left for 300 s"},
    exchanges=(exchange(None), exchange(b'[{"id": "MiniMaxAI/MiniMax-M1-80k"}]')),
)
QUIET = Unchanged(START, END, state={"etag": '"one"'})
DOWN = Failed(START, END, "http_503", "503 from the feed", requests=4)
HEAD: dict[str, object] = {
    "began": START.isoformat(),
    "as_of": None,
    "rules": 1,
    "traced": True,
}


def written(path: Path, *readings: Reading) -> Path:
    """Record a night of these readings, of which the last is a trace."""
    with closing(Recorder()) as recorder:
        clock = recorder.clock(iter([START, END]).__next__)
        clock()
        order = []
        for number, reading in enumerate(readings[:-1]):
            source = RecordingSource(ScriptedSource(f"hub:org{number}", [reading]), recorder)
            source.read(Memory())
            order.append(source.id)
        RecordingTracer(ScriptedTracer({"a/b": readings[-1]}), recorder).trace("a/b")
        clock()
        lines = recorder.lines(HEAD, [MINIMAX], [CLAIM, VAGUE], [*order, "trace:a/b"])
        path.write_bytes(b"".join(lines))
    return path


@pytest.fixture
def night(tmp_path: Path) -> Path:
    return written(tmp_path / "night.jsonl", LISTING, QUIET, DOWN, LISTING)


def test_a_night_reads_back_as_it_was(night: Path) -> None:
    told = load_night(night)
    assert (told.labs, told.claims, told.as_of) == ((MINIMAX,), (CLAIM, VAGUE), None)
    assert [source.id for source in told.sources] == ["hub:org0", "hub:org1", "hub:org2"]
    assert [source.read(Memory()) for source in told.sources] == [LISTING, QUIET, DOWN]
    assert told.tracer is not None
    assert told.tracer.trace("a/b") == LISTING


def test_the_clock_says_at_each_point_of_the_night_what_it_said(night: Path) -> None:
    told = load_night(night)
    assert [told.played.now() for _ in range(3)] == [START] * 3, "only one look was taken before"
    for source in told.sources:
        source.read(Memory())
    assert told.tracer is not None
    told.tracer.trace("a/b")
    assert told.played.now() == END


def test_what_was_not_traced_that_night_cannot_be_read(night: Path) -> None:
    tracer = load_night(night).tracer
    assert tracer is not None
    reading = tracer.trace("a/other")
    assert isinstance(reading, Failed)
    assert reading.fault == "not_recorded"


def test_the_base_is_what_was_known_and_not_what_is_asked_for() -> None:
    known = Memory(state={"etag": "one"})
    assert base_of(Memory()) == base_of(Memory(full_from=START)) == ""
    assert base_of(known) == base_of(replace(known, full_from=START)) != ""
    assert base_of(known) != base_of(Memory(state={"etag": "two"}))


WIRE = st.builds(
    lambda each, data: replace(each, body=None if data is None else pack(data)),
    anything(Exchange),
    st.none() | st.binary(max_size=50),
)
READ = st.builds(
    lambda reading, wire: replace(reading, exchanges=tuple(wire)),
    anything(Read),
    st.lists(WIRE, max_size=2),
)
READINGS = READ | anything(Unchanged) | anything(Failed)


@settings(max_examples=150)
@given(READINGS)
@example(
    Read(
        START,
        END,
        (Entry("https://a.test/a b", "\ud800", MINIMAX.feeds[0].voice, Interval(), END, "feed:x"),),
    )
)
def test_what_is_settled_is_what_is_written_whatever_the_reading(
    tmp_path_factory: pytest.TempPathFactory, reading: Reading
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-night.jsonl"
    with closing(Recorder()) as recorder:
        settled = recorder.take(HUB_SOURCE, Memory(), reading)
        path.write_bytes(b"".join(recorder.lines(HEAD, [], [], [HUB_SOURCE])))
    (source,) = load_night(path).sources
    assert source.reading == settled
    assert type(settled) is type(reading)
    assert (settled.began, settled.ended) == (reading.began, reading.ended)


def test_recorded_evidence_can_be_read_from_a_night(night: Path) -> None:
    reading = ArchiveSource([night], lambda: END).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, reading.observations) == (True, LISTING.observations)


def test_bodies_come_with_the_readings_and_are_what_their_address_says(night: Path) -> None:
    reading = load_night(night).sources[0].reading
    assert isinstance(reading, Read)
    body = reading.exchanges[1].body
    assert body is not None
    assert unpack(body) == b'[{"id": "MiniMaxAI/MiniMax-M1-80k"}]'


def broken(path: Path) -> str:
    with pytest.raises(ConfigurationError) as refused:
        load_night(path)
    told = str(refused.value)
    assert str(path) in told
    assert "\n" not in told
    return told


def test_a_night_that_breaks_off_anywhere_is_refused(night: Path) -> None:
    data = night.read_bytes()
    for size in range(0, len(data) - 1, 37):
        night.write_bytes(data[:size])
        assert "breaks off" in broken(night)


def test_a_night_with_any_byte_changed_is_refused(night: Path) -> None:
    data = night.read_bytes()
    end = data.rindex(b'{"lines"')
    for place in range(0, end, 23):
        changed = bytearray(data)
        changed[place] ^= 1
        night.write_bytes(changed)
        assert "altered" in broken(night)


def sealed(path: Path, lines: list[dict[str, object]]) -> Path:
    """Write lines with an end that fits them."""
    from hashlib import sha256

    body = b"".join(json.dumps(one).encode() + b"\n" for one in lines)
    end = {"type": "end", "lines": len(lines), "sha256": sha256(body).hexdigest()}
    path.write_bytes(body + json.dumps(end).encode())
    return path


def nights() -> Iterator[tuple[str, list[dict[str, object]]]]:
    head: dict[str, object] = {"type": "night", "version": 1, **HEAD}
    shell = {"type": "reading", "source": "hub:a", "base": "", "bodies": 0, "facts": 0}
    yield "version 9", [{**head, "version": 9}]
    yield "'novel'", [head, {"type": "novel"}]
    yield "breaks off", [head, {**shell, "facts": 3}]
    yield "began", [head, {**shell, "outcome": "failed", "reading": {}}]
    yield "maybe", [head, {**shell, "outcome": "maybe", "reading": {}}]
    yield "", []
    yield "", [{"type": "clock"}]


@pytest.mark.parametrize(("told", "lines"), list(nights()))
def test_a_night_that_says_what_no_night_says_is_refused(
    tmp_path: Path, told: str, lines: list[dict[str, object]]
) -> None:
    assert told in broken(sealed(tmp_path / "odd.jsonl", lines))


def test_a_body_that_is_not_what_its_address_says_is_refused(night: Path) -> None:
    lines = [json.loads(line) for line in night.read_bytes().splitlines()[:-1]]
    body = next(line for line in lines if line["type"] == "body")
    body["sha256"] = "0" * 64
    assert "not what its address says" in broken(sealed(night, lines))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "No such file" in broken(tmp_path / "nowhere")
