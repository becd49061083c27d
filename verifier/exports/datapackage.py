"""A Frictionless Data Package: the three CSV files, and what is in them for a program to read."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from verifier.exports import FORMATS
from verifier.exports.columns import Column, Record, shape_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.transitions import Transition
from verifier.exports.wording import stamp

_TYPES = MappingProxyType({int: "integer", bool: "boolean", date: "date", datetime: "datetime"})
_GUARD = (
    "A text that a spreadsheet would take for a formula begins with an apostrophe that is not part "
    "of it. Instants are in UTC."
)


@dataclass(frozen=True, slots=True)
class _Table:
    """One file of the package: its format, its records, and what names a record."""

    form: str
    title: str
    model: type[Record]
    key: tuple[str, ...]


_TABLES = (
    _Table("csv", "Promises of AI labs with their verdicts", Row, ("claim_id",)),
    _Table("evidence", "What was looked at for each claim", EvidenceRow, ("claim_id", "number")),
    _Table("history", "How the verdicts changed", Transition, ("claim_id", "changed_at")),
)


@dataclass(slots=True)
class _Seal:
    """Counts and hashes what goes by."""

    size: int = 0
    sha256: Any = field(default_factory=hashlib.sha256)

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Pass pieces on."""
        for piece in pieces:
            self.size += len(piece)
            self.sha256.update(piece)
            yield piece


def render(material: Material) -> Iterator[bytes]:
    """Write the description alone; the files it tells of are written to know their hashes."""
    *_, described = (list(pieces) for _, pieces in files(material))
    yield from described


def files(material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give every file of the package by its name, the description last.

    Each is to be written before the next is asked for: the description tells what they came to.
    """
    resources = []
    for table in _TABLES:
        seal = _Seal()
        form = FORMATS[table.form]
        yield form.file, seal.over(form.render(material))
        resources.append(_resource(table, seal))
    yield FORMATS["datapackage"].file, _described(material, resources)


def _described(material: Material, resources: list[dict[str, Any]]) -> Iterator[bytes]:
    package = {
        "profile": "tabular-data-package",
        "name": "verifier",
        "title": "Promises of AI labs, and what became of them",
        "description": f"Verdicts as of {stamp(material.as_of)}. {_GUARD}",
        **({"homepage": f"{material.base_url}/"} if material.base_url else {}),
        "created": stamp(material.as_of),
        **({"ledgerHead": material.head} if material.head else {}),
        "resources": resources,
    }
    yield json.dumps(package, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    yield b"\n"


def _resource(table: _Table, seal: _Seal) -> dict[str, Any]:
    file = FORMATS[table.form].file
    return {
        "profile": "tabular-data-resource",
        "name": file.removesuffix(".csv"),
        "path": file,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": seal.size,
        "hash": f"sha256:{seal.sha256.hexdigest()}",
        "dialect": {"lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(table),
    }


def _schema(table: _Table) -> Mapping[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table.key) for column in shape_of(table.model)],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.model is not Row:
        reference = {"resource": "claims", "fields": ["claim_id"]}
        schema["foreignKeys"] = [{"fields": ["claim_id"], "reference": reference}]
    return schema


def _field(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    """Describe a column; a text may be empty unless it is one of a few words, or names the row."""
    is_text = column.holds is str
    constraints: dict[str, Any] = {}
    if column.name in key or not (column.optional or is_text):
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": _TYPES.get(column.holds, "string"),
        "description": column.about,
        **({"constraints": constraints} if constraints else {}),
    }
