"""A file that can only be written as a whole, given out in pieces."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

_PIECE = 1 << 20


def spooled(write: Callable[[Path], None]) -> Iterator[bytes]:
    """Have a file written in a folder of its own, give its bytes, and leave nothing behind."""
    with TemporaryDirectory(prefix="verifier-") as folder:
        file = Path(folder) / "export"
        write(file)
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                yield piece
