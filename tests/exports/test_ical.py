from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tests.exports.cases import CLAIM
from tests.exports.materials import SITE, material, rows, written
from verifier.core.claims import Reason, Status
from verifier.exports.rows import Row
from verifier.exports.texts import line_of


def text(event: Event, name: str) -> str:
    return str(event[name])


def events(*given: Row) -> list[Event]:
    content = written("ical", material(SITE, given or None))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    assert str(calendar["version"]) == "2.0"
    return list(calendar.events)


def test_a_due_day_is_an_all_day_event_that_keeps_nobody_busy() -> None:
    (event,) = events()
    assert event.decoded("dtstart") == date(2025, 6, 11)
    assert text(event, "uid") == f"{CLAIM.id}@deadlines.verifier"
    assert text(event, "transp") == "TRANSPARENT"
    assert text(event, "summary") == "MiniMax: MiniMax open weights in 2 weeks (Late by 5 days)"
    assert text(event, "url") == f"{SITE}/claims/{CLAIM.id}/"
    assert event.categories == ["late"]


def test_an_event_is_stamped_when_its_verdict_last_changed() -> None:
    (event,) = events()
    assert event.decoded("dtstamp") == rows()[1].status_since


def test_a_night_that_only_confirms_a_verdict_changes_nothing() -> None:
    late = rows()[1]._replace(status=Status.LATE, reason=Reason.UNDELIVERED, days_overdue=3)
    tomorrow = late._replace(days_overdue=4, as_of=late.as_of.replace(day=2))
    assert written("ical", material(given=[late])) == written("ical", material(given=[tomorrow]))


def test_a_promise_without_a_day_is_in_no_calendar() -> None:
    assert len(events(*rows())) == 1


@given(st.text(), st.text())
def test_any_text_survives_the_calendar(said: str, lab: str) -> None:
    (event,) = events(rows()[1]._replace(claim_text=said, lab=lab))
    summary = line_of(f"{lab}: {said} (Late by 5 days)")
    assert text(event, "summary") == summary.replace("\\N", "\\n")
