"""JSON: the same columns with JSON's own types, as one array or one claim a line."""

import json
from collections.abc import Iterator

from verifier.exports.material import Material
from verifier.exports.plain import as_plain


def render(material: Material) -> Iterator[bytes]:
    """Write an array of objects, keys in the order of the columns, one claim a line."""
    before = "[\n"
    for text in _texts(material):
        yield f"{before}{text}".encode("utf-8", "replace")
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def render_lines(material: Material) -> Iterator[bytes]:
    """Write the same objects as JSON Lines: one a line, nothing around them."""
    for text in _texts(material):
        yield f"{text}\n".encode("utf-8", "replace")


def _texts(material: Material) -> Iterator[str]:
    return (json.dumps(as_plain(row), ensure_ascii=False) for row in material.rows)
