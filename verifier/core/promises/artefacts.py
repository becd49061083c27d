"""The things that can be promised."""

import re
from itertools import zip_longest
from typing import NamedTuple

from verifier.core.promises.answers import PromiseKind
from verifier.core.promises.patterns import MONTHS, OPEN

_REST = (
    r"(?:(?:-|(?=[\d.])| (?=[\w.-]*\d)| (?=(?:max|pro|plus|coder|large|small|medium|mini|ultra"
    r"|nano|air|flash|omni|math|vision|image|video|audio|voice|thinking|maverick|scout|behemoth)\b))"
    r"[\w.-]{0,20}(?: \d[\w.-]{0,10})?)?"
)
"""What may follow a family's name: a version or a variant, and no other word."""
_TABLE = {
    PromiseKind.OPEN_WEIGHTS: r"""
        (?:open[- ]|model |full |base )?weights?
        (?:checkpoint|ckpt|gguf)s?|safetensors
    """,
    PromiseKind.DATASET: r"""
        data ?sets?|corpus|corpora|benchmarks?|annotations?
        (?:[a-z]+ )?data(?! (?:cent(?:er|re)|breach|protection|policy|plan))
    """,
    PromiseKind.CODE: r"""
        (?:\w+ )?code(?! (?:of|red|name))
        (?:github |git )?repo(?:sitory|s)?
        scripts?|codebase|source tree|notebooks?
        (?:\w+ )?(?:harness|sdk|framework|library|toolkit|pipeline)
        (?!whole|full|entire)\w+ stack
        (?:\w+ )?(?:implementation|compiler|kernels|simulator)
    """,
    PromiseKind.POST: r"""
        (?:technical|tech|research) reports?
        (?<!strategy )(?<!policy )(?<!position )(?<!green )(?<!white )(?<!working )papers?
        (?:blog|follow-?up|detailed|companion|longer) ?posts?
        write-?up|model card|preprint
    """,
    PromiseKind.OPEN_SOURCE: r"""
        open[- ]?sourc(?:e|ed|ing)
        open[- ]?weight(?:ed)?
    """,
    PromiseKind.MODEL: r"""
        (?:\w+ )?models?
        (?!(?:the|a|of|next) )\w+ (?:version|variant|series|family|edition|suite)
        llms?|v\d+(?:\.\d+)?
        (?:qwen|llama|glm|deepseek|kimi|grok|gemma|gemini)REST
        (?:mistral|mixtral|phi|minimax|hermes|sora|veo|imagen|jamba|exaone)REST
        (?:internlm|baichuan|mimo|longcat|skywork|smollm|apertus|doubao|pangu)REST
        (?:sdxl|voxtral|devstral|ministral|hidream|cogvideo|zephyr)REST
        (?:nova|titan|spark|solar|step|yi|arctic|bloom|seed|ling|ring|aya|wan)[- ]\d[\w.-]{0,20}
        (?:hunyuan|ernie|claude|gpt|granite|olmo|falcon|flux|stable diffusion)REST
        (?:nemotron|command|whisper|starcoder|codestral|magistral|pixtral)REST
        (?!ios|ps|rtx|iphone|h\d|[qhw]\d\b|fy\d)[a-z]{1,12}-?\d{1,3}(?:\.\d)?(?:-\w{1,12}){0,4}
        artifacts?|artefacts?|adapters?|tokenizer|whole stack|full stack|it|them|they|everything
    """,
}
_ARTEFACT = re.compile(
    r"\b(?:"
    + "|".join(
        f"(?P<{kind}>{'|'.join(row.strip() for row in rows.strip().splitlines())})".replace(
            "REST", _REST
        )
        for kind, rows in _TABLE.items()
    )
    + r")\b"
)
_PRONOUNS = frozenset({"it", "them", "they", "everything"})
_ARTICLE = r"(?:the|an?|our|its|their|this|that|these|every|all|both)\b"
_BESIDE = re.compile(
    rf"\b(?:on|at|from|via|in|under|with|for|about)\s+(?!{MONTHS}|\w+day\b|\d)(?:{_ARTICLE}\s+)?"
    rf"(?:(?!{_ARTICLE})[\w-]+\s+){{0,2}}$|\babout\s+(?:[\w-]+\s+){{3,4}}$"
)
_INTRANSITIVE = re.compile(
    r"follow|land|arriv|com(?:e|ing)|appear|going|goe?s? |drops? on|available|public|downloadable"
    r"|on (?:the hub|hugging|hf)"
)
_PASSIVE = re.compile(
    rf"(?:\w+ly )?(?:{OPEN}|released|published|uploaded|open[- ]?sourced|shared|posted|made)\b"
)
_OPEN_SOURCE = re.compile(r"\bopen[- ]?sourc|\boss\b")
_LOOSE = frozenset({"headline", "date given", "open point"})
_SOURCED = frozenset({PromiseKind.MODEL, PromiseKind.OPEN_SOURCE})


class Artefact(NamedTuple):
    """What is promised: its place, its kind, and whether only a pronoun names it."""

    start: int
    end: int
    kind: PromiseKind
    pronoun: bool


def find_artefact(clause: str, verb: int, how: str) -> Artefact | None:
    """The promised thing in a clause in lower case, given where its verb stands and how it commits.

    Weights count before anything else, then what stands behind the verb, then what stands before
    it. Verbs without an object, such as a simple present, take only what stands before them.
    """
    is_done_to = _INTRANSITIVE.match(clause, verb) or _PASSIVE.match(clause, verb)
    found = _without_owners(
        [
            _artefact(match)
            for match in _ARTEFACT.finditer(clause)
            if is_done_to or match[0] != "they"
        ]
    )
    if how not in _LOOSE:
        found = [each for each in found if not _is_beside(clause, each.start)]
        if how == "simple present" or _INTRANSITIVE.match(clause, verb):
            found = [each for each in found if each.start < verb]
    named = [each for each in found if not each.pronoun] or found
    things = [each for each in named if each.kind is not PromiseKind.OPEN_SOURCE] or named
    if not things:
        return None
    chosen = next((each for each in things if each.start >= verb), things[0])
    chosen = next((each for each in things if each.kind is PromiseKind.OPEN_WEIGHTS), chosen)
    if chosen.kind in _SOURCED and _OPEN_SOURCE.search(clause):
        return chosen._replace(kind=PromiseKind.OPEN_SOURCE)
    return chosen


def _without_owners(found: list[Artefact]) -> list[Artefact]:
    """Leave out the models that only say whose the thing right behind them is: "the Qwen paper"."""
    return [
        each
        for each, behind in zip_longest(found, found[1:])
        if behind is None
        or each.kind is not PromiseKind.MODEL
        or behind.kind in _SOURCED
        or behind.start - each.end > 1
    ]


def _is_beside(clause: str, start: int) -> bool:
    """Whether a thing is only where, how or for what something is delivered."""
    return _BESIDE.search(clause, max(0, start - 40), start) is not None


def _artefact(match: re.Match[str]) -> Artefact:
    kind = PromiseKind(match.lastgroup or PromiseKind.MODEL)
    return Artefact(match.start(), match.end(), kind, match[0] in _PRONOUNS)
