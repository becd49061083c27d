"""What one build of the site is made of, and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from verifier.core.claims import Lab
from verifier.core.records import Weights
from verifier.core.swept import Sweep
from verifier.exports.case import Case


@dataclass(frozen=True, slots=True)
class Download:
    """One file a reader may take away, as it lies in `data/`."""

    name: str
    what: str
    """What it is, for a reader."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything the pages say, as of one instant (UTC)."""

    as_of: datetime
    cases: Sequence[Case]
    """By claim id."""
    sweeps: Mapping[str, Sequence[Sweep]]
    """The last sweep, and the last controlled one, by source."""
    weights: Sequence[tuple[Lab, tuple[Weights, ...]]] = ()
    """What each lab published on the Hub."""
    reviews: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    """What each decided claim's page tells machines (schema.org's ClaimReview), by claim."""
    downloads: Sequence[Download] = ()
    base_url: str = ""
    """Where the site is published, without a slash at the end; "" where that is not known."""
    head: str = ""
    """The ledger's head of the last run; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site, by its path from the site's root."""

    path: str
    content: bytes
