"""Labs by the names people call them, and never by a guess."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from verifier.core.claims import Lab

_WORDLIKE = 4
"""Names up to this length may be ordinary words: in prose they count as they are written."""
_ALIKE = 75
_INITIALS = 2
"""Names up to this length are found in no text at all, unless they are Chinese."""
_EDGES = r"(?<![A-Za-z0-9@])(?:{})(?![A-Za-z])"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a lab, and which labs go by that name."""

    start: int
    end: int
    labs: tuple[str, ...]


class Names:
    """Every name the labs go by: their own, their aliases, their organisations and ids."""

    def __init__(self, labs: Iterable[Lab]) -> None:
        self.labs = {lab.id: lab for lab in labs}
        self._ids: dict[str, list[str]] = {}
        self._shown: dict[str, str] = {}
        written: set[str] = set()
        for lab in self.labs.values():
            for name in (lab.id, lab.name, *lab.aliases, *lab.hub_orgs, *lab.github_orgs):
                written.add(name)
                self._shown.setdefault(name.casefold(), lab.name)
                known = self._ids.setdefault(name.casefold(), [])
                if lab.id not in known:
                    known.append(lab.id)
        written = {name for name in written if len(name) > _INITIALS or not name.isascii()}
        self._anyhow = _pattern(written, re.IGNORECASE)
        short = {name for name in written if len(name) <= _WORDLIKE and name.isascii()}
        self._long = _pattern(written - short, re.IGNORECASE)
        self._short = _pattern(short - self.labs.keys(), 0)

    def called(self, name: str) -> tuple[str, ...]:
        """Give the ids of the labs that go by exactly this name, in any case."""
        return tuple(self._ids.get(" ".join(name.split()).casefold(), ()))

    def mentions(self, text: str, *, prose: bool = True) -> Sequence[Mention]:
        """Find every mention in order; in prose short names count only as they are written."""
        patterns = (self._long, self._short) if prose else (self._anyhow,)
        found = [mention for pattern in patterns for mention in self._in(text, pattern)]
        return sorted(found, key=lambda mention: mention.start)

    def _in(self, text: str, pattern: re.Pattern[str]) -> Iterator[Mention]:
        for match in pattern.finditer(text):
            yield Mention(match.start(), match.end(), self.called(match[0]))

    def hint(self, name: str) -> str:
        """Give "; did you mean MiniMax (minimax)?" for the likest lab, "" where none is like it."""
        known = list(self._ids)
        near = process.extractOne(name.casefold(), known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if near is None:
            return ""
        return f"; did you mean {self._shown[near[0]]} ({', '.join(self._ids[near[0]])})?"


def _pattern(names: Iterable[str], flags: int) -> re.Pattern[str]:
    """Make one pattern of names, the longest first; blanks in a name match any."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    spelled = (r"\s+".join(map(re.escape, name.split())) for name in ordered)
    either = "|".join(spelled) or r"(?!)"
    return re.compile(_EDGES.format(either), flags)
