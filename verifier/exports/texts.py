"""Text for formats that have no place for every character."""

import re

_NOT_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def sound(text: str) -> str:
    """Replace controls, halves of surrogate pairs and what is no character by U+FFFD."""
    return _NOT_TEXT.sub("\ufffd", text)


def line_of(text: str) -> str:
    """Put sound text on one line."""
    return sound(" ".join(text.split()))
