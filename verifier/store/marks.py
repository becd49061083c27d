"""Marks: a hash a row, in the tables that are neither chained nor follow from what is.

Such a row is free to change, and its mark changes with it: it tells a row that was written from
one that was spoilt on the disk, and nothing of who wrote it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table

from verifier.store.chain import link_of
from verifier.store.types import Word

AWAITS = "awaits"
"""What a row of `standing` is marked with besides: the places of `awaited`, sorted."""


def marked(table: Table, row: Mapping[str, Any], **more: object) -> dict[str, Any]:
    """Give a row with its mark, made of it as it will be stored and of what is said `more`."""
    kept = {
        name: Word.kept(value) if isinstance(value, str) else value for name, value in row.items()
    }
    return {**kept, "mark": mark_of(table.name, {**kept, **more})}


def mark_of(table: str, row: Mapping[str, Any]) -> str:
    """Give the mark of a row as stored, which is no part of it."""
    return link_of("", table, row)
