"""What one run judges and reads: the world as it is, or a night that was recorded."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.clock import now
from verifier.cli.output import tell, write_whole
from verifier.cli.wiring import catalogue_of, world_of
from verifier.core.canon import plain
from verifier.core.claims import Claim, Lab
from verifier.core.verdict import RULE_VERSION
from verifier.errors import ConfigurationError
from verifier.ports import Source, Store
from verifier.settings import Settings

if TYPE_CHECKING:
    from verifier.resolver import Clock, Tracer
    from verifier.sources.night_read import RecordedNight

Finish = Callable[[Sequence[str]], None]
"""Writes a recorded night, told the order its readings were stored in."""


@dataclass(frozen=True, slots=True)
class Night:
    """Everything a run needs beside its store."""

    labs: tuple[Lab, ...]
    claims: tuple[Claim, ...]
    sources: "Sequence[Source]"
    tracer: "Tracer | None"
    clock: "Clock"
    began: datetime
    as_of: datetime | None
    workers: int
    everything: bool = False
    """Whether all claims are to be judged, not only those that may have changed."""


@contextmanager
def live(settings: Settings, as_of: datetime | None, *, offline: bool) -> Iterator[Night]:
    """Set up a night that reads the world, or the archive alone."""
    filed = catalogue_of(settings)
    with world_of(settings, filed, offline=offline) as world:
        yield Night(
            labs=filed.labs,
            claims=filed.claims,
            sources=world.sources,
            tracer=world.tracer,
            clock=now,
            began=now(),
            as_of=as_of,
            workers=settings.workers,
        )


@contextmanager
def recording(night: Night, path: Path | None) -> Iterator[tuple[Night, Finish]]:
    """Have a night taken down, if a file is named to write it to at its end."""
    if path is None:
        yield night, lambda _order: None
        return
    from verifier.sources.night_write import Recorder, RecordingSource, RecordingTracer

    _check_writable(path)
    head = {
        "began": plain(night.began),
        "as_of": plain(night.as_of),
        "rules": RULE_VERSION,
        "traced": night.tracer is not None,
    }
    with closing(Recorder()) as recorder:

        def finish(order: Sequence[str]) -> None:
            try:
                write_whole(path, recorder.lines(head, night.labs, night.claims, order))
            except ConfigurationError as error:
                raise ConfigurationError(f"{error}; the night itself is judged") from None
            tell(f"{path}: the night, to be judged anywhere by `verifier resolve --replay`")

        taken = replace(
            night,
            sources=[RecordingSource(source, recorder) for source in night.sources],
            tracer=RecordingTracer(night.tracer, recorder) if night.tracer else None,
            clock=recorder.clock(night.clock),
        )
        yield taken, finish


def _check_writable(path: Path) -> None:
    """Say before the night what would be said after it."""
    folder = path.absolute().parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise ConfigurationError(f"{path} cannot be written: name a file in a folder of yours")


def replayed(path: Path, as_of: datetime | None) -> tuple[Night, "RecordedNight"]:
    """Set up a recorded night, as of its own instant unless another is asked for."""
    from verifier.sources.night_read import load_night

    told = load_night(path)
    if told.rules != RULE_VERSION:
        tell(
            f"verifier: {path} was judged by rules of version {told.rules}, "
            f"this release judges it by version {RULE_VERSION}"
        )
    night = Night(
        labs=told.labs,
        claims=told.claims,
        sources=told.sources,
        tracer=told.tracer,
        clock=told.played.now,
        began=told.began,
        as_of=as_of or told.as_of,
        workers=1,  # in the order of the record
    )
    return night, told


def check_base(told: "RecordedNight", path: Path, store: Store, *, storing: bool) -> None:
    """See that what is known here is what was known there; ConfigurationError where it differs.

    With nothing known at all, or nothing to be stored, a note will do: what only repeats an
    earlier reading proves nothing then. A night that was cut short here may be replayed again.
    """
    from verifier.sources.night_lines import base_of

    known = {source.id: base_of(store.memory(source.id)) for source in told.sources}
    there = {(sweep.source, sweep.began) for sweep in store.last_sweeps(list(known))}
    other = [
        source.id
        for source in told.sources
        if known[source.id] != source.base and (source.id, source.reading.began) not in there
    ]
    if not other:
        return
    where = f"{len(other)} of {len(known)} sources, {other[0]} the first"
    is_new = store.last_run() is None and not any(known.values())
    if storing and not is_new:
        raise ConfigurationError(
            f"{path} was recorded on another base ({where}): replay the nights since this "
            "database's last one in their order, or into an empty database, or with --dry-run"
        )
    tell(
        f"verifier: {path} was recorded on another base ({where}): "
        "what it only repeats of earlier nights proves nothing here"
    )
