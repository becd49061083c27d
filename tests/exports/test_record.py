"""The record of a promise in short."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.exports.cases import CLAIM, DELIVERED, END, HUB, UNDATED, verdict
from tests.exports.explained import case
from verifier.core.claims import Reason
from verifier.core.findings import Looked
from verifier.core.intervals import Interval
from verifier.exports.pages import page
from verifier.exports.record import in_short


def test_the_record_in_short_has_a_card_of_openness() -> None:
    assert (
        page(in_short(case(DELIVERED, CLAIM, *DELIVERED.looked)))
        == """\
MiniMax open weights in 2 weeks (minimax-2025-05-28-open-weights)
  LATE (delivered_late) since 2025-07-01 12:00 UTC
  It was not public before 2025-06-15 16:00 UTC, and the deadline had ended at 2025-06-12 12:00 UTC:
  late by 5 days.

Record
  lab:        MiniMax (minimax, CN)
  promised:   open weights, "in 2 weeks", on 2025-05-28
  due:        2025-06-11 (day), until 2025-06-12 12:00 UTC
  delivered:  2025-06-16, between 2025-06-15 16:00 UTC and 2025-06-16 15:00:07 UTC
  late by:    5 days
  openness:   apache-2.0 (permissive), weights complete, open to anyone
  checked:    0/1 places validly read
  evidence:   https://huggingface.co/MiniMaxAI/MiniMax-M1-80k
  source:     https://example.org/promise"""
    )


def test_the_record_tells_uncertain_lateness_and_unknown_licences() -> None:
    given = replace(
        DELIVERED, days_late=1, days_late_max=3, licence="", licence_class="", gated="manual"
    )
    short = page(in_short(case(given)))
    assert "late by:    1 to 3 days" in short
    assert "no licence named (unknown), weights complete, behind an approval by hand" in short
    assert "late by at least 1 day, at most 3" in " ".join(short.split())
    open_end = replace(given, days_late_max=None)
    assert "late by:    1 day\n" in page(in_short(case(open_end)))
    assert "late by at least 1 day." in page(in_short(case(open_end)))


def test_the_record_counts_days_overdue_and_names_what_has_no_deadline() -> None:
    looked = Looked(HUB, datetime(2025, 6, 20, tzinfo=UTC), proves=True)
    overdue = page(in_short(case(verdict(Reason.UNDELIVERED), CLAIM, looked)))
    assert "overdue:    at least 9 days" in overdue
    assert "checked:    1/1 places validly read, all by 2025-06-20 00:00 UTC" in overdue
    undated = page(in_short(case(verdict(Reason.NO_FIXED_DEADLINE, UNDATED), UNDATED)))
    assert "due:        no fixed day (vague)" in undated
    undelivered_day = replace(verdict(Reason.ON_TIME), delivery=Interval(END, None))
    assert "delivered:  at 2025-06-12 12:00 UTC or later" in page(in_short(case(undelivered_day)))
