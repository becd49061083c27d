"""Claim files and the labs file beside them, read whole: a catalogue, or every problem in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from verifier.core.claims import Claim, Lab
from verifier.errors import InvalidClaims, Problem
from verifier.loader.building import claim_of, deadline_of, faults_of, lab_of
from verifier.loader.chains import Filed, problems_between
from verifier.loader.files import LABS, Files, read_file
from verifier.loader.reading import Data, Document, Spot, read_document
from verifier.loader.shapes import ClaimShape, LabShape, Shape
from verifier.loader.values import nearest
from verifier.loader.wording import problems_of, shape_name

AnyShape = TypeVar("AnyShape", bound=Shape)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Labs and claims, each sorted by id, and the file each claim stands in."""

    labs: tuple[Lab, ...] = ()
    claims: tuple[Claim, ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load(paths: Sequence[Path]) -> Catalogue:
    """Load files, and folders of them: labs.yaml and every other *.yaml, sorted.

    A file named alone is held against the labs.yaml beside it, and against the earlier promises
    it revises. Raises `InvalidClaims` with every problem of every file, and `ConfigurationError`
    where a path leads nowhere.
    """
    given = Files(paths)
    problems = list(given.problems)
    labs = _labs(given.labs, problems)
    filed = _claims(map(read_file, given.claims), labs, problems)
    context = _earlier(filed, labs)
    problems += problems_between([*context, *filed])
    return _catalogue(labs, filed, problems)


def read_text(
    name: str, text: str, labs: Iterable[Lab], claims: Iterable[Claim] = ()
) -> tuple[Claim, ...]:
    """Read one claim file's text under a name, against labs and claims that are known already.

    Raises `InvalidClaims` with every problem in it.
    """
    problems: list[Problem] = []
    document = read_document(name, text.encode("utf-8", "surrogatepass"))
    filed = _claims([document], {lab.id: lab for lab in labs}, problems)
    known = [Filed(claim, Document(claim.id, None, {(): (1, 1)}, {}), ()) for claim in claims]
    problems += problems_between([*known, *filed])
    if problems:
        raise InvalidClaims(tuple(problems))
    return tuple(one.claim for one in filed)


def claim_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a claim file, for editors."""
    adapter: TypeAdapter[ClaimShape | list[ClaimShape]] = TypeAdapter(ClaimShape | list[ClaimShape])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A claim file: one public promise, or a list of them",
        **adapter.json_schema(),
    }


def _labs(paths: Iterable[Path], problems: list[Problem]) -> Mapping[str, Lab]:
    labs: dict[str, Lab] = {}
    for document in map(read_file, paths):
        problems += document.problems
        for spot, data in _mappings(document, LabShape, problems):
            shape = _shape(LabShape, data, spot, document, problems)
            if shape is None:
                continue
            if shape.id in labs:
                message = f"`{shape.id}` is the id of another lab; rename one"
                problems.append(document.problem((*spot, "id"), message))
            labs[shape.id] = lab_of(shape)
    return labs


def _claims(
    documents: Iterable[Document], labs: Mapping[str, Lab], problems: list[Problem]
) -> list[Filed]:
    filed = []
    for document in documents:
        problems += document.problems
        for spot, data in _mappings(document, ClaimShape, problems):
            shape = _shape(ClaimShape, data, spot, document, problems)
            if shape is None:
                continue
            deadline = deadline_of(shape)
            faults = [*faults_of(shape, deadline), *_misfits(shape, spot, document, labs)]
            problems += [document.problem((*spot, *at), message) for at, message in faults]
            if not faults:
                filed.append(Filed(claim_of(shape, deadline), document, spot))
    return filed


def _mappings(
    document: Document, shape: type[Shape], problems: list[Problem]
) -> Iterator[tuple[Spot, Data]]:
    """Give what a file holds one by one: its only mapping, or each item of its list."""
    data = document.data
    if isinstance(data, dict):
        yield (), data
    elif isinstance(data, list) and data:
        yield from (((index,), item) for index, item in enumerate(data))
    elif not document.problems:
        what = shape_name(shape)
        message = f"holds no {what}; write a mapping of keys, or a list of such mappings"
        problems.append(document.problem((), message))


def _shape(
    shape: type[AnyShape], data: Data, spot: Spot, document: Document, problems: list[Problem]
) -> AnyShape | None:
    try:
        return shape.model_validate(data)
    except ValidationError as trouble:
        problems += problems_of(trouble, shape, spot, document)
        return None


def _misfits(
    shape: ClaimShape, spot: Spot, document: Document, labs: Mapping[str, Lab]
) -> Iterator[tuple[Spot, str]]:
    """Find where a claim does not fit its file's name or the labs."""
    stem = Path(document.file).stem
    if not spot and shape.id != stem:
        yield (
            ("id",),
            f"`{shape.id}` stands in a file called `{stem}`; call both the same",
        )
    if shape.lab not in labs:
        hint = nearest(shape.lab, labs) or f"; add it to {LABS}"
        yield ("lab",), f"no lab is called `{shape.lab}`{hint}"


def _earlier(filed: Sequence[Filed], labs: Mapping[str, Lab]) -> list[Filed]:
    """Read the promises that are revised by a file named alone, from the files beside it."""
    known = {one.claim.id for one in filed}
    found: list[Filed] = []
    wanted = [*filed]
    while wanted:
        one = wanted.pop()
        if not one.claim.revises or one.claim.revises in known:
            continue
        beside = Path(one.document.file).with_name(f"{one.claim.revises}.yaml")
        if beside.is_file():
            more = _claims([read_file(beside)], labs, [])
            known.add(one.claim.revises)
            found += more
            wanted += more
    return found


def _catalogue(
    labs: Mapping[str, Lab], filed: Sequence[Filed], problems: Sequence[Problem]
) -> Catalogue:
    if problems:
        raise InvalidClaims(tuple(problems))
    return Catalogue(
        labs=tuple(labs[key] for key in sorted(labs)),
        claims=tuple(sorted((one.claim for one in filed), key=lambda claim: claim.id)),
        files=MappingProxyType({one.claim.id: one.document.file for one in filed}),
    )
