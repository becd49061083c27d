"""When a feed's entry was published, from the date as the feed wrote it.

A feed's date is somebody's text: the zone may be missing or ambiguous, the time may stand for a
whole day, the year may be nonsense. The interval spans every reading, so that no verdict rests
on a guess (RFC 5322 and ISO 8601 / RFC 3339 dates, asctime, and the common English and Chinese
calendar forms).
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from verifier.core.feed_zones import ANYWHERE, offsets_of
from verifier.core.intervals import Interval

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Feeds are younger: an earlier date is a fault of the feed."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
)
_ZONE = r"(?P<zone>[a-z]{1,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{1,2}(?::?\d{2})?)"
_TIME = rf"(?:,?\s+(?:at\s+)?{_CLOCK}(?:\s*{_ZONE})?)?(?:\s*\([^()]*\))?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY_NAME}{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d{{2}}){_TIME}",
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:T{_CLOCK}\s*{_ZONE}?)?",
        rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}}){_TIME}",
        rf"{_DAY_NAME}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}}){_TIME}",
        rf"{_DAY_NAME}{_MONTH}\s+{_DAY}\s+{_CLOCK}(?:\s+{_ZONE})?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"(?P<year>\d{{4}})年\s*(?P<month>\d{{1,2}})月\s*(?P<day>\d{{1,2}})日?{_TIME}",
    )
)
_LONGEST = 100


def publication(written: str, seen: datetime) -> Interval | None:
    """Read a date; None where it is none, or cannot be: before 2000, or after it was `seen`.

    A time of exactly midnight stands for its whole day, wherever that day is: feeds that know
    only the day write it so.
    """
    text = " ".join(written[:_LONGEST].split())
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            try:
                interval = _interval(found.groupdict())
            except (ValueError, OverflowError):
                return None
            return interval if _is_possible(interval, seen) else None
    return None


def _is_possible(interval: Interval, seen: datetime) -> bool:
    first, last = interval.not_before, interval.not_after
    return first is not None and last is not None and first >= EARLIEST and first <= seen


def _interval(parts: dict[str, str | None]) -> Interval:
    day = date(_year(parts["year"] or ""), _month(parts["month"] or ""), int(parts["day"] or ""))
    clock = _clock(parts)
    if clock is None or (clock.hour, clock.minute, clock.second) == (0, 0, 0):
        return Interval.on(day)
    offsets = offsets_of(parts.get("zone") or "") or ANYWHERE
    local = datetime.combine(day, clock)
    exact = timedelta(0) if parts.get("second") else timedelta(seconds=59)
    return Interval(
        local.replace(tzinfo=timezone(max(offsets))).astimezone(UTC),
        local.replace(tzinfo=timezone(min(offsets))).astimezone(UTC) + exact,
    )


def _year(text: str) -> int:
    return int(text) if len(text) > len("26") else 2000 + int(text)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS[text[:3].lower()]


def _clock(parts: dict[str, str | None]) -> time | None:
    if parts.get("hour") is None:
        return None
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    second = min(int(parts.get("second") or 0), 59)  # a leap second is the last one
    noon = 12
    match (parts.get("half") or "").lower():
        case "p" if hour < noon:
            hour += noon
        case "a" if hour == noon:
            hour = 0
    return time(hour, minute, second)
