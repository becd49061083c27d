"""Everything to take away: each download, and what its columns say."""

from dataclasses import dataclass

from verifier.exports.rows import COLUMNS
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render

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
        columns=COLUMNS,
    )


def _size(content: bytes) -> str:
    kilobytes = -(-len(content) // _KILO)
    return f"{kilobytes} kB" if kilobytes < _KILO else f"{kilobytes / _KILO:.1f} MB"
