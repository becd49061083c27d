"""What the commands that draft claims share: reading their options, and delivering drafts."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verifier.errors import UsageError

if TYPE_CHECKING:
    from verifier.core.claims import Lab
    from verifier.loader.drafts import Draft
    from verifier.loader.extracting import LeftOut
    from verifier.loader.naming import Names
    from verifier.settings import Settings
    from verifier.sources.fetch import Fetcher

Into = Annotated[
    Path | None, typer.Option("--into", help="Write each draft into this folder, as ID.yaml.")
]
PROSE = {"Accept": "text/html, text/markdown, text/plain, */*;q=0.1"}
"""What is asked for where prose is wanted."""
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def read_day(text: str | None, option: str) -> date | None:
    """Read an option's date; None where it was not given."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no date; write it as 2025-05-28") from None


def lab_called(name: str | None, names: "Names") -> "Lab | None":
    """Find the lab an option names; never one that is only like it."""
    if name is None:
        return None
    called = names.called(name)
    if len(called) != 1:
        what = f"could be {' or '.join(called)}" if called else f"is no lab{names.hint(name)}"
        raise UsageError(f"--lab {name!r} {what}")
    return names.labs[called[0]]


def fetcher_of(settings: "Settings") -> "Fetcher":
    """Set up the guarded client for addresses that anybody may have written."""
    from verifier.sources.fetch import Fetcher

    return Fetcher(
        user_agent=settings.user_agent,
        timeout=settings.timeout,
        allow_private=settings.allow_private,
    )


def charset_of(content_type: str) -> str:
    """Give the character set a content type names, "" if none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def deliver(
    drafts: "Sequence[Draft]",
    left_out: "Sequence[LeftOut]",
    into: Path | None,
    *,
    json: bool,
    alone: bool = False,
) -> None:
    """Give drafts on stdout or in a folder, and tell on stderr what was left out and why.

    On stdout they are one claim file: a list, or a mapping where a draft is to stand `alone`.
    """
    from verifier.cli.output import say, say_json, tell
    from verifier.loader.rendering import render, render_all

    written = [str(path) for path in _write(drafts, into)] if into is not None else []
    if json:
        say_json(
            {
                "drafts": [_plain(draft) for draft in drafts],
                "left_out": [_plain_left_out(one) for one in left_out],
                "written": written,
            }
        )
        return
    for one in left_out:
        tell(f"left out, {one.place}: {one.why}: {one.sentence}")
    if into is not None:
        for path in written:
            say(f"written {path}")
    elif drafts:
        text = render(drafts[0]) if alone else render_all(drafts)
        say(text.removesuffix("\n"))
    if not alone:
        many = "" if len(drafts) == 1 else "s"
        tell(f"{len(drafts)} draft{many}, {len(left_out)} left out")


def _write(drafts: "Sequence[Draft]", folder: Path) -> list[Path]:
    """Write every draft that is not there yet."""
    from verifier.cli.output import tell, write_whole
    from verifier.errors import ConfigurationError
    from verifier.loader.rendering import render

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{folder} is no folder: {error.strerror or error}") from None
    written = []
    for draft in drafts:
        path = folder / f"{draft.id}.yaml"
        if path.exists():
            tell(f"{path} is there already and stays as it is")
            continue
        write_whole(path, (render(draft).encode("utf-8"),))
        written.append(path)
    return written


def _plain(draft: "Draft") -> dict[str, Any]:
    from verifier.core.canon import plain
    from verifier.core.deadlines import Deadline
    from verifier.loader.rendering import render

    deadline = draft.deadline
    return {
        "id": draft.id,
        "lab": draft.lab.id,
        "text": draft.text,
        "kind": draft.kind.value,
        "subject": draft.subject or None,
        "size": draft.size or None,
        "promisor": draft.promisor or None,
        "relayed_by": draft.relayed_by or None,
        "source": draft.source or None,
        "announced": draft.announced.isoformat(),
        "promise": draft.promise,
        "due": draft.due.isoformat() if draft.due else None,
        "deadline": plain(deadline),
        "no_deadline": None if isinstance(deadline, Deadline) else deadline.why.value,
        "lines": list(draft.lines),
        "sentences": list(draft.sentences),
        "score": draft.score,
        "reasons": list(draft.reasons),
        "review": list(draft.review),
        "yaml": render(draft),
    }


def _plain_left_out(one: "LeftOut") -> dict[str, Any]:
    return {
        "source": one.source or None,
        "line": one.line,
        "sentence": one.sentence,
        "why": one.why,
    }
