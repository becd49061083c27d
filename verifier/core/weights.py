"""How much of a thing its file list shows: every weight of a model, the data, the source.

Names alone are read, and sizes where the listing tells them; nothing is opened. What a name
cannot tell (how many tensors an unnumbered set should have) is given the benefit of the doubt,
and files that may or may not be weights are `UNKNOWN`, never "nothing".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verifier.core.evidence import Completeness, File

_FORMATS = frozenset(
    "safetensors bin gguf pt pth ckpt onnx msgpack h5 keras nemo tflite litertlm task pdparams "
    "distcp npz ot jit mlmodel".split()
)
_OPAQUE = frozenset("zip tar gz tgz bz2 xz zst 7z rar pkl pickle joblib dat params".split())
_MEDIA = frozenset("mp4 mov avi mkv webm gif png jpg jpeg wav mp3 flac pdf json jsonl".split())
_LARGE = 64 * 1024 * 1024
"""Bytes from which a file of no known kind may hold weights."""

_SOURCE = frozenset(
    "py ipynb c cc cpp cxx h hpp cu cuh rs go java kt scala js jsx ts tsx mjs swift m mm rb php cs "
    "jl r lua sh pl ex hs ml zig mojo metal sql".split()
)
_LEFTOVER = re.compile(
    r"^(optimizer|scheduler|scaler|rng_state|random_states|training_args|trainer_state)\b"
    r"|^rng_state_|optim_states|imatrix"
    r"|^(tokenizer|vocab|spiece|sentencepiece)[^/]*\.(bin|pt|npz)$",
    re.IGNORECASE,
)
"""What training and tokenizing leave beside the weights."""

_ADAPTER = re.compile(
    r"(^|[-_./])(adapter(_model|s)?|q?lora(_weights|_adapter)?)([-_./]|$)", re.IGNORECASE
)
_COMPANION = re.compile(
    r"(^|[-_./])(mmproj|mtp|ae|(\w+_)?vae|(text|image|vision)_encoders?(_\d)?|vocoder"
    r"|safety_checker)([-_./]|$)",
    re.IGNORECASE,
)
"""Parts that serve a model and are not it."""

_CONFIGURED = re.compile(r"^(tokenizer|scheduler|feature_extractor|processor|image_processor)")
"""Folders of a pipeline that hold no weights."""

_SHARD = re.compile(
    r"^(?P<stem>.*?)[-_.]*(?P<number>[0-9]{1,9})[-_]of[-_](?P<total>[0-9]{1,9})(?P<rest>.*)$"
)
_TENSOR = re.compile(r"^(?P<stem>tensor)_?(?P<number>[0-9]{1,9})(?:_[0-9]+)?$", re.IGNORECASE)
"""Tensors each in a file of its own, without an extension (Grok-1)."""

_INDEX = re.compile(r"\.(?P<kind>safetensors|bin)\.index(\.[\w-]+)?\.json$", re.IGNORECASE)
_MAIN = re.compile(
    r"^(model|pytorch_model|flax_model|tf_model|diffusion_pytorch_model|consolidated|ckpt"
    r"|checkpoint)\b",
    re.IGNORECASE,
)


class Extent(NamedTuple):
    """How much is there, and what is not, in a few words each."""

    completeness: Completeness
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Set:
    """One copy of some weights: a numbered set of files, or a single one (`total` 0)."""

    folder: str
    name: str
    kind: str
    total: int = 0
    lacking: int = 0

    @property
    def path(self) -> str:
        return self.folder + self.name

    @property
    def is_companion(self) -> bool:
        return _COMPANION.search(self.path) is not None

    @property
    def stands_alone(self) -> bool:
        """Whether it can be the whole model beside another set that is not whole."""
        if self.is_companion:
            return False
        return self.total > 0 or self.kind == "gguf" or _MAIN.match(self.name) is not None


def weights_in(files: Iterable[File]) -> Extent:
    """Tell how much of a model's weights a file list holds; empty files count for nothing."""
    present = tuple(file for file in files if file.size != 0)
    paths = frozenset(file.path for file in present)
    sets = _sets(paths)
    model = tuple(one for one in sets if not _ADAPTER.search(one.path))
    if not model:
        return _without_weights(present, has_adapter=bool(sets))
    if "model_index.json" in paths and (parts := _parts(paths)):
        return _pipeline(parts, model)
    return _alternatives(model, _announced(paths, model))


def data_in(files: Iterable[File]) -> Extent:
    """Tell whether a data set's repository holds anything but its papers."""
    if any(file.size != 0 and not _is_paper(file.path) for file in files):
        return Extent(Completeness.COMPLETE)
    return Extent(Completeness.NONE, ("data files",))


