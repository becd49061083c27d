"""One claim with everything a page or an explanation of it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verifier.core.canon import plain
from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Observation
from verifier.core.findings import Looked
from verifier.core.records import slips_of
from verifier.core.verdict import Recorded, Verdict
from verifier.exports.kept import as_data as kept_data
from verifier.exports.wording import not_found, sentence
from verifier.ports import Kept, Version


@dataclass(frozen=True, slots=True)
class Link:
    """One promise of a chain of moved deadlines, with its verdict where there is one."""

    claim: Claim
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, its verdict, how its places stand, the facts by digest, its chain, its history."""

    claim: Claim
    lab: Lab
    recorded: Recorded
    readings: tuple[Looked, ...]
    facts: Mapping[str, Observation]
    chain: tuple[Link, ...] = ()
    history: tuple[Recorded, ...] = ()
    """Every verdict that was stored of it, oldest first."""
    kept: tuple[Kept, ...] = ()
    """The readings that are kept of what its verdict rests on, oldest first."""
    versions: tuple[Version, ...] = ()
    """Every version it was filed in, oldest first; empty where there is but one."""

    @property
    def verdict(self) -> Verdict:
        """The verdict that is explained."""
        return self.recorded.verdict


def slips(chain: Sequence[Link]) -> int:
    """Count how often a due day of the chain was moved to a later one."""
    return slips_of([link.claim for link in chain]).moves


def as_data(case: Case) -> dict[str, Any]:
    """Give a case in JSON's own types."""
    verdict = case.verdict
    return {
        "claim": plain(case.claim),
        "lab": plain(case.lab),
        "status": verdict.status.value,
        "reason": verdict.reason.value,
        "since": plain(case.recorded.since),
        "sentence": sentence(case.claim, verdict, case.readings),
        "absence": not_found(case.readings),
        "verdict": plain(verdict),
        "readings": plain(case.readings),
        "facts": {mark: plain(fact) for mark, fact in sorted(case.facts.items())},
        "kept": kept_data(case.kept),
        "chain": [
            {"claim": link.claim.id, "due": plain(link.claim.due), "reason": _reason(link)}
            for link in case.chain
        ],
        "slips": slips(case.chain),
    }


def _reason(link: Link) -> str | None:
    return link.verdict.reason.value if link.verdict else None
