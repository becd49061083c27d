from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.track_records import ACME, AS_OF, BOREALIS, judged, promise
from tests.fakes.world import LAB, at, repo
from verifier.core.claims import Reason
from verifier.core.evidence import Evidence, Gating, Observation
from verifier.core.facts import survey
from verifier.core.records import Tempo, rate_of, record_of, scores_of, tempo_of, weights_of
from verifier.exports import scoreboard, scoreboard_tempo
from verifier.exports.columns import columns_of
from verifier.exports.scoreboard_data import as_data
from verifier.exports.scoreboard_rows import ScoreRow, score_rows

ON_TIME = [judged(Reason.ON_TIME, claim=promise(f"kept-{number}")) for number in range(3)]
LATE = [judged(Reason.DELIVERED_LATE, days, claim=promise(f"late-{days}")) for days in (5, 9)]
OUT = judged(Reason.UNDELIVERED, 120, claim=promise("out"))
MOVED = judged(
    Reason.NOT_DUE, claim=promise("moved", date(2025, 6, 21), revises="late-5"), lab=ACME
)
PUT_OFF = judged(Reason.NO_FIXED_DEADLINE, claim=promise("put-off", None, revises="late-9"))
RELAYED = judged(
    Reason.UNDELIVERED, 3, claim=replace(promise("relayed"), relayed_by="a blog"), lab=BOREALIS
)
ABOUT = judged(Reason.ON_TIME, claim=promise("about", about=True), lab=BOREALIS)
SEEN = at("2025-12-31")


def test_a_rate_never_stands_without_its_counts_and_its_interval() -> None:
    assert scoreboard.rate(rate_of(3, 2)) == "3 of 5, 60 % (23-88 %)"
    assert scoreboard.rate(rate_of(0, 1)) == "0 of 1, 0 % (0-79 %)"
    assert scoreboard.rate(None) == "none decided"


def test_only_all_is_a_hundred_percent_and_only_nothing_is_none() -> None:
    assert scoreboard.rate(rate_of(999, 1)).startswith("999 of 1000, 99 % (99-99 %)")
    assert scoreboard.rate(rate_of(1, 999)).startswith("1 of 1000, 1 % (1-1 %)")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([*ON_TIME, *LATE], "0 (0-5)"),
        ([*LATE, OUT], "9 (5-120+)"),
        ([OUT], "120+"),
        ([LATE[0]], "5"),
        ([PUT_OFF], "-"),
    ],
)
def test_lateness_is_the_median_with_its_quartiles_and_open_where_nobody_knows(
    found: list[object], told: str
) -> None:
    assert scoreboard.cells(record_of(found))[5] == told  # type: ignore[arg-type]  # of Judged


def test_the_cells_stand_under_their_headings() -> None:
    record = record_of([*ON_TIME, *LATE, OUT, MOVED, RELAYED, ABOUT])
    assert dict(zip(scoreboard.HEADINGS, scoreboard.cells(record), strict=True)) == {
        "claims": "9",
        "fulfilled": "4",
        "late": "4",
        "pending": "1",
        "on time": "3 of 6, 50 % (19-81 %)",
        "days late": "0 (0-9)",
        "slips": "1",
        "apart": "1 approximate, 1 only relayed",
    }
    assert scoreboard.apart(record_of([])) == "-"


def test_the_paragraph_tells_counts_lateness_slips_and_what_is_apart() -> None:
    scores = scores_of([*ON_TIME, *LATE, OUT, MOVED, PUT_OFF, RELAYED, ABOUT])
    assert list(scoreboard.in_words(scores, AS_OF)) == [
        "10 promises of 2 labs, judged as of 2025-07-01 12:00 UTC: 4 fulfilled, 4 late, 2 pending.",
        "On time, of those with a fixed day that are decided: 3 of 6, 50 % (19-81 %).",
        (
            "Half had come by the due day, three quarters within 9 days of the due day; "
            "1 had not come when last looked for."
        ),
        "Deadlines were moved to a later day 1 time, by 10 days in all.",
        "Deadlines gave way to no day at all 1 time.",
        "With the approximate and the ruled ones: 4 of 7, 57 % (25-84 %).",
    ]


def test_where_nothing_is_decided_the_paragraph_says_that_there_is_no_rate() -> None:
    (_, second) = scoreboard.in_words(scores_of([PUT_OFF]), AS_OF)
    assert second == "None with a fixed day is decided, so there is no rate."


def test_what_half_never_reached_is_later_than_anybody_looked() -> None:
    sensitive = replace(OUT, verdict=replace(OUT.verdict, tz_sensitive=True))
    told = " ".join(scoreboard.in_words(scores_of([sensitive]), AS_OF))
    assert "Half had come later than 120 days after the due day" in told
    assert "By the lab's own calendar 1 of those in the rate would be judged otherwise." in told


def test_the_data_has_every_count_and_no_share_without_them() -> None:
    data = as_data(scores_of([*ON_TIME, *LATE, RELAYED, ABOUT]), AS_OF)
    overall = data["overall"]
    assert (overall["rate"]["on_time"], overall["rate"]["of"]) == (3, 5)
    assert overall["apart"]["relayed"] == {
        "claims": 1,
        "on_time": 0,
        "undated": 0,
        "late": 1,
        "pending": 0,
    }
    assert overall["lateness"]["steps"][0]["at_risk"] == 5
    assert [lab["id"] for lab in data["labs"]] == ["acme", "borealis"]
    assert [(each["country"], each["labs"]) for each in data["countries"]] == [
        ("CA", ["borealis"]),
        ("CN", ["acme"]),
    ]
    assert as_data(scores_of([PUT_OFF]), AS_OF)["overall"]["rate"] is None


