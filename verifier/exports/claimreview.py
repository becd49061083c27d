"""ClaimReview (schema.org) as JSON-LD: what search engines and archives of fact checks read.

One review a claim that is fulfilled or late. A pending claim has none: a review states what was
found, is copied and kept by others, and "pending" would stay in their copies after it had changed.
A promise is neither true nor false, so there is a rating in words and none in numbers.
"""

import json
from collections.abc import Iterator
from typing import Any

from verifier.core.claims import Status
from verifier.errors import UsageError
from verifier.exports.headline import headline_of
from verifier.exports.material import Material
from verifier.exports.rows import Row

PUBLISHER = "verifier"


def render(material: Material) -> Iterator[bytes]:
    """Write one graph of all reviews. UsageError where no site is configured to hold them."""
    if not material.base_url:
        raise UsageError(
            "a ClaimReview needs the address of its page: set base_url, as in "
            "VERIFIER_BASE_URL=https://example.org"
        )
    return _graph(material)


def _graph(material: Material) -> Iterator[bytes]:
    yield b'{"@context": "https://schema.org", "@graph": ['
    before = "\n"
    for _, review in reviews_of(material):
        yield f"{before}{json.dumps(review, ensure_ascii=False)}".encode("utf-8", "replace")
        before = ",\n"
    yield b"\n]}\n"


def reviews_of(material: Material) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Pair the claims that have a review with it, without its context."""
    for row in material.rows:
        review = review_of(row, material.base_url)
        if review is not None:
            yield row, review


def review_of(row: Row, base_url: str) -> dict[str, Any] | None:
    """Give one claim's review without its context; None for one that is pending."""
    if row.status is Status.PENDING or not row.permalink:
        return None
    return {
        "@type": "ClaimReview",
        "url": row.permalink,
        "datePublished": row.status_since.date().isoformat(),
        "claimReviewed": row.claim_text,
        "author": {"@type": "Organization", "name": PUBLISHER, "url": f"{base_url}/"},
        "itemReviewed": _promise(row),
        "reviewRating": {"@type": "Rating", "alternateName": headline_of(row)},
    }


def _promise(row: Row) -> dict[str, Any]:
    """Describe the promise itself: who published it, when, and where it can be read."""
    lab = {"@type": "Organization", "name": row.lab}
    promise: dict[str, Any] = {
        "@type": "Claim",
        "datePublished": row.announced_date.isoformat(),
        "author": lab,
    }
    if row.relayed_by:
        promise |= {"author": {"@type": "Organization", "name": row.relayed_by}, "about": lab}
    if row.source_url:
        promise["appearance"] = {"@type": "CreativeWork", "url": row.source_url}
    return promise
