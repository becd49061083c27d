from datetime import UTC, datetime, timedelta, timezone

import pytest

from verifier.store.marks import mark_of, marked
from verifier.store.schema import recipients

MET = datetime(2025, 6, 1, 12, tzinfo=UTC)
ROW = {"id": "r", "told_up_to": 1, "met": MET}


def test_a_row_is_marked_with_what_it_holds() -> None:
    row = marked(recipients, ROW)
    assert row == {**ROW, "mark": mark_of("recipients", ROW)}


@pytest.mark.parametrize(
    "change", [{"id": "s"}, {"told_up_to": 2}, {"met": MET + timedelta(microseconds=1)}]
)
def test_another_value_is_another_mark(change: dict[str, object]) -> None:
    assert marked(recipients, ROW | change)["mark"] != marked(recipients, ROW)["mark"]


def test_one_instant_of_two_zones_is_one_mark() -> None:
    elsewhere = ROW | {"met": MET.astimezone(timezone(timedelta(hours=8)))}
    assert marked(recipients, elsewhere)["mark"] == marked(recipients, ROW)["mark"]


def test_a_text_no_database_takes_is_marked_as_it_will_be_stored() -> None:
    row = marked(recipients, ROW | {"id": "odd \ud83d\0"})
    assert row["id"] == "odd ?"
    assert row["mark"] == mark_of("recipients", ROW | {"id": "odd ?"})


def test_what_is_said_besides_is_marked_and_not_stored() -> None:
    row = marked(recipients, ROW, more=["a"])
    assert row.keys() == {*ROW, "mark"}
    others = (marked(recipients, ROW), marked(recipients, ROW, more=[]))
    assert row["mark"] not in {other["mark"] for other in others}
