from datetime import UTC, date, datetime

import pytest

from verifier.exports.site.text import address, bare, clean, day, moment, prose, said


def test_a_day_reads_as_in_a_newspaper_and_keeps_its_machine_form() -> None:
    assert day(date(2025, 6, 1)) == '<time datetime="2025-06-01">1 June 2025</time>'
    assert day(None) == ""


def test_an_instant_is_told_to_the_minute_unless_it_has_seconds() -> None:
    at = datetime(2025, 6, 12, 12, tzinfo=UTC)
    assert moment(at) == '<time datetime="2025-06-12T12:00:00Z">12 June 2025, 12:00 UTC</time>'
    assert "12:00:07 UTC" in moment(at.replace(second=7))
    assert moment(None) == ""


def test_told_sentences_get_dates_in_words_but_ids_keep_theirs() -> None:
    told = prose("due 2025-06-11 (minimax-2025-05-28-open-weights), over at 2025-06-12 12:00 UTC")
    assert "11 June 2025</time> (minimax-2025-05-28-open-weights)" in told
    assert "12 June 2025, 12:00 UTC</time>" in told


def test_what_only_looks_like_a_day_stays_as_it_is() -> None:
    assert prose("on 2025-13-45") == "<bdi>on 2025-13-45</bdi>"


def test_addresses_in_a_sentence_are_linked_without_its_full_stop() -> None:
    told = prose('Source: https://example.org/a?b=1&c="x. Next')
    assert '<a class="url" href="https://example.org/a?b=1&amp;c=" rel' in told
    assert prose("https://example.org/a.").endswith("</a>.</bdi>")
    assert "<a" not in prose("http://[bad stays text")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "", "github.com/a/b", "http://", "http://[", "//x"],
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert address(url) == ""


def test_markup_and_controls_are_text() -> None:
    assert said("<b>\x00\ud800&") == "<bdi>&lt;b&gt;&amp;</bdi>"
    assert clean("a\x07b\ufffe") == "ab"


def test_text_reads_as_it_is_written_in_any_script() -> None:
    assert said("\u202egnp.exe") == "<bdi>gnp.exe</bdi>"
    assert said("\u200f\u05d0\u2067b\u2069") == "<bdi>\u200f\u05d0\u2067b\u2069</bdi>"


def test_a_title_is_one_line_without_marks_of_direction() -> None:
    assert bare("a\u202eb\n c") == "ab c"
