"""iCalendar (RFC 5545): the deadlines as all-day events, the verdict in the summary."""

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING

from verifier.exports.headline import headline_of
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.texts import line_of

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//verifier//deadlines//EN"
_NAME = "Deadlines of AI labs"


def render(material: Material) -> Iterator[bytes]:
    """Write an event a claim with a due day; an event is stamped when its verdict last changed."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", _NAME)
    calendar.add("x-wr-calname", _NAME)
    for row in material.rows:
        if row.due_date is not None:
            calendar.add_component(_event(row))
    yield calendar.to_ical()


def _event(row: Row) -> "Event":
    """Lay one deadline out; its UID is the claim's for good, whatever site it stands on."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row.claim_id}@deadlines.verifier")
    event.add("dtstamp", row.status_since.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", row.due_date)
    event.add("summary", _line(f"{row.lab}: {row.claim_text} ({_said(row)})"))
    event.add("description", "\n".join(map(_line, _about(row))))
    event.add("categories", [row.status.value])
    event.add("transp", "TRANSPARENT")
    if row.permalink or row.source_url:
        event.add("url", _line(row.permalink or row.source_url))
    return event


def _said(row: Row) -> str:
    """Word the verdict without what grows every night."""
    return headline_of(row._replace(days_overdue=None))


def _about(row: Row) -> Iterator[str]:
    yield f'"{row.promise}", said on {row.announced_date} ({row.due_precision})'
    yield from filter(None, (row.note, row.evidence_url, row.source_url))


def _line(text: str) -> str:
    r"""Put text on one line; icalendar takes a written-out \N for the end of one."""
    return line_of(text).replace("\\N", "\\n")
