"""What each format makes of one small material, kept as files to look at.

`python -m tests.exports.golden` writes them anew; what changed is then to be read before it is
kept. A workbook and a Parquet file are kept as text: their bytes are their libraries' own.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from pyarrow import parquet

from tests.exports.materials import SITE, material, written
from verifier.exports import FORMATS

FOLDER = Path(__file__).parent / "golden"
_AS_TEXT = {"xlsx", "parquet"}


def path_of(name: str) -> Path:
    """Tell where a format's golden file lies."""
    file = FORMATS[name].file
    return FOLDER / (f"{file}.txt" if name in _AS_TEXT else file)


def made(name: str) -> bytes:
    """Render a format, as text where its golden file is text."""
    content = written(name, material(SITE))
    match name:
        case "xlsx":
            return "\n".join(_cells(content)).encode()
        case "parquet":
            table = parquet.read_table(io.BytesIO(content))
            lines = [str(table.schema), *map(str, table.to_pylist()), ""]
            return "\n".join(lines).encode()
        case _:
            return content


def _cells(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        yield f"{sheet.title}: {sheet.dimensions}, frozen at {sheet.freeze_panes}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} {cell.data_type} {cell.number_format} {cell.value!r}"
    yield ""


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in FORMATS:
        path_of(each).write_bytes(made(each))
