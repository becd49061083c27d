import csv
from datetime import date
from pathlib import Path

import pytest

from verifier.core.deadlines import (
    Deadline,
    NoDeadline,
    Precision,
    Why,
    parse_deadline,
    read_deadline,
)

DATA = Path(__file__).parent / "data"
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "data" / "phrases.tsv"
DAY = date(2025, 5, 28)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _days(answer: Deadline | NoDeadline) -> tuple[str, str]:
    if isinstance(answer, Deadline):
        return answer.earliest.isoformat(), answer.latest.isoformat()
    return "-", f"no:{answer.why}"


@pytest.mark.parametrize(
    ("phrase", "announced", "earliest", "latest", "precision"), _rows(DATA / "real_phrases.tsv")
)
def test_a_phrase_of_a_real_claim_gives_the_days_a_reader_would(
    phrase: str, announced: str, earliest: str, latest: str, precision: str
) -> None:
    answer = read_deadline(phrase, date.fromisoformat(announced))
    if isinstance(answer, Deadline):
        assert (*_days(answer), answer.precision) == (earliest, latest, precision)
    else:
        assert (earliest, answer.why, precision) == ("-", latest, "-")


def test_every_phrase_of_the_benchmark_is_read_as_its_table_says() -> None:
    wrong = []
    for phrase, announced, earliest, latest, _ in _rows(BENCHMARK)[1:]:
        answer = read_deadline(phrase, date.fromisoformat(announced))
        if _days(answer) != (earliest, latest):
            wrong.append((phrase, announced, _days(answer)))
    assert wrong == []


def test_every_variant_has_the_last_day_its_table_says() -> None:
    wrong = []
    for phrase, announced, latest in _rows(DATA / "variants.tsv"):
        found = _days(read_deadline(phrase, date.fromisoformat(announced)))[1]
        if found != latest:
            wrong.append((phrase, found))
    assert wrong == []


def test_parse_gives_none_where_reading_gives_a_typed_no() -> None:
    assert parse_deadline("soon", DAY) is None
    assert read_deadline("soon", DAY) == NoDeadline(Why.VAGUE, "soon", "vague word")


def test_a_deadline_keeps_its_phrase_and_names_its_rule() -> None:
    assert parse_deadline("in 2 weeks", DAY) == Deadline(
        date(2025, 6, 11), date(2025, 6, 11), Precision.DAY, "amount", "in 2 weeks"
    )


@pytest.mark.parametrize(
    ("phrase", "flag"),
    [
        ("by June", "later-reading"),
        ("Wednesday", "later-reading"),
        ("in 3 hours", "later-reading"),
        ("next summer", "later-reading"),
        ("winter 2025", "later-reading"),
        ("next June", "later-reading"),
        ("within the month", "later-reading"),
        ("this summer", "northern-season"),
        ("6/30", "american-date"),
        ("6/30/2025", "american-date"),
        ("April 6", "rolled-forward"),
        ("in April", "rolled-forward"),
        ("Q1", "rolled-forward"),
        ("30 juin 2025", "foreign-date"),
    ],
)
def test_a_choice_between_readings_is_flagged(phrase: str, flag: str) -> None:
    answer = read_deadline(phrase, DAY)
    assert isinstance(answer, Deadline)
    assert flag in answer.flags


def test_this_week_said_on_a_sunday_is_the_coming_one_and_flagged() -> None:
    answer = read_deadline("this week", date(2025, 6, 1))
    assert isinstance(answer, Deadline)
    assert (answer.latest, answer.flags) == (date(2025, 6, 8), ("later-reading",))


@pytest.mark.parametrize("phrase", ["about two weeks", "two weeks or so", "hopefully next week"])
def test_a_hedge_makes_the_precision_approximate(phrase: str) -> None:
    answer = read_deadline(phrase, DAY)
    assert isinstance(answer, Deadline)
    assert answer.precision is Precision.APPROX


