from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.exports.cases import CLAIM, LAB
from tests.exports.cases import DELIVERED as VERDICT
from tests.store.samples import exchange, sweep
from verifier.core.exchanges import Body, Exchange, pack
from verifier.core.verdict import Recorded
from verifier.exports.case import Case
from verifier.exports.warc import render
from verifier.ports import Kept

CASE = Case(CLAIM, LAB, Recorded(VERDICT, VERDICT.as_of, 1), (), {})


def archived(one: Exchange, body: Body | None, *, packed: bool = False) -> list[tuple[str, str]]:
    """Write one exchange, and read its answer and request back: their headers, digests checked."""
    kept = [Kept(sweep(), (one,))]
    archive = b"".join(render(CASE, kept, lambda _: body, packed=packed))
    found = []
    for record in ArchiveIterator(BytesIO(archive), check_digests="raise"):
        record.content_stream().read()
        if record.rec_type == "response":
            found += [("status", record.http_headers.statusline), *record.http_headers.headers]
            found += record.rec_headers.headers
    return found


def test_a_body_stands_undone_and_the_headers_of_its_form_on_the_wire_beside_it() -> None:
    wire = (("Content-Encoding", "gzip"), ("Content-Length", "23"), ("ETag", "x"))
    one = Exchange(
        "https://a.test/?q=1", sweep().began, sweep().ended, 200, (), wire, pack(b"text")
    )
    told = archived(one, pack(b"text"))
    assert told[:5] == [
        ("status", "200 OK"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-Content-Length", "23"),
        ("ETag", "x"),
        ("Content-Length", "4"),
    ]


@pytest.mark.parametrize(
    ("status", "truncated"), [(200, True), (302, True), (304, False), (599, True)]
)
def test_an_answer_without_its_body_says_that_it_is_cut_where_there_was_one(
    status: int, truncated: bool
) -> None:
    began = sweep().began
    one = Exchange("https://a.test/", began, began, status, (), (), None)
    told = dict(archived(one, None))
    assert ("WARC-Truncated" in told) == truncated
    assert told["status"].startswith(str(status))


def test_a_body_that_is_gone_or_changed_is_left_out_and_not_passed_off() -> None:
    changed = Body(pack(b"text").sha256, 4, pack(b"evil").packed)
    assert "WARC-Truncated" in dict(archived(exchange(b"text"), changed))


def test_headers_of_any_letters_keep_every_digest_right() -> None:
    headers = (("Server", "caf\u00e9 \u00ff"), ("X-Empty", ""))
    began = sweep().began
    one = Exchange("https://a.test/", began, began, 200, headers, headers, pack(b"x"))
    assert ("X-Empty", "") in archived(one, pack(b"x"), packed=True)
