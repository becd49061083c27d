"""The words one of which stands wherever a time is named."""

from verifier.core.deadlines.kinds import Kind
from verifier.core.deadlines.words import EXPANSIONS, GROUPS, VALUED, WORDS

_NAMING = frozenset(
    {Kind.VAGUE, Kind.UNIT, Kind.UNITS, Kind.WEEKEND, Kind.MONTH, Kind.WEEKDAY, Kind.SEASON}
    | {Kind.RELATIVE_DAY, Kind.HOLIDAY, Kind.ORDINAL, Kind.LAST}
)


def _signs() -> frozenset[str]:
    """The naming words, of every naming group its longest word, and the words that hide some."""
    single = [word for kind in WORDS.keys() & _NAMING for word in WORDS[kind].split()]
    single += [
        word
        for kind in VALUED.keys() & _NAMING
        for row in VALUED[kind].values()
        for word in row.split()
    ]
    groups = [
        group
        for kind in GROUPS.keys() & _NAMING
        for row in GROUPS[kind].values()
        for group in row.split("|")
    ]
    longest = [max(group.replace("'", " ").split(), key=len) for group in groups]
    return frozenset([*single, *longest, *EXPANSIONS, "yesterday"])


TIME_WORDS = _signs()
"""Wherever `find_times` finds a time in plain ASCII, one of these stands, or a digit does."""
