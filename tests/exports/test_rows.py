from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.exports.cases import (
    AS_OF,
    CLAIM,
    DELIVERED,
    END,
    FEED,
    HUB,
    LAB,
    REPOSITORY,
    UNDATED,
    context,
    recorded,
    sweep,
    verdict,
)
from verifier.core.canon import digest
from verifier.core.claims import Announced, Reason, Ruling, Voice
from verifier.core.evidence import Author, Check, Entry, Observation, Removal, Trace, TraceKind
from verifier.core.findings import Looked
from verifier.core.intervals import Interval
from verifier.exports.plain import as_plain
from verifier.exports.rows import COLUMNS, row_of

NOTHING = ("", None)
BOTH = replace(CLAIM, sources=(HUB, FEED))


def test_the_columns_stand_in_the_promised_order() -> None:
    assert (
        list(COLUMNS)
        == (
            "claim_id lab claim_text kind promise announced_date due_date due_precision status "
            "reason status_since delivered_date delivered_not_before delivered_not_after days_late "
            "days_late_max days_overdue licence licence_class completeness gated evidence_kind "
            "evidence_url evidence_seen_at evidence_sha256 source_url relayed_by revises "
            "last_checked_at sources_ok ruled_by tz_sensitive note permalink as_of"
        ).split()
    )


def test_every_column_is_described_in_one_line() -> None:
    assert all(about.endswith(".") and "\n" not in about for about in COLUMNS.values())


def test_a_late_delivery_fills_its_row() -> None:
    row = row_of(
        CLAIM,
        LAB,
        recorded(DELIVERED),
        (digest(REPOSITORY), REPOSITORY),
        context(base_url="https://v.org"),
    )
    cells = as_plain(row)
    assert cells["status"] == "late"
    assert cells["lab"] == "MiniMax"
    assert cells["due_precision"] == "day"
    assert cells["delivered_date"] == "2025-06-16"
    assert (cells["days_late"], cells["days_late_max"], cells["days_overdue"]) == (5, 5, None)
    assert cells["evidence_kind"] == "repository"
    assert cells["evidence_url"] == REPOSITORY.url
    assert cells["evidence_seen_at"] == "2025-06-16T15:00:00Z"
    assert cells["evidence_sha256"] == digest(REPOSITORY)
    assert cells["permalink"] == "https://v.org/claims/minimax-2025-05-28-open-weights/"
    assert (cells["sources_ok"], cells["last_checked_at"]) == ("0/1", None)


def test_a_promise_without_a_deadline_says_why_it_has_none() -> None:
    given = recorded(verdict(Reason.NO_FIXED_DEADLINE, UNDATED))
    row = row_of(UNDATED, LAB, given, NOTHING, context())
    assert (row.due_date, row.due_precision) == (None, "vague")
    assert (row.evidence_kind, row.evidence_url, row.evidence_sha256) == ("", "", "")
    assert row.permalink == ""


def test_days_overdue_end_on_the_labs_day_of_the_last_proof_of_absence_everywhere() -> None:
    late = sweep(HUB, datetime(2025, 6, 20, 17, tzinfo=UTC))
    later = sweep(FEED, datetime(2025, 6, 25, tzinfo=UTC))
    row = row_of(BOTH, LAB, recorded(verdict(Reason.UNDELIVERED)), NOTHING, context(late, later))
    assert row.last_checked_at == late.began
    assert row.days_overdue == 10, "20 June 17:00 UTC is the 21st in Shanghai"
    assert row.sources_ok == "2/2"
    assert row.note == (
        "not found in MiniMaxAI on the Hugging Face Hub, the feed https://example.org/feed.xml "
        "as of 2025-06-20 17:00 UTC"
    )


def test_a_reading_after_the_as_of_is_not_known_yet() -> None:
    early = sweep(HUB, END)
    late = sweep(HUB, AS_OF + timedelta(hours=1))
    row = row_of(CLAIM, LAB, recorded(verdict(Reason.UNDELIVERED)), NOTHING, context(early, late))
    assert row.last_checked_at == END


