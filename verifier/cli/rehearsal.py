"""A dry run: reads the store, and keeps to itself whatever a run would have written."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from verifier.cli.wiring import SQLITE, sqlite_file, store_of
from verifier.core.absence import bearing_on
from verifier.core.canon import digest
from verifier.core.claims import Claim, Lab, Reason
from verifier.core.evidence import Evidence, Observation, scope_of
from verifier.core.exchanges import Body
from verifier.core.sweeps import Memory, Settled
from verifier.core.swept import Sweep
from verifier.core.verdict import Recorded, Verdict
from verifier.ports import Asked, Docket, Head, Held, Judgement, Kept, Loaded, Store, Version
from verifier.settings import Settings
from verifier.store.facts import scopes_of


@contextmanager
def rehearsing(settings: Settings) -> "Iterator[Rehearsal]":
    """Open the store for reading only; where there is no SQLite file yet, begin with nothing."""
    with tempfile.TemporaryDirectory(prefix="verifier-") as folder:
        file = sqlite_file(settings.db)
        missing = file is not None and not file.exists()
        if missing:
            settings = replace(settings, db=f"{SQLITE}{Path(folder).as_posix()}/dry.db")
        with store_of(settings, read_only=not missing) as store:
            yield Rehearsal(store)


class Rehearsal:
    """A store that reads through to another and writes to memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labs = store.labs()
        self._claims = store.claims()
        self._facts: dict[str, Observation] = {}
        self._sweeps: dict[str, list[Sweep]] = {}

    def save_claims(self, labs: Iterable[Lab], claims: Iterable[Claim]) -> Loaded:
        """Take labs and claims in place of the stored ones, until the end of the run."""
        before = {claim.id: claim.version for claim in self._claims}
        self._labs = {lab.id: lab for lab in labs}
        self._claims = sorted(claims, key=lambda claim: claim.id)
        now = {claim.id: claim.version for claim in self._claims}
        kept = before.keys() & now.keys()
        return Loaded(
            added=tuple(id_ for id_ in now if id_ not in before),
            changed=tuple(id_ for id_ in now if id_ in kept and now[id_] != before[id_]),
            unchanged=tuple(id_ for id_ in now if now[id_] == before.get(id_)),
            removed=tuple(id_ for id_ in before if id_ not in now),
        )

    def last_run(self) -> datetime | None:
        """Give the instant of the last run that was stored."""
        return self._store.last_run()

    def labs(self) -> Mapping[str, Lab]:
        """Give every lab by id."""
        return self._labs

    def claims(self) -> Sequence[Claim]:
        """Give every claim, sorted by id."""
        return self._claims

    def open_claims(self) -> Sequence[Claim]:
        """Give every claim."""
        return self._claims

    def claim_versions(self) -> Mapping[str, Sequence[Version]]:
        """Give the stored versions of the claims that have several."""
        return self._store.claim_versions()

    def memory(self, source: str) -> Memory:
        """Give what the store knows of a source."""
        return self._store.memory(source)

    def keep(self, source: str, settled: Settled, run: int, *, once: bool = False) -> int:
        """Remember a sweep and its facts; tell how many of them the store does not have."""
        del run, once
        self._sweeps.setdefault(source, []).append(settled.sweep)
        marked = {digest(fact): fact for fact in settled.observations}
        new = {mark: fact for mark, fact in marked.items() if self.observation(mark) is None}
        self._facts |= new
        return len(new)

    def swept(self, run: int) -> Sequence[Sweep]:
        """Give the sweeps of this run."""
        del run
        return [sweep for sweeps in self._sweeps.values() for sweep in sweeps]

    def evidence(self, lab: Lab, places: Sequence[str]) -> Evidence:
        """Give the stored facts and sweeps with those of this run."""
        stored = self._store.evidence(lab, places)
        scopes = scopes_of(lab, places)
        facts = tuple(fact for fact in self._facts.values() if scope_of(fact) in scopes)
        sweeps = tuple(sweep for place in places for sweep in self._sweeps.get(place, ()))
        return Evidence((*stored.observations, *facts), (*stored.sweeps, *sweeps))

    def begin_run(self, at: datetime, as_of: datetime) -> int:
        """Give a run no number of its own."""
        del at, as_of
        return 0

    def end_run(self, run: int, at: datetime, held: Sequence[str] = ()) -> None:
        """Leave no mark."""

    def held(self) -> Held | None:
        """Give the stored run whose verdicts are held, if any."""
        return self._store.held()

    def cut_short(self) -> datetime | None:
        """Give the beginning of the stored run that was cut short, if any."""
        return self._store.cut_short()

    def head(self) -> Head | None:
        """Give no head: nothing was stored."""

    def keep_stamp(self, head: Head, at: datetime, authority: str, token: bytes) -> None:
        """Leave no mark."""

    @contextmanager
    def night(self, run: int, asked: Asked) -> "Iterator[RehearsedNight]":
        """Judge every claim: what waits for what is the stored claims' business."""
        del run
        yield RehearsedNight(self, asked.as_of)

    def append_verdicts(self, run: int, verdicts: Iterable[Verdict]) -> None:
        """Leave no mark."""

    def verdicts(self, as_of: datetime | None = None) -> Mapping[str, Recorded]:
        """Give the stored verdicts."""
        return self._store.verdicts(as_of)

    def judged(self, as_of: datetime | None = None) -> Iterator[tuple[Claim, Recorded]]:
        """Give every judged claim with its stored verdict."""
        return self._store.judged(as_of)

    def history(self, claim: str) -> Sequence[Recorded]:
        """Give a claim's stored verdicts."""
        return self._store.history(claim)

    def histories(self, as_of: datetime | None = None) -> Iterator[Sequence[Recorded]]:
        """Give every claim's stored verdicts."""
        return self._store.histories(as_of)

    def sweeps(self) -> Mapping[str, Sequence[Sweep]]:
        """Give the stored sweeps."""
        return self._store.sweeps()

    def observation(self, digest: str) -> Observation | None:
        """Find a fact of this run, or a stored one."""
        return self._facts.get(digest) or self._store.observation(digest)

    def observations(self, digests: Iterable[str]) -> Mapping[str, Observation]:
        """Find facts of this run and stored ones."""
        wanted = set(digests)
        own = {mark: fact for mark, fact in self._facts.items() if mark in wanted}
        return {**self._store.observations(wanted), **own}

    def kept(self, facts: Iterable[str], since: Mapping[str, datetime]) -> Sequence[Kept]:
        """Give the stored readings."""
        return self._store.kept(facts, since)

    def body(self, sha256: str) -> Body | None:
        """Find a stored body."""
        return self._store.body(sha256)

    def last_sweeps(self, places: Sequence[str]) -> Sequence[Sweep]:
        """Give the latest stored sweeps."""
        return self._store.last_sweeps(places)


