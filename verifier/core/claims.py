"""Labs and their promises, as filed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from verifier.core.terms import Deadline, NoDeadline

ANYWHERE_ON_EARTH = timezone(timedelta(hours=-12), "AoE")
"""Where a day ends last (UTC-12): the zone a promise is held to unless it states one."""


class Kind(StrEnum):
    """What was promised."""

    OPEN_WEIGHTS = "open_weights"
    OPEN_SOURCE = "open_source"
    MODEL = "model"
    DATASET = "dataset"
    CODE = "code"
    POST = "post"


class Voice(StrEnum):
    """Whose words a feed or an entry are: the promisor's own, or anybody else's."""

    PROMISOR = "promisor"
    PRESS = "press"


class Status(StrEnum):
    """The three words of a verdict."""

    FULFILLED = "fulfilled"
    LATE = "late"
    PENDING = "pending"


class Reason(StrEnum):
    """Why a verdict is what it is; each belongs to one status (`status_of`)."""

    ON_TIME = "on_time"
    DELIVERED_UNDATED = "delivered_undated"
    DELIVERED_LATE = "delivered_late"
    UNDELIVERED = "undelivered"
    PARTIAL_ONLY = "partial_only"
    WITHDRAWN = "withdrawn"
    NOT_DUE = "not_due"
    NO_FIXED_DEADLINE = "no_fixed_deadline"
    UNVERIFIED = "unverified"
    AMBIGUOUS_EVIDENCE = "ambiguous_evidence"
    CONFLICTING_EVIDENCE = "conflicting_evidence"
    NEEDS_REVIEW = "needs_review"
    VOID = "void"


# Tuples: to find a member in one takes no hash, which of an enumeration's is slow.
_FULFILLED = (Reason.ON_TIME, Reason.DELIVERED_UNDATED)
_LATE = (Reason.DELIVERED_LATE, Reason.UNDELIVERED, Reason.PARTIAL_ONLY, Reason.WITHDRAWN)


def status_of(reason: Reason) -> Status:
    """Tell the one status a reason belongs to."""
    if reason in _FULFILLED:
        return Status.FULFILLED
    return Status.LATE if reason in _LATE else Status.PENDING


@lru_cache(maxsize=4096)
def _midnight(day: date, zone: tzinfo) -> datetime:
    """Give the instant (UTC) a day begins in a zone; many promises are of one day."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (RSS, Atom, JSON Feed) and whose voice it carries."""

    url: str
    voice: Voice = Voice.PROMISOR


@dataclass(frozen=True, slots=True)
class Lab:
    """The organisation judged. Hub and GitHub organisations include old names."""

    id: str
    name: str
    country: str
    """ISO 3166-1 alpha-2, of the head office."""
    time_zone: str
    """IANA name, of the head office."""
    aliases: tuple[str, ...] = ()
    hub_orgs: tuple[str, ...] = ()
    github_orgs: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    note: str = ""
    version: str = ""
    """SHA-256 of the lab's canonical content, hexadecimal."""

    @property
    def zone(self) -> ZoneInfo:
        """The lab's own calendar."""
        return ZoneInfo(self.time_zone)

    def owns(self, repository: str) -> bool:
        """Tell whether an artefact (`owner/name`) belongs to one of the lab's organisations."""
        owner = repository.rpartition("/")[0].rpartition("/")[2].casefold()
        return owner in {org.casefold() for org in (*self.hub_orgs, *self.github_orgs)}


@dataclass(frozen=True, slots=True)
class Subject:
    """What must arrive. Empty: the lab's first own model after the announcement will do."""

    name: str = ""
    """The model's, data set's or repository's name as promised ("MiniMax-M3")."""
    repos: tuple[str, ...] = ()
    """Repositories a reviewer named as the promised thing, whatever they are called.

    `owner/name` on the Hub, `github.com/owner/name` elsewhere; any one of them will do.
    """
    pattern: str = ""
    """RE2, matched against the repository's name without its owner, from start to end."""
    size: str = ""
    """A size the thing must carry in its name ("27B")."""

    @property
    def is_named(self) -> bool:
        """Whether anything at all narrows the subject."""
        return bool(self.name or self.repos or self.pattern or self.size)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What else must hold for a delivery to count, beyond what the kind asks for."""

    licence: str = ""
    """An SPDX identifier or Hub tag the licence must be, "osi" (approved), "any", or "" (by kind).

    By kind: `open_source` asks for "osi", every other kind for "any".
    """
    code: bool | None = None
    """Whether inference code must be there too; None: by kind (`open_source` asks for it)."""
    previews: bool = False
    """Whether a preview counts as the thing."""


@dataclass(frozen=True, slots=True)
class Announced:
    """When a promise was made: the day on the promisor's calendar, and the instant where known."""

    day: date
    at: datetime | None = None

    def begins(self, zone: ZoneInfo) -> datetime:
        """Give the earliest UTC instant the promise can have been made at."""
        if self.at is not None:
            return self.at.astimezone(UTC)
        return _midnight(self.day, zone)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The promisor took the promise back."""

    on: date
    url: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A human decision that overrides the rules, and is exported as one."""

    reason: Reason
    who: str
    on: date
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One dated public promise. Immutable: a correction is a new version with another digest."""

    id: str
    lab: str
    text: str
    announced: Announced
    promise: str
    """The time phrase as promised ("in 2 weeks")."""
    deadline: Deadline | NoDeadline
    kind: Kind = Kind.OPEN_WEIGHTS
    parts: tuple[Subject, ...] = (Subject(),)
    """Everything that must arrive; the delivery is dated by the last of them. Never empty."""
    criteria: Criteria = Criteria()
    promisor: str = ""
    relayed_by: str = ""
    confirmed: bool = False
    """Whether a relayed promise was confirmed to be the promisor's own."""
    source: str = ""
    archived: str = ""
    due_why: str = ""
    """Why the file states the due day itself; empty where the phrase gave it."""
    time_zone: str = ""
    """IANA name the promise itself stated; empty: the day ends anywhere on Earth."""
    grace_days: int = 0
    sources: tuple[str, ...] = ()
    """Places that must be validly read before absence counts; empty: the kind's usual ones."""
    revises: str = ""
    withdrawn: Withdrawal | None = None
    ruling: Ruling | None = None
    note: str = ""
    version: str = ""
    """SHA-256 of the claim's canonical content, hexadecimal."""

    @property
    def due(self) -> date | None:
        """The promised calendar day, None where no deadline is fixed. Grace is not in it."""
        return self.deadline.latest if isinstance(self.deadline, Deadline) else None

    def deadline_end(self, zone: ZoneInfo | None = None) -> datetime | None:
        """Give the first UTC instant after the deadline, None where none is fixed.

        The last day ends anywhere on Earth unless the claim states a zone; `zone` asks for
        another reading of the same day. A stated grace is part of the deadline.
        """
        if self.due is None:
            return None
        stated = ZoneInfo(self.time_zone) if self.time_zone else ANYWHERE_ON_EARTH
        return _midnight(self.due + timedelta(days=1 + self.grace_days), zone or stated)
