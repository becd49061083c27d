"""Headlines that promise: "Code by the end of June"."""

import re

from verifier.core.promises.patterns import words

STATEMENT = re.compile(
    r"\b(?:we|i|you|they|he|she|i'll|we'll|i'd)\b|^\W*(?:the|this|that|our|their|a|an|each|every)\b"
)
"""What makes a whole sentence of what could be a headline, unless HEADLINE_VERB stands in it."""

_TO_COME = (
    r"(?:follow|land|arrive|drop|come"
    r"|be (?:on|in|\w+ed|(?:\w+ )?(?:out|open|public|available|live)))"
)
IMPERATIVE = re.compile(
    r"^\W*(?:please )?(?:join|download|register|submit|sign up|try|apply|attend|meet|see|check"
    r"|visit|subscribe|vote|use|install|grab|come|send|email|contact|tell|ask|read|learn|test|play"
    rf"|save the date to|release notes|changelog|expect (?:\w+ ){{1,3}}to (?!{_TO_COME}))\b"
)
"""How what asks something of the reader begins, and never a headline that promises."""

HEADLINE_VERB = re.compile(
    r"\b(?:coming|due|planned|scheduled|slated|targeted|eta|out|available|to follow|landing)\b"
    r"|\b(?:goal|plan|target|timeline|roadmap)s?:"
)

HEADLINE = re.compile(
    r"\b(?:eta|coming|due|planned|scheduled|slated|targeted|expected|upcoming|release|launch"
    r"|landing|dropping|arriving|out|available|expect|stay tuned|target|shipping|uploading"
    r"|open[- ]weights?"
    r"|to (?:release|open|publish|launch|ship|make|share|unveil|drop|upload)[\w-]*)\b|:\s"
)
"""What lets a headline be longer than a few words."""

VERBAL = re.compile(
    words(r"""
    (?:was|were|has|have|had|did|does|do|is|are|been|can|will|would|should|could)
    (?:put|hit|spent|built|held|left|met|paid|ran|rose|fell|grew|stood|thought|brought|bought|found)
    (?:felt|heard|knew|meant|sold|spoke|wrote|told)
    (?:took|takes?|said|says|came|got|made|went|saw|kept|gave|sent|led|became|began|won|lost)
    (?:scores?|supports?|uses?|shows?|beats?|costs?|runs?|contains?|includes?|requires?|needs?)
    (?:begins?|starts?|appl(?:y|ies)|ends?|closes?|expires?)(?= (?:to|on|in|at)\b)
    (?:works?|wants?|remains?|covers?|describes?|improves?|reaches|takes|gives?|adds?)
""").pattern
    + r"|(?<!-)\b(?!planned|scheduled|slated|targeted|expected|distilled|quanti[sz]ed|based"
    r"|open-?sourced|(?:fine-?|instruction-?)?tuned|(?:pre-?|post-?)?trained|need|speed|seed|feed|included"
    r"|promised(?=\W*$)|guaranteed|licen[cs]ed)"
    r"[a-z]{2,20}ed\b"
)
"""Verbs that a headline-like promise does not have."""

VERB_BEHIND = re.compile(
    r"\s+(?!this|releas|scripts|weights|plans|drops|lands|quants|files|sizes)[a-z]{3,20}(?<!s)s\b"
)
"""A third person right behind the thing, which makes a headline a statement."""

_LONG, _SHORT, _FRONT = 16, 9, 2
_THINGS = frozenset({"code", "weights", "data", "dataset", "checkpoints", "paper"})


def headline_at(clause: str) -> int | None:
    """Where a clause, or what stands behind its last colon, is a headline; None if it is none."""
    if _is_headline(clause):
        return 0
    colon = clause.rfind(": ") + 1
    return colon if colon and _is_headline(clause[colon:]) else None


def _is_headline(clause: str) -> bool:
    """Whether a clause without a verb may still promise."""
    words = clause.split()
    if len(words) > _LONG or VERBAL.search(clause) or IMPERATIVE.search(clause):
        return False
    if STATEMENT.search(clause) and not HEADLINE_VERB.search(clause):
        return False
    if len(words) <= _SHORT or not _THINGS.isdisjoint(words[:_FRONT]):
        return True
    return HEADLINE.search(clause) is not None
