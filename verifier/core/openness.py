"""What a repository opens up: licence, weights, and what is needed to run them. Computed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from verifier.core.addresses import host_of
from verifier.core.evidence import Completeness, File, Gating, Repository
from verifier.core.licences import (
    FILLERS,
    KNOWN,
    OSI_APPROVED,
    SPELLINGS,
    LicenceClass,
)
from verifier.core.weights import Extent, data_in, source_in, weights_in

if TYPE_CHECKING:
    from license_expression import (  # type: ignore[import-untyped]  # it ships no types
        LicenseExpression,
        Licensing,
    )

__all__ = ["Card", "Licence", "LicenceClass", "assess", "licence_of"]

_GITHUB = "github.com"
_LONGEST = 200
"""Characters a licence expression may have: parsing takes longer than linear time."""

_CATEGORIES = {
    "Permissive": LicenceClass.PERMISSIVE,
    "Public Domain": LicenceClass.PERMISSIVE,
    "Copyleft": LicenceClass.COPYLEFT,
    "Copyleft Limited": LicenceClass.COPYLEFT,
    "Source-available": LicenceClass.SOURCE_AVAILABLE,
    "Free Restricted": LicenceClass.SOURCE_AVAILABLE,
}
"""What license-expression's index calls them."""

_ORDER = tuple(LicenceClass)
_BY_KEY = {key: known for known in KNOWN for key in known.keys}
_LIBRARIES = frozenset(
    "transformers diffusers sentence-transformers timm nemo espnet speechbrain open_clip peft mlx "
    "mlx-lm mlx-vlm vllm sglang llama.cpp gguf keras keras-hub paddlenlp paddleocr fairseq "
    "fairseq2 flair spacy stanza allennlp ultralytics ultralyticsplus pyannote-audio asteroid "
    "kokoro chatterbox cosmos sam2 hunyuan3d-2 diffusion-single-file litert-lm tflite onnx "
    "transformers.js ml-agents stable-baselines3 fasttext setfit span-marker gliner bertopic "
    "mamba-ssm rwkv exllamav2 exllamav3 ctranslate2 model2vec colpali lerobot f5-tts "
    "moshi lightning-ir esm birefnet depth-anything-v2 videollama".split()
)
"""Libraries whose code runs a model that names them (`library_name` on the Hub)."""

_TOKENIZER = re.compile(
    r"^(tokenizer(_config)?\.json|tokenizer\.model|vocab\.(json|txt)|merges\.txt|tekken\.json"
    r"|spiece\.model|.*(sentencepiece|tiktoken|bpe).*\.model|tiktoken.*|.*\.tiktoken)$",
    re.IGNORECASE,
)
_CONFIGURATION = re.compile(
    r"^(.*[-_])?(config|params|hparams|hyperparams|model_index)\.(json|ya?ml|toml)$", re.IGNORECASE
)
_GGUF = re.compile(r"\.gguf$", re.IGNORECASE)
"""GGUF carries tokenizer and configuration in the file itself."""

