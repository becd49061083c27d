"""The things that can be promised."""

import re
from itertools import zip_longest
from typing import NamedTuple

from verifier.core.promises.answers import PromiseKind
from verifier.core.promises.patterns import HUB, MONTHS, OPEN, words
from verifier.core.promises.things import ROWS

_ARTEFACT = re.compile(rf"\b(?:{'|'.join(row for rows in ROWS.values() for row in rows)})\b")
_KINDS = tuple((kind, re.compile("|".join(rows))) for kind, rows in ROWS.items())
_NEAR, _FAR = 12, 40
_PRONOUNS = frozenset({"it", "them", "they", "everything", "one", "those", "these", "both"})
_ARTICLE = r"(?:the|an?|our|its|their|this|that|these|every|all|both)\b"
_RELEASING = r"[\w-]*(?:leas|sourc|lish|shar|load|shipp|launch)ing\b"
_BESIDE = re.compile(
    rf"\b(?:on|at|from|via|in|under|with|for|about)\s+(?!{MONTHS}|\w+day\b|\d|{_RELEASING})"
    rf"(?:{_ARTICLE}\s+)?(?:(?!{_ARTICLE})[\w-]+\s+){{0,2}}$"
    r"|\babout\s+(?:[\w-]+\s+){3,4}$"
    rf"|\badd(?:ed|ing)?\s.{{1,30}}\sto\s+(?:{_ARTICLE}\s+)?(?:[\w-]+\s+){{0,2}}$"
    r"|\b(?:(?:beta|early|api|free) access|updates?|fix(?:es)?|changes?|support|improvements?"
    r"|wait-?list|docs?|documentation|interface|demo|tutorial|guide|licen[cs]e|price|name)"
    rf"\s+(?:to|for|of|in|on)\s+(?:{_ARTICLE}\s+)?(?:[\w-]+\s+){{0,2}}$"
)
"""What makes the thing behind it only where, how or for what something is delivered."""

_WITH = re.compile(r"\b(?:releases?|tag)\b[^,;:]{0,30},? $")
"""What is delivered with all that it is said to come with."""

_TOPIC = re.compile(
    r"\b(?:(?<!asking )(?<!asked )about|regarding|covering|how to|look at|more on|guide to|talk on)"
    r"\s+(?:\S+\s+){0,3}$"
)
"""What makes the thing behind it only what is talked of."""

_MODIFIES = re.compile(
    r"(?:[- ]|s and \w+ | and \w+ | & \w+ )(?:workshop|meet-?up|conference|webinar|group|team"
    r"|department|summit|hackathon|session|talk|seminar|tutorial|course|challenge|competition|track|event"
    r"|leaderboard|forum|market|industry|maker|prices?|pricing|access|api|endpoint|training|review"
    r"|audit|decision|discussion|announcement|hub|support|integration|port|binding|wrapper|demo"
    r"|freeze|deadline|submission|licen[cs]e|engineer|developer|researcher)s?\b"
)
"""What makes a thing only the name of something else: "the open-model workshop"."""

_INTRANSITIVE = re.compile(
    r"follow(?! up with)|land|arriv|com(?:e|ing)|appear|going|goe?s? |drops? on|available|public"
    r"|downloadable|on (?:the hub|hugging|hf)"
)
_PASSIVE = re.compile(
    rf"(?:\w+ly )?(?:{OPEN}|released|published|uploaded|open[- ]?sourced|shared|posted|made)\b"
)
_STRONG = re.compile(rf"(?:be )?(?:open[- ]?sourc|(?:re-?)?upload|downloadable|{HUB})")
_OURS = re.compile(r"(?:be )?(?:releas|publish|shar|open|put|push|drop|ship|mak|made|post)")
_WE = re.compile(r"\b(?:we|i|we'll|i'll|we're|our)\b")
_THING = (
    r"(?P<thing>(?:(?:the|our|an?|its|all|this|these|both|remaining|full|complete|\d\S*)\s+)+"
    r"(?:[\w-]+\s+){0,3}?[\w-]+)"
)
_OBJECT = re.compile(
    rf"[a-z-]+(?: source|ing|ed)?\s+{_THING}(?=\W*$|[,;:(]|\s+(?:in|on|by|to|at|before|within|next"
    r"|this|later|early|under|for|with|as|and|public|open|available|tomorrow|soon|via|from|once"
    r"|when|after)\b)"
)
_SUBJECT = re.compile(rf"{_THING}\s*$")
_NO_THING = words(r"""
    results?|details?|info\w*|news|updates?|statements?|findings|thoughts|photos|pictures|videos?
    slides|agenda|program(?:me)?s?|schedule|lists?|names?|winners?|numbers|figures|earnings|reports?
    prices?|patch|fix|hotfix|bug ?fix|app|phones?|tablet|console|new features?|newsletter|podcast
    episode|interview|survey|poll|jobs?|roles?|roadmap|timeline|plans?|polic(?:y|ies)|rules?
    guidelines?|letter|response|answers?|reply|comments?|story|books?|album|film|movie|songs?
    tickets?|dates?|decisions?|announcements?|merch|more|hardware|chips?|gpus?|cards?|weeks?
    months?|days?|floodgates|doors?|office|shop|store|applications?|registration|way|end|links?
    bottleneck|stars?|event|meeting|workshop|company|team|recordings?|specifications?
""")
"""What is released too, and is nothing to be claimed."""

_MODIFIERS = re.compile(
    r"(?<![\w.-])"
    r"(?:(?!(?:Release|Publish|Upload|Open|Add|The|An?|Our|We|In|On)\b)[A-Z0-9][\w.-]*\s+){1,4}$"
)
_OWNED = re.compile(r"(?:'s)? ?(?!(?:and|or|with|to|in|on|by|will|is|are)\b)(?:[a-z-]+ )?")
"""What may stand between the name of a thing's owner and the thing."""

