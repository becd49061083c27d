import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.patterns import fits, pattern_trouble


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
