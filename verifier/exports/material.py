"""What every export and the site are made of: the verdicts, how they came, what they rest on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from verifier.exports.rows import Row

if TYPE_CHECKING:
    from verifier.exports.evidence import EvidenceRow
    from verifier.exports.transitions import Transition

T = TypeVar("T")


class Gathered(Generic[T]):
    """Records that are gathered each time somebody goes through them, and never if nobody does."""

    def __init__(self, gather: Callable[[], Iterator[T]]) -> None:
        self._gather = gather

    def __iter__(self) -> Iterator[T]:
        return self._gather()


@dataclass(frozen=True, slots=True)
class Material:
    """Three tables of one instant; every one may be gone through more than once."""

    as_of: datetime
    """UTC; the instant all of it speaks of."""
    base_url: str = ""
    """Where the site stands, without a slash at its end; "" where none is configured."""
    rows: Iterable[Row] = ()
    """One a claim, in the order of their ids."""
    transitions: "Iterable[Transition]" = ()
    """By claim, oldest first."""
    evidence: "Iterable[EvidenceRow]" = ()
    """By claim, in the order the verdict names them."""
    head: str = ""
    """The ledger's head of the last run; "" before the first."""
