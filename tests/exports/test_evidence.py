from dataclasses import replace

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, END, HUB, REPOSITORY, verdict
from tests.exports.test_deciding import FIRST, LATER
from verifier.core.canon import digest
from verifier.core.claims import Reason
from verifier.core.evidence import Check, Observation
from verifier.core.findings import Finding, Looked, Role
from verifier.core.intervals import Interval
from verifier.core.verdict import Verdict
from verifier.exports.columns import columns_of
from verifier.exports.evidence import EvidenceRow, Weight, evidence_of

READ = Looked(HUB, END, proves=True)
CHECK = Check(
    "A. Editor",
    Interval(END, AS_OF),
    "github.com/a/b",
    (),
    "minimax",
    AS_OF,
    "archive:checks",
    "https://c",
    note="still missing",
)


def rows(given: Verdict, *looked: Looked, facts: tuple[Observation, ...] = ()) -> list[EvidenceRow]:
    return list(evidence_of(given, looked, {digest(fact): fact for fact in facts}))


def test_every_column_is_described_in_one_line() -> None:
    assert all(about.endswith(".") for about in columns_of(EvidenceRow).values())


def test_a_fact_tells_what_it_is_when_and_how_it_dates_the_delivery() -> None:
    counted, *_ = rows(DELIVERED, facts=(REPOSITORY,))
    assert (counted.claim_id, counted.number, counted.role) == (CLAIM.id, 1, Weight.COUNTS)
    assert counted.decides
    assert (counted.kind, counted.what, counted.part) == ("repository", REPOSITORY.id, 1)
    assert (counted.dated_not_before, counted.dated_not_after) == (None, REPOSITORY.seen_at)
    assert (counted.recorded_at, counted.source) == (REPOSITORY.recorded_at, REPOSITORY.source)
    assert (counted.url, counted.sha256) == (REPOSITORY.url, digest(REPOSITORY))
    assert counted.bounds == (
        "not_before 2025-06-05T08:00:00Z: repository created, often in private (not used); "
        "hardly_before 2025-06-15T16:00:00Z: start of the day of the lab's announcement; "
        "not_after 2025-06-16T15:00:07Z: announced as out by the lab"
    )


def test_a_fact_the_store_has_lost_keeps_its_row_and_its_address() -> None:
    counted, *_ = rows(DELIVERED)
    assert (counted.kind, counted.url) == ("", DELIVERED.findings[0].url)
    assert counted.sha256 == digest(REPOSITORY)


def test_what_decides_comes_first_and_what_came_later_is_called_so() -> None:
    given = replace(
        verdict(Reason.DELIVERED_LATE),
        delivery=FIRST.delivery,
        findings=(LATER, FIRST),
        evidence=("a later one low", "a later one high", "first high", "first low"),
    )
    told = rows(given)
    assert [row.sha256 for row in told[:2]] == ["first low", "first high"]
    assert [row.decides for row in told] == [True, True, False, False]
    assert [row.role for row in told[2:]] == [Weight.LATER, Weight.LATER]
    assert [row.number for row in told] == [1, 2, 3, 4]


def test_what_does_not_count_never_decides_though_a_fact_of_it_does() -> None:
    mark = digest(REPOSITORY)
    decoy = Finding("a/copy", Role.NOT, "it is a copy", evidence=(mark,))
    told = rows(replace(DELIVERED, findings=(*DELIVERED.findings, decoy)), facts=(REPOSITORY,))
    assert [(row.artefact, row.decides) for row in told] == [
        (REPOSITORY.id, True),
        ("a/copy", False),
    ]


def test_a_weak_match_decides_only_where_a_person_must_look() -> None:
    weak = Finding("a/b", Role.WEAK, "a name alike", evidence=("mark",))
    given = replace(verdict(Reason.NEEDS_REVIEW), findings=(weak,), evidence=("mark",))
    assert [row.decides for row in rows(given)] == [True]
    assert [row.decides for row in rows(replace(given, reason=Reason.NOT_DUE))] == [False]


def test_an_absence_rests_on_the_places_that_were_read_after_the_deadline() -> None:
    unread = Looked("hub:Other", None, proves=False, trouble="never read")
    absent, other = rows(verdict(Reason.UNDELIVERED), READ, unread)
    assert (absent.role, absent.kind, absent.decides) == (Weight.ABSENCE, "reading", True)
    assert (absent.artefact, absent.recorded_at, absent.sha256) == (HUB, END, "")
    assert absent.why.startswith("last validly read at 2025-06-12 12:00 UTC, after the deadline")
    assert (other.decides, other.why, other.recorded_at) == (False, "never read", None)


def test_a_place_proves_nothing_where_the_thing_was_delivered() -> None:
    assert [row.decides for row in rows(verdict(Reason.ON_TIME), READ)] == [False]


def test_a_look_by_hand_is_told_once() -> None:
    given = replace(verdict(Reason.UNDELIVERED), evidence=(digest(CHECK),))
    (told,) = rows(given, Looked(CHECK.place, END, proves=True), facts=(CHECK,))
    assert (told.kind, told.role, told.decides) == ("check", Weight.ABSENCE, True)
    assert (told.artefact, told.why, told.url) == (CHECK.place, "still missing", "https://c")
