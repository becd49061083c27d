"""What an announcement shows to be public, told from its words alone.

A wrong "release" is the worst error: it would date a delivery that did not happen. So only
words that say that the weights, code or data themselves are out now make a release; anything
that also speaks of the future, or that is merely about open models, does not. "Introducing X"
alone is a mention: services are launched with the same words, and weights come later.
"""

import re
from collections.abc import Iterable

from verifier.core.announcement_words import (
    API,
    AT_PLACE,
    NOT_THE_THING,
    OPEN_THINGS,
    OTHER_GOODS,
    PARTIAL,
    PLAN,
    RELEASE,
)
from verifier.core.evidence import Shows

_SENTENCES = re.compile(r"(?<=[.!?。！？；;])\s+|(?<=[。！？；])|\n+|\s[|·•]\s")
_LONGEST = 600
_MOST = 12
_DASHES = str.maketrans("‐‑‒–—’", "-----'")
_TAG = re.compile(r"https?://github\.com/[\w.-]+/[\w.-]+/(?:releases/tag|tree)/(?P<tag>[^/?#]+)")
_UNFINISHED = re.compile(
    r"(?i)(?:^|[\W_\d])(?:alpha|beta|rc|pre|preview|dev|nightly|snapshot|a|b)[\W_\d]*$"
)
_HUB = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<kind>datasets/)?"
    r"(?P<owner>[\w-][\w.-]*)/(?P<name>[\w-][\w.-]*)"
)
_GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+?)(?:\.git)?(?:[/?#]|$)"
)
_HUB_PAGES = frozenset(
    "api blog chat collections datasets docs enterprise join learn login models new organizations "
    "papers posts pricing settings spaces tasks".split()
)
_GITHUB_PAGES = frozenset(
    "about apps collections enterprise events explore features login marketplace orgs pricing "
    "search settings site sponsors topics trending users".split()
)


def shows(title: str, summary: str = "", url: str = "") -> Shows:
    """Tell what an entry shows, from its plain title and summary and its address.

    A tag or release page on GitHub is a release of code, unless its name says it is unfinished.
    """
    tag = _TAG.match(url)
    if tag:
        unfinished = _UNFINISHED.search(tag["tag"]) or _any(PARTIAL, title.lower())
        return Shows.PARTIAL if unfinished else Shows.RELEASE
    headlines = [_sentence(part) for part in _split(title)]
    if Shows.PLAN in headlines:
        return Shows.PLAN
    texts = [_sentence(part) for part in _split(summary) if _any(OPEN_THINGS, part)]
    if Shows.PLAN in texts:  # takes back what the title says
        return Shows.PLAN
    found = {*headlines, *texts}
    for verdict in (Shows.PARTIAL, Shows.RELEASE, Shows.API):
        if verdict in found:
            return verdict
    return Shows.API if _any(API, summary[:_LONGEST].lower()) else Shows.MENTION


def artefacts(addresses: Iterable[str]) -> tuple[str, ...]:
    """Name the repositories that addresses lead to: `owner/name`, `github.com/owner/name`."""
    found: dict[str, None] = {}
    for address in addresses:
        hub, github = _HUB.match(address), _GITHUB.match(address)
        if hub and hub["owner"].lower() not in _HUB_PAGES:
            found[f"{hub['kind'] or ''}{hub['owner']}/{hub['name'].rstrip('.')}"] = None
        elif github and github["owner"].lower() not in _GITHUB_PAGES:
            found[f"github.com/{github['owner']}/{github['name'].rstrip('.')}"] = None
    return tuple(found)


def _split(text: str) -> list[str]:
    sentences = _SENTENCES.split(text.lower().translate(_DASHES)[: _LONGEST * _MOST])
    return [sentence[:_LONGEST].strip() for sentence in sentences[:_MOST] if sentence.strip()]


def _sentence(sentence: str) -> Shows:
    """Judge one sentence; the cautious reading goes first."""
    if _any(PLAN, sentence):
        return Shows.PLAN
    if _any(OPEN_THINGS, sentence) and _is_out(sentence) and not _any(NOT_THE_THING, sentence):
        return Shows.PARTIAL if _any(PARTIAL, sentence) else Shows.RELEASE
    return Shows.API if _any(API, sentence) else Shows.MENTION


def _is_out(sentence: str) -> bool:
    if _any(RELEASE, sentence):
        return True
    return _any(AT_PLACE, sentence) and not _any(OTHER_GOODS, sentence)


def _any(patterns: Iterable[re.Pattern[str]], sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in patterns)
