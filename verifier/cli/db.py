"""`db upgrade`: the database's version."""

import typer

from verifier.cli import options

app = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def root() -> None:
    """Look after the database."""


@app.command("upgrade")
def upgrade(db: options.Db = None) -> None:
    """Bring the database to this release's version."""
    from verifier.cli.output import say
    from verifier.cli.sharing import upgrade_queue
    from verifier.cli.wiring import settings_of
    from verifier.store import upgrade as migrate

    settings = settings_of(db=db)
    say(migrate(settings.db))
    if upgrade_queue(settings):
        say("the queue's tables: built anew; `verifier resolve --queue` takes up what was queued")