@pytest.mark.parametrize(
    ("phrase", "announced", "latest"),
    [
        ("next summer", date(2025, 7, 15), date(2026, 9, 22)),
        ("next summer", date(2025, 10, 5), date(2026, 9, 22)),
        ("next winter", date(2025, 1, 10), date(2026, 3, 20)),
        ("this winter", date(2025, 1, 10), date(2025, 3, 20)),
        ("Thanksgiving", date(2025, 12, 1), date(2026, 11, 26)),
        ("week 3", date(2025, 6, 1), date(2026, 1, 18)),
        ("week 3 of 2027", date(2025, 6, 1), date(2027, 1, 24)),
        ("W24", date(2025, 5, 28), date(2025, 6, 15)),
        ("in 3 working days", date(2025, 5, 31), date(2025, 6, 4)),
        ("in 5 working days", date(2025, 5, 31), date(2025, 6, 6)),
        ("next business day", date(2025, 5, 30), date(2025, 6, 2)),
        ("in a day and a half", date(2025, 5, 28), date(2025, 5, 30)),
        ("in half an hour", date(2025, 5, 28), date(2025, 5, 29)),
        ("in two and a half fortnights", date(2025, 5, 28), date(2025, 7, 2)),
        ("in two and a half quarters", date(2025, 5, 28), date(2026, 1, 12)),
        ("in 2000 days", date(2025, 5, 28), date(2030, 11, 18)),
        ("in two hundred days", date(2025, 5, 28), date(2025, 12, 14)),
        ("next fortnight", date(2025, 5, 28), date(2025, 6, 11)),
        ("next decade", date(2025, 5, 28), date(2039, 12, 31)),
        ("second quarter of next year", date(2025, 5, 28), date(2026, 6, 30)),
        ("last quarter of 2025", date(2025, 5, 28), date(2025, 12, 31)),
        ("second half of Q3", date(2025, 5, 28), date(2025, 9, 30)),
        ("first half of the summer", date(2025, 5, 28), date(2025, 8, 6)),
        ("the 31st", date(2025, 6, 2), date(2025, 7, 31)),
        ("the 12th of the month", date(2025, 5, 28), date(2025, 6, 12)),
        ("the 12th or 13th", date(2025, 5, 28), date(2025, 6, 13)),
        ("month of June", date(2025, 5, 28), date(2025, 6, 30)),
        ("3-2 weeks", date(2025, 5, 28), date(2025, 6, 18)),
        ("in June this time", date(2025, 5, 28), date(2025, 6, 30)),
        ("2nd week of June", date(2025, 5, 28), date(2025, 6, 14)),
        ("1st half of 2026", date(2025, 5, 28), date(2026, 6, 30)),
        ("next week or two", date(2025, 5, 28), date(2025, 6, 11)),
        ("this or next Friday", date(2025, 5, 28), date(2025, 6, 6)),
        ("this week or next Friday", date(2025, 5, 28), date(2025, 6, 6)),
        ("next year second", date(2025, 5, 28), date(2026, 12, 31)),
        ("end of the month end", date(2025, 5, 28), date(2025, 5, 31)),
        ("first half of early June", date(2025, 5, 28), date(2025, 6, 10)),
        ("weekend of fun", date(2025, 5, 28), date(2025, 6, 1)),
        ("2026 second", date(2025, 5, 28), date(2026, 12, 31)),
        ("Qwen in 2026", date(2025, 5, 28), date(2026, 12, 31)),
        ("- June", date(2025, 5, 28), date(2025, 6, 30)),
        ("June two weeks", date(2025, 5, 28), date(2025, 6, 30)),
        ("tomorrow on the hub", date(2025, 5, 28), date(2025, 5, 29)),
        ("4/7/2025", date(2025, 5, 28), date(2025, 7, 4)),
    ],
)
def test_a_less_common_phrase_has_the_last_day_a_reader_would_expect(
    phrase: str, announced: date, latest: date
) -> None:
    assert _days(read_deadline(phrase, announced))[1] == latest.isoformat()


@pytest.mark.parametrize(
    "phrase",
    [
        "next week",
        "in 2 months",
        "in 1000000 years",
        "end of next century",
        "31 December 9999",
        "the day after tomorrow",
        "this weekend",
        "next summer",
        "last",
        "20-",
        "-",
        "1:99:99",
        "2025-2026",
        "2025-06-30" * 4,
        "二十二十周内",
        "➈Jû in ² weeks",
        "13月5日",
        "2025-13",
        "Q5",
        "H3",
        "0 weeks",
    ],
)
@pytest.mark.parametrize("announced", [date.min, date(2025, 5, 28), date.max])
def test_the_ends_of_the_calendar_give_an_answer(phrase: str, announced: date) -> None:
    answer = read_deadline(phrase, announced)
    assert isinstance(answer, NoDeadline) or answer.earliest <= answer.latest


@pytest.mark.parametrize(
    "phrase",
    [
        "first week whatever",
        "first week of fun",
        "first hour of June 31",
        "third quarter of fun",
    ],
)
def test_what_only_begins_like_a_time_is_no_date(phrase: str) -> None:
    assert _days(read_deadline(phrase, DAY))[1] in {"no:not_a_date", "no:vague"}


def test_a_part_longer_than_its_whole_is_not_read() -> None:
    assert _days(read_deadline("second quarter of next month", DAY)) == ("2025-06-01", "2025-06-30")
    assert _days(read_deadline("first hour of June", DAY)) == ("2025-06-01", "2025-06-30")


def test_a_leap_day_past_the_end_of_the_calendar_is_no_date() -> None:
    assert _days(read_deadline("February 29", date(9997, 1, 1)))[1] == "no:not_a_date"


def test_the_modal_may_is_no_month() -> None:
    assert _days(read_deadline("may be out soon", DAY))[1] == "no:vague"


def test_a_text_too_long_to_be_a_phrase_is_no_date() -> None:
    assert read_deadline("in two weeks " * 40, DAY) == NoDeadline(
        Why.NOT_A_DATE, "in two weeks " * 40, "too long"
    )


def test_a_foreign_date_gone_by_is_past() -> None:
    answer = read_deadline("3 décembre 2024", DAY)
    assert isinstance(answer, NoDeadline)
    assert answer.why is Why.PAST
