"""What the resolver asks of the world: sources to read, and a store to keep things in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from verifier.core.claims import Claim, Lab, Reason
from verifier.core.evidence import Evidence, Observation
from verifier.core.swept import Sweep
from verifier.core.verdict import RULE_VERSION, Recorded, Verdict

if TYPE_CHECKING:
    from verifier.core.exchanges import Body, Exchange
    from verifier.core.sweeps import Memory, Reading, Settled
    from verifier.core.wakes import Wake


class Source(Protocol):
    """One place evidence comes from."""

    @property
    def id(self) -> str:
        """`hub:ORG`, `feed:URL` or `archive:NAME`; stable, unique, never with a secret."""

    def read(self, memory: "Memory") -> "Reading":
        """Read the place once. Never raises for a fault of the world; UTC clock inside."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading of which what went over the wire is kept."""

    sweep: Sweep
    exchanges: "tuple[Exchange, ...]"
    """In order; their bodies by address alone, for `Store.body` to give."""
    facts: tuple[str, ...] = ()
    """Digests of the facts asked for that it was the first to show."""


@dataclass(frozen=True, slots=True)
class Version:
    """A claim as it was filed for a time: one version of its text."""

    claim: Claim
    valid_from: datetime
    """UTC."""
    valid_to: datetime | None = None
    """UTC; None: it still holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a night is to judge. An instant before the last night's has every claim judged."""

    as_of: datetime
    """UTC."""
    is_ahead: bool = False
    """Whether that instant is still to come: then every claim is judged too."""
    rules: int = RULE_VERSION
    """The version of the rules; claims judged by another are judged again."""
    everything: bool = False
    """Whether all claims are to be judged."""
    tracing: bool = False
    """Whether those are too for which a repository's traces are still to be read."""


@dataclass(frozen=True, slots=True)
class Docket:
    """Claims of one lab for a night to judge, and all that bears on them."""

    lab: Lab
    evidence: Evidence
    claims: tuple[Claim, ...] = ()
    """Current versions, to be judged."""
    maybe: tuple[Claim, ...] = ()
    """Current versions, to be judged if `fresh` concerns them."""
    fresh: tuple[Observation, ...] = ()
    """The facts that came since the lab was judged last."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict just drawn, and what its claim must be judged again for."""

    claim: Claim
    verdict: Verdict
    wake: "Wake"
    untraced: bool = False
    """Whether a repository's traces, never read yet, would decide."""


class Night(Protocol):
    """The deciding of one run: kept wholly when it is left, or not at all."""

    def dockets(self) -> Iterator[Docket]:
        """Give, lab by lab, the claims whose verdict may have changed since the last night."""

    def record(self, judged: Sequence[Judgement]) -> Mapping[str, Verdict | None]:
        """Append the verdicts that say something new.

        Give what stood before where the reason was another one; None for a first verdict.
        """

    def withdraw(self) -> None:
        """Let nothing of the night be kept; it can be begun anew."""

    def unread(self, places: Iterable[str]) -> AbstractSet[str]:
        """Tell which of these places were never read."""

    def tally(self) -> Mapping[Reason, int]:
        """Count the claims by the reason of the verdict they stand by."""


