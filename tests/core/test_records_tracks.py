from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.track_records import ACME, BOREALIS, judged, promise
from verifier.core.claims import Reason
from verifier.core.records import Judged, Pool, Slips, pool_of, record_of, scores_of

RELAYED = replace(promise("relayed"), relayed_by="a blog")
ABOUT = promise("about", about=True)


@pytest.mark.parametrize(
    ("one", "pool"),
    [
        (judged(Reason.ON_TIME), Pool.FIRM),
        (judged(Reason.NO_FIXED_DEADLINE, claim=promise("soon", None)), Pool.FIRM),
        (judged(Reason.ON_TIME, claim=ABOUT), Pool.APPROXIMATE),
        (judged(Reason.VOID, ruled_by="A. Editor"), Pool.RULED),
        (judged(Reason.ON_TIME, claim=RELAYED), Pool.RELAYED),
        (judged(Reason.ON_TIME, claim=replace(RELAYED, confirmed=True)), Pool.FIRM),
        (judged(Reason.ON_TIME, claim=ABOUT, ruled_by="A. Editor"), Pool.RULED),
        (judged(Reason.ON_TIME, claim=RELAYED, ruled_by="A. Editor"), Pool.RELAYED),
    ],
)
def test_every_claim_stands_on_one_footing(one: Judged, pool: Pool) -> None:
    assert pool_of(one) is pool


def test_the_rate_is_of_firm_claims_and_the_wide_one_of_all_but_unconfirmed_relays() -> None:
    record = record_of(
        [
            judged(Reason.ON_TIME, claim=promise("a")),
            judged(Reason.DELIVERED_LATE, 5, claim=promise("b")),
            judged(Reason.DELIVERED_UNDATED, claim=promise("c", None)),
            judged(Reason.NOT_DUE, claim=promise("d")),
            judged(Reason.ON_TIME, claim=ABOUT),
            judged(Reason.UNDELIVERED, 3, claim=promise("e"), ruled_by="A. Editor"),
            judged(Reason.UNDELIVERED, 3, claim=RELAYED),
        ]
    )
    assert record.rate is not None
    assert record.wide_rate is not None
    assert (record.rate.on_time, record.rate.late) == (1, 1)
    assert (record.wide_rate.on_time, record.wide_rate.late) == (2, 2)
    assert (record.all.claims, record.all.fulfilled, record.all.late, record.all.pending) == (
        7,
        3,
        3,
        1,
    )
    assert (record.firm.claims, record.firm.undated) == (4, 1)
    assert (record.approximate.on_time, record.ruled.late, record.relayed.late) == (1, 1, 1)
    assert (record.curve.delivered, record.curve.censored) == (2, 0)


def test_a_moved_promise_and_the_one_that_moved_it_both_count() -> None:
    first = promise("first", date(2025, 6, 1))
    second = promise("second", date(2025, 6, 11), on=date(2025, 6, 1), revises="first")
    record = record_of(
        [judged(Reason.DELIVERED_LATE, 9, claim=first), judged(Reason.ON_TIME, claim=second)]
    )
    assert record.rate is not None
    assert (record.rate.on_time, record.rate.late) == (1, 1)
    assert record.slips == Slips(moves=1, days=10, longest=2)


def test_a_relayed_promise_moves_nobodys_deadline() -> None:
    first = promise("first", date(2025, 6, 1))
    second = replace(RELAYED, revises="first")
    assert record_of([judged(Reason.NOT_DUE, claim=c) for c in (first, second)]).slips == Slips()


def test_what_the_labs_own_calendar_would_judge_otherwise_counts_as_judged_and_is_told() -> None:
    record = record_of(
        [
            judged(Reason.ON_TIME, claim=promise("a"), tz_sensitive=True),
            judged(Reason.UNVERIFIED, claim=promise("b"), tz_sensitive=True),
        ]
    )
    assert (record.firm.on_time, record.tz_sensitive) == (1, 1)


def test_scores_go_by_lab_and_by_country_in_the_order_of_their_names() -> None:
    zeta = replace(ACME, id="a-zeta", name="Zeta")
    scores = scores_of(
        [
            judged(Reason.ON_TIME, claim=promise("a"), lab=zeta),
            judged(Reason.DELIVERED_LATE, 5, claim=promise("b"), lab=ACME),
            judged(Reason.ON_TIME, claim=promise("c"), lab=BOREALIS),
        ]
    )
    assert [(each.lab.id, each.record.all.claims) for each in scores.labs] == [
        ("acme", 1),
        ("borealis", 1),
        ("a-zeta", 1),
    ]
    assert [(c.country, c.labs, c.record.all.claims) for c in scores.countries] == [
        ("CA", ("borealis",), 1),
        ("CN", ("a-zeta", "acme"), 2),
    ]
    assert scores.overall.all.claims == 3


def test_of_no_claims_there_is_an_empty_record() -> None:
    record = record_of([])
    assert (record.all.claims, record.rate, record.wide_rate, record.curve.steps) == (
        0,
        None,
        None,
        (),
    )
    assert scores_of([]).labs == ()
