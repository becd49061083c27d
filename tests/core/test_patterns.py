import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.patterns import UNKNOWN, fits, flat, pattern_trouble, quick


def test_a_pattern_fits_a_whole_name() -> None:
    assert fits(r"MiniMax-M\d", "MiniMax-M3")
    assert not fits(r"MiniMax-M\d", "MiniMax-M30")


@pytest.mark.parametrize(
    ("pattern", "trouble"),
    [
        ("(", "does not compile as RE2"),
        (r"(?=x)", "does not compile as RE2"),
        (".*", "matches the empty name"),
        ("", "matches the empty name"),
        ("M3", ""),
    ],
)
def test_what_is_wrong_with_a_pattern_is_told(pattern: str, trouble: str) -> None:
    assert pattern_trouble(pattern).startswith(trouble)
    assert bool(pattern_trouble(pattern)) is bool(trouble)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_a_pattern_or_told_why_not(pattern: str, name: str) -> None:
    assert fits(pattern, name) in {True, False}


def test_a_flat_text_has_one_byte_a_character() -> None:
    assert flat("it's") == b"it's"
    assert flat("it’s – “so” é?") == b'it\'s - "so" ' + UNKNOWN + b"."


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        (r"\bwill(?! not)\b", "it will not", [(3, 7)]),
        (r"(?<=a )b{2,3}$", "a bbbb c", [(2, 6)]),
        (r"^(?P<word>[^\])]+)x{0,2}y", "aay", [(0, 3)]),
        (r"no(?:ne)?\(", "none(", [(0, 5)]),
        ("x", "abc", []),
    ],
)
def test_a_quick_question_is_answered_at_least_where_the_pattern_matches(
    pattern: str, text: str, places: list[tuple[int, int]]
) -> None:
    assert quick(re.compile(pattern))(flat(text)) == places
