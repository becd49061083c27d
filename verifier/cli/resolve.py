"""`resolve`: the nightly run."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import options
from verifier.errors import UsageError

if TYPE_CHECKING:
    from verifier.ports import Store
    from verifier.resolver import Summary

Workers = Annotated[int | None, typer.Option(help="How many sources are read at once.")]
Offline = Annotated[bool, typer.Option("--offline", help="Read the archive only, no network.")]
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

CHANGED = 1
SOME_FAILED = 3
ALL_FAILED = 5


def resolve(  # noqa: PLR0913 - one parameter an option
    *,
    offline: Offline = False,
    as_of: options.AsOf = None,
    dry_run: DryRun = False,
    fail_on_change: FailOnChange = False,
    queue: Queued = False,
    shard_size: ShardSize = 20,
    workers: Workers = None,
    claims: options.Claims = None,
    archive: options.Archive = None,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Read every source once, then judge every claim."""
    from verifier.cli.clock import now
    from verifier.cli.output import progress, say, say_json
    from verifier.cli.rehearsal import rehearsing
    from verifier.cli.wiring import catalogue_of, settings_of, store_of, world_of
    from verifier.exports import summary
    from verifier.resolver import resolve as run

    at = options.read_as_of(as_of)
    settings = settings_of(db=db, claims=claims, archive=archive, workers=workers)
    if queue:
        from verifier.cli.sharing import share

        _check_alone(offline=offline, dry_run=dry_run, fail_on_change=fail_on_change)
        shared = share(settings, at, shard_size)
        say_json(shared.as_data()) if json else say(shared.as_text())
        return
    catalogue = catalogue_of(settings)
    with ExitStack() as stack:
        store: Store
        if dry_run:
            store = stack.enter_context(rehearsing(settings))
        else:
            store = kept = stack.enter_context(store_of(settings))
            stack.enter_context(kept.alone(now()))
        world = stack.enter_context(world_of(settings, catalogue, offline=offline))
        store.save_claims(catalogue.labs, catalogue.claims)
        with progress() as shown:
            done = run(
                store,
                world.sources,
                clock=now,
                as_of=at,
                tracer=world.tracer,
                workers=settings.workers,
                progress=shown,
            )
    if json:
        say_json(summary.as_data(done))
    else:
        say(summary.as_text(done, stored=not dry_run))
    raise typer.Exit(code_of(done, fail_on_change=fail_on_change))


def _check_alone(**given: bool) -> None:
    """Refuse what cannot be had of a run whose end comes later, elsewhere."""
    for name, there in given.items():
        if there:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} cannot be had with --queue: workers end that run")


def code_of(done: "Summary", *, fail_on_change: bool = False) -> int:
    """Tell a run's exit code."""
    from verifier.exports.summary import troubled

    if done.sweeps and len(done.failed) == len(done.sweeps):
        return ALL_FAILED
    if fail_on_change and done.changes:
        return CHANGED
    return SOME_FAILED if troubled(done) else 0
