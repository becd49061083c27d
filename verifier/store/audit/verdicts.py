"""Deriving every verdict again: from the facts its run knew, by the claim and lab it names.

A run knew what had been recorded by its end: its own sweeps and those of the runs before it. A
verdict by rules of another version, or of a release that did not name the lab's version, cannot be
derived here; its row is still chained.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, select

from verifier.core.claims import Claim
from verifier.core.verdict import RULE_VERSION, Verdict
from verifier.core.verdicts import judge
from verifier.errors import StoreError
from verifier.ports import Damage, Tally
from verifier.resolver import Progress
from verifier.store.audit.knowledge import Claims, Knowledge, Labs
from verifier.store.codec import decode, substance
from verifier.store.database import BATCH
from verifier.store.runs import forecasts
from verifier.store.schema import verdicts

_NAMED = frozenset({"claim_version", "lab_version", "rule_version"})
"""What a verdict is derived again by, and so cannot differ in."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Given:
    """A verdict as it is stored."""

    number: int
    run: int
    since: datetime
    verdict: Verdict


def derive_again(connection: Connection, tally: Tally, progress: Progress) -> Iterator[Damage]:
    """Compare every verdict, claim by claim, with what the evidence of its time gives."""
    labs, knowledge, foretold = Labs(connection), Knowledge(connection), forecasts(connection)
    total = connection.scalar(select(func.count()).select_from(verdicts)) or 0
    done = 0
    with Claims.read(connection) as claims:
        for claim, given in _by_claim(connection):
            yield from _transitions(given, foretold)
            versions = claims.versions(claim)
            for each in given:
                yield from _again(each, versions, labs, knowledge, tally)
            done += len(given)
            progress("verdicts", done, total)


def _by_claim(connection: Connection) -> Iterator[tuple[str, list[_Given]]]:
    query = (
        select(verdicts)
        .order_by(verdicts.c.claim, verdicts.c.number)
        .execution_options(yield_per=BATCH)
    )
    with connection.execute(query) as found:
        for claim, rows in groupby(found, lambda row: row.claim):
            yield claim, [each for row in rows for each in _given(row)]


def _given(row: Row[*tuple[Any, ...]]) -> Iterator[_Given]:
    """Read a stored verdict; one that cannot be read is told of along the chain."""
    try:
        yield _Given(row.number, row.run, row.since, decode(Verdict, row.content))
    except (StoreError, ValueError):
        return


def _transitions(given: Sequence[_Given], foretold: Iterable[int]) -> Iterator[Damage]:
    """See that each verdict said something new when it was given, and since when it holds."""
    passing = set(foretold)
    before: list[_Given] = []
    for each in given:
        known = [
            one
            for one in before
            if one.verdict.as_of <= each.verdict.as_of
            and (one.run == each.run or one.run not in passing)
        ]
        last = max(known, key=lambda one: (one.verdict.as_of, one.number), default=None)
        unbroken = last is not None and last.verdict.reason is each.verdict.reason
        since = last.since if last is not None and unbroken else each.verdict.as_of
        if since != each.since:
            yield Damage("verdicts", str(each.number), "since", f"is {each.since}, not {since}")
        if last is not None and substance(last.verdict) == substance(each.verdict):
            said = f"says what verdict {last.number} had said"
            yield Damage("verdicts", str(each.number), "", said)
        before.append(each)


def _again(
    given: _Given, versions: Mapping[str, str], labs: Labs, knowledge: Knowledge, tally: Tally
) -> Iterator[Damage]:
    verdict = given.verdict
    if verdict.rule_version != RULE_VERSION or not verdict.lab_version:
        tally.other_rules += 1
        return
    number = str(given.number)
    try:
        content = versions.get(verdict.claim_version)
        if content is None:
            yield Damage("verdicts", number, "claim_version", "is no version of the claim")
            return
        claim = decode(Claim, content)
        lab = labs.version(claim.lab, verdict.lab_version)
        if lab is None:
            yield Damage("verdicts", number, "lab_version", "is no version of the lab")
            return
        derived = judge(claim, lab, knowledge.survey(claim, lab, given.run, verdict.as_of))
    except Exception:  # noqa: BLE001 - what was changed can be anything: told, and the audit goes on
        yield Damage("verdicts", number, "", "rests on what cannot be read")
        return
    tally.derived += 1
    for name, (said, found) in _differences(verdict, derived).items():
        yield Damage("verdicts", number, name, f"is {said}, the evidence gives {found}")


def _differences(said: Verdict, found: Verdict) -> Mapping[str, tuple[str, str]]:
    pairs = {
        field.name: (getattr(said, field.name), getattr(found, field.name))
        for field in fields(Verdict)
        if field.name not in _NAMED
    }
    return {name: (_short(a), _short(b)) for name, (a, b) in pairs.items() if a != b}


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