class Store(Protocol):
    """The ledger. Facts, sweeps and verdicts are only ever appended."""

    def save_claims(self, labs: Iterable[Lab], claims: Iterable[Claim]) -> "Loaded":
        """Store new versions of labs and claims in one transaction; what is as before is left."""

    def labs(self) -> Mapping[str, Lab]:
        """Give every lab's current version by id."""

    def claims(self) -> Sequence[Claim]:
        """Give every claim's current version, sorted by id."""

    def open_claims(self) -> Iterable[Claim]:
        """Give, in no order, the claims that a reading without news may still change."""

    def claim_versions(self) -> Mapping[str, Sequence["Version"]]:
        """Give the versions of every claim that has several, oldest first, by the claim's id."""

    def memory(self, source: str) -> "Memory":
        """Give what is known of a source from its earlier readings."""

    def keep(self, source: str, settled: "Settled", run: int, *, once: bool = False) -> int:
        """Append a sweep and its new facts in one transaction; give how many were new.

        With `once`, a sweep of a source that the run has brought one of already is left out.
        """

    def swept(self, run: int) -> Sequence[Sweep]:
        """Give the sweeps a run has brought so far, in the order they were appended."""

    def evidence(self, lab: Lab, places: Sequence[str]) -> Evidence:
        """Give the facts in a lab's scopes and the sweeps of the sources named in `places`."""

    def begin_run(self, at: datetime, as_of: datetime) -> int:
        """Open a run and give its number."""

    def end_run(self, run: int, at: datetime, held: Sequence[str] = ()) -> None:
        """Mark a run finished, and why its verdicts are held if they are."""

    def head(self) -> "Head | None":
        """Give how the ledger stood at the end of the last run; None before the first."""

    def keep_stamp(self, head: "Head", at: datetime, authority: str, token: bytes) -> None:
        """Append what a timestamping authority signed of a head."""

    def held(self) -> "Held | None":
        """Give the last finished run if its verdicts are held, None where they are published."""

    def cut_short(self) -> datetime | None:
        """Give the beginning (UTC) of the last run if it never came to its end."""

    def last_run(self) -> datetime | None:
        """Give the instant (UTC) the last published run speaks of, None before the first."""

    def verdicts(self, as_of: datetime | None = None) -> Mapping[str, Recorded]:
        """Give the last verdict of every claim by its id, of runs with an as-of up to `as_of`."""

    def judged(self, as_of: datetime | None = None) -> Iterator[tuple[Claim, Recorded]]:
        """Give every judged claim with its last verdict up to `as_of`, by the claims' ids."""

    def history(self, claim: str) -> Sequence[Recorded]:
        """Give all verdicts of one claim, oldest first."""

    def histories(self, as_of: datetime | None = None) -> Iterator[Sequence[Recorded]]:
        """Give every claim's verdicts up to `as_of`, oldest first, claim by claim by their ids."""

    def night(self, run: int, asked: Asked) -> AbstractContextManager[Night]:
        """Open a run's deciding."""

    def append_verdicts(self, run: int, verdicts: Iterable[Verdict]) -> None:
        """Append verdicts that differ from the last one, in one transaction."""

    def sweeps(self) -> Mapping[str, Sequence[Sweep]]:
        """Give the last sweep, and the last controlled one, of every source."""

    def observation(self, digest: str) -> Observation | None:
        """Find one fact by its address, None where there is none."""

    def observations(self, digests: Iterable[str]) -> Mapping[str, Observation]:
        """Find many facts by their addresses; what is not there is left out."""

    def kept(self, facts: Iterable[str], since: Mapping[str, datetime]) -> Sequence["Kept"]:
        """Give the kept readings behind facts and absences, oldest first.

        Those that first showed these facts (by digest) and, of each of these places, the first
        controlled one that began then or later (UTC).
        """

    def body(self, sha256: str) -> "Body | None":
        """Give a kept body by its address, None where there is none."""

    def last_sweeps(self, places: Sequence[str]) -> Sequence[Sweep]:
        """Give the latest sweep of each of these sources."""


@dataclass(frozen=True, slots=True)
class Held:
    """A run whose verdicts wait for a human's word."""

    run: int
    as_of: datetime
    """UTC; the instant its verdicts speak of."""
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed: claim ids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing in the ledger that is not as it was written, or not as it must be."""

    table: str
    """ "" where it is the database as a whole."""
    row: str
    """The row's number or key, "" where it is the whole table."""
    column: str
    """The column, or the field of a verdict; "" where it cannot be told which."""
    said: str
    """What is wrong with it, as the rest of a sentence that begins with its place."""


@dataclass(frozen=True, slots=True)
class Head:
    """How the whole ledger stood at the end of a run, in one hash."""

    seal: int
    run: int
    at: datetime
    """UTC; when the run ended."""
    link: str
    """SHA-256, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a timestamping authority signed of a head."""

    number: int
    link: str
    """The head's."""
    at: datetime
    """UTC; when it was kept, by our clock."""
    authority: str
    """The address it came from."""
    token: bytes = field(repr=False)
    """Its answer (RFC 3161, DER)."""


@dataclass(slots=True)
class Tally:
    """What an audit has gone through so far."""

    rows: int = 0
    """Chained rows."""
    derived: int = 0
    """Verdicts that were derived again from the evidence."""
    other_rules: int = 0
    """Verdicts by rules of another version, of which only the chain was checked."""
