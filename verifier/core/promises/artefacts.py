"""The things that can be promised."""

import re
from typing import NamedTuple

from verifier.core.promises.answers import PromiseKind

_FAMILIES = (
    r"qwen|llama|glm|deepseek|kimi|grok|gemma|gemini|mistral|mixtral|phi|minimax|hunyuan|ernie|yi|claude|gpt|granite|olmo"
    r"|falcon|flux|stable diffusion|step|seed|nemotron|command|wan|ltx|whisper|starcoder|codestral|magistral|pixtral"
)
_ARTEFACT = re.compile(
    r"\b(?:"
    r"(?P<open_weights>(?:open[- ]|model |full |base )?weights?\b|checkpoints?|ckpts?|ggufs?|safetensors)"
    r"|(?P<dataset>data ?sets?|corpus|corpora|benchmarks?|annotations?"
    r"|(?:[a-z]+ )?data(?! (?:center|centre|breach|protection|policy|plan)))"
    r"|(?P<code>(?:\w+ )?code(?! (?:of|red|name))|(?:github |git )?repo(?:sitory|s)?|scripts?|codebase|source tree|notebooks?"
    r"|(?:\w+ )?(?:harness|sdk|framework|library|toolkit|pipeline|implementation))"
    r"|(?P<post>(?:technical|tech|research) reports?|(?<!strategy )(?<!policy )(?<!position )(?<!green )(?<!working )papers?"
    r"(?! (?:on energy|trail))|blog ?posts?|write-?up|model card|preprint)"
    r"|(?P<open_source>open[- ]?sourc(?:e|ed|ing)|open[- ]?weight(?:ed)?)"
    rf"|(?P<model>(?:\w+ )?models?|\w+ (?:version|variant|series|family|edition|suite)|llms?|v\d+(?:\.\d+)?"
    rf"|(?:{_FAMILIES})[- ]?[\w.-]{{0,20}}|(?!ios|ps|rtx|iphone|h\d+|[qhw]\d\b|fy\d)[a-z]{{1,12}}-?\d{{1,3}}(?:\.\d)?(?:-\w{{1,12}})*"
    r"|artifacts?|artefacts?|adapters?|tokenizer|whole stack|full stack|it|them|everything)"
    r")\b"
)
_PRONOUNS = frozenset({"it", "them", "everything", "this"})
_BESIDE = re.compile(r"\b(?:on|at|from|via|in|under|with|for|about)\s+(?:[\w-]+\s+){0,2}$")
_INTRANSITIVE = re.compile(
    r"follow|land|arriv|com(?:e|ing)|appear|goe?s?\b|going|available|public|downloadable|on (?:the hub|hugging|hf)"
)
_OPEN_SOURCE = re.compile(r"\bopen[- ]?sourc")
_SOURCED = frozenset({PromiseKind.MODEL, PromiseKind.OPEN_SOURCE})


class Artefact(NamedTuple):
    """What is promised: its place in the clause, its kind, and whether only a pronoun names it."""

    start: int
    end: int
    kind: PromiseKind
    pronoun: bool


def find_artefact(clause: str, verb: int, *, headline: bool) -> Artefact | None:
    """The promised thing in a clause in lower case, given where its verb stands.

    Weights anywhere count first; then what stands behind the verb, then what stands before it.
    """
    found = [_artefact(match) for match in _ARTEFACT.finditer(clause)]
    weights = [each for each in found if each.kind is PromiseKind.OPEN_WEIGHTS]
    if weights:
        return weights[0]
    if not headline:
        found = [each for each in found if not _is_beside(clause, each.start)]
        if _INTRANSITIVE.match(clause, verb):
            found = [each for each in found if each.start < verb]
    named = [each for each in found if not each.pronoun] or found
    things = [each for each in named if each.kind is not PromiseKind.OPEN_SOURCE] or named
    if not things:
        return None
    chosen = next((each for each in things if each.start >= verb), things[0])
    if chosen.kind in _SOURCED and _OPEN_SOURCE.search(clause):
        return chosen._replace(kind=PromiseKind.OPEN_SOURCE)
    return chosen


def _is_beside(clause: str, start: int) -> bool:
    """Whether a thing is only where, how or for what something is delivered."""
    return _BESIDE.search(clause, max(0, start - 40), start) is not None


def _artefact(match: re.Match[str]) -> Artefact:
    name = match.lastgroup
    kind = PromiseKind(name) if name else PromiseKind.MODEL
    return Artefact(match.start(), match.end(), kind, match[0] in _PRONOUNS)
