"""`audit`: whether the ledger is what was written, and every verdict what its evidence gives."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from verifier.ports import Damage, Head, Stamp, Tally
    from verifier.store import SqlStore

T = TypeVar("T")
Heads = Annotated[
    list[str] | None,
    typer.Option(
        "--head",
        metavar="HASH",
        help="Also see that this head, kept from an earlier night, is in the chain.",
    ),
]
Tokens = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Also write each timestamp to FOLDER/HEAD.tsr, for openssl ts."
    ),
]

DAMAGED = 4


def audit(
    *,
    head: Heads = None,
    tokens: Tokens = None,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Check every row by its hash chain, and derive every verdict again. Exit 4 on damage."""
    from verifier.cli.output import progress, say_json
    from verifier.cli.wiring import settings_of, store_of
    from verifier.ports import Tally

    tally = Tally()
    with store_of(settings_of(db=db), read_only=True) as store, progress() as shown:
        found = _all(store.audit(tally, shown), store, head or ())
        newest = _readable(store.head)
        if tokens is not None:
            _write(tokens, _readable(store.stamps) or ())
    if json:
        say_json(_data(found, tally, newest))
    else:
        _report(found, tally, newest)
    if found:
        raise typer.Exit(DAMAGED)


def _all(
    damage: "Iterator[Damage]", store: "SqlStore", heads: "Sequence[str]"
) -> "tuple[Damage, ...]":
    from verifier.cli.stamping import check
    from verifier.ports import Damage

    found = [*damage, *check(_readable(store.stamps) or ())]
    for link in heads:
        if _readable(partial(store.find_head, link.strip().lower())) is None:
            said = f"no run ended with the head {link}: rows were changed, or cut off after it"
            found.append(Damage("seals", "", "link", said))
    return tuple(found)


def _write(folder: Path, stamps: "Sequence[Stamp]") -> None:
    from verifier.cli.folder import write_folder
    from verifier.cli.output import tell
    from verifier.exports.wording import count

    files = {f"{stamp.link}.tsr": stamp.token for stamp in stamps}
    done = write_folder(folder, files.items())
    tell(f"{folder}: {count(done.files, 'timestamp')}")


def _readable(ask: "Callable[[], T]") -> "T | None":
    """Give what the store answers; nothing where damage, told of elsewhere, hides it."""
    from verifier.errors import StoreError

    try:
        return ask()
    except (StoreError, ValueError):
        return None


def _report(found: "Sequence[Damage]", tally: "Tally", newest: "Head | None") -> None:
    from verifier.cli.output import say
    from verifier.exports.wording import instant

    for damage in found:
        say(line(damage))
    others = f", {tally.other_rules} by other rules, of which only the chain was checked"
    say(f"Rows: {tally.rows} checked by their chains")
    say(
        f"Verdicts: {tally.derived} derived again from their evidence"
        + (others if tally.other_rules else "")
    )
    if newest is not None:
        say(f"Head: {newest.link} (run {newest.run}, ended {instant(newest.at)})")
    say(f"Damage: {len(found)} found" if found else "Everything is as it was written.")


def line(damage: "Damage") -> str:
    """Tell one damage in a line: table, row and column, then what is wrong."""
    place = " ".join(part for part in (damage.table, damage.row, damage.column) if part)
    return f"{place or 'database'}: {damage.said}"


def _data(found: "Sequence[Damage]", tally: "Tally", newest: "Head | None") -> dict[str, object]:
    from dataclasses import asdict

    from verifier.core.canon import plain

    return {
        "sound": not found,
        "damage": [asdict(damage) for damage in found],
        "rows": tally.rows,
        "verdicts": {"derived_again": tally.derived, "by_other_rules": tally.other_rules},
        "head": plain(newest) if newest is not None else None,
    }
