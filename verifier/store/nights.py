"""One night's deciding: dockets out, verdicts in, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from verifier.core.absence import bearing_on
from verifier.core.claims import Claim, Lab, Reason
from verifier.core.evidence import Evidence
from verifier.core.verdict import Verdict
from verifier.ports import Asked, Docket, Judgement
from verifier.store import standing
from verifier.store.claims import claims_named, claims_of, current_labs
from verifier.store.database import batches
from verifier.store.facts import Stored, scopes_of, stored_by_scope
from verifier.store.sweeps import sweeps_as_of
from verifier.store.verdicts import append_verdicts

_LABS = 500
"""So many labs are named in one statement."""
Group = tuple[str, tuple[str, ...]]
"""A lab and the places that some of its claims name: the same facts bear on all of these."""


class Withdrawn(Exception):
    """Ends the transaction of a night of which nothing is to be kept."""


class Deciding:
    """The deciding of one run, on a connection in a writing transaction."""

    def __init__(self, connection: Connection, run: int, asked: Asked) -> None:
        self._connection = connection
        self._run = run
        self._as_of = asked.as_of
        self._is_current = not asked.is_ahead and standing.is_current(connection, asked.as_of)
        self._seen = standing.seen(connection)
        self._counted: Counter[Reason] = Counter()
        self._withdrawn = False
        if self._is_current:
            standing.forget(connection)
        self._due = (
            standing.due(connection, asked)
            if self._is_current and not asked.everything
            else standing.everything(connection)
        )

    def close(self) -> None:
        """Mark what this night has seen; an instant of the past leaves no mark.

        Raises Withdrawn if it was withdrawn.
        """
        if self._withdrawn:
            raise Withdrawn
        if self._is_current:
            standing.close(self._connection, self._as_of, self._seen)

    def dockets(self) -> Iterator[Docket]:
        """Give the claims whose verdict may have changed since the last night."""
        for batch in batches(self._claims()):
            yield from self._dockets(batch)

    def record(self, judged: Sequence[Judgement]) -> Mapping[str, Verdict | None]:
        """Append the verdicts that say something new.

        Give what stood before where the reason was another one; None for a first verdict.
        """
        before = append_verdicts(self._connection, self._run, (one.verdict for one in judged))
        self._counted.update(one.verdict.reason for one in judged)
        if self._is_current:
            standing.keep(self._connection, judged)
        return before

    def withdraw(self) -> None:
        """Let nothing of the night be kept."""
        self._withdrawn = True

    def unread(self, places: Iterable[str]) -> set[str]:
        """Tell which of these places were never read."""
        return standing.unread(self._connection, places)

    def tally(self) -> Mapping[Reason, int]:
        """Count the claims by the reason of the verdict they stand by."""
        return standing.tally(self._connection) if self._is_current else self._counted

    def _claims(self) -> Iterator[Claim]:
        """Give all claims of the labs in which something happened, then the single ones."""
        due = self._due
        for labs in batches(sorted(due.whole | due.fresh.keys()), _LABS):
            yield from claims_of(self._connection, labs)
        for ids in batches(sorted(due.single)):
            yield from claims_named(self._connection, ids)

    def _dockets(self, claims: Sequence[Claim]) -> Iterator[Docket]:
        """Put claims that the same facts bear on together, and read those facts by set."""
        labs = current_labs(self._connection, {claim.lab for claim in claims})
        groups: dict[Group, list[Claim]] = {}
        for claim in claims:
            groups.setdefault((claim.lab, claim.sources), []).append(claim)
        places = {group: bearing_on(some[0], labs[group[0]]) for group, some in groups.items()}
        scopes = {group: scopes_of(labs[group[0]], named) for group, named in places.items()}
        if self._is_current:
            standing.keep_scopes(self._connection, _by_lab(scopes))
        facts = stored_by_scope(self._connection, _all(scopes))
        swept = sweeps_as_of(self._connection, _all(places), self._as_of)
        for group, some in groups.items():
            known = [one for scope in scopes[group] for one in facts.get(scope, ())]
            sweeps = tuple(s for place in places[group] for s in swept.get(place, ()))
            facts_known = tuple(one.fact for one in known)
            evidence = Evidence(facts_known, sweeps, tuple(one.digest for one in known))
            yield self._docket(labs[group[0]], some, evidence, known)

    def _docket(
        self, lab: Lab, some: Sequence[Claim], evidence: Evidence, known: Sequence[Stored]
    ) -> Docket:
        if lab.id in self._due.whole or lab.id not in self._due.fresh:
            return Docket(lab, evidence, tuple(some))
        numbers = self._due.fresh[lab.id]
        return Docket(
            lab,
            evidence,
            claims=tuple(claim for claim in some if claim.id in self._due.claims),
            maybe=tuple(claim for claim in some if claim.id not in self._due.claims),
            fresh=tuple(one.fact for one in known if one.number in numbers),
        )


def _all(named: Mapping[Group, Sequence[str]]) -> Iterator[str]:
    return (one for each in named.values() for one in each)


def _by_lab(scopes: Mapping[Group, Sequence[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for (lab, _), named in scopes.items():
        found.setdefault(lab, set()).update(named)
    return found
