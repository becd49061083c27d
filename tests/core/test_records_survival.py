from dataclasses import replace
from datetime import date
from math import exp, log
from statistics import NormalDist

import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from tests.fakes.track_records import judged, promise
from verifier.core.claims import Reason, Withdrawal
from verifier.core.records import Lateness, curve_of, lateness_of

MIXED = [(0, True), (0, True), (3, True), (4, False), (5, True), (5, True), (120, False)]
ALL_LATE = [(2, True), (5, True), (6, True), (6, True), (19, True), (38, True), (98, True)]
ALL_LATE_SOME_OUT = [(1, True), (17, False), (21, True), (21, False), (68, True), (434, False)]
ALL_ON_TIME = [(0, True)] * 4
NONE_CAME = [(3, False), (17, False), (17, False), (120, False)]


def lateness(data: list[tuple[int, bool]]) -> list[Lateness]:
    return [Lateness(days, delivered=delivered) for days, delivered in data]


@pytest.mark.parametrize("data", [MIXED, ALL_LATE, ALL_LATE_SOME_OUT, ALL_ON_TIME])
def test_the_curve_is_the_one_statsmodels_computes(data: list[tuple[int, bool]]) -> None:
    expected = SurvfuncRight([days for days, _ in data], [int(came) for _, came in data])
    steps = [step for step in curve_of(lateness(data)).steps if step.delivered]
    assert [step.days for step in steps] == list(expected.surv_times)
    assert [step.share for step in steps] == pytest.approx(list(expected.surv_prob))
    assert [step.at_risk for step in steps] == list(expected.n_risk)
    assert [step.delivered for step in steps] == list(expected.n_events)


@pytest.mark.parametrize("data", [MIXED, ALL_LATE, ALL_LATE_SOME_OUT])
def test_the_band_is_log_log_around_statsmodels_standard_error(
    data: list[tuple[int, bool]],
) -> None:
    expected = SurvfuncRight([days for days, _ in data], [int(came) for _, came in data])
    steps = [step for step in curve_of(lateness(data)).steps if step.delivered]
    for step, share, error in zip(steps, expected.surv_prob, expected.surv_prob_se, strict=True):
        if share == 0:
            assert (step.low, step.high) == (None, None)
            continue
        spread = exp(NormalDist().inv_cdf(0.975) * error / (share * -log(share)))
        assert step.low == pytest.approx(share**spread)
        assert step.high == pytest.approx(share ** (1 / spread))


def test_quartiles_are_the_first_days_by_which_so_many_had_come() -> None:
    curve = curve_of(lateness(ALL_LATE))
    assert (curve.median, curve.quartiles) == (6, (5, 38))
    assert (curve.delivered, curve.censored) == (7, 0)
    assert (curve.steps[-1].share, curve.steps[-1].low) == (0, None)


def test_where_half_have_not_come_there_is_no_median() -> None:
    curve = curve_of(lateness([*ALL_LATE_SOME_OUT[:2], (30, False), (400, False)]))
    assert (curve.median, curve.quartiles) == (None, (1, None))


def test_where_nothing_came_the_curve_stays_up_and_has_no_band() -> None:
    curve = curve_of(lateness(NONE_CAME))
    assert [(step.days, step.share, step.low, step.high) for step in curve.steps] == [
        (3, 1, None, None),
        (17, 1, None, None),
        (120, 1, None, None),
    ]
    assert (curve.delivered, curve.censored, curve.median) == (0, 4, None)


def test_of_nothing_there_is_a_curve_without_steps() -> None:
    curve = curve_of([])
    assert (curve.steps, curve.median, curve.quartiles) == ((), None, (None, None))


def test_a_half_that_rounding_put_a_hair_above_a_half_is_a_half() -> None:
    for many in range(2, 60, 2):
        assert curve_of(lateness([(day, True) for day in range(many)])).median == many // 2 - 1


def test_on_time_is_zero_days_late_also_where_it_came_early() -> None:
    assert lateness_of(judged(Reason.ON_TIME)) == Lateness(0, delivered=True)


def test_late_is_the_least_that_is_proven_and_a_day_at_least() -> None:
    assert lateness_of(judged(Reason.DELIVERED_LATE, 5)) == Lateness(5, delivered=True)
    assert lateness_of(judged(Reason.DELIVERED_LATE)) == Lateness(1, delivered=True)


def test_what_has_not_come_is_censored_on_the_last_day_it_was_proven_absent() -> None:
    for reason in (Reason.UNDELIVERED, Reason.PARTIAL_ONLY):
        assert lateness_of(judged(reason, 120)) == Lateness(120, delivered=False)
        assert lateness_of(judged(reason)) == Lateness(1, delivered=False)


def test_a_withdrawn_promise_is_open_from_its_withdrawal_or_the_last_look() -> None:
    claim = replace(promise("one"), withdrawn=Withdrawal(date(2025, 6, 20), "https://e.org"))
    assert lateness_of(judged(Reason.WITHDRAWN, claim=claim)) == Lateness(9, delivered=False)
    assert lateness_of(judged(Reason.WITHDRAWN, 12, claim=claim)) == Lateness(12, delivered=False)
    before = replace(claim, withdrawn=Withdrawal(date(2025, 6, 1), "https://e.org"))
    assert lateness_of(judged(Reason.WITHDRAWN, claim=before)) == Lateness(1, delivered=False)
    assert lateness_of(judged(Reason.WITHDRAWN)) == Lateness(1, delivered=False)


@pytest.mark.parametrize(
    "reason",
    [
        Reason.DELIVERED_UNDATED,
        Reason.NOT_DUE,
        Reason.NO_FIXED_DEADLINE,
        Reason.UNVERIFIED,
        Reason.AMBIGUOUS_EVIDENCE,
        Reason.CONFLICTING_EVIDENCE,
        Reason.NEEDS_REVIEW,
        Reason.VOID,
    ],
)
def test_what_is_not_decided_is_not_in_the_curve(reason: Reason) -> None:
    assert lateness_of(judged(reason)) is None
