"""What is wrong with a mapping, in words: each of pydantic's errors at its place in the file."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from verifier.errors import Problem
from verifier.loader.reading import Document, Spot
from verifier.loader.shapes import (
    ClaimShape,
    CriteriaShape,
    DueShape,
    FeedShape,
    LabShape,
    PartShape,
    RulingShape,
    Shape,
    SubjectShape,
    WithdrawnShape,
)
from verifier.loader.values import nearest

_INSIDE: Mapping[str, type[Shape]] = {
    "subject": SubjectShape,
    "parts": PartShape,
    "criteria": CriteriaShape,
    "due": DueShape,
    "withdrawn": WithdrawnShape,
    "ruling": RulingShape,
    "feeds": FeedShape,
}
"""The shape of the mapping, or of each in the list, under a key."""


def problems_of(
    trouble: ValidationError, shape: type[Shape], spot: Spot, document: Document
) -> Iterator[Problem]:
    """Place and word every error found in the mapping at `spot`."""
    for error in trouble.errors(include_url=False):
        path = tuple(error["loc"])
        here = (*spot, *path)
        if error["type"] == "missing" and here in document.keys:
            continue  # it is there without a value, which is said already
        within = next((_INSIDE[str(k)] for k in reversed(path[:-1]) if k in _INSIDE), shape)
        message = _message(error, within)
        yield document.problem(here, message, at_key=error["type"] == "extra_forbidden")


def _message(error: ErrorDetails, shape: type[Shape]) -> str:
    path = error["loc"]
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    keys = shape.model_fields
    match error["type"]:
        case "extra_forbidden":
            hint = nearest(key, keys) or f"; the keys are {', '.join(keys)}"
            return f"`{key}` is no key here{hint}"
        case "missing":
            return f"`{key}` is missing; add it: {keys[key].description}"
        case "list_type":
            return f"`{key}` must be a list; write [one, two], or one `- item` a line"
        case "model_type":
            one = f"`{key}`" if key else f"a {shape_name(shape)}"
            return f"{one} must be a mapping; its keys are {', '.join(_keys_of(key, shape))}"
        case _:
            told = error.get("ctx", {}).get("error", error["msg"])
            return f"`{key}`: {told}" if key else str(told)


def _keys_of(key: str, shape: type[Shape]) -> Iterator[str]:
    yield from _INSIDE.get(key, shape).model_fields


def shape_name(shape: type[Shape]) -> str:
    """Tell what a shape is called in messages."""
    return {ClaimShape: "claim", LabShape: "lab"}.get(shape, "mapping")
