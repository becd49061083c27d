"""What leaves the house: every format a pure render of the same rows, one file a format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from verifier.exports.rows import Row

Render = Callable[[Iterable[Row]], Iterator[bytes]]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "csv": "verifier.exports.csv:render",
        "csv-excel": "verifier.exports.csv:render_for_excel",
        "json": "verifier.exports.json:render",
    }
)
"""Format -> where its `Render` stands. A new format is one file and one line here."""


def renderer(name: str) -> Render:
    """Find a format's render; KeyError where there is none of that name."""
    module, _, function = FORMATS[name].partition(":")
    render: Render = getattr(import_module(module), function)
    return render
