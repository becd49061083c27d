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


def _groups() -> dict[str, dict[str, list[tuple[list[str], Token]]]]:
    """Word groups by their first and second word, as (the others, token), the longest first."""
    found: dict[str, dict[str, list[tuple[list[str], Token]]]] = {}
    for kind, rows in GROUPS.items():
        for value, text in rows.items():
            for group in text.split("|"):
                first, second, *others = group.split()
                same = found.setdefault(first, {}).setdefault(second, [])
                same.append((others, Token(kind, value)))
                same.sort(key=lambda row: len(row[0]), reverse=True)
    return found


LEXICON = _lexicon()
GROUPED = _groups()
EXPANDED = {
    word: tuple(LEXICON[other] for other in others.split()) for word, others in EXPANSIONS.items()
}
