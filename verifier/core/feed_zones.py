"""What a zone's name in a feed can mean: one offset, several, or any."""

import re
from datetime import timedelta

ANYWHERE = (timedelta(hours=-12), timedelta(hours=14))
"""The first and the last offset in use: all a time without a zone tells."""

_OFFSET = re.compile(r"(?:UTC|GMT|UT)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)

_HOURS: dict[str, tuple[float, ...]] = {
    "Z": (0,),
    "UT": (0,),
    "UTC": (0,),
    "GMT": (0,),
    "WET": (0,),
    "WEST": (1,),
    "CET": (1,),
    "CEST": (2,),
    "EET": (2,),
    "EEST": (3,),
    "MSK": (3,),
    "JST": (9,),
    "KST": (9,),
    "HKT": (8,),
    "SGT": (8,),
    "PDT": (-7,),
    "AKST": (-9,),
    "AKDT": (-8,),
    "HST": (-10,),
    "NZST": (12,),
    "NZDT": (13,),
    "AEST": (10,),
    "AEDT": (11,),
    "ACST": (9.5,),
    "ACDT": (10.5,),
    "AWST": (8,),
    # Names that RFC 5322 gives to North America and others use for themselves.
    "EST": (-5, 10),
    "EDT": (-4, 11),
    "CST": (-6, -5, 8),
    "CDT": (-5, -4),
    "MST": (-7, 6.5, 8),
    "MDT": (-6,),
    "PST": (-8, 8),
    "IST": (1, 2, 5.5),
    "BST": (1, 6, 11),
    "AST": (-4, 3),
    "ADT": (-3, 4),
    "SST": (-11, 8),
    "GST": (-2, 4),
    "WST": (8, 13),
}


def offsets_of(zone: str) -> tuple[timedelta, ...]:
    """Give every offset a zone can mean; empty where it is missing or not known."""
    found = _OFFSET.fullmatch(zone)
    if found:
        sign, hours, minutes = found.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        offset = -offset if sign == "-" else offset
        return (offset,) if ANYWHERE[0] <= offset <= ANYWHERE[1] else ()
    return tuple(timedelta(hours=hours) for hours in _HOURS.get(zone.upper(), ()))
