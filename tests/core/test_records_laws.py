"""Laws of track records, held against random verdicts."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.track_records import ACME, BOREALIS, judged, promise
from verifier.core.claims import Reason
from verifier.core.records import Judged, Lateness, Record, Tally, curve_of, record_of, scores_of

DUE = date(2025, 6, 11)
numbers = st.integers(0, 10**6)


def _judged(
    number: int, reason: Reason, days: int, about: bool, relayed: bool, ruled: bool, lab: bool
) -> Judged:
    claim = promise(f"claim-{number}", DUE + timedelta(days=days), about=about)
    return judged(
        reason,
        days,
        claim=replace(claim, relayed_by="a blog" if relayed else ""),
        lab=ACME if lab else BOREALIS,
        ruled_by="A. Editor" if ruled else "",
    )


flags = st.booleans()
claims = st.lists(
    st.builds(
        _judged,
        numbers,
        st.sampled_from(Reason),
        st.integers(1, 400),
        flags,
        flags,
        flags,
        flags,
    ),
    max_size=25,
    unique_by=lambda one: one.claim.id,
)
latenesses = st.lists(
    st.builds(Lateness, st.integers(0, 30), st.booleans()), min_size=1, max_size=25
)


def counts(tally: Tally) -> tuple[int, ...]:
    return tally.on_time, tally.undated, tally.late, tally.pending


def added(*tallies: Tally) -> tuple[int, ...]:
    return tuple(map(sum, zip(*map(counts, tallies), strict=True)))


def parts(record: Record) -> tuple[Tally, ...]:
    return record.firm, record.approximate, record.ruled, record.relayed


@given(claims)
def test_counts_always_add_up(found: list[Judged]) -> None:
    scores = scores_of(found)
    overall = scores.overall
    assert overall.all.claims == len(found)
    for record in (overall, *(each.record for each in scores.labs)):
        assert counts(record.all) == added(*parts(record))
        assert sum(number for _, number in record.all.reasons) == record.all.claims
        assert record.curve.delivered + record.curve.censored == (
            record.rate.of if record.rate else 0
        )
    if found:
        assert counts(overall.all) == added(*(each.record.all for each in scores.labs))
        assert counts(overall.all) == added(*(each.record.all for each in scores.countries))


@given(claims)
def test_the_curve_begins_with_the_share_that_was_late(found: list[Judged]) -> None:
    record = record_of(found)
    if record.rate is not None and record.rate.on_time:
        first = record.curve.steps[0]
        assert (first.days, round(first.share, 9)) == (0, round(1 - record.rate.share, 9))


@given(claims, st.sampled_from([Reason.NOT_DUE, Reason.UNVERIFIED, Reason.NO_FIXED_DEADLINE]))
def test_a_pending_claim_changes_no_rate_and_no_curve(found: list[Judged], why: Reason) -> None:
    before = record_of(found)
    after = record_of([*found, judged(why, claim=promise("one-more"))])
    assert (after.rate, after.wide_rate, after.curve) == (
        before.rate,
        before.wide_rate,
        before.curve,
    )
    assert after.all.claims == before.all.claims + 1


@given(claims)
def test_an_unconfirmed_relay_changes_no_rate(found: list[Judged]) -> None:
    own = [one for one in found if not one.claim.relayed_by]
    assert record_of(own).rate == record_of(found).rate
    assert record_of(own).wide_rate == record_of(found).wide_rate


@given(claims)
def test_a_share_lies_within_its_interval_and_both_between_nothing_and_all(
    found: list[Judged],
) -> None:
    rate = record_of(found).rate
    if rate is not None:
        assert 0 <= rate.low <= rate.share + 1e-12
        assert rate.share - 1e-12 <= rate.high <= 1


@given(latenesses, st.data())
def test_censoring_never_lowers_the_median(found: list[Lateness], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(found) - 1))
    open_ended = [*found]
    open_ended[place] = replace(found[place], delivered=False)
    before, after = curve_of(found).median, curve_of(open_ended).median
    assert after is None or (before is not None and after >= before)


@given(latenesses)
def test_the_curve_only_falls_and_everybody_is_counted(found: list[Lateness]) -> None:
    curve = curve_of(found)
    shares = [step.share for step in curve.steps]
    assert shares == sorted(shares, reverse=True)
    assert curve.delivered + curve.censored == len(found) == curve.steps[0].at_risk
    assert all(0 <= step.share <= 1 for step in curve.steps)


@given(latenesses)
def test_the_order_of_claims_changes_nothing(found: list[Lateness]) -> None:
    assert curve_of(found) == curve_of(reversed(found))
