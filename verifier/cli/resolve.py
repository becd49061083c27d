"""`resolve`: the nightly run."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import options
from verifier.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from verifier.cli.recording import Night
    from verifier.ports import Store
    from verifier.resolver import Summary
    from verifier.settings import Settings

Workers = Annotated[int | None, typer.Option(help="How many sources are read at once.")]
Offline = Annotated[bool, typer.Option("--offline", help="Read the archive only, no network.")]
Record = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write down all that is read, to judge it elsewhere."),
]
Replay = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Judge a recorded night again: its claims and readings."),
]
All = Annotated[
    bool, typer.Option("--all", help="Judge every claim, not only what may have changed.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Store nothing.")]
Queued = Annotated[
    bool,
    typer.Option("--queue", help="Share the reading among `verifier worker`s (PostgreSQL)."),
]
ShardSize = Annotated[
    int, typer.Option(min=1, max=1000, help="With --queue: how many sources a job reads.")
]
FailOnChange = Annotated[
    bool, typer.Option("--fail-on-change", help="Exit 1 if any verdict changed.")
]

Confirm = Annotated[
    bool,
    typer.Option("--confirm", help="Publish the verdicts that the last run held; read nothing."),
]

CHANGED = 1
SOME_FAILED = 3
ALL_FAILED = 5

_KEPT = "what it had read is kept, and all is read again"
_NOT_QUEUED = ("offline", "record", "replay", "confirm", "all", "dry-run", "fail-on-change")
_NOT_CONFIRMED = ("offline", "record", "replay", "all", "as-of", "workers", "claims", "archive")
_NOT_REPLAYED = ("offline", "record", "all", "workers", "claims", "archive")


def resolve(  # noqa: PLR0913 - one parameter an option
    *,
    offline: Offline = False,
    record: Record = None,
    replay: Replay = None,
    as_of: options.AsOf = None,
    everything: All = False,
    dry_run: DryRun = False,
    fail_on_change: FailOnChange = False,
    confirm: Confirm = False,
    queue: Queued = False,
    shard_size: ShardSize = 20,
    workers: Workers = None,
    claims: options.Claims = None,
    archive: options.Archive = None,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Read every source once, then judge every claim whose verdict may have changed."""
    from verifier.cli.output import say, say_json
    from verifier.cli.wiring import settings_of
    from verifier.exports import summary

    at = options.read_as_of(as_of)
    settings = settings_of(db=db, claims=claims, archive=archive, workers=workers)
    given: dict[str, object] = {
        "offline": offline,
        "record": record,
        "replay": replay,
        "all": everything,
        "confirm": confirm,
        "as-of": at,
        "dry-run": dry_run,
        "fail-on-change": fail_on_change,
        "workers": workers,
        "claims": claims,
        "archive": archive,
    }
    if queue:
        _refuse(given, _NOT_QUEUED, "--queue: workers end that run")
        _share(settings, at, shard_size, as_json=json)
        return
    if confirm:
        _refuse(given, _NOT_CONFIRMED, "--confirm: it judges what was stored")
        done = _confirm(settings, dry_run=dry_run)
    elif replay is not None:
        _refuse(given, _NOT_REPLAYED, "--replay: it judges what FILE holds")
        done = _replay(settings, replay, at, dry_run=dry_run)
    else:
        with _world(settings, at, offline=offline, everything=everything) as world:
            done = _read(settings, world, record=record, dry_run=dry_run)
    if json:
        say_json(summary.as_data(done))
    else:
        say(summary.as_text(done, stored=not dry_run))
    raise typer.Exit(code_of(done, fail_on_change=fail_on_change))


def _refuse(given: Mapping[str, object], names: Iterable[str], why: str) -> None:
    """Refuse options that cannot be had together with another."""
    for name in names:
        if given[name]:
            raise UsageError(f"--{name} cannot be had with {why}")


def _share(settings: "Settings", at: "datetime | None", size: int, *, as_json: bool) -> None:
    """Have workers read the sources, and judge."""
    from verifier.cli.output import say, say_json
    from verifier.cli.sharing import share

    shared = share(settings, at, size)
    say_json(shared.as_data()) if as_json else say(shared.as_text())


@contextmanager
def _world(
    settings: "Settings", at: "datetime | None", *, offline: bool, everything: bool
) -> "Iterator[Night]":
    from verifier.cli.recording import live

    with live(settings, at, offline=offline) as night:
        yield replace(night, everything=everything)


def _read(settings: "Settings", world: "Night", *, record: Path | None, dry_run: bool) -> "Summary":
    """Judge by what the world says now."""
    from verifier.cli.recording import recording

    with (
        recording(world, record) as (night, finish),
        _opened(settings, night.began, dry_run=dry_run) as store,
    ):
        done = _run(settings, store, night)
        finish([sweep.source for sweep in store.swept(done.run)])
        return done


def _replay(settings: "Settings", path: Path, at: "datetime | None", *, dry_run: bool) -> "Summary":
    """Judge by what was read in a recorded night."""
    from verifier.cli.recording import check_base, replayed

    night, told = replayed(path, at)
    with _opened(settings, night.began, dry_run=dry_run) as store:
        check_base(told, path, store, storing=not dry_run)
        return _run(settings, store, night)


def _confirm(settings: "Settings", *, dry_run: bool) -> "Summary":
    """Publish what the last run held. UsageError where it held nothing."""
    from verifier.cli.clock import now
    from verifier.cli.output import progress
    from verifier.cli.stamping import stamp
    from verifier.resolver import confirm

    with _opened(settings, now(), dry_run=dry_run) as store, progress() as shown:
        done = confirm(store, clock=now, progress=shown)
        if done is None:
            raise UsageError("there is nothing to confirm: the last run's verdicts are published")
        stamp(settings, store, done.head)
        return done


@contextmanager
def _opened(settings: "Settings", began: "datetime", *, dry_run: bool) -> "Iterator[Store]":
    """Open the store, to be written by this run alone; or one that nothing is written to."""
    from verifier.cli.clock import now
    from verifier.cli.output import tell
    from verifier.cli.rehearsal import rehearsing
    from verifier.cli.wiring import store_of

    if dry_run:
        with rehearsing(settings) as rehearsal:
            yield rehearsal
    else:
        with store_of(settings, clock=lambda: began) as store, store.alone(now()):
            cut = store.cut_short()
            if cut is not None:
                tell(f"verifier: the run of {cut:%Y-%m-%d %H:%M} UTC was cut short; {_KEPT}")
            yield store


def _run(settings: "Settings", store: "Store", night: "Night") -> "Summary":
    from verifier.cli.output import progress
    from verifier.cli.stamping import stamp
    from verifier.resolver import resolve as run

    store.save_claims(night.labs, night.claims)
    with progress() as shown:
        done = run(
            store,
            night.sources,
            clock=night.clock,
            as_of=night.as_of,
            tracer=night.tracer,
            everything=night.everything,
            workers=night.workers,
            progress=shown,
        )
    stamp(settings, store, done.head)
    return done


def code_of(done: "Summary", *, fail_on_change: bool = False) -> int:
    """Tell a run's exit code."""
    from verifier.exports.summary import troubled

    if done.sweeps and len(done.failed) == len(done.sweeps):
        return ALL_FAILED
    if fail_on_change and done.changes:
        return CHANGED
    return SOME_FAILED if troubled(done) or done.decided.held else 0
