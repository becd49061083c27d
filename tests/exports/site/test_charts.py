import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from verifier.core.evidence import Gating
from verifier.core.intervals import Interval
from verifier.core.licences import LicenceClass
from verifier.core.records import Lateness, Weights, curve_of, tempo_of
from verifier.exports.site.charts import lateness_chart, tempo_chart

AT = datetime(2025, 5, 1, tzinfo=UTC)
CURVE = curve_of([Lateness(0, True), Lateness(5, True), Lateness(9, True), Lateness(400, False)])


def _weights(name: str, at: datetime) -> Weights:
    when, kind = Interval.at(at), LicenceClass.PERMISSIVE
    return Weights(name, "lab", "", when, "mit", kind, osi=True, gated=Gating.NONE)


TEMPO = tempo_of(
    [_weights("a/b", AT), _weights("a/c", AT), _weights("a/d", AT - timedelta(days=200))],
    AT + timedelta(days=100),
)


@pytest.mark.parametrize("chart", [lateness_chart(CURVE, "L"), tempo_chart(TEMPO, "L")])
def test_a_chart_is_styled_by_attributes_and_names_itself(chart: str) -> None:
    assert "style=" not in chart
    assert "<style" not in chart
    assert "<metadata" not in chart
    root = ET.fromstring(chart)
    title, told = root[0], root[1]
    assert (title.tag, told.tag) == ("title", "desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert lateness_chart(CURVE, "L") == lateness_chart(CURVE, "L")
    assert tempo_chart(TEMPO, "L") == tempo_chart(TEMPO, "L")


def test_two_charts_of_one_page_share_no_id() -> None:
    ids = [set(re.findall(r'id="([^"]+)"', lateness_chart(CURVE, name))) for name in ("A", "B")]
    assert ids[0].isdisjoint(ids[1])
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', lateness_chart(CURVE, "A")))
    assert used <= ids[0]


def test_the_words_of_a_chart_are_text_and_hostile_names_stay_text() -> None:
    chart = lateness_chart(CURVE, '<script>"$x^2$\u05d0')
    assert "<script" not in chart
    assert ">days after the due day</text>" in chart
    assert "100 %" in chart


def test_a_curve_is_told_in_words_and_drawn_as_far_as_something_came() -> None:
    chart = lateness_chart(CURVE, "L")
    assert "25 per cent had come by the due day, 75 per cent in the end." in chart
    assert ">400<" not in chart


def test_bars_name_their_quarters_the_year_once() -> None:
    chart = tempo_chart(TEMPO, "L")
    assert [chart.count(f">{year}</") for year in (2024, 2025)] == [1, 1]
    assert "3 in the quarters shown" in chart
