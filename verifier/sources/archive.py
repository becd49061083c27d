"""Recorded evidence: files of JSON lines, one observed fact a line, read like any other source."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, assert_never

from verifier.core.canon import plain
from verifier.core.evidence import Check, Entry, Observation, Removal, Repository, Trace
from verifier.core.intervals import Interval
from verifier.core.sweeps import Failed, Memory, Read, Reading, Unchanged
from verifier.sources.archive_lines import COMPLETE
from verifier.sources.night_lines import read_fact

_FORM = b"1"
"""Raised when lines are read into other facts than before, so that they are read again."""
_SHOWN = 3
"""Unreadable lines that are told one by one."""
_TOLD = {completeness: told for told, completeness in COMPLETE.items()}


class ArchiveSource:
    """Files of recorded facts, each with its own dates; facts are as of the record, never live."""

    def __init__(self, paths: Sequence[Path], clock: Callable[[], datetime]) -> None:
        self._paths = tuple(paths)
        self._clock = clock

    @property
    def id(self) -> str:
        """`archive:` and the files' names, wherever they lie."""
        return "archive:" + "+".join(path.stem for path in self._paths)

    def read(self, memory: Memory) -> Reading:
        """Read every line of every file; a line that cannot be read makes it not whole."""
        began = self._clock()
        try:
            texts = [path.read_bytes() for path in self._paths]
        except OSError as trouble:
            fault = "no_archive" if _is_missing(trouble) else "unreadable_archive"
            detail = f"{trouble.filename}: {trouble.strerror}"
            return Failed(began, self._clock(), fault, detail, requests=0)
        sha256 = hashlib.sha256(b"\n".join((_FORM, *texts))).hexdigest()
        if memory.last is not None and memory.state.get("sha256") == sha256:
            return Unchanged(began, self._clock(), requests=0, state=memory.state)
        observations: dict[Observation, None] = {}
        troubles: list[str] = []
        for path, text in zip(self._paths, texts, strict=True):
            observations |= dict.fromkeys(_observations(path, text, troubles))
        return Read(
            began=began,
            ended=self._clock(),
            observations=tuple(observations),
            whole=not troubles,
            fault="unreadable_lines" if troubles else "",
            detail=_told(troubles),
            live=False,
            requests=0,
            sha256=sha256,
            state={} if troubles else {"sha256": sha256},
        )


def _is_missing(trouble: OSError) -> bool:
    return isinstance(trouble, FileNotFoundError | IsADirectoryError | NotADirectoryError)


def _observations(path: Path, text: bytes, troubles: list[str]) -> Iterator[Observation]:
    source = f"archive:{path.stem}"
    for number, line in enumerate(text.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield from read_fact(line, source)
        except ValueError as trouble:
            troubles.append(f"{path.name}:{number}: {trouble}")


def _told(troubles: Sequence[str]) -> str:
    rest = len(troubles) - _SHOWN
    return "; ".join([*troubles[:_SHOWN], *([f"and {rest} more"] if rest > 0 else [])])


def write_archive(observations: Iterable[Observation]) -> Iterator[str]:
    """Give one line a fact, without its end; read back, they are the same facts."""
    for observation in observations:
        yield json.dumps(fields_of(observation), ensure_ascii=False)


def fields_of(observation: Observation) -> dict[str, Any]:
    """Give what a fact's line says."""
    told = {key: value for key, value in plain(observation).items() if value not in (None, "", [])}
    told["recorded"] = told.pop("recorded_at")
    told.setdefault("url", "")
    match observation:
        case Repository(created=created, declared=declared, files=files):
            told |= {"seen": told.pop("seen_at"), "complete": _TOLD[declared]}
            told |= {} if files is None else {"files": plain(files)}
            told |= {"absent": told.pop("absent_at")} if "absent_at" in told else {}
            del told["declared"]
            return {"type": "repository", **told, "created": _time(created)}
        case Entry(title=title, published=published):
            return {"type": "entry", **told, "title": title, "published": _time(published)}
        case Trace(who=who):
            return {"type": "trace", **told, "who": who}
        case Removal(gone=gone):
            return {"type": "removal", **told, "gone": _time(gone)}
        case Check(when=when, who=who, place=place, looked_for=looked_for, lab=lab):
            always = {"who": who, "place": place, "looked_for": list(looked_for), "lab": lab}
            return {"type": "check", **told, **always, "when": _time(when)}
        case _:
            assert_never(observation)


def _time(interval: Interval) -> Any:  # noqa: ANN401 - JSON: null, a text or a mapping
    if interval.not_before == interval.not_after:
        return plain(interval.not_before)
    return {key: value for key, value in plain(interval).items() if value is not None}
