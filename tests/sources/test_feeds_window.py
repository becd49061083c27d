from hypothesis import given
from hypothesis import strategies as st

from verifier.sources.feed_window import in_order

dates = st.lists(st.none() | st.integers(0, 20).map(float), max_size=12)


def test_a_falling_feed_counts_from_end_to_end() -> None:
    assert in_order([9.0, 7.0, 7.0, 2.0]) == (0, 1, 2, 3)


def test_an_old_entry_at_the_top_is_left_out() -> None:
    assert in_order([1.0, 9.0, 8.0, 7.0]) == (1, 2, 3)


def test_an_entry_dated_anew_is_left_out() -> None:
    assert in_order([9.0, 8.0, 20.0, 7.0]) == (0, 1, 3)


def test_entries_without_dates_are_left_out() -> None:
    assert in_order([None, 3.0, None, 2.0]) == (1, 3)
    assert in_order([None]) == ()
    assert in_order([]) == ()


@given(dates)
def test_the_places_keep_one_order_and_none_that_does_is_longer(
    found: list[float | None],
) -> None:
    places = in_order(found)
    kept = [date for place in places if (date := found[place]) is not None]
    assert list(places) == sorted(set(places))
    assert len(kept) == len(places)
    assert kept in (sorted(kept), sorted(kept, reverse=True))
    known = [date for date in found if date is not None]
    assert len(places) == max(longest(known), longest([-date for date in known]))


def longest(values: list[float]) -> int:
    best: list[int] = []
    for index, value in enumerate(values):
        best.append(1 + max((best[i] for i in range(index) if values[i] <= value), default=0))
    return max(best, default=0)
