"""Keeps a spreadsheet from running text as a formula."""

import re
import string
from collections.abc import Iterable

_BLANK = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
_RUNS = re.compile(rf"{_BLANK}*[\t\r=+\-@＝＋－＠﹦﹢﹣﹫]")


def runs(text: str) -> bool:
    """Tell whether a spreadsheet would run text, as it stands or once blanks are dropped.

    That is text in which, after blanks, control characters and marks without width, comes one of
    = + - @ or a full-width or small twin of them, or a tab or a return.
    """
    return _RUNS.match(text) is not None


def guard(text: str) -> str:
    """Put `'` before text a spreadsheet would run."""
    return f"'{text}" if runs(text) else text


_HARMLESS = frozenset(string.ascii_letters + string.digits)


def guarded(texts: Iterable[str | None]) -> list[str | None]:
    """Guard many texts: most begin with a letter or a digit, which nothing runs; None stays."""
    return [text if not text or text[0] in _HARMLESS else guard(text) for text in texts]
