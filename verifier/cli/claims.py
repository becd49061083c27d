"""`validate`, `load`, `schema`: claim files, before and on their way into the store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verifier.core.claims import Claim, Lab

Named = TypeVar("Named", "Lab", "Claim")

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Claim files or folders; the claims folder if none.")
]


def validate(
    paths: Paths = None, *, claims: options.Claims = None, json: options.Json = False
) -> None:
    """Check claim files, and store nothing."""
    from verifier.cli.output import say, say_json
    from verifier.cli.wiring import catalogue_of, settings_of
    from verifier.errors import InvalidClaims

    try:
        catalogue = catalogue_of(settings_of(claims=claims), paths or ())
    except InvalidClaims as error:
        if json:
            say_json({"problems": [problem._asdict() for problem in error.problems]})
        raise
    if json:
        say_json({"claims": len(catalogue.claims), "labs": len(catalogue.labs), "problems": []})
    else:
        say(f"{len(catalogue.claims)} claims of {len(catalogue.labs)} labs: all valid")


def load(
    paths: Paths = None,
    *,
    claims: options.Claims = None,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Store claim files; if one is not valid, nothing is stored.

    A folder stands for all there is: claims that left it are no longer current. Files named alone
    are added to what is stored.
    """
    from dataclasses import asdict

    from verifier.cli.output import say, say_json
    from verifier.cli.wiring import catalogue_of, settings_of, store_of

    settings = settings_of(claims=claims, db=db)
    catalogue = catalogue_of(settings, paths or ())
    with store_of(settings) as store:
        kept = any(path.is_file() for path in paths or ())
        labs = (*(store.labs().values() if kept else ()), *catalogue.labs)
        known = (*(store.claims() if kept else ()), *catalogue.claims)
        loaded = store.save_claims(_last(labs), _last(known))
    if json:
        say_json(asdict(loaded))
        return
    changes = (("added", loaded.added), ("changed", loaded.changed), ("removed", loaded.removed))
    for word, ids in changes:
        for claim in ids:
            say(f"{word} {claim}")
    counted = ", ".join(f"{len(ids)} {word}" for word, ids in changes)
    say(f"{counted}, {len(loaded.unchanged)} as before")


def _last(items: "Iterable[Named]") -> "Iterable[Named]":
    """Keep the last of each id."""
    return {item.id: item for item in items}.values()


def schema() -> None:
    """Write the JSON Schema of a claim file, for editors."""
    from verifier.cli.output import say_json
    from verifier.loader import claim_schema

    say_json(claim_schema())
