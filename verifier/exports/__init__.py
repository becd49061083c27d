"""What leaves the house: every format a pure render of the same material, one file a format."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.exports.material import Material

Render = Callable[["Material"], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: where its `Render` stands, and what its file is called, is and holds."""

    where: str
    """Module of this package and function: `csv:render`."""
    file: str
    media_type: str
    about: str

    def render(self, material: "Material") -> Iterator[bytes]:
        """Write the material in pieces; the library it takes is imported only now."""
        module, _, function = self.where.partition(":")
        render: Render = getattr(import_module(f"{__name__}.{module}"), function)
        return render(material)


CSV, JSON = "text/csv; charset=utf-8", "application/json"

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format("csv:render", "claims.csv", CSV, "every claim as a row"),
        "csv-excel": Format("csv:render_for_excel", "claims-excel.csv", CSV, "the same for Excel"),
        "json": Format("json:render", "claims.json", JSON, "the same as one array"),
        "jsonl": Format(
            "json:render_lines", "claims.jsonl", "application/jsonl", "the same, an object a line"
        ),
        "evidence": Format(
            "csv:render_evidence", "evidence.csv", CSV, "every fact and place looked at, per claim"
        ),
        "evidence-excel": Format(
            "csv:render_evidence_for_excel", "evidence-excel.csv", CSV, "the same for Excel"
        ),
        "history": Format(
            "csv:render_history", "history.csv", CSV, "every change of status or reason"
        ),
        "history-excel": Format(
            "csv:render_history_for_excel", "history-excel.csv", CSV, "the same for Excel"
        ),
    }
)
"""Name -> format. A new one is one file and one line here."""
