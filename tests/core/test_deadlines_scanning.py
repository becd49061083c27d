from datetime import date

import pytest

from verifier.core.deadlines import Deadline, Why, find_times

DAY = date(2025, 5, 28)


def _phrases(text: str) -> list[str]:
    return [time.phrase for time in find_times(text, DAY)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("We ship it on Friday, June 13, 2025, at noon.", ["on Friday, June 13, 2025"]),
        ("No later than the end of June the code is out.", ["No later than the end of June"]),
        (
            "It was two weeks ago; now wait until Monday morning.",
            ["two weeks ago", "until Monday morning"],
        ),
        ("Last week it was late, next week it is not.", ["Last week", "next week"]),
        ("Out in the coming weeks or in months.", ["in the coming weeks", "in months"]),
        ("Weights in June or July – maybe.", ["in June or July – maybe"]),
        ("We may march on; the sun sat in may.", []),
        ("Mon is a word, and so is May.", []),
        ("They run in 3D for two weeks of fun in 2 w.", []),
        ("A Q4 quant of the 2024 model; due Q3 2025.", ["due Q3 2025"]),
        ("two weeks from now we open", ["two weeks from now"]),
        ("We trained for three months.", []),
        ("Coming this Friday", ["this Friday"]),
        ("on February 31 nothing happens", []),
        ("in 9999 years", []),
        ("yesterday", ["yesterday"]),
        ("we said so in May", ["in May"]),
        ("", []),
    ],
)
def test_the_times_of_a_text_are_found_and_nothing_else(text: str, phrases: list[str]) -> None:
    assert _phrases(text) == phrases


def test_a_time_stands_where_it_says_it_does() -> None:
    text = "İ: the weights come out in two weeks — we hope."
    (time,) = find_times(text, DAY)
    assert text[time.start : time.end] == time.phrase == "in two weeks"


def test_chinese_times_are_found_in_chinese_sentences() -> None:
    times = find_times("我们将在两周内发布权重，代码近期公开。", DAY)
    assert [time.phrase for time in times] == ["两周内", "近期"]
    first, second = (time.answer for time in times)
    assert isinstance(first, Deadline)
    assert first.latest == date(2025, 6, 11)
    assert not isinstance(second, Deadline)
    assert second.why is Why.VAGUE
