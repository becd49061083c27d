"""Column types that mean the same on SQLite and on PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from verifier.errors import StoreError


class Utc(TypeDecorator[datetime]):
    """An instant: aware in, UTC out, to the microsecond. SQLite has no zones and keeps it bare."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an instant into what the driver keeps. Raises ValueError where it has no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.astimezone(UTC) if dialect.name == "postgresql" else value.replace(tzinfo=UTC)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """Read SQLite's text in one step. Raises StoreError where it is none of ours."""
        return (
            _read_bare if dialect.name == "sqlite" else super().result_processor(dialect, coltype)
        )


def _read_bare(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(f"{value}+00:00")
    except (ValueError, TypeError) as error:
        raise StoreError(
            "the database is damaged, it holds an instant that cannot be read: `verifier audit` "
            "names what else is; restore it from a backup"
        ) from error


class Word(TypeDecorator[str]):
    """Text that is compared and sorted by code point, whatever the server's language.

    The world's text can hold what no database takes (NUL, halves of surrogate pairs): the first
    is dropped, the second becomes "?".
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """PostgreSQL sorts by the server's language unless told not to."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Leave out what a database cannot hold."""
        return None if value is None else self.kept(value)

    @staticmethod
    def kept(value: str) -> str:
        """Give what of a text is stored."""
        return storable(value).replace("\0", "")


def storable(text: str) -> str:
    """Replace halves of surrogate pairs, which UTF-8 has no place for."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
