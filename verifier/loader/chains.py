"""What only several claims together show: ids used twice, and chains of re-dated promises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verifier.core.claims import Claim
from verifier.errors import Problem
from verifier.loader.reading import Document, Spot
from verifier.loader.values import nearest


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim, and where it stands."""

    claim: Claim
    document: Document
    spot: Spot

    def problem(self, key: str, message: str) -> Problem:
        """Place a problem at one of the claim's keys."""
        return self.document.problem((*self.spot, key), message)


def problems_between(filed: Sequence[Filed]) -> Iterator[Problem]:
    """Find ids used twice, and revisions of what is unknown, another lab's, later or circular."""
    first: dict[str, Filed] = {}
    for one in filed:
        other = first.setdefault(one.claim.id, one)
        if other is not one:
            line, _ = other.document.values[other.spot]
            where = f"{other.document.file}:{line}"
            yield one.problem("id", f"`{one.claim.id}` is the id of {where} already; rename one")
    for one in first.values():
        if one.claim.revises:
            yield from _problems_of_revision(one, first)


def _problems_of_revision(one: Filed, known: Mapping[str, Filed]) -> Iterator[Problem]:
    earlier = known.get(one.claim.revises)
    if earlier is None:
        hint = nearest(one.claim.revises, known) or "; file the earlier promise too"
        yield one.problem("revises", f"no valid claim is called `{one.claim.revises}`{hint}")
        return
    if earlier.claim.lab != one.claim.lab:
        yield one.problem(
            "revises", f"`{earlier.claim.id}` is a promise of {earlier.claim.lab}; name one's own"
        )
    if earlier.claim.announced.day > one.claim.announced.day:
        yield one.problem(
            "revises", f"`{earlier.claim.id}` was made later; let the later revise the earlier"
        )
    if _is_circular(one.claim, known):
        yield one.problem("revises", "the chain of revisions comes back here; break it")


def _is_circular(claim: Claim, known: Mapping[str, Filed]) -> bool:
    seen: set[str] = set()
    earlier = known.get(claim.revises)
    while earlier is not None and earlier.claim.id not in seen:
        seen.add(earlier.claim.id)
        earlier = known.get(earlier.claim.revises)
    return claim.id in seen
