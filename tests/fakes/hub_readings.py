"""Reading the loopback Hub in tests, and what one night hands to the next."""

from datetime import UTC, datetime
from typing import Any

from tests.fakes.hub_server import HubServer
from verifier.core.sweeps import Memory, Settled, settle
from verifier.core.swept import Outcome
from verifier.sources.hub import HubSource

NIGHT = datetime(2026, 6, 1, tzinfo=UTC)
BUDGET = 1.5
TOKEN = "hf_secretsecretsecret"


def source(hub: HubServer, night: datetime = NIGHT, **options: Any) -> HubSource:  # noqa: ANN401
    settings: dict[str, Any] = {"endpoint": hub.url, "timeout": 0.25, "budget": BUDGET}
    settings |= {"pause": 0.01, "clock": lambda: night, **options}
    return HubSource("lab", **settings)


def remember(settled: Settled, memory: Memory) -> Memory:
    """What the next night knows."""
    sweep = settled.sweep
    return Memory(
        last=sweep if sweep.outcome in {Outcome.COMPLETE, Outcome.UNCHANGED} else memory.last,
        controlled_began=sweep.began if sweep.controlled else memory.controlled_began,
        known=memory.known if settled.known is None else settled.known,
        state=memory.state if settled.state is None else settled.state,
    )


def a_night(hub: HubServer, memory: Memory, night: datetime = NIGHT, **options: Any) -> Settled:  # noqa: ANN401
    reader = source(hub, night, **options)
    return settle(reader.id, reader.read(memory), memory)
