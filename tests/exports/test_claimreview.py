import json
from typing import Any

import pytest

from tests.exports.materials import SITE, material, rows, written
from verifier.core.claims import Reason, Status, status_of
from verifier.errors import UsageError
from verifier.exports.claimreview import review_of
from verifier.exports.rows import Row


def reviews(*given: Row) -> list[dict[str, Any]]:
    graph = json.loads(written("claimreview", material(SITE, given or None)))
    assert graph["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = graph["@graph"]
    return found


def test_a_review_has_what_search_engines_require() -> None:
    (review,) = reviews()
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"{SITE}/claims/minimax-2025-05-28-open-weights/"
    assert review["claimReviewed"] == "MiniMax open weights in 2 weeks"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Late by 5 days"}
    assert review["datePublished"] == "2025-07-01"
    assert review["author"]["@type"] == "Organization"
    item = review["itemReviewed"]
    assert item["@type"] == "Claim"
    assert item["author"] == {"@type": "Organization", "name": "MiniMax"}
    assert item["datePublished"] == "2025-05-28"
    assert item["appearance"] == {"@type": "CreativeWork", "url": "https://example.org/promise"}


@pytest.mark.parametrize("reason", Reason)
def test_what_is_decided_is_reviewed_and_what_is_pending_is_not(reason: Reason) -> None:
    row = rows(SITE)[1]._replace(reason=reason, status=status_of(reason))
    review = review_of(row, SITE)
    assert (review is None) is (row.status is Status.PENDING)
    assert review is None or review["reviewRating"]["alternateName"].lower().startswith(row.status)


def test_a_promise_that_others_report_is_theirs_and_about_the_lab() -> None:
    (review,) = reviews(rows(SITE)[1]._replace(relayed_by="a newspaper"))
    item = review["itemReviewed"]
    assert item["author"]["name"] == "a newspaper"
    assert item["about"]["name"] == "MiniMax"


def test_without_a_source_a_promise_names_no_place() -> None:
    (review,) = reviews(rows(SITE)[1]._replace(source_url=""))
    assert "appearance" not in review["itemReviewed"]


def test_without_a_site_it_says_what_to_set() -> None:
    with pytest.raises(UsageError, match="VERIFIER_BASE_URL"):
        written("claimreview", material())
