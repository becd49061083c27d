"""`export`: the verdicts as a file for somebody else."""

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import options
from verifier.exports import FORMATS

if TYPE_CHECKING:
    from verifier.exports import Format

_LISTED = "; ".join(f"{name}: {one.about}" for name, one in FORMATS.items())

Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{_LISTED}.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="Write this file (datapackage: this folder), whole or not at all."
    ),
]
Excel = Annotated[bool, typer.Option("--excel", help="Begin a CSV with what Excel knows UTF-8 by.")]


def export(
    *,
    form: Form = "csv",
    output: Output = None,
    excel: Excel = False,
    lab: options.Labs = None,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
) -> None:
    """Write the judged claims, what they rest on or how they changed, in one of many formats."""
    from verifier.cli.gather import material_of
    from verifier.cli.output import say_bytes, tell, write_whole
    from verifier.cli.package import write_package
    from verifier.cli.wiring import ledger_of, settings_of
    from verifier.exports.csv import MARK

    chosen = _chosen(form, excel=excel, shown=output is None and sys.stdout.isatty())
    settings = settings_of(db=db)
    at = options.read_as_of(as_of)
    with ledger_of(settings, at, known) as store:
        material = material_of(store, at, settings.base_url, only=lab or ())
        if output is None or str(output) == "-":
            say_bytes(chain([MARK] * excel, chosen.render(material)))
            return
        if chosen.folder:
            write_package(output, chosen.files(material))
        else:
            write_whole(output, chain([MARK] * excel, chosen.render(material)))
    tell(f"{output}: {chosen.about}")


def _chosen(form: str, *, excel: bool, shown: bool) -> "Format":
    """Find a format. UsageError for none, or one that takes no mark or no terminal can show."""
    from verifier.errors import UsageError

    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}: there are {', '.join(FORMATS)}")
    markable = [name for name, each in FORMATS.items() if each.file.endswith(".csv")]
    if excel and form not in markable:
        raise UsageError(f"--excel goes with {', '.join(markable)}: {form} needs no mark")
    if shown and not FORMATS[form].is_text:
        raise UsageError(f"{form} is nothing a terminal shows: name a file with --output")
    return FORMATS[form.removesuffix("-excel")] if excel else FORMATS[form]
