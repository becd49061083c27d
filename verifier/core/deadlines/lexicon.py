"""The word tables turned into look-ups."""

from verifier.core.deadlines.kinds import Kind, Token
from verifier.core.deadlines.words import EXPANSIONS, GROUPS, VALUED, WORDS

_POSSESSIVE = frozenset(
    {Kind.MONTH, Kind.WEEKDAY, Kind.SEASON, Kind.UNIT, Kind.UNITS, Kind.RELATIVE_DAY}
)


def _lexicon() -> dict[str, Token]:
    """Every single word; what can end or begin also in the possessive ("year's end")."""
    words = {word: Token(kind) for kind, text in WORDS.items() for word in text.split()}
    for kind, rows in VALUED.items():
        for value, text in rows.items():
            for word in text.split():
                words[word] = Token(kind, value)
                if kind in _POSSESSIVE:
                    words[word + "'s"] = words[word + "'"] = Token(kind, value)
    return words


def _groups() -> dict[str, tuple[tuple[tuple[str, ...], Token], ...]]:
    """Word groups by their first word, as (the other words, token), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Token]]] = {}
    for kind, rows in GROUPS.items():
        for value, text in rows.items():
            for group in text.split("|"):
                first, *others = group.split()
                found.setdefault(first, []).append((tuple(others), Token(kind, value)))
    return {
        first: tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))
        for first, rows in found.items()
    }


LEXICON = _lexicon()
GROUPED = _groups()
EXPANDED = {
    word: tuple(LEXICON[other] for other in others.split()) for word, others in EXPANSIONS.items()
}
