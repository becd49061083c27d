"""`doctor`: whether everything a run needs is as it must be, and what to do where it is not."""

from typing import TYPE_CHECKING

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verifier.cli.checks import Finding

PROBLEM = 4


def doctor(
    *,
    claims: options.Claims = None,
    archive: options.Archive = None,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Check the settings, the database, claims, archive and parser, without the network."""
    from dataclasses import asdict

    from verifier.cli.checks import check
    from verifier.cli.output import say, say_json

    found = tuple(check(db=db, claims=claims, archive=archive))
    if json:
        say_json([asdict(one) for one in found])
    else:
        say("\n".join(_lines(found)))
    if any(not one.ok for one in found):
        raise typer.Exit(PROBLEM)


def _lines(found: "tuple[Finding, ...]") -> "Iterator[str]":
    for one in found:
        yield f"{'ok' if one.ok else 'problem':<8} {one.what}: {one.said}"
        if one.remedy:
            yield f"         {one.remedy}"
