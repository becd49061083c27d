"""`worker`: does the jobs of runs that were shared out with `resolve --queue`."""

from typing import Annotated

import typer

from verifier.cli import options

Concurrency = Annotated[int, typer.Option(min=1, max=64, help="How many shards are read at once.")]
Once = Annotated[bool, typer.Option("--once", help="End when no run is shared any more.")]
Patience = Annotated[
    float,
    typer.Option(
        min=1, max=3600, help="Seconds without a sign of life after which a worker is dead."
    ),
]


def worker(
    *,
    concurrency: Concurrency = 1,
    once: Once = False,
    patience: Patience = 30,
    workers: Annotated[
        int | None, typer.Option(help="How many sources of a shard are read at once.")
    ] = None,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Read shards of a run that `resolve --queue` began, and judge it when all are read."""
    from verifier.cli.nights import Nights
    from verifier.cli.sharing import queue_of
    from verifier.cli.wiring import settings_of, store_of

    settings = settings_of(db=db, workers=workers)
    with store_of(settings) as store, Nights(store, settings, as_json=json) as nights:
        queue = queue_of(store)
        queue.make_ready()
        queue.work(nights.work(), concurrency=concurrency, once=once, patience=patience)
    raise typer.Exit(nights.code if once else 0)
