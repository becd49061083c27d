"""Explicit calendar dates in other languages, by dateparser."""

import re
from datetime import date, datetime, time

_LANGUAGES = (
    "fr de es it pt nl ru uk pl cs sv da nb fi tr ja ko vi id ar el ro hu he hi th bg sk lt et ca"
).split()
_LONGEST = 48
_FROM_THE_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d).*[^\W\d_]{2}.*", re.DOTALL)
_MONTH_FIRST = re.compile(r"[^\W\d_]{3}\s+\d{1,2}(?![\w%]|[.,:/-]\d)|\d[年月日년월일]")
_WORDLIKE = re.compile(r"[^\W\d_]{3}|[年月日년월일]")


def foreign_date(text: str, announced: date) -> date | None:
    """The one day that a short text with a day number and a word names, or None.

    The words before the number ("avant le", "bis zum") are tried without first.
    """
    if len(text) > _LONGEST or not _WORDLIKE.search(text):
        return None
    tail = _FROM_THE_DAY.search(text)
    found = _parse(tail[0], announced) if tail else None
    return found or (_parse(text, announced) if _MONTH_FIRST.search(text) else None)


def _parse(text: str, announced: date) -> date | None:
    import dateparser  # costs 75 ms, and few phrases come this far

    found = dateparser.parse(
        text,
        languages=_LANGUAGES,
        settings={
            "RELATIVE_BASE": datetime.combine(announced, time(12)),
            "PREFER_DATES_FROM": "future",
            "REQUIRE_PARTS": ["day", "month"],
            "PARSERS": ["absolute-time"],
        },
    )
    return found.date() if found else None
