"""Where the reading of a phrase stands."""

from dataclasses import dataclass
from datetime import date

from verifier.core.deadlines.kinds import Kind, Token


@dataclass(slots=True)
class Cursor:
    """The tokens of one phrase, the place reached in them, and what was noticed on the way.

    `tokens` ends with three ENDs and the first is never passed: looking two ahead is always safe.
    """

    tokens: list[Token]
    announced: date
    at: int = 0
    approx: bool = False
    within: bool = False
    by: bool = False
    ended: bool = False
    flags: tuple[str, ...] = ()

    def take(self, kind: Kind) -> bool:
        """Pass the current token if it is of this kind."""
        if self.tokens[self.at].kind is kind:
            self.at += 1
            return True
        return False

    def flag(self, name: str) -> None:
        """Note a choice between readings, once."""
        if name not in self.flags:
            self.flags += (name,)
