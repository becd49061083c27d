"""RE2: contributors' patterns, so that none takes longer than linear time, and quick questions."""

import re
from collections.abc import Callable
from functools import lru_cache

import re2

_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|:|<?[=!]))?|\{\d*,?\d*\}|.", re.DOTALL
)
"""A piece of a pattern: an escape, a class, how a group begins, a count, any other character."""
_LOOSE = {"(?": "(?:", "{0": "*"} | {f"{{{digit}": "+" for digit in range(1, 10)}
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_ANCHORS = frozenset("^$")
UNKNOWN = b"\0"
"""A letter that is not ASCII."""
_MEMORY = 64 << 20
"""Bytes; past them RE2 gives up its speed, though not its linear time."""
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "’": "'", "‘": "'"})


def pattern_trouble(pattern: str) -> str:
    """Say what is wrong with a pattern, and what to do; "" where it can be used."""
    try:
        matches_nothing = _compiled(pattern).fullmatch("") is not None
    except re2.error as trouble:
        why = trouble.args[0]
        told = why.decode("utf-8", "replace") if isinstance(why, bytes) else why
        return f"does not compile as RE2: {told}; correct it"
    return "matches the empty name; say what a name must have" if matches_nothing else ""


def fits(pattern: str, name: str) -> bool:
    """Tell whether a pattern matches a name from start to end; one that is broken fits nothing."""
    return not pattern_trouble(pattern) and _compiled(pattern).fullmatch(name) is not None


def flat(low: str) -> bytes:
    """A text in lower case as one byte a character for `quick`: what is not ASCII is NUL."""
    if low.isascii():
        return low.encode()
    plain = low.translate(_TYPOGRAPHY).replace("?", ".").encode("ascii", "replace")
    return plain.replace(b"?", UNKNOWN)


def quick(*patterns: re.Pattern[str]) -> Callable[[bytes], list[tuple[int, int]]]:
    """A quick question in linear time: where in a `flat` text some patterns may be found.

    It only saves time: where they can be found there is a place or a letter that is not ASCII,
    though not the other way round, because RE2 cannot look around.
    """
    loose = "|".join(_loosened(pattern.pattern) for pattern in patterns).encode()

    def places(text: bytes) -> list[tuple[int, int]]:
        return [match.span() for match in _flat_pattern(loose).finditer(text)]

    return places


def _loosened(pattern: str) -> str:
    """The pattern without looks around, anchors and counts: it matches at least as much."""
    kept: list[str] = []
    depth = skipped = 0
    for match in _PIECE.finditer(pattern):
        piece = match[0]
        depth += piece.startswith("(") - (piece == ")")
        if not skipped and piece in _LOOKS:
            skipped = depth
        if not skipped and piece not in _ANCHORS:
            kept.append(_LOOSE.get(piece[:2], piece))
        if skipped and depth < skipped:
            skipped = 0
    return "".join(kept)


@lru_cache(maxsize=64)
def _flat_pattern(pattern: bytes) -> "re2._Regexp":
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.never_capture = True
    options.log_errors = False
    options.max_mem = _MEMORY
    return re2.compile(pattern, options)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)
