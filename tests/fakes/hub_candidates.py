"""One candidate on the loopback Hub, created eleven days before it opened, and its traces."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo, stamp
from verifier.core.evidence import Author, Trace, TraceKind
from verifier.core.sweeps import Read, Reading
from verifier.sources.hub_traces import HubTracer

CREATED = datetime(2025, 6, 5, 9, tzinfo=UTC)
OPENED = datetime(2025, 6, 16, 15, tzinfo=UTC)
NOW = datetime(2026, 6, 20, tzinfo=UTC)
TWO_HOURS = OPENED + timedelta(hours=2)


def candidate(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    settings = {"created": stamp(CREATED), "public": [(stamp(OPENED), "9999")], **more}
    return repo("lab/model", **settings)


def made_from(owner: str, at: datetime, base: str = "lab/model") -> dict[str, Any]:
    return repo(f"{owner}/copy", created=stamp(at), tags=[f"base_model:{base}"])


def read(hub: HubServer, artefact: str = "lab/model", **options: Any) -> Reading:  # noqa: ANN401
    settings: dict[str, Any] = {"timeout": 0.3, "budget": 3.0, "pause": 0.01, **options}
    insiders = settings.pop("insiders", ())
    tracer = HubTracer(clock=lambda: NOW, endpoint=hub.url, **settings)
    return tracer.trace(artefact, insiders)


def traces(reading: Reading, kind: TraceKind) -> list[tuple[str, Author, datetime]]:
    assert isinstance(reading, Read)
    found = [one for one in reading.observations if isinstance(one, Trace) and one.kind is kind]
    return [(one.who, one.author, one.at) for one in found]
