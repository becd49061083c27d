"""What the reading of a source came to, and whether absence may be concluded from it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How one reading of one source went."""

    COMPLETE = "complete"
    UNCHANGED = "unchanged"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sweep:
    """One reading of one source, settled: what may be concluded from it."""

    source: str
    began: datetime
    ended: datetime
    outcome: Outcome
    controlled: bool = False
    """Whether what it did not show may be called absent."""
    fault: str = ""
    """A stable code of what went wrong or was not controlled ("http_503", "shrunk"), or ""."""
    detail: str = ""
    """The same for a reader, in plain words."""
    covers_since: datetime | None = None
    """For feeds: everything published since then was seen. None: the source lists everything."""
    items: int = 0
    requests: int = 0
    sha256: str = ""
