import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.exports.guard import guard, guarded

RUNS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "﹦1", "﹢1", "﹣1", "﹫x")


@pytest.mark.parametrize("text", RUNS)
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0 ", "\u200b", "\ufeff", "\0"])
def test_what_a_spreadsheet_would_run_is_quoted(text: str, before: str) -> None:
    assert guard(before + text) == "'" + before + text


@pytest.mark.parametrize("text", ["\tx", "\rx", " \tx", "-"])
def test_a_leading_tab_or_return_is_quoted_too(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", " ", "MiniMax-M1", "1-2", "a=b", "稀宇", "https://e.org/?a=1", "\nx", "'=1"]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(st.text())
def test_nothing_that_is_guarded_begins_with_what_runs(text: str) -> None:
    kept = guard(text)
    assert kept in {text, "'" + text}
    assert not kept.strip().startswith(tuple("=+-@＝＋－＠"))


@given(st.lists(st.none() | st.text()))
def test_many_texts_are_guarded_as_each_of_them_is(texts: list[str | None]) -> None:
    assert guarded(texts) == [text if text is None else guard(text) for text in texts]
