"""Promises that revise each other: how often, and how far, a deadline was moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verifier.core.claims import Claim


@dataclass(frozen=True, slots=True)
class Slips:
    """What moving deadlines came to, along one chain or many."""

    moves: int = 0
    """How often a due day was moved to a later one."""
    days: int = 0
    """By how many days in all."""
    put_off: int = 0
    """How often a due day gave way to no day at all."""
    longest: int = 0
    """How many promises the longest chain has; 0 where none was revised."""


def chains(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Give every chain of two or more promises that revise each other, each oldest first."""
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, list[Claim]] = {}
    for claim in by_id.values():
        found.setdefault(_root(claim, by_id).id, []).append(claim)
    return tuple(
        tuple(sorted(linked, key=lambda one: (one.announced.day, one.id)))
        for _, linked in sorted(found.items())
        if len(linked) > 1
    )


def chain_of(claim: Claim, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Give the chain a claim is in, oldest first; empty where it stands alone."""
    return next((chain for chain in chains(claims) if claim in chain), ())


def _root(claim: Claim, by_id: Mapping[str, Claim]) -> Claim:
    seen = {claim.id}
    while claim.revises in by_id and claim.revises not in seen:
        seen.add(claim.revises)
        claim = by_id[claim.revises]
    return claim


def slips_of(*found: Sequence[Claim]) -> Slips:
    """Sum up how deadlines moved along chains; one moved to an earlier day is no slip."""
    moved, put_off = [], 0
    for chain in found:
        by_id = {claim.id: claim for claim in chain}
        for claim in chain:
            before = by_id.get(claim.revises)
            if before is None or before.due is None:
                continue
            if claim.due is None:
                put_off += 1
            elif claim.due > before.due:
                moved.append((claim.due - before.due).days)
    return Slips(len(moved), sum(moved), put_off, max(map(len, found), default=0))
