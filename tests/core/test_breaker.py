from hypothesis import given
from hypothesis import strategies as st

from verifier.core.breaker import Figures, misgivings

SOURCES = 10


def night(
    changed: int, *, published: int = 100, failed: int = 0, sources: int = SOURCES
) -> tuple[str, ...]:
    return misgivings(Figures(sources, failed, published, changed))


def test_a_quiet_night_is_published_whatever_failed() -> None:
    assert night(0, failed=SOURCES) == ()


def test_changes_are_published_while_no_more_than_a_fifth_of_the_sources_fail() -> None:
    assert night(1, failed=2) == ()
    assert night(1, failed=3) == ("3 of 10 sources could not be read",)


def test_up_to_a_twentieth_of_the_verdicts_may_change_in_one_night() -> None:
    assert night(5) == ()
    assert night(6) == ("6 of 100 verdicts would change in one night",)


def test_fewer_than_five_changes_are_never_too_many() -> None:
    assert night(4, published=4) == ()
    assert night(5, published=5) == ("5 of 5 verdicts would change in one night",)


def test_both_misgivings_are_told() -> None:
    assert len(night(50, failed=10)) == 2


@given(*(st.integers(0, 1000) for _ in range(4)))
def test_more_failures_or_more_changes_never_free_a_night(
    sources: int, failed: int, published: int, changed: int
) -> None:
    if misgivings(Figures(sources, failed, published, changed)):
        assert misgivings(Figures(sources, failed + 1, published, changed))
        assert misgivings(Figures(sources, failed, published, changed + 1))
