"""A folder of files that we made: only what differs is written, and only what was ours goes."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from verifier.errors import ConfigurationError

MANIFEST = ".verifier-files"
"""Lists the files of the last build, one a line."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files of one build, in numbers."""

    files: int
    written: int
    removed: int


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Bring a folder to hold these files (by their path in it), each whole or not at all.

    A file of an earlier build that is not among them is removed; what others put there stays.
    Raises ConfigurationError where the folder cannot be written.
    """
    try:
        return _write(folder, files)
    except OSError as error:
        where = error.filename or folder
        raise ConfigurationError(f"{where} cannot be written: {error.strerror or error}") from None


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    before = _ours(folder)
    now: set[str] = set()
    written = 0
    for name, content in files:
        now.add(name)
        written += _place(folder / name, content)
    gone = sorted(before - now)
    for name in gone:
        _remove(folder, name)
    _place(folder / MANIFEST, "".join(f"{name}\n" for name in sorted(now)).encode())
    return Written(len(now), written, len(gone))


def _ours(folder: Path) -> set[str]:
    """Read which files the last build wrote; a line that leads out of the folder is none."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    inside = folder.resolve()
    return {name for name in lines if name and (inside / name).resolve().is_relative_to(inside)}


def _place(target: Path, content: bytes) -> bool:
    """Write a file beside its place and move it there, unless it is there already."""
    try:
        if target.read_bytes() == content:
            return False
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True


def _remove(folder: Path, name: str) -> None:
    """Remove a file of ours, and the folders it leaves empty."""
    (folder / name).unlink(missing_ok=True)
    for parent in Path(name).parents:
        place = folder / parent
        if parent.name and place.is_dir() and not any(place.iterdir()):
            place.rmdir()
