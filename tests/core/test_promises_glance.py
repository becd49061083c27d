import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_promises_laws import PROSE
from verifier.core.deadlines import TIME_WORDS, find_times
from verifier.core.patterns import UNKNOWN, flat, quick
from verifier.core.promises import Promise, cues, find_promises, tenses
from verifier.core.promises.finder import cut, readings, replies
from verifier.core.promises.harmless import HARMLESS

DATA = Path(__file__).parent / "data"
DAY = date(2025, 5, 28)
PATTERNS = [cues.COMMITMENT, cues.REPORTED, cues.PLANNED, cues.RENEWED_DATE, HARMLESS]
PATTERNS += [tenses.PROGRESSIVE, tenses.PRESENT, tenses.RELEASE_NAMED, tenses.UNTIL]


def _texts() -> Iterator[str]:
    for table in sorted(DATA.glob("promises_*.tsv")):
        with table.open(encoding="utf-8", newline="") as lines:
            yield from (row[3] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for article in sorted((DATA / "articles").iterdir()):
        yield article.read_text(encoding="utf-8")


def _unhurried(text: str) -> tuple[Promise, ...]:
    whole = cut(text)
    slow = readings(whole, DAY, hurried=False)
    found = [promise for reading in slow for promise in reading.promises()]
    return tuple(sorted([*found, *replies(whole, DAY)], key=lambda promise: promise.start))


def test_a_first_glance_changes_nothing_in_what_is_found() -> None:
    texts = list(_texts())
    assert len(texts) > 1000
    assert [text for text in texts if find_promises(text, DAY) != _unhurried(text)] == []


@given(st.one_of(PROSE, st.text(max_size=300)))
def test_a_first_glance_changes_nothing_in_any_text(text: str) -> None:
    assert find_promises(text, DAY) == _unhurried(text)


@given(st.one_of(PROSE, st.text(max_size=300)))
def test_a_time_is_named_with_a_time_word_or_a_digit(text: str) -> None:
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    if text.isascii() and find_times(text, DAY):
        assert any(char.isdigit() for char in text) or not TIME_WORDS.isdisjoint(words)


@pytest.mark.parametrize("at", range(len(PATTERNS)))
def test_a_quick_question_misses_no_match(at: int) -> None:
    pattern, places = PATTERNS[at], quick(PATTERNS[at])
    for text in _texts():
        low = text.lower()
        found = places(flat(low))
        for match in pattern.finditer(low):
            start, end = match.span()
            near = any(first <= end and start <= last for first, last in found)
            assert near or UNKNOWN in flat(low), match
