"""A first glance at sentences: which of them are worth being read.

It only saves time. A sentence is passed over when a word that every promise has is not in it.
"""

import re
import string
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verifier.core.deadlines import TIME_WORDS
from verifier.core.patterns import UNKNOWN, flat
from verifier.core.promises import cues, tenses
from verifier.core.promises.harmless import may_be_harmless
from verifier.core.promises.things import THING_WORDS

_PAGE = "cp1252"
_ODD = b"?"
_DIGIT = b"0"
_BOX = b"[ "
"""Of an open point on a list."""

_HYPHEN = b"\x0b"
"""A blank to `split`, and yet no blank."""


def _table() -> bytes:
    """Letters in lower case, digits and what is odd as themselves, any other mark a blank."""
    found = bytearray(b" " * 256)
    for char in string.ascii_letters.encode():
        found[char] = char | 0x20
    for char in string.digits.encode():
        found[char] = ord(_DIGIT)
    for char in "àáâãäåæçèéêëìíîïñòóôõöøùúûüý".encode(_PAGE):
        found[char] = char
        found[bytes([char]).decode(_PAGE).upper().encode(_PAGE)[0]] = char
    found[ord("-")] = ord(_HYPHEN)
    for char in (*_ODD, *_BOX.strip()):
        found[char] = char
    return bytes(found)


def _as_bytes(words: str) -> frozenset[bytes]:
    return frozenset(word.encode(_PAGE) for word in words.split())


_TABLE = _table()
_THINGS = _as_bytes(THING_WORDS)
"""One of these stands, or a digit does, wherever something can be promised."""

_RELEASES = _as_bytes("""
    publish publishing published upload uploading uploaded release releasing released share sharing
    shared put push pushing drop dropping ship shipping hub github gitlab open opening opened
    sourcing sourced hugging hf repo arxiv zenodo kaggle modelscope site website page
""")
"""One of these stands where something is promised that has no known name."""

_FOREIGN = _as_bytes("""
    werden werde wird wollen planen plant veröffentlichen veröffentlicht erscheint erscheinen
    stellen stellt geben gibt laden lädt folgt folgen kommt kommen sera seront publierons
    publiera publieront mettrons mettra mettront ouvrirons ouvrira sortirons sortira diffuserons
    partagerons libérerons dévoilerons va vont allons compte comptons prévoit prévoyons
    publicaremos publicará publicarán lanzaremos lanzará liberaremos liberará abriremos abrirá
    compartiremos publicarão lançaremos lançará disponibilizaremos disponibilizará divulgaremos
    divulgará estará estarán estarão vamos van vai vão planea planeamos prevé pretende será
    serán serão pubblicheremo pubblicherà rilasceremo rilascerà apriremo aprirà condivideremo
    sarà saranno zullen zal
""")
"""One of these stands wherever something is promised in another European language."""

_ANEW = _as_bytes("date eta target timeline")
_OPEN_RELEASE = b"open release"
_TIMES = frozenset(word.encode() for word in TIME_WORDS)


_NAMED = re.compile(rb"0(?:(?<=[a-z]0)|(?<=[a-z]\x0b0)|[bmx])")
"""A digit that may be a version's."""


_WAITS = re.compile(rb"  +(?:after|upon|once|when|following)\b")
"""What a headline waits for, behind its colon."""

_STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
_NOT = re.compile(r"\b(?:not|never)\b")


class _Ways(NamedTuple):
    """What RE2 may find in a sentence: as in `Seen`."""

    states: bool
    implies: bool
    harmless: bool


_ANYTHING = _Ways(states=True, implies=True, harmless=True)


class Seen(NamedTuple):
    """What a sentence may hold.

    A time, a commitment outright or implied, what is to be blanked, another language than English.
    """

    timed: bool
    states: bool
    implies: bool
    harmless: bool
    foreign: bool


ALL = Seen(timed=True, states=True, implies=True, harmless=True, foreign=True)


class Text:
    """A text as it came and, place for place, with plain quotes and in lower case."""

    __slots__ = ("low", "origin", "straight")

    def __init__(self, origin: str, plain: str) -> None:
        self.origin = origin
        self.straight = plain.translate(_STRAIGHT)
        low = self.straight.lower()
        if len(low) != len(plain):
            low = "".join(
                small if len(small := char.lower()) == 1 else char for char in self.straight
            )
        self.low = low


def without_not(low: str) -> str:
    """A text in lower case without its negations; every place stays."""
    return _NOT.sub(lambda match: " " * len(match[0]), low)


def glances(low: str, places: Sequence[tuple[int, int]]) -> Iterator[Seen | None]:
    """What each sentence of a text in lower case may hold; None where it promises nothing."""
    text = flat(low)
    marked = low.replace("?", " ").encode(_PAGE, "replace").translate(_TABLE)
    rows = (cues.may_state, tenses.may_imply, may_be_harmless)
    flags = zip(*(_overlaps(may(text), places) for may in rows), strict=True)
    for (start, end), flag in zip(places, flags, strict=True):
        odd = text.find(UNKNOWN, start, end) >= 0
        yield _glance(marked[start:end], _ANYTHING if odd else _Ways(*flag))


def _overlaps(
    spans: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> Iterator[bool]:
    """Whether any span, of those that come in order, reaches into each place."""
    at = 0
    for start, end in places:
        while at < len(spans) and spans[at][1] < start:
            at += 1
        yield at < len(spans) and spans[at][0] <= end


def _glance(marked: bytes, ways: _Ways) -> Seen | None:
    if _ODD in marked or _BOX in marked:
        return ALL
    words = marked.split()
    timed = _DIGIT in marked or not _TIMES.isdisjoint(words)
    if not ways.states and not timed and not _WAITS.search(marked):
        return None
    if not (
        not _THINGS.isdisjoint(words)
        or _NAMED.search(marked)
        or _OPEN_RELEASE in marked
        or (ways.states and not _RELEASES.isdisjoint(words))
        or (timed and not _ANEW.isdisjoint(words))
    ):
        return None
    return Seen(timed, *ways, not _FOREIGN.isdisjoint(words))
