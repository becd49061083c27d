"""From the Hub's records to observations, one record at a time: a bad one costs only itself."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from huggingface_hub import DatasetInfo, ModelInfo
from huggingface_hub.utils._datetime import parse_datetime

from verifier.core.addresses import HUB
from verifier.core.evidence import BaseModel, File, Gating, Repository
from verifier.core.intervals import Interval
from verifier.sources.hub_transport import HubFault

FLOOR = datetime(2022, 3, 2, 23, 29, 4, tzinfo=UTC)
"""What the Hub gives as creation for everything older than its record of creations."""

_SKEW = timedelta(days=1)
_CARD = ("license", "license_name", "license_link", "base_model", "base_model_relation")
_PLAIN = ("_id", "id", "sha", "gated", "private", "disabled", "library_name")
_NOISE = (
    "region:",
    "deploy:",
    "doi:",
    "arxiv:",
    "dataset:",
    "license:",
    "base_model:",
    "autotrain_compatible",
    "endpoints_compatible",
    "text-generation-inference",
)
"""Tags that are told elsewhere, or change by the Hub's doing and say nothing of the thing."""


@dataclass(slots=True)
class Records:
    """What a listing's pages held, and what was wrong with them."""

    org: str
    source: str
    now: datetime
    """UTC; nothing can have been created after it."""
    found: dict[str, Repository] = field(default_factory=dict)
    kind: str = "models"
    """What is being listed."""
    pages: dict[str, list[int]] = field(default_factory=dict)
    """How many records each page of each listing held."""
    bad: int = 0
    twice: int = 0
    hidden: int = 0
    """Private or disabled: not public, whoever sees them."""
    foreign: Counter[str] = field(default_factory=Counter)

    def admit(self, answer: object) -> list[dict[str, Any]]:
        """Keep of a page what the client can read and we use; raises HubFault for no list."""
        if not isinstance(answer, list):
            raise HubFault("bad_listing", "a page is no list of records")
        self.pages.setdefault(self.kind, []).append(len(answer))
        kept = []
        for record in answer:
            try:
                kept.append(slim(record, self.now))
            except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
                self.bad += 1
        return kept

    def add(self, info: ModelInfo | DatasetInfo) -> None:
        """Take in one record of the organisation."""
        owner = info.id.partition("/")[0]
        if "/" not in info.id or owner.casefold() != self.org.casefold():
            self.foreign[owner] += 1
        elif info.private or info.disabled:
            self.hidden += 1
        else:
            seen = repository(info, source=self.source, now=self.now)
            self.twice += seen.id in self.found
            self.found[seen.id] = seen

    def fullest(self, before: Mapping[str, str]) -> dict[str, str]:
        """Give how many records a full page of each listing holds, where that was ever seen."""
        held = {f"page:{kind}": max(pages[:-1], default=0) for kind, pages in self.pages.items()}
        sizes = {key: str(size or before.get(key, "")) for key, size in held.items()}
        return {key: size for key, size in sizes.items() if size}

    def broke_off(self, before: Mapping[str, str]) -> bool:
        """Tell whether a listing ends with a full page: the link to the next one was lost."""
        full = self.fullest(before)
        return any(str(pages[-1]) == full.get(f"page:{kind}") for kind, pages in self.pages.items())


def slim(record: object, now: datetime) -> dict[str, Any]:
    """Reduce a record to what we read, with the types it must have; raises on any other."""
    if not isinstance(record, Mapping) or not isinstance(record["id"], str):
        raise TypeError("no record")
    kept: dict[str, Any] = {key: record[key] for key in _PLAIN if key in record}
    kept["id"] = clean(record["id"])
    if record.get("createdAt") is not None:
        created = parse_datetime(record["createdAt"])
        if created > now + _SKEW:
            raise ValueError("created in the future")
        kept["createdAt"] = record["createdAt"]
    kept["tags"] = [clean(tag) for tag in record.get("tags") or () if isinstance(tag, str)]
    card = record.get("cardData")
    kept["cardData"] = {key: card[key] for key in _CARD if key in card} if card else None
    if (siblings := record.get("siblings")) is not None:
        kept["siblings"] = [_sibling(sibling) for sibling in siblings]
    return kept


def _sibling(sibling: Mapping[str, Any]) -> dict[str, Any]:
    path, size = sibling["rfilename"], sibling.get("size")
    if not isinstance(path, str) or not (size is None or isinstance(size, int)):
        raise TypeError("no file")
    return {"rfilename": clean(path), "size": size}


def repository(info: ModelInfo | DatasetInfo, *, source: str, now: datetime) -> Repository:
    """Make an observation of a public record."""
    artefact = f"datasets/{info.id}" if isinstance(info, DatasetInfo) else info.id
    card = {key: getattr(info.card_data, key, None) for key in _CARD}
    tags = info.tags or []
    siblings = info.siblings
    return Repository(
        id=artefact,
        seen_at=now,
        recorded_at=now,
        source=source,
        url=f"https://{HUB}/{artefact}",
        created=_created(info.created_at),
        files=None
        if siblings is None
        else tuple(File(s.rfilename, s.size) for s in sorted(siblings, key=lambda s: s.rfilename)),
        gated=_gating(info.gated),
        licence=_licence(tags, card),
        licence_name=_text(card.get("license_name")),
        licence_link=_text(card.get("license_link")),
        base_models=_bases(tags, card),
        library=_text(getattr(info, "library_name", None)),
        tags=tuple(sorted({tag for tag in tags if not tag.startswith(_NOISE)})),
        sha=_text(info.sha),
        hub_id=_text(getattr(info, "_id", None)),
    )


def _created(at: datetime | None) -> Interval:
    if at is None:
        return Interval()
    return Interval.at(at) if at > FLOOR else Interval(None, FLOOR)


def _gating(gated: object) -> Gating:
    match gated:
        case False:
            return Gating.NONE
        case "auto":
            return Gating.AUTO
        case "manual":
            return Gating.MANUAL
        case _:
            return Gating.UNKNOWN


def _licence(tags: list[str], card: Mapping[str, Any]) -> str:
    """Give the licence's tag; several hold together, as far as a card can tell."""
    named = [tag.removeprefix("license:") for tag in tags if tag.startswith("license:")]
    if not named:
        given = card.get("license")
        named = [_text(one) for one in (given if isinstance(given, list) else [given])]
    return " AND ".join(sorted(filter(None, named)))


def _bases(tags: list[str], card: Mapping[str, Any]) -> tuple[BaseModel, ...]:
    """Read what a model is made from, by the Hub's tags, else by its card."""
    bases: dict[str, str] = {}
    for tag in tags:
        if tag.startswith("base_model:"):
            relation, _, model = tag.removeprefix("base_model:").rpartition(":")
            bases[model] = relation or bases.get(model, "")
    if not bases:
        given = card.get("base_model")
        named = filter(None, map(_text, given if isinstance(given, list) else [given]))
        bases = dict.fromkeys(named, _text(card.get("base_model_relation")))
    return tuple(BaseModel(model, relation) for model, relation in sorted(bases.items()))


def _text(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def clean(text: str) -> str:
    """Take out what no database stores: NUL, lone surrogates, more than 1,000 characters."""
    return text[:1000].encode("utf-8", "replace").decode().replace("\0", "�")
