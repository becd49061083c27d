from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.effort import effort
from verifier.core.deadlines import Deadline, NoDeadline, Why, find_times, read_deadline
from verifier.core.deadlines.lexicon import EXPANDED, GROUPED, LEXICON

DAYS = st.dates()
USUAL_DAYS = st.dates(date(1990, 1, 1), date(2150, 1, 1))
WORDS = sorted({*LEXICON, *EXPANDED, *GROUPED})
WORDY = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.integers(0, 3000).map(str),
        st.sampled_from(
            ["-", "/", ",", ".", "2025-06-30", "6/30", "30.06.", "q3", "两周内", "6月"]
        ),
    ),
    max_size=12,
).map(" ".join)
RELATIVE = (
    "in {n} days",
    "in {n} weeks",
    "in {n} months",
    "in {n} business days",
    "in {n} hours",
    "within {n} weeks",
    "in a few weeks",
    "in about {n} weeks",
    "{n}-12 weeks",
    "this week",
    "next week",
    "by the end of next week",
    "early next week",
    "this weekend",
    "next weekend",
    "this month",
    "next month",
    "end of the month",
    "mid next month",
    "this quarter",
    "next quarter",
    "this year",
    "next year",
    "EOY",
    "Friday",
    "this Friday",
    "next Friday",
    "Tuesday next week",
    "a week from Friday",
    "tomorrow",
    "tonight",
    "in the next month",
    "this summer",
    "next summer",
    "this winter",
    "next winter",
    "spring",
    "the 31st",
    "in June",
    "early July",
    "June 12",
    "Christmas",
    "Thanksgiving",
    "Q1",
    "H2",
    "next June",
    "week 24",
    "两周内",
    "下周五",
    "月底",
)


@given(st.text(max_size=300), DAYS)
def test_any_text_gives_an_answer(text: str, announced: date) -> None:
    answer = read_deadline(text, announced)
    assert isinstance(answer, Deadline | NoDeadline)
    assert answer.phrase == text


@given(WORDY, DAYS)
def test_any_words_of_the_grammar_give_days_in_order_and_never_before_the_announcement(
    text: str, announced: date
) -> None:
    answer = read_deadline(text, announced)
    if isinstance(answer, Deadline):
        assert announced <= answer.earliest <= answer.latest


@given(st.sampled_from(RELATIVE), st.integers(1, 11), USUAL_DAYS, st.integers(1, 800))
def test_a_later_announcement_never_gives_an_earlier_deadline(
    phrase: str, n: int, announced: date, later: int
) -> None:
    phrase = phrase.format(n=n)
    first = read_deadline(phrase, announced)
    second = read_deadline(phrase, announced + timedelta(days=later))
    assert isinstance(first, Deadline)
    assert isinstance(second, Deadline)
    assert first.latest <= second.latest


@given(st.integers(0, 5000), USUAL_DAYS)
def test_n_weeks_are_seven_times_n_days(n: int, announced: date) -> None:
    weeks = read_deadline(f"in {n} weeks", announced)
    days = read_deadline(f"in {7 * n} days", announced)
    assert isinstance(weeks, Deadline)
    assert isinstance(days, Deadline)
    assert weeks.latest == days.latest


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)), st.integers(0, 4000))
def test_a_full_date_is_itself_however_it_is_written(day: date, before: int) -> None:
    announced = day - timedelta(days=before)
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%d.%m.%Y", "by %b %d %Y", "%Y年%m月%d日"):
        answer = read_deadline(day.strftime(form), announced)
        assert isinstance(answer, Deadline)
        assert answer.latest == day


@given(st.dates(date(2000, 1, 1), date(2150, 1, 1)), st.integers(1, 4000))
def test_a_full_date_gone_by_is_past(day: date, after: int) -> None:
    answer = read_deadline(day.isoformat(), day + timedelta(days=after))
    assert isinstance(answer, NoDeadline)
    assert answer.why is Why.PAST


@given(WORDY, USUAL_DAYS)
def test_case_and_outer_blanks_never_matter(text: str, announced: date) -> None:
    if len(text) > 200:
        return
    plain = read_deadline(text, announced)
    loud = read_deadline(f"  {text.upper()} ", announced)
    assert type(plain) is type(loud)
    if isinstance(plain, Deadline) and isinstance(loud, Deadline):
        assert (plain.earliest, plain.latest) == (loud.earliest, loud.latest)


@given(st.one_of(st.text(max_size=400), WORDY), DAYS)
def test_times_found_in_a_text_stand_in_it_in_order(text: str, announced: date) -> None:
    for time in find_times(text, announced):
        assert text[time.start : time.end] == time.phrase


@pytest.mark.parametrize(
    "unit", ["this or next ", "in 2 weeks, ", "a ", "the next ", "二", "9", "june-", "x y "]
)
def test_finding_times_takes_work_in_proportion_to_the_text(unit: str) -> None:
    def work(size: int) -> int:
        text = (unit * (size // len(unit) + 1))[:size]
        return effort(lambda: find_times(text, date(2025, 5, 28)))

    work(4_000)
    assert work(40_000) <= 12 * work(4_000)
