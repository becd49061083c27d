"""What of a source's readings must be kept to say of absence all that they say."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.evidences import START, instants
from tests.fakes.world import LAB, at, claim, sweep
from verifier.core.absence import live_places, look, organisation_gone, signs, telling
from verifier.core.claims import Claim
from verifier.core.swept import Outcome, Sweep

FEED = "feed:https://minimax.example/feed.xml"
PLACES = ("hub:MiniMaxAI", "hub:MiniMax-Old", FEED)
CLAIMS = (
    claim(sources=PLACES),
    claim(sources=PLACES[1:], announced=START.date() + timedelta(days=30)),
    claim("soon", sources=PLACES),
)
readings = st.lists(
    st.builds(
        lambda began, lasts, outcome, controlled, fault, covers: Sweep(
            "",
            began,
            began + lasts,
            outcome,
            controlled=controlled and outcome is not Outcome.FAILED,
            fault=fault,
            covers_since=covers,
        ),
        instants,
        st.sampled_from([timedelta(minutes=1), timedelta(days=1)]),
        st.sampled_from(Outcome),
        st.booleans(),
        st.sampled_from(["", "gone", "renamed", "empty", "http_503"]),
        st.none() | instants,
    ),
    max_size=8,
)


def of(place: str, found: list[Sweep]) -> list[Sweep]:
    return [
        Sweep(place, *(getattr(s, name) for name in Sweep.__dataclass_fields__ if name != "source"))
        for s in found
    ]


@given(st.tuples(readings, readings, readings), st.sampled_from(CLAIMS))
def test_the_telling_sweeps_say_of_absence_all_that_the_sweeps_say(
    found: tuple[list[Sweep], list[Sweep], list[Sweep]], promise: Claim
) -> None:
    swept = [of(place, some) for place, some in zip(PLACES, found, strict=True)]
    every = [one for some in swept for one in some]
    kept = [one for some in swept for one in every if one in telling(some)]
    assert look(promise, LAB, kept, ()) == look(promise, LAB, every, ())
    assert live_places(PLACES, kept) == live_places(PLACES, every)
    assert organisation_gone(PLACES, kept) == organisation_gone(PLACES, every)


@given(readings, readings)
def test_what_was_telling_can_be_told_from_what_is_telling(
    before: list[Sweep], then: list[Sweep]
) -> None:
    assert set(telling([*telling(before), *then])) == set(telling([*before, *then]))


def test_of_ten_years_of_nights_two_sweeps_are_kept() -> None:
    nights = [
        sweep((START + timedelta(days=day)).isoformat(), covers_since="2025-01-01")
        for day in range(3650)
    ]
    broken = sweep("2036-01-01", controlled=False, outcome=Outcome.FAILED, fault="http_503")
    assert telling([*nights, broken]) == (broken, nights[-1])


def test_a_source_says_the_same_of_itself_until_it_is_gone_or_back() -> None:
    good, down = sweep("2025-06-01"), sweep("2025-06-02", controlled=False, fault="http_503")
    gone = sweep("2025-06-03", controlled=False, outcome=Outcome.FAILED, fault="gone")
    assert signs([good]) == signs([good, down]) == signs([good, sweep("2025-06-04")])
    assert signs([good]) != signs([good, gone])
    assert signs([]) != signs([good])
    assert at("2025-06-03") == gone.ended
