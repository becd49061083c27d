"""The options commands share, and how their values are read."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated

import typer

from verifier.errors import UsageError


class When(StrEnum):
    """Whose knowledge of a past day is asked for: today's, or that day's own."""

    NOW = "now"
    THEN = "then"


Db = Annotated[str | None, typer.Option(help="Database URL, such as sqlite:///verifier.db.")]
Claims = Annotated[str | None, typer.Option(help="Folder of claim files.")]
Archive = Annotated[str | None, typer.Option(help="Folder or file of recorded evidence.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE|INSTANT", help="Judge as of the end of a day in UTC, or an instant."
    ),
]
Known = Annotated[
    When,
    typer.Option(
        help="With --as-of: tell what is known now of that day, or what was known then "
        "(by the runs that had ended, with the claims as they were filed)."
    ),
]
Labs = Annotated[
    list[str] | None, typer.Option("--lab", metavar="LAB", help="Only claims of these labs (ids).")
]
ClaimId = Annotated[str, typer.Argument(metavar="ID", help="A claim's id.")]

_END_OF_DAY = time(23, 59, 59, tzinfo=UTC)


def read_as_of(text: str | None) -> datetime | None:
    """Read `2026-08-22` (the end of that day in UTC) or an ISO instant with its offset."""
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), _END_OF_DAY)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise UsageError(
        f"--as-of {text!r} is neither a day (2026-08-22) nor an instant with its offset "
        "(2026-08-22T12:00:00Z)"
    )