def test_a_failed_reading_moves_nothing_and_shows_in_the_tally() -> None:
    good = sweep(HUB, END)
    bad = sweep(HUB, END + timedelta(days=1), controlled=False, detail="no answer in 10 s")
    row = row_of(CLAIM, LAB, recorded(verdict(Reason.UNDELIVERED)), NOTHING, context(good, bad))
    assert row.last_checked_at == END
    assert row.sources_ok == "0/1"


def test_one_place_never_read_leaves_last_checked_empty() -> None:
    row = row_of(BOTH, LAB, recorded(verdict(Reason.UNVERIFIED)), NOTHING, context(sweep(HUB, END)))
    assert (row.last_checked_at, row.sources_ok, row.days_overdue) == (None, "1/2", None)


def test_a_feed_that_does_not_reach_back_to_the_promise_is_no_valid_reading() -> None:
    short = replace(sweep(FEED, END), covers_since=datetime(2025, 6, 1, tzinfo=UTC))
    claim = replace(CLAIM, sources=(FEED,))
    row = row_of(claim, LAB, recorded(verdict(Reason.UNVERIFIED)), NOTHING, context(short))
    assert (row.last_checked_at, row.sources_ok) == (None, "0/1")


def test_a_check_by_hand_that_the_verdict_knew_of_stands() -> None:
    claim = replace(CLAIM, sources=("github.com/minimax/x",))
    at = datetime(2025, 6, 20, tzinfo=UTC)
    known = replace(
        verdict(Reason.UNDELIVERED), looked=(Looked("github.com/minimax/x", at, proves=True),)
    )
    row = row_of(claim, LAB, recorded(known), NOTHING, context())
    assert (row.last_checked_at, row.sources_ok, row.days_overdue) == (at, "1/1", 9)


def test_the_note_gathers_what_the_columns_cannot_say() -> None:
    ruling = Ruling(Reason.VOID, "A. Editor", AS_OF.date(), "https://example.org", "no event")
    claim = replace(
        CLAIM,
        ruling=ruling,
        relayed_by="a blog",
        grace_days=2,
        note="two\nlines",
        announced=Announced(date(2025, 5, 28)),
    )
    given = replace(
        verdict(Reason.VOID),
        ruled_by="A. Editor",
        missing=("code", "the paper"),
        tz_sensitive=True,
        zone_reading="late by a day in Shanghai",
        removed=Interval(None, AS_OF),
    )
    row = row_of(claim, LAB, recorded(given), NOTHING, context())
    assert row.ruled_by == "A. Editor"
    assert row.note == (
        "missing: code and the paper; late by a day in Shanghai; taken away again by "
        "2025-07-01 12:00 UTC; a ruling: no event; reported by a third party only; "
        "2 days of stated grace; two lines"
    )


ENTRY = Entry("https://e.org/1", "Out now", Voice.PROMISOR, Interval.at(END), AS_OF, FEED)
TRACE = Trace(
    "a/b", TraceKind.DISCUSSION, END, "somebody", Author.OUTSIDER, AS_OF, "trace:a/b", "https://t"
)
REMOVAL = Removal("a/b", Interval(None, END), AS_OF, HUB, "")
CHECK = Check("A. Editor", Interval.at(END), HUB, (), "minimax", AS_OF, "archive:a", "https://c")


@pytest.mark.parametrize(
    ("fact", "kind"),
    [(ENTRY, "entry"), (TRACE, "trace"), (REMOVAL, "removal"), (CHECK, "check")],
)
def test_every_kind_of_fact_tells_what_it_is_and_by_when(fact: Observation, kind: str) -> None:
    row = row_of(CLAIM, LAB, recorded(DELIVERED), (digest(fact), fact), context())
    assert (row.evidence_kind, row.evidence_seen_at, row.evidence_url) == (kind, END, fact.url)
