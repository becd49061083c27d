"""Dated facts bearing on claims: what readings of the world showed, and when.

Every fact has two dates: the world's (an `Interval` of UTC instants) and ours (`recorded_at`).
Artefacts are named by their addresses (see `addresses`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from verifier.core.addresses import host_of, owner_of
from verifier.core.claims import Voice
from verifier.core.intervals import ANY_TIME, Interval
from verifier.core.swept import Sweep


class Gating(StrEnum):
    """Who may download: anyone, anyone who clicks, or whom the owner approves by hand."""

    NONE = "none"
    AUTO = "auto"
    MANUAL = "manual"
    UNKNOWN = "unknown"


class Completeness(StrEnum):
    """How much of the thing is there: all, some, none of it (a placeholder), or not known."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a repository; the size in bytes, None where the listing does not tell."""

    path: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class BaseModel:
    """A model a card says it is made from, and how: finetune, quantized, adapter, merge, ""."""

    id: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Repository:
    """One state of one public repository, as a reading showed it."""

    id: str
    seen_at: datetime
    """UTC; the state was public by then."""
    recorded_at: datetime
    source: str
    url: str
    created: Interval = ANY_TIME
    """The repository's creation, often private: bounds publication from below only."""
    absent_at: datetime | None = None
    """UTC; the last valid reading that did not show this state."""
    files: tuple[File, ...] | None = None
    """Every file, None where the record does not list them (then `declared` speaks)."""
    declared: Completeness = Completeness.UNKNOWN
    gated: Gating = Gating.UNKNOWN
    licence: str = ""
    """The Hub's licence tag, "" where there is none."""
    licence_name: str = ""
    licence_link: str = ""
    base_models: tuple[BaseModel, ...] = ()
    library: str = ""
    tags: tuple[str, ...] = ()
    sha: str = ""
    hub_id: str = ""
    """The Hub's own id of the repository: a rename keeps it, a re-creation does not."""
    seen_by: str = ""
    """What dates the sighting, in a few words, where it was not a reading of our own."""
    note: str = ""


class Shows(StrEnum):
    """What an entry shows to be public."""

    RELEASE = "release"
    """The thing itself, complete."""
    PARTIAL = "partial"
    API = "api"
    """A service on the lab's machines: no delivery of weights."""
    LISTING = "listing"
    """A catalogue's entry with a price: bounds nothing."""
    PLAN = "plan"
    """A promise, a teaser, a delay."""
    MENTION = "mention"
    """The name and nothing more."""


class Medium(StrEnum):
    """How an entry came: a post (news, thread, release note), or a commit with its own date."""

    POST = "post"
    COMMIT = "commit"


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated statement: a feed entry, a post, a README's news, a commit."""

    url: str
    title: str
    """Plain text: no markup, no control characters."""
    voice: Voice
    published: Interval
    recorded_at: datetime
    source: str
    shows: Shows = Shows.MENTION
    artefacts: tuple[str, ...] = ()
    """The artefacts it names outright; others are matched by the title."""
    lab: str = ""
    """The lab it speaks for or about, "" where only the matching can tell."""
    medium: Medium = Medium.POST
    weak: bool = False
    """Shown, and bounds nothing: its date or its witness cannot be relied on."""
    note: str = ""


class TraceKind(StrEnum):
    """What others left on a repository, dated by the Hub's own clock."""

    DISCUSSION = "discussion"
    DERIVATIVE = "derivative"
    WEIGHTS_COMMIT = "weights_commit"
    """The commit that completed the weights."""


class Author(StrEnum):
    """Who left a trace, seen from the repository's organisation."""

    OUTSIDER = "outsider"
    MEMBER = "member"
    BOT = "bot"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trace:
    """A discussion, a derivative or a commit that dates a repository's publication."""

    artefact: str
    kind: TraceKind
    at: datetime
    who: str
    author: Author
    recorded_at: datetime
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A repository that was there and no longer is."""

    artefact: str
    gone: Interval
    recorded_at: datetime
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """A look by hand at one place that did not find the promised thing, or not all of it."""

    who: str
    when: Interval
    place: str
    """A source id (`hub:ORG`, `feed:URL`) or a place (`github.com/owner/name`)."""
    looked_for: tuple[str, ...]
    lab: str
    recorded_at: datetime
    source: str
    url: str
    found: Completeness = Completeness.NONE
    missing: tuple[str, ...] = ()
    """What had not come where something had, in a few words each."""
    note: str = ""


Observation = Repository | Entry | Trace | Removal | Check


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one lab: the facts and the readings they came from."""

    observations: tuple[Observation, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    marks: tuple[str, ...] = ()
    """The digests of the observations, in their order; empty where the giver does not know them."""


def scope_of(observation: Observation) -> str:
    """Name whose evidence a fact is: an organisation's (`host:owner`), a lab's or a source's."""
    match observation:
        case Repository(id=artefact) | Trace(artefact=artefact) | Removal(artefact=artefact):
            return f"{host_of(artefact)}:{owner_of(artefact)}".casefold()
        case Entry(lab=lab, source=source):
            return f"lab:{lab}" if lab else f"source:{source}"
        case Check(lab=lab):
            return f"lab:{lab}"
        case _:
            assert_never(observation)


def artefact_of(observation: Observation) -> str:
    """Tell what a fact is about: an artefact, an entry's address, or the place of a check."""
    match observation:
        case Repository(id=artefact) | Trace(artefact=artefact) | Removal(artefact=artefact):
            return artefact
        case Entry(url=url):
            return url
        case Check(place=place):
            return place
        case _:
            assert_never(observation)
