"""`site`: the verdicts as pages for readers."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from verifier.exports.case import Case
    from verifier.exports.material import Material
    from verifier.exports.rows import Context
    from verifier.exports.site import Edition
    from verifier.store import SqlStore

Output = Annotated[
    Path, typer.Option("--output", "-o", help="The folder to write; only what differs is.")
]
BaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Where the site is published: for citations and permalinks."),
]


def site(
    *,
    output: Output,
    base_url: BaseUrl = None,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
) -> None:
    """Write a static site of every judged claim, that works from a folder and under any path."""
    from verifier.cli.folder import write_folder
    from verifier.cli.output import tell
    from verifier.cli.wiring import ledger_of, settings_of
    from verifier.exports.site import build

    settings = settings_of(db=db, base_url=base_url)
    at = options.read_as_of(as_of)
    with ledger_of(settings, at, known) as store:
        edition = edition_of(store, at, settings.base_url)
        done = write_folder(output, ((page.path, page.content) for page in build(edition)))
    tell(
        f"{len(edition.cases)} claims in {done.files} files: {done.written} written, "
        f"{done.removed} removed; open {output / 'index.html'}"
    )


def edition_of(store: "SqlStore", as_of: "datetime | None", base_url: str) -> "Edition":
    """Gather what the site says: every judged claim with its past, and every file to download."""
    from verifier.cli.cases import cases_of
    from verifier.cli.gather import instant_of
    from verifier.cli.tracks import weights_by_lab
    from verifier.exports import offered
    from verifier.exports.claimreview import reviews_of
    from verifier.exports.rows import Context
    from verifier.exports.site import Download, Edition

    at, cases, sweeps = instant_of(store, as_of), tuple(cases_of(store, as_of)), store.sweeps()
    material = _material(store, as_of, Context(at, sweeps, base_url), cases)
    return Edition(
        as_of=at,
        cases=cases,
        sweeps=sweeps,
        weights=tuple(weights_by_lab(store, as_of)),
        reviews={row.claim_id: review for row, review in reviews_of(material)},
        downloads=tuple(
            Download(form.file, form.about, b"".join(pieces)) for form, pieces in offered(material)
        ),
        base_url=base_url,
        head=material.head,
    )


def _material(
    store: "SqlStore", as_of: "datetime | None", context: "Context", cases: "Sequence[Case]"
) -> "Material":
    """Make the tables of the downloads of cases that were read already, once for all formats."""
    from verifier.cli.gather import material_of
    from verifier.exports.deciding import deciding_fact
    from verifier.exports.evidence import evidence_of
    from verifier.exports.rows import row_of

    material = material_of(store, as_of, context.base_url)
    return replace(
        material,
        rows=tuple(
            row_of(c.claim, c.lab, c.recorded, (mark, c.facts.get(mark)), context)
            for c in cases
            for mark in [deciding_fact(c.verdict)]
        ),
        transitions=tuple(material.transitions),
        evidence=tuple(row for c in cases for row in evidence_of(c.verdict, c.readings, c.facts)),
    )