_README = re.compile(r"^readme", re.IGNORECASE)
_CODE = re.compile(
    r"^(?!zero_to_fp32|setup\.py).*\.(py|ipynb|c|cc|cpp|cu|rs|go|ts|js|java|swift|jl)$",
    re.IGNORECASE,
)
_LICENCE_FILE = re.compile(r"(^|[-_.])(licen[cs]e|copying|licen[cs]e_agreement)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as a card names it, and what it allows."""

    tag: str
    spdx: str
    """An SPDX expression, "" where it has none."""
    cls: LicenceClass
    osi: bool
    """Whether the Open Source Initiative approved it (all of it, where it has several parts)."""
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a repository opens up. None: the record does not list the files."""

    weights: Completeness
    missing: tuple[str, ...]
    """What the thing still lacks, in a few words each; empty when complete."""
    tokenizer: bool | None
    configuration: bool | None
    code: bool | None
    """Whether the code to run it is public: in the repository, or in the library it names."""
    model_card: bool | None
    licence_file: bool | None
    licence: Licence
    gated: Gating

    @property
    def is_public_whole(self) -> bool:
        """Whether the state is the thing itself: complete, and open to anyone who asks."""
        return self.weights is Completeness.COMPLETE and self.gated is not Gating.MANUAL


def assess(repository: Repository) -> Card:
    """Compute what a repository opens up, for a model, a data set or a code repository."""
    files = repository.files
    extent = Extent(repository.declared) if files is None else _extent(repository.id, files)
    paths = None if files is None else frozenset(f.path for f in files if f.size != 0)
    return Card(
        weights=extent.completeness,
        missing=extent.missing,
        tokenizer=_holds(paths, _TOKENIZER, _GGUF),
        configuration=_holds(paths, _CONFIGURATION, _GGUF),
        code=_code(repository.library, paths),
        model_card=_holds(paths and frozenset(p for p in paths if "/" not in p), _README),
        licence_file=_holds(paths, _LICENCE_FILE),
        licence=licence_of(repository.licence, repository.licence_name, repository.licence_link),
        gated=repository.gated,
    )


@lru_cache(maxsize=1024)
def licence_of(tag: str, name: str = "", link: str = "") -> Licence:
    """Read a licence off a card: the Hub's tag, and for "other" the name and link it gives.

    Never raises; what is not recognised is `UNKNOWN`, and is not open.
    """
    tag, name = tag.strip(), name.strip()
    for word in (tag, name):
        if known := _BY_KEY.get(_key(word)):
            osi = known.spdx in OSI_APPROVED
            return Licence(tag, known.spdx, known.cls, osi, known.name, link or known.link)
        if (word is tag or _is_identifier(word)) and (spdx := _spdx(word)):
            home = f"https://spdx.org/licenses/{spdx.text}.html" if " " not in spdx.text else ""
            return Licence(tag, spdx.text, spdx.cls, spdx.osi, name or spdx.text, link or home)
    return Licence(tag, "", LicenceClass.UNKNOWN, osi=False, name=name or tag, link=link)


def _key(text: str) -> str:
    """Reduce a licence's name to what tells it from others ("Llama 3.1 License": llama3.1)."""
    words = re.findall(r"[a-z0-9.+]+", text[:_LONGEST].casefold())
    return "".join(word for word in words if word not in FILLERS)


def _is_identifier(name: str) -> bool:
    """Whether a free name may be read as SPDX: "Intel" or "Fair" may be anybody's."""
    return name.casefold() == "mit" or any(character.isdigit() for character in name)


@dataclass(frozen=True, slots=True)
class _Spdx:
    """An SPDX expression and what it comes to."""

    text: str
    cls: LicenceClass
    osi: bool


@lru_cache(maxsize=1)
def _index() -> tuple["Licensing", dict[str, LicenceClass]]:
    """Load license-expression (25 ms) and its index (12 ms) when the first tag is read."""
    from license_expression import build_spdx_licensing, get_license_index

    index = get_license_index()
    classes = {
        entry["spdx_license_key"]: _CATEGORIES.get(entry["category"], LicenceClass.UNKNOWN)
        for entry in index
        if entry.get("spdx_license_key")
    }
    return build_spdx_licensing(index), classes


@lru_cache(maxsize=1024)
def _spdx(text: str) -> _Spdx | None:
    """Read a name as an SPDX expression, None where it is none."""
    text = SPELLINGS.get(_key(text), text)
    licensing, classes = _index()
    if len(text) > _LONGEST:
        return None
    try:
        parsed = licensing.parse(text, validate=True, strict=True)
    except Exception:  # noqa: BLE001  # "( AND MIT" raises AssertionError, and it is not alone
        return None
    if parsed is None:
        return None
    return _Spdx(str(parsed.render()), *_allows(parsed, classes))


def _allows(
    node: "LicenseExpression", classes: dict[str, LicenceClass]
) -> tuple[LicenceClass, bool]:
    """Class a parsed expression: of alternatives the most open, of conditions the strictest."""
    operator = getattr(node, "operator", "").strip()
    if operator:
        parts = [_allows(part, classes) for part in node.args]
        pick, some = (min, any) if operator == "OR" else (max, all)
        return pick((cls for cls, _ in parts), key=_ORDER.index), some(osi for _, osi in parts)
    key = getattr(node, "license_symbol", node).key
    cls = LicenceClass.NON_COMMERCIAL if "-NC-" in key else classes.get(key, LicenceClass.UNKNOWN)
    return cls, key in OSI_APPROVED


def _extent(artefact: str, files: Iterable[File]) -> Extent:
    if artefact.startswith("datasets/"):
        return data_in(files)
    return source_in(files) if host_of(artefact) == _GITHUB else weights_in(files)


def _holds(paths: frozenset[str] | None, *patterns: re.Pattern[str]) -> bool | None:
    """Tell whether any file's own name matches, None where the files are not known."""
    if paths is None:
        return None
    names = {path.rpartition("/")[2] for path in paths}
    return any(pattern.search(name) for pattern in patterns for name in names)


def _code(library: str, paths: frozenset[str] | None) -> bool | None:
    if library.casefold() in _LIBRARIES:
        return True
    return _holds(paths, _CODE)
