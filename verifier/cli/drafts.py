"""`new`, `extract`: from anyone's words to drafts of claims, which a reviewer still looks over."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import options
from verifier.cli.drafting import PROSE, Into, charset_of, deliver, fetcher_of, lab_called, read_day

if TYPE_CHECKING:
    from verifier.settings import Settings

Of = Annotated[str | None, typer.Option("--lab", help="Whose promise it is: a lab's id or name.")]
_UNREACHED = 5


def new(
    line: Annotated[
        str, typer.Argument(help='"Acme open weights in 2 weeks, announced 2025-05-28".')
    ],
    *,
    announced: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day, if the line does not say.")
    ] = None,
    lab: Of = None,
    source: Annotated[str, typer.Option(help="Where the promise can be read.")] = "",
    into: Into = None,
    claims: options.Claims = None,
    json: options.Json = False,
) -> None:
    """Draft a claim of one line."""
    from verifier.cli.wiring import catalogue_of, settings_of
    from verifier.errors import UsageError
    from verifier.loader.naming import Names
    from verifier.loader.one_line import Given, draft_line

    names = Names(catalogue_of(settings_of(claims=claims)).labs)
    given = Given(read_day(announced, "--announced"), lab_called(lab, names), source)
    draft = draft_line(line, given, names)
    if into is not None and (into / f"{draft.id}.yaml").exists():
        raise UsageError(f"{into / draft.id}.yaml is there already; nothing was written")
    deliver((draft,), (), into, json=json, alone=True)


def extract(
    document: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="What to read.")],
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it appeared, if it does not say.")
    ] = None,
    lab: Of = None,
    into: Into = None,
    claims: options.Claims = None,
    json: options.Json = False,
) -> None:
    """Draft claims of the promises in a text, a Markdown file or a web page.

    It reads English and Chinese, and promises of a calendar day in six more European languages.
    """
    from verifier.cli.output import tell
    from verifier.cli.wiring import catalogue_of, settings_of
    from verifier.errors import UsageError
    from verifier.loader.extracting import Setting
    from verifier.loader.extracting import extract as extract_all
    from verifier.loader.naming import Names
    from verifier.loader.prose import read_prose

    settings = settings_of(claims=claims)
    catalogue = catalogue_of(settings)
    names = Names(catalogue.labs)
    is_url = document.startswith(("http://", "https://"))
    stated, speaker = read_day(published, "--published"), lab_called(lab, names)
    raw, charset = _fetched(document, settings) if is_url else (_read(document), "")
    prose = read_prose(raw, charset)
    day = stated or prose.published
    if day is None:
        raise UsageError("when did it appear? It does not say; give --published 2025-05-28")
    if stated is None:
        tell(f"of {day}, as it says itself (--published overrides)")
    setting = Setting(day, document if is_url else "", speaker, again=True)
    found = extract_all(prose, setting, names, catalogue.claims)
    deliver(found.drafts, found.left_out, into, json=json)


def _read(document: str) -> bytes:
    from verifier.errors import UsageError
    from verifier.loader.prose import LONGEST

    try:
        if document == "-":
            return sys.stdin.buffer.read(LONGEST + 1)
        with Path(document).open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        raise UsageError(f"{document} cannot be read: {error.strerror or error}") from None


def _fetched(url: str, settings: "Settings") -> tuple[bytes, str]:
    from verifier.cli.output import tell
    from verifier.sources.fetch import Unfetched

    with fetcher_of(settings) as fetcher:
        answer = fetcher.get(url, PROSE)
    if isinstance(answer, Unfetched):
        tell(f"verifier: it could not be read ({answer.fault}): {answer.detail}")
        raise typer.Exit(_UNREACHED)
    return answer.body, charset_of(answer.headers.get("content-type", ""))
