"""Small material that has a bit of everything, and what a format makes of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from tests.exports.cases import (
    AS_OF,
    CLAIM,
    DELIVERED,
    LAB,
    REPOSITORY,
    UNDATED,
    context,
    recorded,
    verdict,
)
from verifier.core.canon import digest
from verifier.core.claims import Reason
from verifier.core.verdict import Recorded
from verifier.exports import FORMATS
from verifier.exports.evidence import EvidenceRow, evidence_of
from verifier.exports.material import Material
from verifier.exports.rows import Row, row_of
from verifier.exports.transitions import Transition, transitions_of

SITE = "https://v.example.org"
EARLY = AS_OF - timedelta(days=20)
FACTS = {digest(REPOSITORY): REPOSITORY}
EVIL = replace(UNDATED, text='=HYPERLINK("https://e.org","a")')
FIRST = replace(verdict(Reason.NOT_DUE), as_of=EARLY)


def rows(base_url: str = "") -> list[Row]:
    """A promise without a day whose text is a formula, and a delivery that came late."""
    soon = recorded(verdict(Reason.NO_FIXED_DEADLINE, EVIL))
    decided = (digest(REPOSITORY), REPOSITORY)
    return [
        row_of(EVIL, LAB, soon, ("", None), context(base_url=base_url)),
        row_of(CLAIM, LAB, recorded(DELIVERED), decided, context(base_url=base_url)),
    ]


def transitions(base_url: str = "") -> list[Transition]:
    """Their changes: the late one was not due before."""
    soon = [recorded(verdict(Reason.NO_FIXED_DEADLINE, EVIL))]
    late = [Recorded(FIRST, EARLY, 1), recorded(DELIVERED)]
    return [
        *transitions_of(EVIL, LAB, soon, FACTS, base_url=base_url),
        *transitions_of(CLAIM, LAB, late, FACTS, base_url=base_url),
    ]


def evidence() -> list[EvidenceRow]:
    """What was looked at for the late one."""
    return list(evidence_of(DELIVERED, DELIVERED.looked, FACTS))


def material(base_url: str = "", given: Iterable[Row] | None = None) -> Material:
    """All of it, or these rows in place of those above."""
    return Material(
        AS_OF,
        base_url,
        rows(base_url) if given is None else given,
        transitions(base_url),
        evidence(),
    )


def written(name: str, given: Material | None = None) -> bytes:
    """Give one format's bytes."""
    return b"".join(FORMATS[name].render(material() if given is None else given))
