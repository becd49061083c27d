"""The whole site, page by page."""

from collections.abc import Iterator
from importlib.resources import files

from verifier.exports.case import Case
from verifier.exports.site.board import board_of
from verifier.exports.site.changes_page import changes_page
from verifier.exports.site.claim_page import claim_page
from verifier.exports.site.claims_page import claims_page
from verifier.exports.site.data_page import data_page
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.front_page import front_page
from verifier.exports.site.lab_page import lab_page
from verifier.exports.site.method_page import method_page
from verifier.exports.site.sources_page import sources_page
from verifier.exports.site.text import long_moment

_STATIC = ("icon.svg", "site.css", "site.js")


def build(edition: Edition) -> Iterator[Page]:
    """Give every file of the site: the same bytes for the same edition."""
    yield from _static(edition)
    board = board_of(edition)
    yield front_page(edition, board)
    yield claims_page(edition)
    yield changes_page(edition)
    yield method_page(edition)
    yield sources_page(edition)
    yield data_page(edition)
    yield from (Page(f"data/{each.name}", each.content) for each in edition.downloads)
    labs: dict[str, list[Case]] = {}
    for case in edition.cases:
        labs.setdefault(case.lab.id, []).append(case)
        yield claim_page(case, edition)
    yield from (lab_page(cases, edition, board) for cases in labs.values())


def _static(edition: Edition) -> Iterator[Page]:
    """Give what all pages share; `night.js` alone carries the instant, so that pages need not."""
    folder = files("verifier.exports.site") / "static"
    yield from (Page(f"static/{name}", (folder / name).read_bytes()) for name in _STATIC)
    told = f'document.documentElement.dataset.asOf = "{long_moment(edition.as_of)}";\n'
    yield Page("static/night.js", told.encode())