class RehearsedNight:
    """The deciding of a dry run: every claim is judged, nothing is kept."""

    def __init__(self, store: Rehearsal, as_of: datetime) -> None:
        self._store = store
        self._before = store.verdicts(as_of)
        self._counted: Counter[Reason] = Counter()

    def dockets(self) -> Iterator[Docket]:
        """Give every claim, with those that the same facts bear on."""
        labs = self._store.labs()
        groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
        for claim in self._store.claims():
            groups.setdefault((claim.lab, claim.sources), []).append(claim)
        for (id_, _), claims in groups.items():
            evidence = self._store.evidence(labs[id_], bearing_on(claims[0], labs[id_]))
            yield Docket(labs[id_], evidence, tuple(claims))

    def record(self, judged: Sequence[Judgement]) -> Mapping[str, Verdict | None]:
        """Count the verdicts; give what stands in the store where the reason is another one."""
        self._counted.update(one.verdict.reason for one in judged)
        found: dict[str, Verdict | None] = {}
        for one in judged:
            before = self._before.get(one.claim.id)
            if before is None or before.verdict.reason is not one.verdict.reason:
                found[one.claim.id] = before.verdict if before else None
        return found

    def withdraw(self) -> None:
        """Forget nothing, for nothing was kept."""

    def unread(self, places: Iterable[str]) -> set[str]:
        """Tell which of these places were never read, in this run or before it."""
        return {place for place in places if self._store.memory(place).last is None}

    def tally(self) -> Mapping[Reason, int]:
        """Count the claims by the reason of the verdict they would stand by."""
        return self._counted
