"""XLSX: cells of real types, no formula in any of them, and a sheet that explains the columns."""

import zipfile
from collections.abc import Iterator
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.errors import UsageError
from verifier.exports.columns import columns_of, shape_of
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.sheets import Pen
from verifier.exports.spool import spooled

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""Rows a sheet has room for, its header included."""
_OWNERS_FILE = 0o600 << 16
_UNIX = 3


def render(material: Material) -> Iterator[bytes]:
    """Write the claims as a sheet, and what its columns say as another.

    UsageError where there are more claims than a sheet has rows.
    """
    return spooled(partial(_write, material))


def _write(material: Material, file: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(file, {"constant_memory": True, "tmpdir": str(file.parent)}) as book:
        book.set_properties({"created": material.as_of.astimezone(UTC).replace(tzinfo=None)})
        _claims(book, material)
        _columns(book, material)
    _level(file)


def _claims(book: "Workbook", material: Material) -> None:
    pen = Pen(book, "claims")
    pen.head(columns_of(Row))
    for row in material.rows:
        if pen.line >= MOST_ROWS:
            raise UsageError(
                f"a sheet has room for {MOST_ROWS - 1:,} claims, and there are more: write csv or "
                "parquet, or only some labs (--lab)"
            )
        pen.write(row)
    pen.end(frozen=1)


def _columns(book: "Workbook", material: Material) -> None:
    pen = Pen(book, "columns")
    pen.head(("column", "what it says", "holds"))
    for column in shape_of(Row):
        pen.write((column.name, column.about, column.kind))
    pen.write(())
    pen.write(("As of", material.as_of, ""))
    pen.write(("Time zone", "Every instant is in UTC.", ""))
    pen.write(("Site", material.base_url, ""))
    pen.end()


def _level(file: Path) -> None:
    """Have the archive say the same of its members whatever machine wrote it."""
    with zipfile.ZipFile(file, "a") as archive:
        for member in archive.infolist():
            member.external_attr, member.create_system = _OWNERS_FILE, _UNIX
        archive.comment = b""  # has the list of members written again
