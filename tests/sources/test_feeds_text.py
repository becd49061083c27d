import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.sources.feed_text import plain_text, to_utf8


def test_a_text_is_utf8_whatever_its_labels_say() -> None:
    assert to_utf8("é".encode(), "text/xml; charset=iso-8859-1") == "é".encode()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A <b>bold</b> claim", "A bold claim"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("one<br/>two", "one two"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;after", "after"),
        ("<scr<b></b>ipt>x", "x"),
        ("a\x00b\x1b[31mc\u202edcba\u200b", "a b [31mcdcba"),
        ("x < y and y > z", "x < y and y > z"),
        ("  a \n\t b  ", "a b"),
        ("<!-- gone -->kept", "kept"),
    ],
)
def test_text_is_plain_from_here_on(written: str, read: str) -> None:
    assert plain_text(written, 100) == read


@given(st.text())
def test_no_text_keeps_markup_or_control_characters(text: str) -> None:
    plain = plain_text(f"<b>{text}</b>&lt;script&gt;{text}", 1000)
    assert plain.isprintable() or not plain.isascii()
    assert "<script>" not in plain.lower()
    assert "<b>" not in plain.lower()
