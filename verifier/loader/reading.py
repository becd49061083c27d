"""YAML text as plain data, with the place of everything in it.

Every scalar stays the text it is in the file: what it means is for the field to say, so that
`NO` is Norway, 012 keeps its zero and a date is a date only where one is asked for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from verifier.errors import Problem

LONGEST = 64 * 1024
"""Bytes a claim file may have."""
DEEPEST = 8
"""Levels of mappings and lists a file may have."""

Spot = tuple[str | int, ...]
"""The way to a value: keys and indexes from the top."""
Data = str | list["Data"] | dict[str, "Data"] | None
"""What a file holds. None is a list's item, or a whole file, without a value."""
Mark = tuple[int, int]
"""Line and column, counted from 1."""

# libyaml's parser is some ten times faster, and not in every build of PyYAML
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\0-\b\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Document:
    """One file's data, the place of each value, and the place of each key."""

    file: str
    data: Data
    values: Mapping[Spot, Mark]
    keys: Mapping[Spot, Mark]
    problems: tuple[Problem, ...] = ()
    """What is wrong with the text itself; the data is what could be made of it."""

    def problem(self, spot: Spot, message: str, *, at_key: bool = False) -> Problem:
        """Place a problem at a value, or as near to it as the file goes."""
        marks = self.keys if at_key and spot in self.keys else self.values
        while spot and spot not in marks:
            spot = spot[:-1]
        return _problem(self.file, marks.get(spot, (1, 1)), message)


def _problem(file: str, mark: Mark, message: str) -> Problem:
    """Make a problem on one line of a terminal, whatever the file's text would do to it."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in message)
    return Problem(file, *mark, shown)


class _Unreadable(Exception):
    """Nothing more can be made of the file."""

    def __init__(self, mark: Mark, message: str) -> None:
        self.mark = mark
        self.message = message


def read_document(
    file: str,
    raw: bytes,
    longest: int = LONGEST,
    parser: Any = _PARSER,  # noqa: ANN401 - one of PyYAML's loader classes
) -> Document:
    """Read one file's bytes. Never raises: whatever is wrong is in the document's problems."""
    reader = _Reader()
    try:
        data = reader.read(_events(_text_of(raw, longest), parser))
    except _Unreadable as trouble:
        data = None
        reader.found.append((trouble.mark, trouble.message))
    problems = tuple(_problem(file, mark, message) for mark, message in reader.found)
    return Document(file, data, reader.values, reader.keys, problems)


def _text_of(raw: bytes, longest: int) -> str:
    if len(raw) > longest:
        raise _Unreadable((1, 1), f"is {len(raw)} bytes long, the limit is {longest}; split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        mark = _mark_at(raw[: trouble.start].decode("utf-8", "replace"))
        raise _Unreadable(mark, "is not UTF-8 text; save the file as UTF-8") from None
    if found := _CONTROL.search(text):
        what = f"holds a control character (U+{ord(found[0]):04X}); remove it"
        raise _Unreadable(_mark_at(text[: found.start()]), what)
    return text


def _mark_at(before: str) -> Mark:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _mark_of(event: Any) -> Mark:  # noqa: ANN401 - PyYAML's events have no common typed base
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Reader:
    """Makes data of YAML events; remembers places, and collects what is wrong."""

    def __init__(self) -> None:
        self.values: dict[Spot, Mark] = {}
        self.keys: dict[Spot, Mark] = {}
        self.found: list[tuple[Mark, str]] = []

    def read(self, events: Iterator[Any]) -> Data:
        """Read the only document of a text."""
        data: Data = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Unreadable(
                        _mark_of(event), "begins a second document; use a list, or a second file"
                    )
                data = self._node(next(events), events, ())
        if not documents:
            raise _Unreadable((1, 1), "is empty; a claim needs id, lab, text, announced, promise")
        return data

    def _node(self, event: Any, events: Iterator[Any], spot: Spot) -> Data:  # noqa: ANN401
        mark = self.values[spot] = _mark_of(event)
        if isinstance(event, yaml.AliasEvent):
            raise _Unreadable(mark, f"`*{event.anchor}` is an alias; write the value out instead")
        if event.anchor is not None:
            self.found.append((mark, f"`&{event.anchor}` is an anchor; remove it"))
        if event.tag is not None:
            self.found.append((mark, f"`{event.tag}` is a tag; remove it, the field decides"))
        if isinstance(event, yaml.ScalarEvent):
            return None if event.implicit[0] and event.value in _NOTHING else _text_in(event)
        if len(spot) >= DEEPEST:
            raise _Unreadable(mark, f"is nested deeper than {DEEPEST} levels; flatten it")
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(events, spot))
        return self._mapping(events, spot)

    def _items(self, events: Iterator[Any], spot: Spot) -> Iterator[Data]:
        index = 0
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, (*spot, index))
            index += 1

    def _mapping(self, events: Iterator[Any], spot: Spot) -> dict[str, Data]:
        found: dict[str, Data] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unreadable(_mark_of(event), "is no key; a key is one plain word")
            key, mark = _text_in(event), _mark_of(event)
            first = self.keys.setdefault((*spot, key), mark)
            if first is mark:
                self._value(key, mark, events, (*spot, key), found)
                continue
            self.found.append((mark, f"`{key}` stands on line {first[0]} already; keep one"))
            _Reader()._node(next(events), events, spot)  # noqa: SLF001 - its own kind; read past it
        return found

    def _value(
        self, key: str, mark: Mark, events: Iterator[Any], spot: Spot, found: dict[str, Data]
    ) -> None:
        value = self._node(next(events), events, spot)
        if value is None:
            self.found.append((mark, f"`{key}` has no value; write one, or remove the key"))
        else:
            found[key] = value


def _events(text: str, parser: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the events one by one, so that what is nested too deep is never parsed to its end."""
    try:
        yield from yaml.parse(text, Loader=parser)
    except yaml.YAMLError as trouble:
        what = getattr(trouble, "problem", None) or "cannot be read"
        begins, stops = (getattr(trouble, f"{at}_mark", None) for at in ("context", "problem"))
        mark = begins if "end of stream" in what and begins is not None else stops
        place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        hint = "mind the indentation (spaces, no tabs) and the quotes"
        raise _Unreadable(place, f"is no YAML here: {what}; {hint}") from None


def _text_in(event: Any) -> str:  # noqa: ANN401
    text = str(event.value)
    if _HALF.search(text):
        raise _Unreadable(_mark_of(event), "holds half a character; write it out instead")
    return text
