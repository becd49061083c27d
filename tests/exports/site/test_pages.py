import json
import re
from dataclasses import replace
from datetime import timedelta

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, HUB, UNDATED, recorded, sweep, verdict
from tests.exports.site.editions import case, edition, page_of, pages
from verifier.core.claims import Reason
from verifier.core.deadlines import Deadline, read_deadline
from verifier.core.findings import Looked
from verifier.core.verdict import RULE_VERSION
from verifier.exports.site import Download
from verifier.exports.site.method_page import PHRASES, SAID_ON
from verifier.exports.transitions import Transition

PENDING = case(verdict(Reason.NO_FIXED_DEADLINE, UNDATED), UNDATED)


def test_the_front_page_counts_and_ranks() -> None:
    front = pages(edition(case(), PENDING))["index.html"]
    assert "2 promises, each held against what could be seen by" in front
    assert '<a href="labs/minimax/index.html"><bdi>MiniMax</bdi></a>' in front
    assert "0 of 1, 0 % (0-79 %)" in front
    assert "1 without a day" not in front


def test_a_site_of_nothing_is_still_a_site() -> None:
    made = pages(edition())
    assert "Nothing was judged yet" in made["changes/index.html"]
    assert "0 promises" in made["index.html"]
    assert not [path for path in made if path.startswith("labs/")]


def test_a_lab_has_its_record_its_chain_and_its_promises() -> None:
    lab = pages(edition(case(), PENDING))["labs/minimax/index.html"]
    assert "2 promises on file" in lab
    assert "0 of 1, 0 % (0-79 %)" in lab
    assert 'svg class="chart"' not in lab  # one promise makes no curve
    assert "MiniMax video weights soon" in lab


def test_five_decided_promises_make_a_curve() -> None:
    many = [case(DELIVERED, replace(CLAIM, id=f"minimax-{number}")) for number in range(5)]
    assert 'svg class="chart"' in pages(edition(*many))["labs/minimax/index.html"]


def test_changes_are_told_newest_first_with_what_was_before() -> None:
    old = replace(verdict(Reason.NOT_DUE), as_of=AS_OF - timedelta(days=30))
    told = pages(edition(case(history=(recorded(old), recorded(DELIVERED)))))["changes/index.html"]
    assert told.index("Late by 5 days") < told.index("Pending: due 11 June 2025")
    assert "before: pending (not due)" in told
    assert "first verdict" in told


def test_the_method_is_what_the_code_does() -> None:
    method = pages(edition())["method/index.html"]
    assert f"rules of version {RULE_VERSION}" in method
    for reason in Reason:
        assert f'<tr id="{reason}">' in method
    for phrase in PHRASES:
        row = re.search(rf"“{re.escape(phrase)}”</th>(.*?)</tr>", method)
        assert row is not None
        read = read_deadline(phrase, SAID_ON)
        expected = read.latest.isoformat() if isinstance(read, Deadline) else "no deadline"
        assert expected in row[1]
    assert "LAB on the Hugging Face Hub" in method
    assert "https://github.com/lab/it/releases.atom" in method


def test_the_places_say_how_they_stand() -> None:
    of = replace(
        edition(case(DELIVERED, CLAIM, Looked("feed:x", None, proves=False))),
        sweeps={HUB: (sweep(HUB, AS_OF, controlled=False, detail="HTTP 503"),)},
    )
    sources = pages(of)["sources/index.html"]
    assert "HTTP 503" in sources
    assert "looked at by hand" not in sources
    assert "never read" in sources


def test_a_look_by_hand_counts_as_a_look_at_its_place() -> None:
    looked = Looked("github.com/a/b", AS_OF, proves=True)
    sources = pages(edition(case(verdict(Reason.UNDELIVERED), CLAIM, looked)))["sources/index.html"]
    assert "looked at by hand" in sources
    assert "1 July 2025, 12:00 UTC" in sources


def test_every_download_lies_beside_the_page_that_offers_it() -> None:
    offered = Download("claims.csv", "the claims, a row each", b"x" * 2500)
    feed = Download("changes.atom", "the changes as an Atom feed", b"<feed/>")
    made = pages(replace(edition(), downloads=(offered, feed)))
    assert made["data/claims.csv"] == "x" * 2500
    assert '<a href="claims.csv" download>claims.csv</a>' in made["data/index.html"]
    assert "3 kB" in made["data/index.html"]
    assert "../data/changes.atom" in made["changes/index.html"]
    assert "came without files" in pages(edition())["data/index.html"]


def test_the_ledgers_head_is_told_where_there_is_one() -> None:
    told = pages(replace(edition(), head="f" * 64))["data/index.html"]
    assert f"its head at the last run is <code>{'f' * 64}</code>" in told
    assert "The ledger" not in pages(edition())["data/index.html"]


def test_the_data_dictionary_holds_every_column() -> None:
    data = pages(edition())["data/index.html"]
    for column in Transition._fields:
        assert f"<code>{column}</code>" in data


def test_what_a_page_tells_machines_cannot_end_its_element() -> None:
    review = {"@type": "ClaimReview", "claimReviewed": "</script><b>&amp;"}
    page = page_of(CLAIM, replace(edition(case()), reviews={CLAIM.id: review}))
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    assert json.loads(found[0]) == {"@context": "https://schema.org", **review}
    assert "ld+json" not in page_of(CLAIM, edition(case()))


def test_no_page_styles_or_scripts_in_place_or_asks_anybody_else() -> None:
    made = pages(edition(case(), PENDING))
    for path, page in made.items():
        if path.endswith(".html"):
            assert " style=" not in page
            assert " onclick" not in page
            linked = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"', page)
            outside = [link for link in linked if "://" in link]
            assert all(link.startswith("https://v.example.org") for link in outside)


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert pages(edition(case(), PENDING)) == pages(edition(case(), PENDING))
