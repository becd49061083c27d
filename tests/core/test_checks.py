from tests.fakes.world import at, check, claim
from verifier.core.checks import found_in_part, is_for
from verifier.core.evidence import Completeness

PLACE = "hub:MiniMaxAI"


def test_a_check_is_for_the_claims_whose_thing_it_looked_for() -> None:
    promise = claim(name="MiniMax-M3")
    assert is_for(check("2025-06-20", PLACE, "minimax m3"), promise)
    assert is_for(check("2025-06-20", PLACE, "MiniMax-M3-Instruct"), promise)
    assert not is_for(check("2025-06-20", PLACE, "MiniMax-M4"), promise)


def test_what_names_nothing_is_for_all() -> None:
    named, unnamed = claim(name="MiniMax-M3"), claim()
    assert is_for(check("2025-06-20", PLACE), named)
    assert is_for(check("2025-06-20", PLACE, "gadget"), unnamed)


def test_only_checks_after_the_deadline_that_found_some_tell_what_is_missing() -> None:
    end = at("2025-06-12T12:00")
    early, late = (
        check(day, PLACE, found=Completeness.PARTIAL) for day in ("2025-06-11", "2025-06-20")
    )
    nothing = check("2025-06-20", PLACE)
    assert found_in_part([early, nothing], end) == ()
    assert found_in_part([early, late, late, nothing], end) == ("weights",)
