"""Reading a response's body without letting it grow: size, ratio and end are all checked."""

import zlib
from collections.abc import Iterable

_GZIP = 16 + zlib.MAX_WBITS
_RATIO = 100
_RATIO_FLOOR = 512 * 1024
"""Below this many decoded bytes no ratio is suspicious: runs of blanks compress well."""


class BadBody(Exception):
    """A body that cannot be taken; the code says why."""

    def __init__(self, fault: str, detail: str) -> None:
        super().__init__(detail)
        self.fault = fault
        self.detail = detail


def read_plain(chunks: Iterable[bytes], limit: int) -> bytes:
    """Join the chunks; raises BadBody past `limit` bytes."""
    parts, size = [], 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        _check_size(size, limit)
    return b"".join(parts)


def read_gzip(chunks: Iterable[bytes], limit: int) -> bytes:
    """Decode gzip as it comes; raises BadBody past `limit` or when it does not end properly."""
    decoder = zlib.decompressobj(_GZIP)
    parts, size, received = [], 0, 0
    for chunk in chunks:
        received += len(chunk)
        _check_size(received, limit)
        try:
            part = decoder.decompress(chunk, limit + 1 - size)
        except zlib.error as problem:
            raise BadBody("bad_gzip", f"the compressed body is broken: {problem}") from problem
        parts.append(part)
        size += len(part)
        _check_size(size, limit)
        if size > max(_RATIO_FLOOR, _RATIO * received):
            raise BadBody("gzip_bomb", f"{received} bytes unfold to more than {size}")
    if not decoder.eof or decoder.unused_data:
        raise BadBody("bad_gzip", "the compressed body does not end where it should")
    return b"".join(parts)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise BadBody("too_large", f"the body is larger than {limit} bytes")
