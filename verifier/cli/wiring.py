"""The composition root: from settings to a store, a catalogue of claims, and sources."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from verifier.cli.clock import now
from verifier.cli.options import When
from verifier.cli.output import tell
from verifier.errors import ConfigurationError, UsageError
from verifier.settings import Settings, read_settings

if TYPE_CHECKING:
    from verifier.core.claims import Feed
    from verifier.loader import Catalogue
    from verifier.ports import Source
    from verifier.resolver import Tracer
    from verifier.store import SqlStore


SQLITE = "sqlite:///"
_KNOWN: Mapping[When, str] = {When.NOW: "is known now", When.THEN: "was known then"}


def settings_of(**flags: object) -> Settings:
    """Gather the settings of this process; a flag of None was not given."""
    return read_settings(flags, os.environ, Path.cwd())


def store_of(
    settings: Settings, *, read_only: bool = False, clock: Callable[[], datetime] = now
) -> "SqlStore":
    """Open the database; an empty one is built, unless it is only to be read.

    Who only reads is told if the last run's verdicts are held: what is shown is older.
    """
    from verifier.store import open_store

    store = open_store(settings.db, read_only=read_only, clock=clock)
    if read_only and (held := store.held()):
        tell(
            f"verifier: the last run's verdicts are held ({'; '.join(held.why)}): these were "
            "published before; `verifier resolve --confirm --dry-run` shows what would change"
        )
    return store


@contextmanager
def ledger_of(
    settings: Settings, as_of: datetime | None = None, known: When = When.NOW
) -> "Iterator[SqlStore]":
    """Open the database to be read: as it is, or about an instant (UTC); say which on stderr."""
    from verifier.cli.output import tell
    from verifier.exports.wording import instant

    if as_of is None and known is When.THEN:
        raise UsageError("--known then asks about a day: name it with --as-of")
    with store_of(settings, read_only=True) as store:
        if as_of is None:
            yield store
            return
        tell(f"As of {instant(as_of)}, by what {_KNOWN[known]}.")
        yield store.past(as_of, then=known is When.THEN)


def sqlite_file(url: str) -> Path | None:
    """Tell the file an SQLite address names; None for any other database."""
    path = url.removeprefix(SQLITE).partition("?")[0] if url.startswith(SQLITE) else ""
    return Path(path) if path and not path.startswith("file:") else None


def catalogue_of(settings: Settings, paths: Sequence[Path] = ()) -> "Catalogue":
    """Load claim files: these, or the claims folder."""
    from verifier.loader import load

    if paths:
        return load(paths)
    if not settings.claims.exists():
        origin = settings.origins["claims"]
        raise ConfigurationError(
            f"there is no folder {settings.claims} (setting claims, from {origin}): "
            "name the folder of claim files with --claims"
        )
    return load((settings.claims,))


class World(NamedTuple):
    """What one run reads: its sources, and who traces a repository, if anybody."""

    sources: "tuple[Source, ...]"
    tracer: "Tracer | None" = None


@contextmanager
def world_of(settings: Settings, catalogue: "Catalogue", *, offline: bool) -> Iterator[World]:
    """Set up the sources: the archive and, online, the labs' places on the Hub and their feeds."""
    archive = archive_of(settings)
    if offline:
        yield World((archive,))
        return
    with online(settings, catalogue) as world:
        yield world._replace(sources=(archive, *world.sources))


@contextmanager
def online(
    settings: Settings, catalogue: "Catalogue", turn: Callable[[], None] = lambda: None
) -> Iterator[World]:
    """Set up what is read over the network; `turn` waits until the Hub may be asked once more."""
    with ExitStack() as stack:
        hubs, feeds = _hubs(settings, catalogue, turn), _feeds(settings, catalogue, stack)
        yield World((*hubs, *feeds), _tracer(settings, turn))


def archive_of(settings: Settings) -> "Source":
    """Set up the recorded evidence as a source."""
    from verifier.sources.archive import ArchiveSource

    folder = settings.archive
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else [folder]
    return ArchiveSource(files or [folder], now)


def _hubs(
    settings: Settings, catalogue: "Catalogue", turn: Callable[[], None]
) -> "Iterator[Source]":
    """Give one source an organisation of the labs that promised what the Hub would show."""
    from verifier.core.claims import Kind
    from verifier.sources.hub import HubSource

    kinds: dict[str, set[Kind]] = {}
    for claim in catalogue.claims:
        kinds.setdefault(claim.lab, set()).add(claim.kind)
    shown = {Kind.OPEN_WEIGHTS, Kind.OPEN_SOURCE, Kind.MODEL, Kind.DATASET}
    wanted: dict[str, bool] = {}
    for lab in catalogue.labs:
        promised = kinds.get(lab.id, set())
        for org in lab.hub_orgs if promised & shown else ():
            wanted[org] = wanted.get(org, False) or Kind.DATASET in promised
    for org, datasets in wanted.items():
        yield HubSource(
            org,
            clock=now,
            datasets=datasets,
            token=settings.hub_token or None,
            user_agent=settings.user_agent,
            timeout=settings.timeout,
            turn=turn,
        )


def _tracer(settings: Settings, turn: Callable[[], None]) -> "Tracer":
    from verifier.sources.hub_traces import HubTracer

    return HubTracer(
        clock=now,
        token=settings.hub_token or None,
        user_agent=settings.user_agent,
        timeout=settings.timeout,
        turn=turn,
    )


def _feeds(settings: Settings, catalogue: "Catalogue", stack: ExitStack) -> "Iterator[Source]":
    """Give one source a feed of the labs that promised anything, also if several name it."""
    from verifier.sources.feed_parse import Parser
    from verifier.sources.feeds import FeedSource
    from verifier.sources.fetch import Fetcher

    feeds = _feeds_by_labs(catalogue)
    if not feeds:
        return
    parser = stack.enter_context(Parser(min(os.cpu_count() or 1, settings.workers)))
    fetcher = stack.enter_context(
        Fetcher(
            user_agent=settings.user_agent,
            timeout=settings.timeout,
            allow_private=settings.allow_private,
        )
    )
    read: set[str] = set()
    for feed, labs in feeds.items():
        lab = labs[0] if len(labs) == 1 else ""
        source = FeedSource(feed, lab=lab, fetcher=fetcher, parser=parser, clock=now)
        if source.id not in read:
            read.add(source.id)
            yield source


def _feeds_by_labs(catalogue: "Catalogue") -> "Mapping[Feed, Sequence[str]]":
    """Tell which labs that promised anything name which feed: of several, it is nobody's own."""
    promised = {claim.lab for claim in catalogue.claims}
    feeds: dict[Feed, list[str]] = {}
    for lab in catalogue.labs:
        for feed in lab.feeds if lab.id in promised else ():
            feeds.setdefault(feed, []).append(lab.id)
    return feeds
