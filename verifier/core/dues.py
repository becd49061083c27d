"""When a place is to be read for the record: after the deadlines of the claims that ask about it.

Absence rests on the first controlled reading after a deadline, so that one is kept. "Nothing
changed" would not do: it points to a body of before, of which perhaps only the hash is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from verifier.core.absence import places_of
from verifier.core.claims import Claim, Lab
from verifier.core.sweeps import Memory

Ends = Mapping[str, tuple[datetime, ...]]
"""The deadline ends (UTC) of the claims that ask about a place, by the place."""


def ends_by_place(claims: Iterable[Claim], labs: Mapping[str, Lab]) -> Ends:
    """Gather the ends of the fixed deadlines, each place's in order."""
    ends: dict[str, set[datetime]] = {}
    for claim in claims:
        end = claim.deadline_end()
        if end is not None:
            for place in places_of(claim, labs[claim.lab]):
                ends.setdefault(place, set()).add(end)
    return {place: tuple(sorted(each)) for place, each in ends.items()}


def due_after(memory: Memory, ends: Iterable[datetime]) -> Memory:
    """Have a place read in full after the first deadline of which no reading is kept yet."""
    kept = memory.kept_began
    open_ends = (end for end in ends if kept is None or kept < end)
    return replace(memory, full_from=min(open_ends, default=None))
