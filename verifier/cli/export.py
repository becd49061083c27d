"""`export`: the verdicts as a file for somebody else."""

from pathlib import Path
from typing import Annotated

import typer

from verifier.cli import options
from verifier.exports import FORMATS

_SUFFIX = "-excel"
_LISTED = "; ".join(
    f"{name}: {one.about}" for name, one in FORMATS.items() if not name.endswith(_SUFFIX)
)

Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{_LISTED}.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write this file, whole or not at all.")
]
Excel = Annotated[bool, typer.Option("--excel", help="Begin with the mark Excel knows UTF-8 by.")]


def export(
    *,
    form: Form = "csv",
    output: Output = None,
    excel: Excel = False,
    lab: options.Labs = None,
    as_of: options.AsOf = None,
    db: options.Db = None,
) -> None:
    """Write the judged claims in one of many formats."""
    from verifier.cli.gather import material_of
    from verifier.cli.output import say_bytes, tell, write_whole
    from verifier.cli.wiring import settings_of, store_of

    chosen = FORMATS[_named(form, excel=excel)]
    settings = settings_of(db=db)
    at = options.read_as_of(as_of)
    with store_of(settings, read_only=True) as store:
        pieces = chosen.render(material_of(store, at, settings.base_url, only=lab or ()))
        if output is None or str(output) == "-":
            say_bytes(pieces)
            return
        write_whole(output, pieces)
    tell(f"{output}: {chosen.about}")


def _named(form: str, *, excel: bool) -> str:
    """Find the format's name, or that of its twin for Excel."""
    from verifier.errors import UsageError

    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}: there are {', '.join(FORMATS)}")
    if excel and f"{form}{_SUFFIX}" not in FORMATS:
        able = [name.removesuffix(_SUFFIX) for name in FORMATS if name.endswith(_SUFFIX)]
        raise UsageError(f"--excel goes with {', '.join(able)}: {form} needs no mark")
    return f"{form}{_SUFFIX}" if excel else form
