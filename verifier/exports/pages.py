"""Plain text in sections: titles, lines and bullets, wrapped."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 100
_NAME = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; a depth above 0 makes it a bullet, indented; a name is set before it."""

    text: str
    depth: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A title and what stands under it."""

    title: str
    lines: tuple[Line, ...]


def page(sections: Iterable[Section]) -> str:
    """Lay sections out as text, no line past `WIDTH` but for words that are longer."""
    return "\n\n".join("\n".join(_laid_out(section)) for section in sections if section.lines)


def plainly(sections: Iterable[Section]) -> list[dict[str, object]]:
    """Give sections in JSON's own types."""
    return [
        {"title": section.title, "lines": [line.text for line in section.lines]}
        for section in sections
        if section.lines
    ]


def _laid_out(section: Section) -> Iterator[str]:
    yield section.title
    for line in section.lines:
        indent = "  " * (line.depth + 1)
        bullet = f"{indent[:-2]}- " if line.depth else indent
        if line.name:
            indent += " " * _NAME
            bullet += f"{line.name + ':':<{_NAME}}"
        yield from textwrap.wrap(
            line.text,
            WIDTH,
            initial_indent=bullet,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
