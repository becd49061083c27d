"""`export`: the verdicts as a file for somebody else."""

from pathlib import Path
from typing import Annotated

import typer

from verifier.cli import options

Format = Annotated[str, typer.Option("--format", "-f", help="csv or json.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write this file, whole or not at all.")
]
Excel = Annotated[bool, typer.Option("--excel", help="Begin with the mark Excel knows UTF-8 by.")]


def export(
    *,
    form: Format = "csv",
    output: Output = None,
    excel: Excel = False,
    as_of: options.AsOf = None,
    db: options.Db = None,
) -> None:
    """Write every judged claim as one row."""
    from verifier.cli.gather import rows_of
    from verifier.cli.output import say_bytes, tell, write_whole
    from verifier.cli.wiring import settings_of, store_of
    from verifier.errors import UsageError
    from verifier.exports import FORMATS, renderer

    name = f"{form}-excel" if excel else form
    if name not in FORMATS:
        what = (
            "--excel goes with --format csv"
            if excel and form in FORMATS
            else (f"there is no format {form!r}: there are {', '.join(FORMATS)}")
        )
        raise UsageError(what)
    settings = settings_of(db=db)
    at = options.read_as_of(as_of)
    with store_of(settings, read_only=True) as store:
        rows = list(rows_of(store, at, settings.base_url))
    if output is None or str(output) == "-":
        say_bytes(renderer(name)(rows))
        return
    write_whole(output, renderer(name)(rows))
    tell(f"{len(rows)} claims written to {output}")
