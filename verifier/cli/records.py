"""`list`, `show`, `explain`: what is known of the claims."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from verifier.core.claims import Status
    from verifier.exports.case import Case
    from verifier.exports.pages import Section
    from verifier.ports import Store

Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="Only fulfilled, late or pending ones."),
]


def list_claims(
    *,
    status: Statuses = None,
    lab: options.Labs = None,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """List the claims with their verdicts."""
    from verifier.cli.lines import HEADINGS, lines_of
    from verifier.cli.output import Table, say_table, tell
    from verifier.cli.wiring import ledger_of, settings_of

    settings = settings_of(db=db)
    at, wanted = options.read_as_of(as_of), _statuses(status or ())
    with ledger_of(settings, at, known) as store:
        if json:
            _say_rows(store, at, settings.base_url, lab or (), wanted)
            return
        lines = tuple(lines_of(store, at, lab or (), wanted))
    if lines:
        say_table(Table(HEADINGS, lines))
    else:
        tell("verifier: no claim here was judged yet: `verifier resolve` judges them all")


def _say_rows(
    store: "Store",
    at: "datetime | None",
    base_url: str,
    only: "Sequence[str]",
    wanted: "Collection[Status]",
) -> None:
    """Write the rows of an export as JSON."""
    from verifier.cli.gather import material_of
    from verifier.cli.output import say_bytes
    from verifier.exports import FORMATS

    material = material_of(store, at, base_url, only)
    rows = [row for row in material.rows if row.status in wanted]
    say_bytes(FORMATS["json"].render(replace(material, rows=rows)))


def _statuses(words: "Sequence[str]") -> "Collection[Status]":
    from verifier.core.claims import Status
    from verifier.errors import UsageError

    for word in words:
        if word not in set(Status):
            raise UsageError(f"there is no status {word!r}: there are {', '.join(Status)}")
    return {Status(word) for word in words} or set(Status)


def show(
    claim: options.ClaimId,
    *,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Show one claim and its verdict in short."""
    from verifier.exports.case import as_data
    from verifier.exports.record import in_short

    case = _case(claim, as_of, known, db)
    _say(in_short(case), as_data(case) if json else None)


def explain(
    claim: options.ClaimId,
    *,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Explain in plain words how a verdict came about."""
    from verifier.exports.case import as_data
    from verifier.exports.explanation import explain as explained
    from verifier.exports.pages import plainly

    case = _case(claim, as_of, known, db)
    told = explained(case)
    _say(told, {**as_data(case), "explanation": plainly(told)} if json else None)


def _case(claim: str, as_of: str | None, known: options.When, db: str | None) -> "Case":
    from verifier.cli.cases import case_of
    from verifier.cli.wiring import ledger_of, settings_of

    at = options.read_as_of(as_of)
    with ledger_of(settings_of(db=db), at, known) as store:
        return case_of(store, claim, at)


def _say(sections: "Iterable[Section]", data: "dict[str, Any] | None") -> None:
    """Write data where there is some, else the sections as text."""
    from verifier.cli.output import say, say_json
    from verifier.exports.pages import page

    if data is None:
        say(page(sections))
    else:
        say_json(data)
