import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verifier.core.feed_urls import normal_url, source_id


@pytest.mark.parametrize(
    "spelling",
    [
        "https://acme.test/feed?a=1",
        "HTTPS://ACME.test/feed?a=1",
        "https://acme.test:443/feed?a=1",
        "https://acme.test/feed?a=1#top",
        " https://acme.test/feed?a=1\n",
        "https://user:secret@acme.test/feed?a=1",
    ],
)
def test_all_spellings_of_an_address_are_one(spelling: str) -> None:
    assert source_id(spelling) == "feed:https://acme.test/feed?a=1"


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://acme.test", "https://acme.test/"),
        ("http://acme.test:8080/Feed", "http://acme.test:8080/Feed"),
        ("http://bücher.test/feed", "http://xn--bcher-kva.test/feed"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("http://[::1", "http://[::1"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("", ""),
    ],
)
def test_what_can_differ_is_kept(written: str, normal: str) -> None:
    assert normal_url(written) == normal


@example("A://\u00a8")
@given(st.text() | st.from_regex(r"https?://[^\s]{1,30}", fullmatch=True))
def test_the_one_spelling_is_its_own(written: str) -> None:
    assert normal_url(normal_url(written)) == normal_url(written)
