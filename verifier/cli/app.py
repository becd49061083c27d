"""All commands in one place."""

from typing import Annotated

import typer

from verifier import VERSION
from verifier.cli import (
    audit,
    claims,
    db,
    discover,
    doctor,
    drafts,
    evidence,
    export,
    faults,
    notify,
    records,
    resolve,
    scoreboard,
    site,
    sources,
    worker,
)

app = typer.Typer(
    cls=faults.Commands,
    name="verifier",
    help="Keeps the dated promises of AI labs, and checks them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the shape typer calls
    if wanted:
        typer.echo(f"verifier {VERSION}")
        raise typer.Exit


@app.callback()
def root(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Keeps the dated promises of AI labs, and checks them."""


app.command("new")(drafts.new)
app.command("extract")(drafts.extract)
app.command("discover")(discover.discover)
app.command("validate")(claims.validate)
app.command("load")(claims.load)
app.command("resolve")(resolve.resolve)
app.command("worker")(worker.worker)
app.command("list")(records.list_claims)
app.command("show")(records.show)
app.command("explain")(records.explain)
app.command("scoreboard")(scoreboard.scoreboard)
app.command("evidence")(evidence.evidence)
app.command("export")(export.export)
app.command("site")(site.site)
app.command("notify")(notify.notify)
app.command("sources")(sources.sources)
app.command("audit")(audit.audit)
app.command("schema")(claims.schema)
app.command("doctor")(doctor.doctor)
app.add_typer(db.app, name="db")
