from dataclasses import replace
from datetime import date

from tests.fakes.track_records import promise
from verifier.core.records import Slips, chain_of, chains, slips_of

FIRST = promise("first", date(2025, 2, 1), on=date(2025, 1, 1))
SECOND = promise("second", date(2025, 3, 1), on=date(2025, 2, 1), revises="first")
EARLIER = promise("earlier", date(2025, 2, 20), on=date(2025, 2, 10), revises="second")
VAGUE = promise("vague", None, on=date(2025, 2, 15), revises="second")
ALONE = promise("alone")


def test_a_chain_holds_all_that_revise_each_other_oldest_first() -> None:
    everything = (VAGUE, ALONE, SECOND, FIRST, EARLIER)
    for one in (FIRST, SECOND, EARLIER, VAGUE):
        assert chain_of(one, everything) == (FIRST, SECOND, EARLIER, VAGUE)
    assert chains(everything) == ((FIRST, SECOND, EARLIER, VAGUE),)
    assert chain_of(ALONE, everything) == ()
    assert chain_of(SECOND, (SECOND,)) == ()


def test_a_chain_that_bites_its_tail_ends() -> None:
    a = promise("a", None, revises="b")
    b = promise("b", None, revises="a")
    assert set(chain_of(a, (a, b))) <= {a, b}


def test_a_slip_is_a_due_day_moved_to_a_later_one() -> None:
    assert slips_of((FIRST, SECOND)) == Slips(moves=1, days=28, longest=2)
    assert slips_of((SECOND, EARLIER)) == Slips(longest=2)


def test_a_day_that_gave_way_to_none_is_put_off_and_counted_apart() -> None:
    assert slips_of((SECOND, VAGUE)) == Slips(put_off=1, longest=2)
    dated_again = replace(FIRST, id="again", revises="vague")
    assert slips_of((VAGUE, dated_again)) == Slips(longest=2)


def test_slips_are_summed_up_over_chains() -> None:
    other = promise("third", date(2025, 3, 4), revises="second")
    assert slips_of((FIRST, SECOND, VAGUE), (SECOND, other)) == Slips(2, 31, 1, 3)
    assert slips_of() == Slips()
