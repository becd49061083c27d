"""Cutting a text into sentences and clauses, in place."""

import re
from collections.abc import Iterator

_MARKS = re.compile(
    r"""[*`~#>|_\]<h](?:
        (?<=[*`~#>|])[*`~#>|]*
        | (?<=_)(?:(?<!\w_)_*|_*(?!\w))
        | (?<=\])\([^)\s]{0,300}\)
        | (?<=<)[^<>\n]{1,300}>
        | (?<=h)ttps?://\S{1,300}
    )""",
    re.VERBOSE,
)
"""Marks, links and tags. One class of first letters, here and in _END, lets the search skip."""

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof inc ltd co corp vs etc e.g i.e eg ie approx est no vol fig u.s u.k jan feb
    mar apr jun jul aug sep sept oct nov dec
    """.split()
)
_END = re.compile(
    r"""[.!?…。！？；\n](?:
        (?<=[.!?…])(?<![.!?…].)[.!?…]{0,7}["'”’)\]]{0,4}(?=\s|$)
        | (?<=[。！？；])[。！？；]*[”’）」』]*
        | (?<=\n)(?:[ \t]*\n|(?=[ \t]*(?:[-*+•>\#|]|\d{1,3}[.)]\s)))
    )""",
    re.VERBOSE | re.DOTALL,
)
_DASH = re.compile(r"\s[-–—]+\s")
_HEADLINE = 60
_QUOTE = re.compile(r"[\"“](?:[^\s\"“”]{1,40}\s+){3}[^\"“”]{0,400}[\"”]")
_GERMAN_DAY = re.compile(
    r"\D?\d{1,2}\.\s+(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)", re.IGNORECASE
)
_LONGEST_SHORT = max(map(len, _ABBREVIATIONS)) + 1
_LONGEST = 1000
_CLAUSE = re.compile(
    r"""[;；:,\s](?:
        (?<=[;；])
        | (?<=:)\s+(?=(?:[\w'-]+\s+){1,5}?(?:will|are|is)\b)
        | \s*(?<=\s)(?:but|whereas|however|although)\s+
        | \s*(?<=\s)and\s+(?=(?:we|i|the|our|its|it|they)\b(?:\s+[\w'-]+){0,3}?
            (?:'ll|\s+(?:will|are|is|plan|aim))\b)
        | (?<=,)\s+(?:while|yet|so|then)\s+
        | (?<=yet,)\s+(?=(?:we|i|it|they)(?:'ll|\s+(?:will|are|plan))\b)
        | (?<=soon,)\s+(?=(?:we|i)\b)
        | (?<=,)\s+(?=(?:the|our|its)\s(?:[\w.-]+\s+){1,3}?(?:follows?|joins?|lands?|drops?)\b)
        | (?<=,)\s+and\s+(?=(?:[\w'-]+\s+){1,4}?(?:will|are|is|plans?|aims?)\b)
        | (?<=,)\s+with\s+(?=(?:the|our|its|their|an?|full|more)\b[^,.;]{0,50}?\b
            (?:going|to[ ]follow|following|landing|arriving|due|coming|planned|expected|to[ ]be
            |scheduled|slated)\b)
    )""",
    re.VERBOSE,
)


def blank_marks(text: str) -> str:
    """The text with Markdown marks, tags and addresses blanked: every other place stays."""
    return _MARKS.sub(lambda match: " " * len(match[0]), text)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as start and end, blanks stripped, none over 1,000 characters."""
    start = 0
    for match in _END.finditer(text):
        mark, end = match.span()
        if end == mark + 1 and text[mark] == "." and _is_abbreviation(text, start, mark):
            continue
        yield from _pieces(text, start, end)
        start = end
    yield from _pieces(text, start, len(text))


def clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a sentence in lower case that can each promise; quotations are parts."""
    cuts = [match.span() for match in _CLAUSE.finditer(sentence)]
    if len(sentence) > _HEADLINE and ("- " in sentence or "– " in sentence or "— " in sentence):
        cuts += [match.span() for match in _DASH.finditer(sentence)]
    if '"' in sentence or "“" in sentence:
        for match in _QUOTE.finditer(sentence):
            cuts += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    start = 0
    for cut, after in sorted(cuts):
        if cut > start:
            yield start, cut
        start = max(start, after)
    yield start, len(sentence)


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    tail = text[max(start, dot - _LONGEST_SHORT) : dot]
    if tail[-1:].isdigit():
        return _GERMAN_DAY.match(text, max(start, dot - 2)) is not None
    words = tail.split()
    return bool(words) and words[-1].lstrip("([\"'“‘").lower() in _ABBREVIATIONS


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield from _pieces(text, start, cut)
        start = cut
    piece = text[start:end].rstrip()
    bare = piece.lstrip()
    if bare:
        end = start + len(piece)
        yield end - len(bare), end
