"""Changes of status as the entries of a feed, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from uuid import NAMESPACE_URL, uuid5

from verifier.exports.material import Material
from verifier.exports.transitions import Transition
from verifier.exports.wording import stamp

TITLE = "Promises of AI labs: what changed"
AUTHOR = "verifier"
FEED_ID = uuid5(NAMESPACE_URL, "tag:verifier,2026:changes").urn
MOST = 1000
"""Entries a feed holds; `history` has every change there ever was."""


@dataclass(frozen=True, slots=True)
class Item:
    """One change as a reader of the feed sees it."""

    id: str
    title: str
    text: str
    at: datetime
    """UTC; as of when the claim was judged so."""
    url: str
    """The claim's page, "" where no site is configured."""
    evidence_url: str
    lab: str
    status: str


def items_of(transitions: Iterable[Transition]) -> list[Item]:
    """Give the newest changes, newest first, and of one instant in the order of the claims."""
    newest = nlargest(MOST, enumerate(transitions), key=lambda each: (each[1].changed_at, -each[0]))
    return [_item(transition) for _, transition in newest]


def updated(material: Material, items: Iterable[Item]) -> datetime:
    """Tell when a feed last changed: with its newest entry; never, as of the export itself."""
    return max((item.at for item in items), default=material.as_of)


def _item(change: Transition) -> Item:
    """Make an entry; its id depends on the claim, the verdict and its instant, and nothing else."""
    mark = f"tag:verifier,2026:{change.claim_id}:{stamp(change.changed_at)}:{change.reason}"
    was = f"{change.old_status} ({change.old_reason})" if change.old_status else "new"
    return Item(
        id=uuid5(NAMESPACE_URL, mark).urn,
        title=f"{change.lab}: {change.claim_text}: {was} -> {change.status} ({change.reason})",
        text=change.why,
        at=change.changed_at,
        url=change.permalink,
        evidence_url=change.evidence_url,
        lab=change.lab,
        status=change.status.value,
    )
