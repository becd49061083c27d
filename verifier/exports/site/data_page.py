"""Everything to take away: each download, and what its columns say."""

from dataclasses import dataclass

from verifier.exports.columns import columns_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.rows import Row
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render
from verifier.exports.transitions import Transition

_KILO = 1000


@dataclass(frozen=True, slots=True)
class Offer:
    """One download as it is offered."""

    name: str
    what: str
    size: str


def data_page(edition: Edition) -> Page:
    """Render the downloads and the data dictionary."""
    offers = [Offer(each.name, each.what, _size(each.content)) for each in edition.downloads]
    return render(
        "data/index.html",
        "data.html",
        edition.base_url,
        as_of=edition.as_of,
        offers=offers,
        head=edition.head,
        tables=[
            ("claims", "one row a claim", columns_of(Row)),
            ("evidence", "one row a fact or a reading that was looked at", columns_of(EvidenceRow)),
            ("history", "one row a change of status or reason", columns_of(Transition)),
        ],
    )


def _size(content: bytes) -> str:
    kilobytes = -(-len(content) // _KILO)
    return f"{kilobytes} kB" if kilobytes < _KILO else f"{kilobytes / _KILO:.1f} MB"
