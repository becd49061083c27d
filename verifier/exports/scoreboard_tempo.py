"""The tempo and the openness of labs, in words and as data: every number is "at least"."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from verifier.core.canon import plain
from verifier.core.claims import Lab
from verifier.core.evidence import Gating
from verifier.core.licences import LicenceClass
from verifier.core.records import Openness, QuarterTempo, Tempo
from verifier.exports.wording import count, instant, percent

HEADINGS = ("published", "or later", "licences", "OSI-approved", "gated")
LAB_HEADINGS = ("repositories", "first", "last", "licences", "OSI-approved", "gated", "by hand")

_CLASSES = {
    LicenceClass.PERMISSIVE: "permissive",
    LicenceClass.COPYLEFT: "copyleft",
    LicenceClass.SOURCE_AVAILABLE: "source-available",
    LicenceClass.NON_COMMERCIAL: "non-commercial",
    LicenceClass.UNKNOWN: "unknown",
}

RULES = (
    (
        "Counted are the labs' own model repositories on the Hub, seen public with complete "
        "weights; copies, adapters and what is made from another lab's model are not."
    ),
    "Every number is at least: what nobody looked at is not in it.",
    (
        "Published: in that quarter (UTC), whichever way its date is taken. Or later: created, or "
        "last seen missing, in that quarter, and public by a later one; a creation date is often "
        "weeks ahead of publication."
    ),
    (
        "OSI-approved is of those whose licence is known, gated (behind a form) of those whose "
        "gate is. What is given out one by one by hand is published nowhere."
    ),
)
"""How the numbers are made, for whoever reads the table."""


def cells(row: QuarterTempo) -> tuple[str, ...]:
    """Lay a quarter out under `HEADINGS`."""
    return (str(row.dated), str(row.or_later), *openness_cells(row.openness))


def lab_cells(tempo: Tempo) -> tuple[str, ...]:
    """Lay a lab's whole tempo out under `LAB_HEADINGS`."""
    seen = [str(row.quarter) for row in tempo.quarters if row.dated or row.or_later]
    first, last = (seen[0], seen[-1]) if seen else ("-", "-")
    many, held = tempo.total.repositories, tempo.by_hand
    return (str(many), first, last, *openness_cells(tempo.total), str(held) if held else "-")


def openness_cells(openness: Openness) -> tuple[str, str, str]:
    """Lay openness out under the last three of `HEADINGS`."""
    if not openness.repositories:
        return "-", "-", "-"
    return licences(openness), approved(openness), gated(openness)


def licences(openness: Openness) -> str:
    """Count the repositories by what their licences allow: "2 permissive, 1 unknown"."""
    return ", ".join(f"{number} {_CLASSES[cls]}" for cls, number in openness.licences if number)


def approved(openness: Openness) -> str:
    """Count the OSI-approved ones of those whose licence is known: "15 of 18"."""
    return f"{openness.osi} of {openness.licensed}" if openness.licensed else "not known"


def gated(openness: Openness) -> str:
    """Write the gated share with its counts: "1 of 4, 25 % (2 not known)"."""
    gates, share = dict(openness.gates), openness.gated_share
    if share is None:
        return "not known"
    unknown = f" ({gates[Gating.UNKNOWN]} not known)" if gates[Gating.UNKNOWN] else ""
    known = gates[Gating.NONE] + gates[Gating.AUTO]
    return f"{gates[Gating.AUTO]} of {known}, {percent(share)} %{unknown}"


def in_words(overall: Tempo, labs: Iterable[Tempo], as_of: datetime) -> Iterator[str]:
    """Answer how fast and how open the field publishes, in a few sentences."""
    total = overall.total
    owners = sum(each.total.repositories > 0 for each in labs)
    if not total.repositories:
        yield f"No complete weights of a lab's own were seen on the Hub as of {instant(as_of)}."
        return
    yield (
        f"At least {count(total.repositories, 'repository', 'repositories')} with own complete "
        f"weights of {count(owners, 'lab')} were public on the Hub as of {instant(as_of)}."
    )
    yield from _recently(overall.quarters)
    gates = dict(total.gates)
    yield (
        f"Licences: {licences(total)}; of the {total.licensed} that are known {total.osi} are "
        f"OSI-approved. Gates: {gates[Gating.NONE]} open to anyone, {gates[Gating.AUTO]} behind a "
        f"form, {gates[Gating.UNKNOWN]} not known."
    )
    if overall.by_hand:
        yield f"{overall.by_hand} more are given out one by one by hand."
    if overall.unplaced:
        yield f"Of {overall.unplaced} it is not known since when they were public."


def _recently(quarters: Sequence[QuarterTempo]) -> Iterator[str]:
    """Hold the last four whole quarters against the four before them."""
    whole = quarters[:-1]
    last, before = whole[-4:], whole[-8:-4]
    if not last:
        return
    told = (
        f"In the quarters {last[0].quarter} to {last[-1].quarter}, {_sum(last)} were published"
        if len(last) > 1
        else f"In {last[0].quarter}, {_sum(last)} were published"
    )
    if before:
        told += f", and {_sum(before)} in {before[0].quarter} to {before[-1].quarter}"
    yield f"{told}; {_sum(quarters[-1:])} so far in {quarters[-1].quarter}."


def _sum(quarters: Sequence[QuarterTempo]) -> str:
    dated, later = sum(q.dated for q in quarters), sum(q.or_later for q in quarters)
    return f"{dated} (and {later} then or later)" if later else str(dated)


def tempo_data(tempo: Tempo) -> dict[str, Any]:
    """Give a tempo in JSON's own types."""
    return {
        "quarters": [
            {
                "quarter": str(row.quarter),
                "published": row.dated,
                "or_later": row.or_later,
                "openness": openness_data(row.openness),
            }
            for row in tempo.quarters
        ],
        "total": openness_data(tempo.total),
        "unplaced": tempo.unplaced,
        "by_hand": tempo.by_hand,
    }


def openness_data(openness: Openness) -> dict[str, Any]:
    """Give counts of openness in JSON's own types; the share is from 0 to 1."""
    return {
        "repositories": openness.repositories,
        "licences": {cls.value: number for cls, number in openness.licences},
        "osi": openness.osi,
        "gates": {gate.value: number for gate, number in openness.gates},
        "gated_share": openness.gated_share,
    }


def as_data(overall: Tempo, labs: Iterable[tuple[Lab, Tempo]], as_of: datetime) -> dict[str, Any]:
    """Give everything in JSON's own types."""
    return {
        "as_of": plain(as_of),
        "overall": tempo_data(overall),
        "labs": [
            {"id": lab.id, "name": lab.name, "country": lab.country, **tempo_data(tempo)}
            for lab, tempo in labs
        ],
        "rules": list(RULES),
    }
