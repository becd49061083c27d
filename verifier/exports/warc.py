"""A claim's evidence as a web archive (WARC 1.1): what was asked and answered, byte for byte.

Bodies stand with their content coding undone, as they were read; the headers that spoke of their
form on the wire are kept beside, under `X-Archive-Orig-`. Dates and ids come from the readings, so
that the same evidence gives the same file.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from verifier.core.canon import digest, plain
from verifier.core.exchanges import Body, Exchange, unpack
from verifier.exports.case import Case, as_data
from verifier.ports import Kept

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

Bodies = Callable[[str], Body | None]
"""Gives a kept body by its address."""

_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_NOT_MODIFIED = 304


def render(case: Case, kept: Iterable[Kept], bodies: Bodies, *, packed: bool) -> Iterator[bytes]:
    """Write the archive in pieces: the verdict with its facts first, then each exchange.

    `packed` writes every record by gzip, as a `.warc.gz` holds them.
    """
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.1")
    writer.write_record(_about(writer, case))
    writer.write_record(_judged(writer, case))
    yield _taken(out)
    for one in kept:
        for exchange in one.exchanges:
            response, request = _pair(writer, exchange, bodies)
            writer.write_request_response_pair(request, response)
            yield _taken(out)


def _taken(out: BytesIO) -> bytes:
    data = out.getvalue()
    out.seek(0)
    out.truncate()
    return data


def _about(writer: "WARCWriter", case: Case) -> "ArcWarcRecord":
    fields = {
        "software": "verifier",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": f"Readings behind the verdict on {case.claim.id}",
    }
    payload = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    return writer.create_warc_record(
        "",
        "warcinfo",
        payload=BytesIO(payload),
        length=len(payload),
        warc_headers_dict=_headers(case.verdict.as_of, f"warcinfo {case.claim.id}"),
    )


def _judged(writer: "WARCWriter", case: Case) -> "ArcWarcRecord":
    payload = json.dumps(as_data(case), ensure_ascii=False, sort_keys=True).encode(
        "utf-8", "replace"
    )
    return writer.create_warc_record(
        f"urn:verifier:claim:{case.claim.id}",
        "resource",
        payload=BytesIO(payload),
        length=len(payload),
        warc_content_type="application/json",
        warc_headers_dict=_headers(case.verdict.as_of, f"claim {case.claim.id}"),
    )


def _pair(
    writer: "WARCWriter", exchange: Exchange, bodies: Bodies
) -> tuple["ArcWarcRecord", "ArcWarcRecord"]:
    from warcio.statusandheaders import StatusAndHeaders

    body = _body(exchange, bodies)
    mark = digest(replace(exchange, body=None))
    said = _headers(exchange.began, f"response {mark}")
    if body is None and exchange.status != _NOT_MODIFIED:
        said["WARC-Truncated"] = "unspecified"
    response = writer.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(body or b""),
        length=len(body or b""),
        http_headers=StatusAndHeaders(
            _status(exchange.status), _answer(exchange, body), protocol="HTTP/1.1"
        ),
        warc_headers_dict=said,
    )
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    request = writer.create_warc_record(
        exchange.url,
        "request",
        http_headers=StatusAndHeaders(
            f"GET {target} HTTP/1.1", list(exchange.sent), is_http_request=True
        ),
        warc_headers_dict=_headers(exchange.began, f"request {mark}"),
    )
    return response, request


def _body(exchange: Exchange, bodies: Bodies) -> bytes | None:
    body = bodies(exchange.body.sha256) if exchange.body else None
    return unpack(body) if body else None


def _answer(exchange: Exchange, body: bytes | None) -> list[tuple[str, str]]:
    """Give the answer's headers, such that they speak of the body as it stands here."""
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _WIRE else name, value)
        for name, value in exchange.headers
    ]
    return [*headers, ("Content-Length", str(len(body)))] if body is not None else headers


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return f"{code} Unknown"


def _headers(at: datetime, name: str) -> dict[str, str]:
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'verifier {name}')}>",
        "WARC-Date": plain(at),
    }
