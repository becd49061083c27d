"""Lines of recorded evidence, and files of them, for the tests."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from verifier.core.evidence import Observation
from verifier.core.sweeps import Memory, Read
from verifier.sources.archive import ArchiveSource
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