_GOES_OPEN = re.compile(r"go(?:es|ing)? (open[- ]source)\b")
_OPEN_SOURCE = re.compile(r"\bopen[- ]?sourc|\boss\b")
_LOOSE = frozenset({"headline", "date given", "open point"})
_SOURCED = frozenset({PromiseKind.MODEL, PromiseKind.OPEN_SOURCE})


class Artefact(NamedTuple):
    """What is promised: its place, its kind, and how it is named: by a pronoun, by a known word."""

    start: int
    end: int
    kind: PromiseKind
    pronoun: bool
    known: bool = True


def find_things(clause: str) -> list[Artefact]:
    """All that could be promised in a clause in lower case, pronouns among them."""
    return [
        _artefact(match)
        for match in _ARTEFACT.finditer(clause)
        if not _MODIFIES.match(clause, match.end())
    ]


def thing_named(low: str) -> Artefact | None:
    """The thing a phrase in lower case names, if it names one."""
    return find_artefact(low, find_things(low), 0, 0, "headline")


def find_artefact(
    clause: str, things: list[Artefact], start: int, verb: int, how: str
) -> Artefact | None:
    """The promised thing among those of a clause, given where it commits, its verb, and how.

    Weights count before anything else, then what stands behind the verb, then what stands before
    it. Verbs without an object, such as a simple present, take only what stands before them.
    """
    opened = _GOES_OPEN.match(clause, verb)
    if opened is not None:
        return Artefact(*opened.span(1), PromiseKind.OPEN_SOURCE, pronoun=False)
    is_done_to = _INTRANSITIVE.match(clause, verb) or _PASSIVE.match(clause, verb)
    found = [
        each
        for each in _without_owners(clause, things)
        if not each.pronoun or _is_near(clause, each, start, verb, done_to=bool(is_done_to))
    ]
    if how == "headline":
        found = [each for each in found if not _TOPIC.search(clause, 0, each.start)]
    if how not in _LOOSE:
        found = [each for each in found if not _is_beside(clause, each)]
        if how == "simple present" or _INTRANSITIVE.match(clause, verb):
            found = [each for each in found if each.start < verb]
    named = [each for each in found if not each.pronoun] or found
    kinds = [each for each in named if each.kind is not PromiseKind.OPEN_SOURCE] or named
    if not kinds and how == "date anew":
        return Artefact(0, len(clause.partition(":")[0]), PromiseKind.MODEL, pronoun=True)
    if not kinds:
        return _unnamed(clause, start, verb) if how == "commitment" else None
    chosen = next((each for each in kinds if each.start >= verb), kinds[0])
    chosen = next((each for each in kinds if each.kind is PromiseKind.OPEN_WEIGHTS), chosen)
    if chosen.kind in _SOURCED and _OPEN_SOURCE.search(clause):
        return chosen._replace(kind=PromiseKind.OPEN_SOURCE)
    return chosen


def _is_near(clause: str, thing: Artefact, start: int, verb: int, *, done_to: bool) -> bool:
    """Whether a pronoun is what is delivered; "they" is, where something is done to them."""
    they = clause.startswith("they", thing.start)
    if 0 <= start - thing.end <= _NEAR:
        return done_to or not they
    return not they and 0 <= thing.start - verb <= _FAR


def _unnamed(clause: str, start: int, verb: int) -> Artefact | None:
    """The object of a release in words we do not know: what we ourselves release, or upload."""
    strong = _STRONG.match(clause, verb)
    if not strong and not (_OURS.match(clause, verb) and _WE.search(clause, 0, verb)):
        return None
    match = _OBJECT.match(clause, verb) or _SUBJECT.search(clause, max(0, start - 60), start)
    if match is None or _NO_THING.search(match["thing"]):
        return None
    opens = _OPEN_SOURCE.search(clause) is not None
    kind = PromiseKind.OPEN_SOURCE if opens else PromiseKind.DATASET
    return Artefact(*match.span("thing"), kind, pronoun=False, known=False)


def _without_owners(clause: str, found: list[Artefact]) -> list[Artefact]:
    """Leave out the models that only say whose the thing right behind them is: "the Qwen paper"."""
    return [
        each
        for each, behind in zip_longest(found, found[1:])
        if behind is None
        or each.kind is not PromiseKind.MODEL
        or behind.kind in _SOURCED
        or not _OWNED.fullmatch(clause, each.end, behind.start)
    ]


def _is_beside(clause: str, thing: Artefact) -> bool:
    """Whether a thing is only where, how or for what something is delivered."""
    match = _BESIDE.search(clause, max(0, thing.start - 40), thing.start)
    if match is None or "follow up with" in match.string[match.start() - 10 : match.end()]:
        return False
    if match[0].startswith("with "):
        released = _WITH.search(clause, 0, match.start()) is not None
        return thing.kind is not PromiseKind.OPEN_WEIGHTS and not released
    return True


def _artefact(match: re.Match[str]) -> Artefact:
    start, end = match.span()
    kind = next(
        (kind for kind, pattern in _KINDS if pattern.fullmatch(match.string, start, end)),
        PromiseKind.MODEL,
    )
    return Artefact(start, end, kind, match[0] in _PRONOUNS)


def full_name(sentence: str, thing: Artefact) -> str:
    """The thing with the words that stand before it and belong to its name."""
    match = _MODIFIERS.search(sentence, max(0, thing.start - _FAR), thing.start)
    return sentence[match.start() if match else thing.start : thing.end]
