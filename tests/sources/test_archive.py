"""Recorded evidence, read from its files."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.sources.archives import BEGAN, ENTRY, REPOSITORY, archive, clock, read
from verifier.core.sweeps import Failed, Memory, Unchanged, settle
from verifier.sources.archive import ArchiveSource


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
