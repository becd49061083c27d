"""Parquet: the same columns, typed, for who counts by program. Needs the extra `parquet`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.errors import UsageError
from verifier.exports.columns import Cell, Column, shape_of
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.spool import spooled

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 20_000
"""Claims a row group."""


def render(material: Material) -> Iterator[bytes]:
    """Write the claims; instants are UTC, what a column says is in its metadata.

    UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401 - only whether it is there
    except ModuleNotFoundError as error:
        raise UsageError(
            "parquet takes pyarrow, which is not installed: pip install 'verifier[parquet]'"
        ) from error
    return spooled(partial(_write, material))


def _write(material: Material, file: Path) -> None:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    columns = shape_of(Row)
    schema = pa.schema([_field(column) for column in columns])
    rows = iter(material.rows)
    with ParquetWriter(file, schema) as writer:
        while group := list(islice(rows, _GROUP)):
            cells = zip(*group, strict=True)
            arrays = [
                pa.array(_clean(column, values), field.type)
                for column, values, field in zip(columns, cells, schema, strict=True)
            ]
            writer.write_table(pa.table(arrays, schema=schema))


def _field(column: Column) -> "pa.Field[pa.DataType]":
    import pyarrow as pa

    types = {
        int: pa.int64(),
        bool: pa.bool_(),
        date: pa.date32(),
        datetime: pa.timestamp("us", tz="UTC"),
    }
    held = types.get(column.holds, pa.string())
    about = {"description": column.about}
    return pa.field(column.name, held, nullable=column.optional, metadata=about)


def _clean(column: Column, values: Iterable[Cell]) -> Sequence[Cell]:
    """Replace halves of surrogate pairs, which UTF-8 has no place for."""
    if not issubclass(column.holds, str):
        return list(values)
    return [str(value).encode("utf-8", "replace").decode() for value in values]
