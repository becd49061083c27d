"""Data to stdout, all else to stderr; plain where nobody watches, a table where somebody does."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from verifier.errors import ConfigurationError

if TYPE_CHECKING:
    from verifier.resolver import Progress

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_STYLES = {"fulfilled": "green", "late": "bold red", "pending": "yellow"}


_GAP = 2
_PADDING = (0, _GAP - 1, 0, 0)
_LEAST = 4


class Table(NamedTuple):
    """Rows of text under headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def say(text: str) -> None:
    """Write text to stdout, without characters that steer a terminal."""
    _say_clean(_CONTROLS.sub("", text))


def _say_clean(text: str) -> None:
    _write(f"{text}\n".encode(sys.stdout.encoding or "utf-8", "replace"))


def say_json(value: Any) -> None:  # noqa: ANN401 - JSON has no narrower type
    """Write a value as JSON to stdout."""
    import json

    _write(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode("utf-8", "replace"))


def say_bytes(chunks: Iterable[bytes]) -> None:
    """Write bytes to stdout as they are."""
    for chunk in chunks:
        _write(chunk, flush=False)
    _write(b"")


def tell(text: str) -> None:
    """Write text to stderr."""
    typer.echo(_CONTROLS.sub("", text), err=True)


def say_table(table: Table) -> None:
    """Write a table to stdout: drawn on a terminal, aligned columns otherwise."""
    if sys.stdout.isatty():
        _draw(table)
    elif table.rows:
        _say_clean("\n".join(_aligned(table)))


def _aligned(table: Table) -> Iterator[str]:
    lines = [table.headings, *(tuple(map(_clean, row)) for row in table.rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.headings))]
    for line in lines:
        yield "  ".join(map(str.ljust, line, widths)).rstrip()


def _clean(cell: str) -> str:
    """Put a cell on one line, without what steers a terminal; most cells are so already."""
    if cell.isprintable() and "  " not in cell and cell == cell.strip():
        return cell
    return " ".join(_CONTROLS.sub("", cell).split())


def _draw(table: Table) -> None:
    """Draw what fits: the last columns give way before the first ones are broken."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console()
    rows = [[_clean(cell) for cell in row] for row in table.rows]
    shown = _fitting([list(table.headings), *rows], console.width)
    drawn = RichTable(*table.headings[:shown], box=SIMPLE_HEAD, show_edge=False, padding=_PADDING)
    for row in rows:
        cells = row[:shown]
        drawn.add_row(*(Text(cell, style=_STYLES.get(cell, ""), overflow="fold") for cell in cells))
    console.print(drawn)


def _fitting(rows: Sequence[Sequence[str]], width: int) -> int:
    """Count the columns that fit side by side, at least four."""
    from rich.cells import cell_len

    needed = 0
    for place in range(len(rows[0])):
        needed += max(cell_len(row[place]) for row in rows) + _GAP
        if needed > width + _GAP and place >= _LEAST:
            return place
    return len(rows[0])


@contextmanager
def progress() -> "Iterator[Progress]":
    """Show how far a run is, on stderr, if that is a terminal; erased at the end."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    tasks: dict[str, TaskID] = {}
    with Bars(console=Console(stderr=True), transient=True) as bars:

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside its place first, then moved there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(chunks)
            return
        with beside.open("wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ConfigurationError(f"{path} cannot be written: {error.strerror or error}") from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _write(data: bytes, *, flush: bool = True) -> None:
    try:
        sys.stdout.buffer.write(data)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConfigurationError(f"the output cannot be written: {error.strerror}") from None