def source_in(files: Iterable[File]) -> Extent:
    """Tell whether a code repository holds any source file."""
    if any(file.size != 0 and extension_of(file.path) in _SOURCE for file in files):
        return Extent(Completeness.COMPLETE)
    return Extent(Completeness.NONE, ("source files",))


def extension_of(path: str) -> str:
    """Give a file's extension in lower case, without the dot, "" where it has none."""
    _, dot, extension = path.rpartition("/")[2].rpartition(".")
    return extension.lower() if dot else ""


def _is_paper(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    papers = ("readme", "license", "licence", ".git", "citation", "dataset_infos.json")
    return name.startswith(papers) or extension_of(path) in {"md", "py"}


def _sets(paths: Iterable[str]) -> tuple[_Set, ...]:
    """Group weight files into numbered sets and single files."""
    numbered: defaultdict[_Set, set[int]] = defaultdict(set)
    for path in paths:
        folder, slash, name = path.rpartition("/")
        kind = extension_of(path)
        if tensor := _TENSOR.match(name):
            numbered[_Set(folder + slash, tensor["stem"], "tensor")].add(int(tensor["number"]))
        elif kind in _FORMATS and not _LEFTOVER.search(name):
            if shard := _SHARD.match(name):
                total = max(int(shard["total"]), 1)
                one = _Set(folder + slash, shard["stem"] + shard["rest"], kind, total)
                numbered[one].add(int(shard["number"]))
            else:
                numbered[_Set(folder + slash, name, kind)].add(0)
    found = (_counted(one, numbers) for one, numbers in numbered.items())
    return tuple(sorted(found, key=lambda one: (one.path, one.kind, one.total)))


def _counted(one: _Set, numbers: set[int]) -> _Set:
    """Count what a set lacks; sets are numbered from 1 or from 0, and some from 0 up to N."""
    total = one.total or max(numbers) + 1
    if one.kind != "tensor" and not one.total:
        return one
    lacking = min(
        total - sum(1 for number in numbers if first <= number < first + total) for first in (0, 1)
    )
    return _Set(one.folder, one.name, one.kind, total, lacking)


def _announced(paths: Iterable[str], sets: Iterable[_Set]) -> tuple[str, ...]:
    """Name the shard indexes none of whose shards is there."""
    held = {(one.folder, one.kind) for one in sets}
    found = ((path, _INDEX.search(path)) for path in sorted(paths))
    return tuple(
        f"shards of {path}"
        for path, index in found
        if index and (path[: path.rfind("/") + 1], index["kind"].lower()) not in held
    )


def _without_weights(present: Iterable[File], *, has_adapter: bool) -> Extent:
    if has_adapter:
        return Extent(Completeness.PARTIAL, ("the model itself: only an adapter is there",))
    if any(_may_hold_weights(file) for file in present):
        return Extent(Completeness.UNKNOWN, ("a recognised weight format",))
    return Extent(Completeness.NONE, ("weights",))


def _may_hold_weights(file: File) -> bool:
    kind = extension_of(file.path)
    return kind in _OPAQUE or ((file.size or 0) >= _LARGE and kind not in _MEDIA | _FORMATS)


def _parts(paths: frozenset[str]) -> tuple[str, ...]:
    """Name the folders of a diffusers pipeline that must hold weights."""
    folders = {path.partition("/")[0] for path in paths if path.count("/") == 1}
    return tuple(
        folder
        for folder in sorted(folders)
        if f"{folder}/config.json" in paths and not _CONFIGURED.match(folder)
    )


def _pipeline(parts: Sequence[str], sets: Iterable[_Set]) -> Extent:
    """A pipeline is complete when every part is, and when one of them is the model itself."""
    whole: Mapping[str, bool] = {
        one.folder.partition("/")[0]: True for one in sets if not one.lacking and one.folder
    }
    missing = [f"weights of {part}" for part in parts if part not in whole]
    if all(_COMPANION.search(part) for part in parts):
        missing.append("weights of the model itself")
    if missing:
        return Extent(Completeness.PARTIAL, tuple(missing))
    return Extent(Completeness.COMPLETE)


def _alternatives(sets: Iterable[_Set], announced: Sequence[str]) -> Extent:
    """Any whole copy will do; beside a broken one, only a copy that can be the whole model."""
    broken = tuple(one for one in sets if one.lacking)
    missing = (
        *(f"{one.lacking} of {one.total} files of {one.path}" for one in broken),
        *announced,
    )
    if not missing or any(one.stands_alone and not one.lacking for one in sets):
        return Extent(Completeness.COMPLETE)
    return Extent(Completeness.PARTIAL, missing)