def test_rows_are_for_all_then_countries_then_labs() -> None:
    rows = list(score_rows(scores_of([*ON_TIME, *LATE, OUT, RELAYED]), AS_OF))
    assert [(row.of, row.id) for row in rows] == [
        ("all", "all"),
        ("country", "CA"),
        ("country", "CN"),
        ("lab", "acme"),
        ("lab", "borealis"),
    ]
    first, relayed = rows[0], rows[-1]
    assert (first.on_time, first.decided, first.on_time_percent) == (3, 6, "50.0")
    assert (first.low_percent, first.high_percent) == ("18.8", "81.2")
    assert (first.median_days_late, first.not_come, first.last_seen_out) == (0, 1, 120)
    assert (relayed.decided, relayed.on_time_percent, relayed.last_seen_out) == (0, "", None)
    assert all(columns_of(ScoreRow).values())


def tempo(*seen: Observation) -> Tempo:
    return tempo_of(weights_of(LAB, survey(Evidence(seen), SEEN)), SEEN)


A = repo("MiniMaxAI/MiniMax-A", "2024-06-16", created="2024-06-05", licence="mit")
B = repo(
    "MiniMaxAI/MiniMax-B",
    "2025-06-16",
    created="2025-06-05",
    licence="cc-by-nc-4.0",
    gated=Gating.AUTO,
)
C = repo("MiniMaxAI/MiniMax-C", "2025-11-16", created="2025-06-05", gated=Gating.UNKNOWN)
D = repo("MiniMaxAI/MiniMax-D", "2025-11-16", gated=Gating.MANUAL)
E = repo("MiniMaxAI/MiniMax-E", "2025-11-16", licence="mit")


def test_a_quarter_tells_what_came_in_it_what_came_then_or_later_and_how_open_it_is() -> None:
    rows = {str(row.quarter): scoreboard_tempo.cells(row) for row in tempo(A, B, C).quarters}
    assert rows["2025-Q2"] == (
        "1",
        "1",
        "1 non-commercial, 1 unknown",
        "0 of 1",
        "1 of 1, 100 % (1 not known)",
    )
    assert rows["2025-Q3"] == ("0", "0", "-", "-", "-")
    assert len(rows) == 7


def test_a_labs_line_tells_its_first_and_its_last_quarter_and_what_is_given_out_by_hand() -> None:
    assert scoreboard_tempo.lab_cells(tempo(A, B, D)) == (
        "2",
        "2024-Q2",
        "2025-Q2",
        "1 permissive, 1 non-commercial",
        "1 of 2",
        "1 of 2, 50 %",
        "1",
    )
    assert scoreboard_tempo.lab_cells(tempo(D))[:3] == ("0", "-", "-")
    assert scoreboard_tempo.lab_cells(tempo(C))[4:] == ("not known", "not known", "-")


def test_the_field_is_summed_up_in_numbers_that_are_at_least() -> None:
    seen = tempo(A, B, C, D, E)
    assert list(scoreboard_tempo.in_words(seen, [seen, tempo(D)], SEEN)) == [
        (
            "At least 4 repositories with own complete weights of 1 lab were public on the Hub "
            "as of 2025-12-31 00:00 UTC."
        ),
        (
            "In the quarters 2024-Q4 to 2025-Q3, 1 (and 1 then or later) were published, and 1 in "
            "2024-Q2 to 2024-Q3; 0 so far in 2025-Q4."
        ),
        (
            "Licences: 2 permissive, 1 non-commercial, 1 unknown; of the 3 that are known 2 are "
            "OSI-approved. Gates: 2 open to anyone, 1 behind a form, 1 not known."
        ),
        "1 more are given out one by one by hand.",
        "Of 1 it is not known since when they were public.",
    ]


def test_a_young_record_is_held_against_nothing() -> None:
    young = repo("MiniMaxAI/MiniMax-F", "2025-08-16", created="2025-08-05")
    told = " ".join(scoreboard_tempo.in_words(tempo(young), [], SEEN))
    assert "In 2025-Q3, 1 were published; 0 so far in 2025-Q4." in told
    new = repo("MiniMaxAI/MiniMax-F", "2025-11-16", created="2025-11-05")
    assert "published" not in " ".join(scoreboard_tempo.in_words(tempo(new), [], SEEN))
    (nothing,) = scoreboard_tempo.in_words(tempo(), [], SEEN)
    assert nothing.startswith("No complete weights of a lab's own were seen")


def test_the_tempos_data_adds_up() -> None:
    seen = tempo(A, B, C, E)
    data = scoreboard_tempo.as_data(seen, [(LAB, seen)], SEEN)
    overall = data["overall"]
    placed = sum(row["published"] + row["or_later"] for row in overall["quarters"])
    assert placed + overall["unplaced"] == overall["total"]["repositories"] == 4
    assert sum(overall["total"]["licences"].values()) == 4
    assert sum(overall["total"]["gates"].values()) == 4
    assert data["labs"][0]["id"] == "minimax"
