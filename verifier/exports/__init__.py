"""What leaves the house: every format a pure render of the same material, one file a format."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from verifier.errors import UsageError

if TYPE_CHECKING:
    from verifier.exports.material import Material

Render = Callable[["Material"], Iterator[bytes]]
Files = Callable[["Material"], Iterator[tuple[str, Iterator[bytes]]]]

_CSV, _JSON = "text/csv; charset=utf-8", "application/json"
_JSONL, _FEED, _LD = "application/jsonl", "application/feed+json", "application/ld+json"
_ATOM, _ICAL = "application/atom+xml", "text/calendar; charset=utf-8"
_PARQUET = "application/vnd.apache.parquet"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Format(NamedTuple):
    """One format: where its `Render` stands, and what its file is called, is and holds."""

    where: str
    """Module of this package and function: `csv:render`."""
    file: str
    """What the file is called where a name is needed."""
    media_type: str
    about: str
    folder: str = ""
    """Where its `Files` stand, if a folder of several files can be written instead."""

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return any(kind in self.media_type for kind in ("text/", "json", "atom+xml"))

    def render(self, material: "Material") -> Iterator[bytes]:
        """Write the material in pieces. UsageError, at once, where it takes what is not there."""
        render: Render = _found(self.where)
        return render(material)

    def files(self, material: "Material") -> Iterator[tuple[str, Iterator[bytes]]]:
        """Write the material as files by their names, each to be taken before the next."""
        files: Files = _found(self.folder)
        return files(material)


def _found(where: str) -> Any:  # noqa: ANN401 - its caller names the type
    """Import a format's module only when it is asked for, and with it the library it takes."""
    module, _, function = where.partition(":")
    return getattr(import_module(f"{__name__}.{module}"), function)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format("csv:render", "claims.csv", _CSV, "the claims, a row each"),
        "csv-excel": Format(
            "csv:render_for_excel", "claims-excel.csv", _CSV, "the same, marked for Excel"
        ),
        "xlsx": Format(
            "xlsx:render", "claims.xlsx", _XLSX, "the claims as a workbook with real dates"
        ),
        "json": Format("json:render", "claims.json", _JSON, "the claims as one array"),
        "jsonl": Format(
            "json:render_lines", "claims.jsonl", _JSONL, "the claims, an object a line"
        ),
        "parquet": Format(
            "parquet:render", "claims.parquet", _PARQUET, "the claims in typed columns (extra)"
        ),
        "evidence": Format(
            "csv:render_evidence", "evidence.csv", _CSV, "what was looked at for each claim"
        ),
        "history": Format("csv:render_history", "history.csv", _CSV, "how the verdicts changed"),
        "datapackage": Format(
            "datapackage:render",
            "datapackage.json",
            _JSON,
            "the three CSVs described (Frictionless)",
            "datapackage:files",
        ),
        "atom": Format("atom:render", "changes.atom", _ATOM, "the changes as an Atom feed"),
        "jsonfeed": Format("jsonfeed:render", "changes.json", _FEED, "the changes as a JSON Feed"),
        "ical": Format("ical:render", "deadlines.ics", _ICAL, "the deadlines as a calendar"),
        "claimreview": Format(
            "claimreview:render", "reviews.json", _LD, "decided claims as ClaimReview JSON-LD"
        ),
    }
)
"""Name -> format. A new one is one file and one line here."""


def offered(material: "Material") -> Iterator[tuple[Format, Iterator[bytes]]]:
    """Render every format, but for those that take what is not there."""
    for form in FORMATS.values():
        try:
            pieces = form.render(material)
        except UsageError:
            continue
        yield form, pieces
