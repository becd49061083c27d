"""A folder that is replaced as a whole: the old files, or the new ones, never some of each."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verifier.errors import ConfigurationError


def write_package(folder: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write files beside the folder's place first, then move all of them there at once.

    A folder that is there may hold these files alone. Raises ConfigurationError where it holds
    others, or cannot be written.
    """
    folder = folder.absolute()
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        with _cleared(beside):
            beside.mkdir(parents=True)
            names = {name for name, pieces in files if _write(beside / name, pieces)}
            _swap(folder, beside, names)
    except OSError as error:
        raise ConfigurationError(f"{folder} cannot be written: {error.strerror or error}") from None


def _write(file: Path, pieces: Iterable[bytes]) -> bool:
    with file.open("wb") as opened:
        opened.writelines(pieces)
        opened.flush()
        os.fsync(opened.fileno())
    return True


def _swap(folder: Path, new: Path, names: set[str]) -> None:
    if not folder.exists():
        new.replace(folder)
        return
    others = sorted({path.name for path in folder.iterdir()} - names)
    if others:
        raise ConfigurationError(
            f"{folder} holds {others[0]}, which is no part of the package: name an empty folder, "
            "or one that holds an earlier package alone"
        )
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    with _cleared(old):
        folder.replace(old)
        try:
            new.replace(folder)
        except OSError:
            old.replace(folder)
            raise


@contextmanager
def _cleared(folder: Path) -> Iterator[None]:
    """Leave nothing of a folder behind."""
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
