"""`evidence`: the readings that are kept behind a verdict, as a list or as a web archive."""

from pathlib import Path
from typing import Annotated

import typer

from verifier.cli import options

Warc = Annotated[
    Path | None,
    typer.Option(
        help="Write them as a web archive (WARC 1.1), packed where the name ends in .gz.",
    ),
]


def evidence(
    claim: options.ClaimId,
    *,
    warc: Warc = None,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """List what was read, byte for byte, of what a verdict rests on."""
    from verifier.cli.cases import case_of
    from verifier.cli.output import Table, say_bytes, say_json, say_table, tell, write_whole
    from verifier.cli.wiring import ledger_of, settings_of
    from verifier.exports.kept import as_data, headings, rows
    from verifier.exports.warc import render
    from verifier.exports.wording import count

    at = options.read_as_of(as_of)
    with ledger_of(settings_of(db=db), at, known) as store:
        case = case_of(store, claim, at)
        if warc is not None:
            pieces = render(case, case.kept, store.body, packed=warc.suffix == ".gz")
            if str(warc) == "-":
                say_bytes(pieces)
                return
            write_whole(warc, pieces)
            tell(f"{warc}: {count(len(case.kept), 'reading')} behind the verdict on {claim}")
            return
    if json:
        say_json(as_data(case.kept))
    elif case.kept:
        say_table(Table(headings(), tuple(rows(case.kept))))
    else:
        tell(f"verifier: no reading of our own is behind this verdict: `verifier explain {claim}`")
