"""The lines of a recorded evidence file: their form, and the observations they are read into.

A line is one JSON object with a `type`. A time is a day ("2025-06-16", which spans that day in the
line's `zone`, or in all zones where it names none; the day a repository was created is its host's
own, in UTC), an instant with its offset, or a mapping of
`not_before` and `not_after`, either of which may be missing.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal, assert_never
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pydantic
from pydantic import Field, TypeAdapter

from verifier.core.claims import Voice
from verifier.core.evidence import (
    Author,
    BaseModel,
    Check,
    Completeness,
    Entry,
    File,
    Gating,
    Medium,
    Observation,
    Removal,
    Repository,
    Shows,
    Trace,
    TraceKind,
)
from verifier.core.intervals import Interval

COMPLETE: dict[bool | str | None, Completeness] = {
    True: Completeness.COMPLETE,
    False: Completeness.PARTIAL,
    "none": Completeness.NONE,
    None: Completeness.UNKNOWN,
}
"""What a line's `complete` says of the thing."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _Form(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", strict=True, frozen=True)


class _Span(_Form):
    not_before: str | None = None
    not_after: str | None = None


class _Line(_Form):
    url: str = Field(pattern=r"^(https?://\S+)?$")
    recorded: str
    zone: str = ""
    source: str = ""
    """Where the fact came from, if not from the file itself."""
    note: str = ""

    @property
    def recorded_at(self) -> datetime:
        """When it was written down: an instant, or the beginning of a day in UTC."""
        is_day = _DAY.fullmatch(self.recorded)
        return _instant(f"{self.recorded}T00:00Z" if is_day else self.recorded)

    def begins(self, text: str) -> datetime:
        """Read an instant, or the first one of a day."""
        return self._bounds(text)[0]

    def ends(self, text: str) -> datetime:
        """Read an instant, or the last one of a day."""
        return self._bounds(text)[1]

    def spans(self, time: str | _Span | None) -> Interval:
        """Read a time as an interval; none is unbounded."""
        match time:
            case None:
                return Interval()
            case str():
                return Interval(*self._bounds(time))
            case _Span(not_before=low, not_after=high):
                return Interval(
                    None if low is None else self.begins(low),
                    None if high is None else self.ends(high),
                )
            case _:
                assert_never(time)

    def _bounds(self, text: str) -> tuple[datetime, datetime]:
        if not _DAY.fullmatch(text):
            at = _instant(text)
            return at, at
        day = Interval.on(date.fromisoformat(text), self._zone())
        edges = [edge for edge in (day.not_before, day.not_after) if edge is not None]
        return edges[0], edges[-1]

    def _zone(self) -> ZoneInfo | None:
        try:
            return ZoneInfo(self.zone) if self.zone else None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"`{self.zone}` is no time zone") from None


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"`{text}` has no offset")
    return at.astimezone(UTC)


class _FileLine(_Form):
    path: str
    size: int | None = None


class _BaseLine(_Form):
    id: str
    relation: str = ""


class _RepositoryLine(_Line):
    type: Literal["repository"]
    id: str = Field(min_length=1)
    created: str | _Span | None = None
    seen: str | None = None
    absent: str | None = None
    files: list[_FileLine] | None = None
    complete: bool | Literal["none"] | None = None
    gated: Gating = Gating.UNKNOWN
    licence: str = ""
    licence_name: str = ""
    licence_link: str = ""
    base_models: list[_BaseLine] = []
    library: str = ""
    tags: list[str] = []
    sha: str = ""
    hub_id: str = ""
    seen_by: str = ""

    def observe(self, source: str) -> Observation:
        """Make the observation. A state without a day of its own was seen when recorded."""
        files = self.files
        return Repository(
            id=self.id,
            seen_at=self.recorded_at if self.seen is None else self.ends(self.seen),
            recorded_at=self.recorded_at,
            source=self.source or source,
            url=self.url,
            created=self._creation(),
            absent_at=None if self.absent is None else self.begins(self.absent),
            files=None if files is None else tuple(File(f.path, f.size) for f in files),
            declared=COMPLETE[self.complete],
            gated=self.gated,
            licence=self.licence,
            licence_name=self.licence_name,
            licence_link=self.licence_link,
            base_models=tuple(BaseModel(b.id, b.relation) for b in self.base_models),
            library=self.library,
            tags=tuple(self.tags),
            sha=self.sha,
            hub_id=self.hub_id,
            seen_by=self.seen_by,
            note=self.note,
        )

    def _creation(self) -> Interval:
        if isinstance(self.created, str) and _DAY.fullmatch(self.created):
            return Interval.on(date.fromisoformat(self.created), ZoneInfo("UTC"))
        return self.spans(self.created)


