"""What `doctor` looks at, one check a function."""

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from verifier.cli.wiring import archive_of, catalogue_of, settings_of, sqlite_file, store_of
from verifier.errors import InvalidClaims, VerifierError
from verifier.settings import Settings, without_password

_OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is, and what to do where it is not as it must be."""

    what: str
    ok: bool
    said: str
    remedy: str = ""


def check(**flags: object) -> Iterator[Finding]:
    """Look at one thing after another; without settings, nothing else can be looked at."""
    yield _python()
    try:
        settings = settings_of(**flags)
    except VerifierError as error:
        yield Finding("settings", ok=False, said=str(error), remedy="Correct that value.")
        return
    yield from _settings(settings)
    yield from _database(settings)
    yield _claims(settings)
    yield _archive(settings)
    yield _hub()
    yield _feeds()


def _python() -> Finding:
    ok = sys.version_info >= _OLDEST
    remedy = "" if ok else "Install Python 3.11 or newer."
    return Finding("python", ok, platform.python_version(), remedy)


def _settings(settings: Settings) -> Iterator[Finding]:
    for name, origin in settings.origins.items():
        value = getattr(settings, name)
        match name:
            case "db":
                shown = without_password(settings.db)
            case "hub_token":
                shown = "set" if value else "not set: the Hub is read anonymously"
            case "hub_quota":
                shown = f"{value} requests in 5 minutes" if value else "what the Hub allows"
            case "notify":
                shown = f"{len(value)} set" if value else "nobody is told of changes"
            case "allow_private":
                shown = ", ".join(value) or "none"
            case _:
                shown = str(value) or "none"
        yield Finding(f"setting {name}", ok=True, said=f"{shown} (from {origin})")


def _database(settings: Settings) -> Iterator[Finding]:
    """Store what is stored already: that writes nothing, and needs all that writing needs."""
    remedy = "Mend that, or name another database with --db or VERIFIER_DB."
    path = sqlite_file(settings.db)
    if path is not None and not path.exists():
        yield _future_database(path, remedy)
        return
    try:
        with store_of(settings) as store:
            claims = store.claims()
            store.save_claims(store.labs().values(), claims)
            held, cut = store.held(), store.cut_short()
    except VerifierError as error:
        yield Finding("database", ok=False, said=str(error), remedy=remedy)
        return
    yield Finding("database", ok=True, said=f"of this version, writable, {len(claims)} claims")
    if held is not None:
        said = f"its verdicts are held: {'; '.join(held.why)}"
        look = "See `verifier resolve --confirm --dry-run`, then leave out --dry-run to publish."
        yield Finding("last run", ok=False, said=said, remedy=look)
    if cut is not None:
        said = f"began {cut:%Y-%m-%d %H:%M} UTC and was cut short; nothing is lost"
        yield Finding("last run", ok=False, said=said, remedy="Run `verifier resolve` again.")


def _future_database(path: Path, remedy: str) -> Finding:
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding("database", ok=True, said=f"{path} will be built by the first run")
    return Finding("database", ok=False, said=f"{folder} cannot be written to", remedy=remedy)


def _claims(settings: Settings) -> Finding:
    try:
        catalogue = catalogue_of(settings)
    except InvalidClaims as error:
        said = f"{len(error.problems)} problems, the first: {error.problems[0]}"
        return Finding("claims", ok=False, said=said, remedy="`verifier validate` lists them all.")
    except VerifierError as error:
        return Finding("claims", ok=False, said=str(error))
    return Finding("claims", ok=True, said=f"{len(catalogue.claims)} valid, in {settings.claims}")


def _archive(settings: Settings) -> Finding:
    from verifier.core.sweeps import Failed, Memory, Read

    reading = archive_of(settings).read(Memory())
    remedy = "Give recorded evidence with --archive or VERIFIER_ARCHIVE."
    match reading:
        case Read(whole=True, observations=facts):
            return Finding("archive", ok=True, said=f"{len(facts)} facts, in {settings.archive}")
        case Read(detail=detail) | Failed(detail=detail):
            return Finding("archive", ok=False, said=detail, remedy=remedy)
        case _:
            return Finding("archive", ok=True, said=f"unchanged, in {settings.archive}")


def _hub() -> Finding:
    endpoint = os.environ.get("HF_ENDPOINT", "")
    if not endpoint:
        return Finding("hub", ok=True, said="https://huggingface.co")
    ok = urlsplit(endpoint).scheme in {"http", "https"} and bool(urlsplit(endpoint).netloc)
    remedy = "" if ok else "Set HF_ENDPOINT to an http or https address, or unset it."
    return Finding("hub", ok, f"{endpoint} (from HF_ENDPOINT)", remedy)


def _feeds() -> Finding:
    """Have a worker process read a feed of one entry."""
    from verifier.sources.feed_parse import Parsed, Parser

    item = b"<item><title>b</title></item>"
    feed = b"<rss version='2.0'><channel><title>a</title>%s</channel></rss>" % item
    with Parser(1) as parser:
        answer = parser.parse(feed, "application/rss+xml")
    if isinstance(answer, Parsed) and [entry.title for entry in answer.entries] == ["b"]:
        return Finding("feeds", ok=True, said="the parser's process works")
    return Finding(
        "feeds",
        ok=False,
        said=f"the parser's process gave {answer}",
        remedy="Install the pinned feedparser again.",
    )
