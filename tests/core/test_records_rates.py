import pytest
from statsmodels.stats.proportion import proportion_confint

from verifier.core.claims import Reason
from verifier.core.records import rate_of, tally_of


@pytest.mark.parametrize(
    ("on_time", "late"), [(3, 2), (0, 4), (7, 0), (1, 0), (0, 1), (41, 59), (1, 999)]
)
def test_the_interval_is_the_one_statsmodels_computes(on_time: int, late: int) -> None:
    rate = rate_of(on_time, late)
    assert rate is not None
    low, high = proportion_confint(on_time, on_time + late, alpha=0.05, method="wilson")
    assert (rate.share, rate.of) == (on_time / (on_time + late), on_time + late)
    assert rate.low == pytest.approx(low, abs=1e-9)
    assert rate.high == pytest.approx(high, abs=1e-9)


def test_three_of_five_are_60_percent_and_that_may_be_anything_from_23_to_88() -> None:
    rate = rate_of(3, 2)
    assert rate is not None
    shares = (rate.share, rate.low, rate.high)
    assert tuple(round(share, 4) for share in shares) == (0.6, 0.2307, 0.8824)


def test_there_is_no_rate_of_nothing() -> None:
    assert rate_of(0, 0) is None
    assert tally_of([]).rate is None
    assert tally_of([Reason.DELIVERED_UNDATED, Reason.NOT_DUE, Reason.VOID]).rate is None


def test_every_reason_is_counted_once() -> None:
    tally = tally_of([*Reason, Reason.ON_TIME])
    assert (tally.on_time, tally.undated, tally.late, tally.pending) == (2, 1, 4, 7)
    assert (tally.fulfilled, tally.claims) == (3, len(Reason) + 1)
    assert dict(tally.reasons) == {reason: 1 + (reason is Reason.ON_TIME) for reason in Reason}
