"""Drafts as the YAML of claim files, the derivation of the day and open questions as comments."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from verifier.core.deadlines import Deadline
from verifier.loader.drafts import Draft, one_line

_WIDE = 10_000
_QUOTED = 200


def render(draft: Draft) -> str:
    """Write one draft as a claim file."""
    return "".join(f"{line}\n" for line in _lines(draft))


def render_all(drafts: Iterable[Draft]) -> str:
    """Write drafts as one claim file that holds a list."""
    return "".join(_item(render(draft)) for draft in drafts)


def _item(text: str) -> str:
    """Indent a mapping into a list's item; comments before its first key stay in front."""
    first, *rest = text.splitlines()
    return "".join(f"{line}\n" for line in (f"- {first}", *(f"  {line}" for line in rest)))


def _lines(draft: Draft) -> Iterator[str]:
    yield from _pair("id", draft.id)
    yield from _pair("lab", draft.lab.id)
    yield from _pair("text", draft.text)
    if draft.promisor:
        yield from _pair("promisor", draft.promisor)
    if draft.relayed_by:
        yield from _pair("relayed_by", draft.relayed_by)
    yield from _pair("announced", draft.announced)
    yield from _pair("promise", draft.promise)
    yield from map(_comment, derivation(draft))
    yield from _pair("kind", draft.kind.value)
    if draft.size:
        yield from _pair("subject", {"size": draft.size})
    elif draft.subject:
        yield from _pair("subject", draft.subject)
    if draft.source:
        yield from _pair("source", draft.source)
    for line, sentence in zip(draft.lines, draft.sentences, strict=False):
        yield _comment(f"line {line}: {_cut(sentence)}")
    for question in draft.review:
        yield _comment(f"REVIEW {question}")


def derivation(draft: Draft) -> Iterator[str]:
    """Tell how the last day was derived, in one line or two."""
    deadline = draft.deadline
    said = f'"{deadline.phrase}", said on {draft.announced}'
    if isinstance(deadline, Deadline):
        days = f"{deadline.earliest} to " if deadline.earliest != deadline.latest else ""
        flags = f"; {', '.join(deadline.flags)}" if deadline.flags else ""
        yield f"due: {deadline.latest}"
        yield (
            f"{said}, means {days}{deadline.latest} "
            f"(rule {deadline.rule}, precision {deadline.precision}{flags})"
        )
    else:
        yield f"due: none; {said}, fixes no day ({deadline.why}, rule {deadline.rule})"


def _pair(key: str, value: object) -> Iterator[str]:
    text: Any = yaml.safe_dump({key: value}, allow_unicode=True, width=_WIDE, sort_keys=False)
    yield from text.splitlines()


def _comment(text: str) -> str:
    return f"# {one_line(text)}"


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