class _EntryLine(_Line):
    type: Literal["entry"]
    title: str
    voice: Voice
    published: str | _Span | None = None
    shows: Shows = Shows.MENTION
    artefacts: list[str] = []
    lab: str = ""
    medium: Medium = Medium.POST
    weak: bool = False

    def observe(self, source: str) -> Observation:
        """Make the observation."""
        return Entry(
            url=self.url,
            title=self.title,
            voice=self.voice,
            published=self.spans(self.published),
            recorded_at=self.recorded_at,
            source=self.source or source,
            shows=self.shows,
            artefacts=tuple(self.artefacts),
            lab=self.lab,
            medium=self.medium,
            weak=self.weak,
            note=self.note,
        )


class _TraceLine(_Line):
    type: Literal["trace"]
    artefact: str = Field(min_length=1)
    kind: TraceKind
    at: str
    who: str
    author: Author

    def observe(self, source: str) -> Observation:
        """Make the observation. A commit bounds from below, all else from above: so do days."""
        below = self.kind is TraceKind.WEIGHTS_COMMIT
        return Trace(
            artefact=self.artefact,
            kind=self.kind,
            at=self.begins(self.at) if below else self.ends(self.at),
            who=self.who,
            author=self.author,
            recorded_at=self.recorded_at,
            source=self.source or source,
            url=self.url,
        )


class _RemovalLine(_Line):
    type: Literal["removal"]
    artefact: str = Field(min_length=1)
    gone: str | _Span | None = None

    def observe(self, source: str) -> Observation:
        """Make the observation."""
        return Removal(
            artefact=self.artefact,
            gone=self.spans(self.gone),
            recorded_at=self.recorded_at,
            source=self.source or source,
            url=self.url,
        )


class _CheckLine(_Line):
    type: Literal["check"]
    who: str
    when: str | _Span | None = None
    place: str
    looked_for: list[str]
    lab: str
    found: Completeness = Completeness.NONE
    missing: list[str] = []

    def observe(self, source: str) -> Observation:
        """Make the observation."""
        return Check(
            who=self.who,
            when=self.spans(self.when),
            place=self.place,
            looked_for=tuple(self.looked_for),
            lab=self.lab,
            recorded_at=self.recorded_at,
            source=self.source or source,
            url=self.url,
            found=self.found,
            missing=tuple(self.missing),
            note=self.note,
        )


_AnyLine = _RepositoryLine | _EntryLine | _TraceLine | _RemovalLine | _CheckLine
_LINE: TypeAdapter[_AnyLine] = TypeAdapter(Annotated[_AnyLine, Field(discriminator="type")])


def read_line(raw: bytes, source: str) -> Observation:
    """Read one line. Raises ValueError with what is wrong and where in the line, in few words."""
    try:
        return _LINE.validate_json(raw).observe(source)
    except pydantic.ValidationError as trouble:
        first = trouble.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        raise ValueError(f"{where}: {first['msg']}" if where else first["msg"]) from None
    except OverflowError:
        raise ValueError("a time lies outside the calendar") from None
