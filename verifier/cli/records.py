"""`list`, `show`, `explain`: what is known of the claims."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from verifier.cli.output import Table
    from verifier.core.claims import Status
    from verifier.exports.case import Case
    from verifier.exports.pages import Section
    from verifier.exports.rows import Row

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
    from verifier.cli.gather import material_of
    from verifier.cli.output import say_bytes, say_table, tell
    from verifier.cli.wiring import ledger_of, settings_of
    from verifier.exports import FORMATS
    from verifier.exports.material import Material

    settings = settings_of(db=db)
    at, wanted = options.read_as_of(as_of), _statuses(status or ())
    with ledger_of(settings, at, known) as store:
        material = material_of(store, at, settings.base_url, only=lab or ())
        rows = [row for row in material.rows if row.status in wanted]
    if json:
        say_bytes(FORMATS["json"].render(Material(material.as_of, material.base_url, rows)))
    elif rows:
        say_table(_table(rows))
    else:
        tell("verifier: no claim here was judged yet: `verifier resolve` judges them all")


def _statuses(words: "Sequence[str]") -> "Collection[Status]":
    from verifier.core.claims import Status
    from verifier.errors import UsageError

    for word in words:
        if word not in set(Status):
            raise UsageError(f"there is no status {word!r}: there are {', '.join(Status)}")
    return {Status(word) for word in words} or set(Status)


def _table(rows: "Iterable[Row]") -> "Table":
    from verifier.cli.output import Table

    return Table(
        ("claim", "status", "reason", "due", "days", "delivered", "promise"),
        tuple(
            (
                row.claim_id,
                row.status.value,
                row.reason.value,
                str(row.due_date or "-"),
                _days(row),
                _delivered(row),
                row.claim_text,
            )
            for row in rows
        ),
    )


def _delivered(row: "Row") -> str:
    """Tell the day, or by which day it had come where that leaves the verdict open."""
    from verifier.core.claims import Status

    if row.delivered_date is None:
        return "-"
    return f"{'by ' if row.status is Status.PENDING else ''}{row.delivered_date}"


def _days(row: "Row") -> str:
    """Tell the days late: "5", "1-3", "98+" and counting."""
    if row.days_overdue is not None:
        return f"{row.days_overdue}+"
    if row.days_late is None:
        return "-"
    if row.days_late_max in {None, row.days_late}:
        return str(row.days_late)
    return f"{row.days_late}-{row.days_late_max}"


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
