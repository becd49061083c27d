"""How far back a feed reaches: since when nothing published can have been missed.

A feed shows its newest entries, so the oldest one it shows says how far back it goes, unless
that one is pinned, or was dated anew. Only entries that keep to the feed's own order count:
an old entry pinned to the top is out of order, and says nothing about what lies between.
"""

from bisect import bisect_right
from collections.abc import Sequence


def in_order(dates: Sequence[float | None]) -> tuple[int, ...]:
    """Give the places of the longest run of dates in one order, down or else up, gaps allowed."""
    dated = [(place, date) for place, date in enumerate(dates) if date is not None]
    down = _longest([(place, -date) for place, date in dated])
    up = _longest(dated)
    return down if len(down) >= len(up) else up


def _longest(dated: Sequence[tuple[int, float]]) -> tuple[int, ...]:
    """Find the longest subsequence that never falls, by patience sorting."""
    lowest: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(dated):
        length = bisect_right(lowest, value)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    places = []
    index = ends[-1] if ends else -1
    while index >= 0:
        places.append(dated[index][0])
        index = before[index]
    return tuple(reversed(places))
