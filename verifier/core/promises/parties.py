"""Who promises, and who passes the promise on, where the sentence names them."""

import re
from typing import NamedTuple

_NAME = (
    r"(?:@\w{2,30}|(?:[A-Z]\w*|[a-z]{1,2}[A-Z]\w*)(?:[.&'’-]\w+)*"
    r"(?:\s+(?:of\s+)?(?:AI|[A-Z][a-z]\w*(?:[.&-]\w+)*|[A-Z]{2,})){0,3})"
)
_TELLS = (
    r"(?:said|says|announced|announces|confirmed|confirms|promised|promises|wrote|writes|posted|posts"
    r"|tweeted|tweets|reported|reports|told|tells|stated|states|pledged|claimed|claims)"
)
_BEFORE = re.compile(rf"(?P<name>{_NAME})(?:\s+[a-z]\w*){{0,4}}?\s+(?:has\s+|have\s+)?{_TELLS}\b")
_ACCOUNT = re.compile(
    r"\b(?P<name>[Aa]n? (?:\w+ ){0,2}?(?:account|user|blogger|poster|leaker|commenter|insider))\b"
)
_BEHIND = re.compile(
    rf"(?:[,”\"]|said|says)\s*(?:{_TELLS}\s+)?(?P<name>{_NAME})(?:\s+{_TELLS})?\W*$"
)
_ACCORDING = re.compile(rf"[Aa]ccording to\s+(?:the\s+)?(?P<name>{_NAME})")
_COMMON = frozenset(
    """
    the a an our we i it its this that these those there here you your they their he she in
    on at by within next later soon update eta code weights model models dataset data open
    paper release launch good great news hi hello thanks thank expect stay stand to of for
    from and but so then also today tomorrow every all both full training inference
    technical early mid late end no yes ceo cto api hub github hugging according after
    before as with monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december q1 q2 q3 q4 h1 h2
    todo tl dr ps note edit weight checkpoint checkpoints corpus chinese american french
    german european japanese korean british indian israeli some many people users rumor
    rumors sources
    """.split()
)
"""Words that may begin with a capital and name nobody."""
_VERSION = re.compile(r"\d")
_TAIL = re.compile(r"['’]s$")


class Parties(NamedTuple):
    """The promisor and the relayer, each None where no name is given."""

    promisor: str | None
    relayer: str | None


def find_parties(
    sentence: str, commitment: int, subject_end: int, *, first_person: bool
) -> Parties:
    """Who stands behind a promise, given where in its sentence the commitment begins.

    A named subject of the commitment is the promisor and whoever tells of it the relayer; without
    one the teller speaks for itself, unless it is an account or is cited with "according to".
    """
    cited = _ACCORDING.search(sentence)
    account = _ACCOUNT.search(sentence, 0, commitment)
    told = _BEFORE.search(sentence, 0, commitment) or _BEHIND.search(sentence, commitment)
    teller = account["name"] if account else _name(cited or told)
    subject = (
        None if first_person else _subject(sentence, subject_end, skip=cited or account or told)
    )
    if subject is not None and subject != teller:
        return Parties(subject, teller)
    if teller is not None and (account or cited or teller.startswith("@")):
        return Parties(None, teller)
    return Parties(teller or subject, None)


def _name(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return _clean(match["name"])


def _clean(name: str) -> str | None:
    words = name.split()
    while words and words[0].lower() in _COMMON:
        words.pop(0)
    while words and words[-1].lower() in _COMMON:
        words.pop()
    if not words or _VERSION.search(words[0]):
        return None
    kept: list[str] = []
    for word in words:
        if _VERSION.search(word) and kept:
            break
        kept.append(_TAIL.sub("", word))
        if kept[-1] != word:
            break
    return " ".join(kept)


def _subject(sentence: str, commitment: int, *, skip: re.Match[str] | None) -> str | None:
    """The last name in front of the commitment that is not the teller's own clause."""
    start = skip.end() if skip is not None and skip.end() <= commitment else 0
    names = [_clean(match[0]) for match in re.finditer(_NAME, sentence[start:commitment])]
    named = [name for name in names if name]
    return named[-1] if named else None
