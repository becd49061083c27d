"""Model names, compared as people mean them: "MiniMax M3" is `MiniMax-M3-Instruct`, not `M30`."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache

_NUMBER = r"\d+(?:\.\d+)*"
_SIZE = re.compile(rf"(?:[ae]?{_NUMBER}[btm]|\d+x{_NUMBER}b|{_NUMBER}k)")
_PIECE = re.compile(
    rf"(?:[ae]?{_NUMBER}[btmk]|\d+x{_NUMBER}b|\d+[a-z])(?![a-z0-9])"
    r"|\d+bit(?![a-z0-9])"
    rf"|{_NUMBER}"
    r"|(?:bf|fp|int|nvfp|mxfp|nf|w\d+a)\d+(?![a-z0-9.])"
    r"|[^\W\d_]+"
)
_VERSION = re.compile(rf"(?:{_NUMBER}|\d+[a-z])")
_DATE_CODE = re.compile(r"(?:\d{4}|\d{6}|\d{8})")

NEUTRAL = frozenset(
    "instruct chat it base pretrain pretrained sft dpo rl v version model models weights open "
    "opensource release final public official original bf16 fp16 fp32 fp8 mxfp4 nvfp4 pytorch "
    "torch safetensors transformers diffusers hf pt paddle the and of for en zh fr".split()
)
"""Words that leave a model what it is: tuning stages, native precisions, library formats."""
PREVIEWS = frozenset("preview beta alpha early experimental exp rc tmp test demo litert".split())
QUANTISED = frozenset(
    "gguf ggml awq gptq exl2 exl3 exl mlx int4 int8 int 4bit 8bit bnb nf4 quantized quantised "
    "quant openvino onnx tflite coreml".split()
)
ADAPTERS = frozenset("lora qlora dora adapter adapters peft controlnet".split())
SIZE_WORDS = frozenset("nano micro tiny mini small medium large xl xxl lite".split())
PORTS = frozenset("hf transformers diffusers pt paddle pytorch torch onnx".split())


class Likeness(StrEnum):
    """How a name stands to the promised one."""

    SAME = "same"
    PREVIEW = "preview"
    SIZE = "size"
    """The same model in a size that was not promised."""
    QUANTISED = "quantised"
    ADAPTER = "adapter"
    NEAR = "near"
    """The family and version agree; a word of the promised name is missing."""
    OTHER = "other"


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[str, ...]:
    """Split a name into lower-case words, versions and sizes: `Qwen3.8-27B` is qwen 3.8 27b."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return tuple(_plain_version(piece) for piece in _PIECE.findall(text))


def _plain_version(token: str) -> str:
    return token.removesuffix(".0") if _VERSION.fullmatch(token) else token


def is_size(token: str) -> bool:
    """Tell whether a token is a parameter count, an active count or a context length."""
    return _SIZE.fullmatch(token) is not None


def _is_version(token: str) -> bool:
    return _VERSION.fullmatch(token) is not None and not is_size(token)


def _is_neutral(token: str, extra: frozenset[str]) -> bool:
    return token in NEUTRAL or token in extra or is_size(token) or bool(_DATE_CODE.fullmatch(token))


def core_of(name: str) -> tuple[str, ...]:
    """Give a name's tokens without the neutral ones at its end: `MiniMax-M1-80k` is minimax m 1."""
    found = list(tokens(name))
    while len(found) > 1 and _is_neutral(found[-1], frozenset()):
        found.pop()
    return tuple(found)


@lru_cache(maxsize=1024)
def own_words(aliases: tuple[str, ...]) -> frozenset[str]:
    """Give the words of a lab's own names."""
    return frozenset(token for alias in aliases for token in tokens(alias))


@lru_cache(maxsize=1 << 16)
def _counted(*names: str) -> Mapping[str, int]:
    """Count the words of a name, or of what is promised: the same ones meet over and over."""
    return Counter(token for name in names for token in tokens(name))


def liken(promised: str, found: str, *, aliases: tuple[str, ...] = (), size: str = "") -> Likeness:
    """Compare a repository's name with the promised one; the lab's own names carry no meaning."""
    own = own_words(aliases)
    want, have = _counted(promised, size), _counted(found)
    lacking = [token for token, often in want.items() if often > have.get(token, 0)]
    missing = [token for token in lacking if token not in own and token not in NEUTRAL]
    beside = [token for token, often in have.items() if often > want.get(token, 0)]
    extra = [token for token in beside if not _is_neutral(token, own)]
    if missing:
        return _short_of(missing, extra, want.keys() & have.keys() - own)
    return _beyond(extra)


def _beyond(extra: list[str]) -> Likeness:
    """Everything promised is in the name: judge what else is."""
    if QUANTISED.intersection(extra):
        return Likeness.QUANTISED
    if ADAPTERS.intersection(extra):
        return Likeness.ADAPTER
    if not PREVIEWS.union(SIZE_WORDS).issuperset(extra):
        return Likeness.OTHER
    if SIZE_WORDS.intersection(extra):
        return Likeness.SIZE
    return Likeness.PREVIEW if extra else Likeness.SAME


def _short_of(missing: list[str], extra: list[str], shared: AbstractSet[str]) -> Likeness:
    """Something promised is not in the name: a missing version or family means another model.

    A single letter is part of the version: M3 and H3 are two models.
    """
    if all(map(is_size, missing)) and SIZE_WORDS.issuperset(extra):
        return Likeness.SIZE
    words_only = all(token.isalpha() and len(token) > 1 for token in missing)
    family = any(token.isalpha() and len(token) > 1 for token in shared)
    version = any(map(_is_version, shared))
    if words_only and family and version and not any(map(_is_variant, extra)):
        return Likeness.NEAR
    return Likeness.OTHER


def mentions(text: str, name: str) -> bool:
    """Tell whether a title speaks of that very model: all its tokens in a row, and no variant."""
    want, have = core_of(name), tokens(text)
    for start in range(len(have) - len(want) + 1):
        if have[start : start + len(want)] != want:
            continue
        following = have[start + len(want) : start + len(want) + 1]
        if not any(_is_variant(token) for token in following):
            return True
    return False


_VARIANTS = (
    SIZE_WORDS
    | PREVIEWS
    | QUANTISED
    | ADAPTERS
    | frozenset(  # words that make another model of the same family
        "pro max plus ultra flash turbo air coder code vl vision math omni audio video image "
        "thinking reasoning".split()
    )
)


def _is_variant(token: str) -> bool:
    return token in _VARIANTS or _is_version(token)
