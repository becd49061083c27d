"""All commands by name, and the command line of them all or of one alone."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Annotated

import typer

from verifier import VERSION
from verifier.cli import db, faults

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "drafts:new",
        "extract": "drafts:extract",
        "discover": "discover:discover",
        "validate": "claims:validate",
        "load": "claims:load",
        "resolve": "resolve:resolve",
        "worker": "worker:worker",
        "list": "records:list_claims",
        "show": "records:show",
        "explain": "records:explain",
        "scoreboard": "scoreboard:scoreboard",
        "evidence": "evidence:evidence",
        "export": "export:export",
        "site": "site:site",
        "notify": "notify:notify",
        "sources": "sources:sources",
        "audit": "audit:audit",
        "schema": "claims:schema",
        "doctor": "doctor:doctor",
    }
)
"""Name -> module of this package and function, in the order of the help."""


def put_together(wanted: str = "") -> typer.Typer:
    """Give the whole command line, or where `wanted` is a command, that command's alone.

    To read the options of all of them takes a tenth of the time of a short one.
    """
    app = typer.Typer(
        cls=faults.Commands,
        name="verifier",
        help="Keeps the dated promises of AI labs, and checks them.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        module, _, function = COMMANDS[name].partition(":")
        app.command(name)(getattr(import_module(f"verifier.cli.{module}"), function))
    if wanted not in COMMANDS:
        app.add_typer(db.app, name="db")
    return app


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the shape typer calls
    if wanted:
        typer.echo(f"verifier {VERSION}")
        raise typer.Exit


def _root(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Keeps the dated promises of AI labs, and checks them."""
