"""The form of a claim file and of a labs file: every key, its type, and what it is for."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.functional_validators import field_validator

from verifier.core.claims import Kind, Reason, Voice, status_of
from verifier.core.deadlines import Precision
from verifier.loader.fields import (
    Address,
    Artefact,
    Country,
    Day,
    Flag,
    Grace,
    Id,
    KindWord,
    Licence,
    Line,
    Moment,
    Note,
    Pattern,
    Place,
    PrecisionWord,
    ReasonWord,
    StatusWord,
    VoiceWord,
    Zone,
)


class Shape(BaseModel):
    """A mapping with known keys and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class PartShape(Shape):
    """One thing that must arrive."""

    name: Line = Field("", description="The name as promised: MiniMax-M3.")
    repos: list[Artefact] = Field(
        [], description="Repositories that are the promised thing; any one of them will do."
    )
    pattern: Pattern = Field("", description="RE2 that a repository's name must match whole.")
    size: Line = Field("", description="A size the name must carry: 27B.")

    @model_validator(mode="after")
    def _narrows(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("is an empty mapping; give a name, or leave `subject` out")
        return self


class SubjectShape(PartShape):
    """What must arrive: one thing, or several parts."""

    parts: list[
        Annotated[PartShape, BeforeValidator(_named, json_schema_input_type=str | PartShape)]
    ] = Field([], description="Several things; the promise is kept with the last of them.")

    @model_validator(mode="after")
    def _is_one_or_many(self) -> Self:
        if self.parts and self.model_fields_set != {"parts"}:
            raise ValueError("has `parts` beside other keys; move those into a part")
        if "parts" in self.model_fields_set and not self.parts:
            raise ValueError("has no parts; list them, or name one thing")
        return self


class CriteriaShape(Shape):
    """What else must hold for a delivery to count."""

    licence: Licence = Field(
        "", description="An SPDX name or Hub tag it must be, `osi` (approved) or `any`."
    )
    code: Flag | None = Field(None, description="Whether inference code must be there too.")
    previews: Flag = Field(default=False, description="Whether a preview counts as the thing.")


class DueShape(Shape):
    """A deadline stated by hand, where the phrase alone does not say it."""

    latest: Day = Field(description="The last day promised, inclusive.")
    earliest: Day | None = Field(None, description="The first day promised; default: the last.")
    precision: PrecisionWord = Field(Precision.DAY, description="How exact the day is.")
    why: Line = Field(description="Why this day, for whoever checks it.")


class WithdrawnShape(Shape):
    """The promisor took the promise back."""

    on: Day = Field(description="The day it was taken back.")
    url: Address = Field(description="Where that can be read.")


class RulingShape(Shape):
    """A human decision that overrides the rules."""

    status: StatusWord = Field(description="The status decided on.")
    reason: ReasonWord = Field(description="A reason of that status.")
    who: Line = Field(description="Who decided.")
    when: Day = Field(description="The day of the decision.")
    url: Address = Field(description="Where it is documented.")
    why: Line = Field(description="Why the rules do not decide this one.")

    @field_validator("reason")
    @classmethod
    def _is_of_the_status(cls, reason: Reason, info: ValidationInfo) -> Reason:
        status = info.data.get("status")
        if status is not None and status_of(reason) is not status:
            of = ", ".join(r for r in Reason if status_of(r) is status)
            raise ValueError(f"`{reason}` is no reason for {status}; its reasons are {of}")
        return reason


def _with_reason(value: object) -> object:
    if isinstance(value, str):
        raise ValueError(  # noqa: TRY004 - pydantic turns this one into a placed error
            f"needs a reason; write `due: {{latest: {value[:40]}, why: ...}}`"
        )
    return value


class ClaimShape(Shape):
    """One dated public promise."""

    id: Id = Field(description="The claim's name for good; the file is called the same.")
    lab: Line = Field(description="The lab that promised, by its id in labs.yaml.")
    text: Line = Field(description="A short title in your own words.")
    announced: Moment = Field(
        description="The day it was promised, or the instant with its offset."
    )
    promise: Line = Field(description="The time phrase as promised: in 2 weeks.")
    kind: KindWord = Field(Kind.OPEN_WEIGHTS, description="What was promised.")
    subject: (
        Annotated[SubjectShape, BeforeValidator(_named, json_schema_input_type=str | SubjectShape)]
        | None
    ) = Field(None, description="What must arrive; default: the lab's next own model.")
    promisor: Line = Field("", description="Who made the promise.")
    relayed_by: Line = Field("", description="Who passed it on, where the promise itself is not.")
    confirmed: Flag = Field(
        default=False, description="Whether a relayed promise is known to be the promisor's own."
    )
    source: Address = Field("", description="Where the promise can be read.")
    archived: Address = Field("", description="A lasting copy of the source.")
    criteria: CriteriaShape | None = Field(None, description="What else must hold.")
    due: Annotated[DueShape, BeforeValidator(_with_reason)] | None = Field(
        None, description="The deadline by hand, with the reason."
    )
    time_zone: Zone = Field("", description="The IANA zone the promise itself stated.")
    grace_days: Grace = Field(0, description="Days of grace the promise itself gave.")
    sources: list[Place] = Field(
        [], description="Places that must be read before absence counts: github.com/owner/name."
    )
    revises: Id = Field("", description="The id of the earlier promise this one re-dates.")
    withdrawn: WithdrawnShape | None = Field(None, description="Where it was taken back.")
    ruling: RulingShape | None = Field(None, description="A decision over the rules.")
    note: Note = Field("", description="What a reader should know besides.")


class FeedShape(Shape):
    """A feed and whose words it carries."""

    url: Address = Field(description="RSS, Atom or JSON Feed.")
    voice: VoiceWord = Field(Voice.PROMISOR, description="The lab's own words, or the press's.")


class LabShape(Shape):
    """An organisation promises are held against."""

    id: Id = Field(description="The lab's name for good.")
    name: Line = Field(description="The name to print.")
    country: Country = Field(description="ISO 3166-1, of the head office.")
    time_zone: Zone = Field(description="IANA name, of the head office.")
    aliases: list[Line] = Field([], description="Other names the lab goes by.")
    hub_orgs: list[Line] = Field([], description="Its Hugging Face organisations, old ones too.")
    github_orgs: list[Line] = Field([], description="Its GitHub organisations, old ones too.")
    feeds: list[FeedShape] = Field([], description="Feeds to read.")
    note: Note = Field("", description="What a reader should know besides.")
