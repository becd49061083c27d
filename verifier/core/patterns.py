"""Contributors' patterns: RE2, so that none can take longer than linear time."""

from functools import lru_cache

import re2


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


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)
