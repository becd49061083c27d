"""From the store to what the exports render: read by sets, and only what is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from verifier.cli.clock import now
from verifier.core.claims import Claim, Lab
from verifier.core.verdict import Recorded, Verdict
from verifier.errors import UsageError

if TYPE_CHECKING:
    from verifier.exports.evidence import EvidenceRow
    from verifier.exports.material import Material
    from verifier.exports.rows import Row
    from verifier.exports.transitions import Transition
    from verifier.ports import Store, Version

_BATCH = 1000


def instant_of(store: "Store", as_of: datetime | None) -> datetime:
    """Tell the instant (UTC) an export speaks of: the one asked for, else that of the last run."""
    return as_of or store.last_run() or now()


def material_of(
    store: "Store", as_of: datetime | None = None, base_url: str = "", only: Sequence[str] = ()
) -> "Material":
    """Make ready what an export renders; `only` of these labs, if any. UsageError for no lab.

    Each table is read when somebody goes through it: until then the store must stay open.
    """
    from verifier.exports.material import Gathered, Material

    tables = _Tables(store, labs_of(store, only), instant_of(store, as_of), base_url)
    head = store.head()
    return Material(
        tables.at,
        base_url,
        rows=Gathered(tables.rows),
        transitions=Gathered(tables.transitions),
        evidence=Gathered(tables.evidence),
        head=head.link if head else "",
    )


def labs_of(store: "Store", only: Sequence[str] = ()) -> Mapping[str, Lab]:
    """Give the labs by id; `only` these, if any. UsageError where there is no such lab."""
    labs = store.labs()
    for wanted in only:
        if wanted not in labs:
            raise UsageError(f"there is no lab {wanted!r}; {nearest(wanted, labs)}")
    return {id_: lab for id_, lab in labs.items() if not only or id_ in only}


class Judged(NamedTuple):
    """A claim with its lab and its verdict."""

    claim: Claim
    lab: Lab
    recorded: Recorded


def judged(
    store: "Store", labs: Mapping[str, Lab], pairs: Iterable[tuple[Claim, Recorded]]
) -> Iterator[Sequence[Judged]]:
    """Give the judged claims of these labs in their order, so many at a time.

    A verdict goes with the claim as it was when it was judged, whatever was corrected since.
    """
    as_judged = Wordings(store)
    found = (
        Judged(as_judged(claim, recorded.verdict), labs[claim.lab], recorded)
        for claim, recorded in pairs
        if claim.lab in labs
    )
    while batch := tuple(islice(found, _BATCH)):
        yield batch


class Wordings:
    """The versions of claims that verdicts name; earlier ones are read when one is asked for."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._versions: Mapping[str, Sequence[Version]] | None = None

    def __call__(self, claim: Claim, verdict: Verdict) -> Claim:
        """Give a claim in the version a verdict was given on."""
        if claim.version == verdict.claim_version:
            return claim
        if self._versions is None:
            self._versions = self._store.claim_versions()
        versions = (version.claim for version in self._versions.get(claim.id, ()))
        return next((each for each in versions if each.version == verdict.claim_version), claim)


def named(verdict: Verdict) -> tuple[str, ...]:
    """Name every fact a verdict names, by digest."""
    marks = dict.fromkeys(verdict.evidence)
    for finding in verdict.findings:
        marks |= dict.fromkeys((*finding.evidence, *(bound.evidence for bound in finding.bounds)))
    return tuple(marks)


class _Tables(NamedTuple):
    """The store as of one instant, seen from the claims of some labs."""

    store: "Store"
    labs: Mapping[str, Lab]
    at: datetime
    base_url: str

    def rows(self) -> "Iterator[Row]":
        from verifier.exports.deciding import deciding_fact
        from verifier.exports.rows import Context, row_of

        context = Context(self.at, self.store.sweeps(), self.base_url)
        for batch in self._judged():
            marks = [deciding_fact(one.recorded.verdict) for one in batch]
            facts = self.store.observations(marks)
            for one, mark in zip(batch, marks, strict=True):
                decided = (mark, facts.get(mark))
                yield row_of(one.claim, one.lab, one.recorded, decided, context)

    def evidence(self) -> "Iterator[EvidenceRow]":
        from verifier.exports.evidence import evidence_of
        from verifier.exports.readings import readings_of

        sweeps = self.store.sweeps()
        for batch in self._judged():
            facts = self.store.observations(
                mark for one in batch for mark in named(one.recorded.verdict)
            )
            for one in batch:
                verdict = one.recorded.verdict
                own = {mark: facts[mark] for mark in named(verdict) if mark in facts}
                readings = readings_of(verdict, one.claim, one.lab, sweeps, self.at)
                yield from evidence_of(verdict, readings, own)

    def transitions(self) -> "Iterator[Transition]":
        from verifier.exports.deciding import deciding_fact
        from verifier.exports.transitions import changes_of, transitions_of

        claims = {one.id: one for one in self.store.claims() if one.lab in self.labs}
        versions = self.store.claim_versions()
        histories = (
            history
            for history in self.store.histories(self.at)
            if history[0].verdict.claim in claims
        )
        while batch := tuple(islice(histories, _BATCH)):
            facts = self.store.observations(
                deciding_fact(new.verdict) for history in batch for _, new in changes_of(history)
            )
            for history in batch:
                claim = claims[history[0].verdict.claim]
                yield from transitions_of(
                    claim,
                    self.labs[claim.lab],
                    history,
                    facts,
                    versions.get(claim.id, ()),
                    self.base_url,
                )

    def _judged(self) -> Iterator[Sequence[Judged]]:
        return judged(self.store, self.labs, self.store.judged(self.at))


def nearest(name: str, names: Iterable[str]) -> str:
    """Suggest what may have been meant."""
    from rapidfuzz import fuzz, process

    near = process.extract(name, list(names), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    if near:
        return f"did you mean {' or '.join(found for found, *_ in near)}?"
    return "`verifier list` shows what there is"
