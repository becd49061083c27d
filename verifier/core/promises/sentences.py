"""Cutting a text into sentences and clauses, in place."""

import re
from collections.abc import Iterator

_MARKS = re.compile(
    r"[*`~#>|]+|(?<!\w)_+|_+(?!\w)|\]\([^)\s]{0,300}\)|<[^<>\n]{1,300}>|https?://\S{1,300}"
)
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof inc ltd co corp vs etc e.g i.e eg ie approx est no vol fig u.s u.k jan feb
    mar apr jun jul aug sep sept oct nov dec
    """.split()
)
_END = re.compile(
    r"(?<![.!?…])[.!?…]{1,8}[\"'”’)\]]{0,4}(?=\s|$)|[。！？；]+[”’）」』]*|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:[-*+•>#|]|\d{1,3}[.)]\s))"
)
_DASH = re.compile(r"\s[-–—]+\s")
_HEADLINE = 60
_QUOTE = re.compile(r"[\"“](?:[^\s\"“”]{1,40}\s+){3}[^\"“”]{0,400}[\"”]")
_LAST_WORD = re.compile(r"([\w.]{1,12})$")
_LONGEST = 1000
_CLAUSE = re.compile(
    r"[;；]|,?\s+(?:but|whereas|however|although)\s+|,\s+(?:while|yet|so|then)\s+"
    r"|,\s+and\s+(?=(?:[\w'-]+\s+){1,4}?(?:will|are|is|plans?|aims?)\b)"
    r"|,?\s+and\s+(?=(?:we|i|the|our|its|it|they)\b(?:\s+[\w'-]+){0,3}?"
    r"(?:'ll|\s+(?:will|are|is|plan|aim))\b)",
    re.IGNORECASE,
)


def blank_marks(text: str) -> str:
    """The text with Markdown marks, tags and addresses blanked: every other place stays."""
    return _MARKS.sub(lambda match: " " * len(match[0]), text)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as start and end, blanks stripped, none over 1,000 characters."""
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _is_abbreviation(text, start, match.start()):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that can each hold a promise of their own, quotations among them."""
    cuts = [match.span() for match in _CLAUSE.finditer(sentence)]
    if len(sentence) > _HEADLINE:
        cuts += [match.span() for match in _DASH.finditer(sentence)]
    for match in _QUOTE.finditer(sentence):
        cuts += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    start = 0
    for cut, after in sorted(cuts):
        if cut > start:
            yield start, cut
        start = max(start, after)
    yield start, len(sentence)


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    word = _LAST_WORD.search(text, max(start, dot - 12), dot)
    return word is not None and word[1].lower() in _ABBREVIATIONS


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if end > start:
        yield start, end
