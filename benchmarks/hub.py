"""What a night at the Hub costs: one listing an organisation, against a call a claim.

    python -m benchmarks.hub [--latency 0.05] [--workers 10] [--calls 200]

The Hub is a loopback server in a process of its own that answers after `latency`. The floor is
what the requests would take if nothing but that latency cost time. A call a claim is timed on
`--calls` claims, one after the other with huggingface_hub's own client, and told as measured and
as it comes to for all of them.
"""

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from huggingface_hub import HfApi

from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo
from verifier.core.evidence import Repository
from verifier.core.sweeps import Memory, Read, settle
from verifier.sources.hub import HubSource

ORGS = 200
MODELS = 10
NOW = datetime(2026, 6, 1, tzinfo=UTC)
SHARDS = [f"model-{n:05}-of-00030.safetensors" for n in range(1, 31)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--latency", type=float, default=0.05)
    options.add_argument("--workers", type=int, default=10)
    options.add_argument("--calls", type=int, default=200)
    chosen = options.parse_args()
    names = [f"org-{o}/model-{m}" for m in range(MODELS) for o in range(ORGS)]
    with HubServer() as hub:
        files = [("", ["config.json", "README.md", *SHARDS])]
        hub.add(*(repo(name, files=files) for name in names))
        hub.set(latency=chosen.latency)
        a_call = by_call(hub, names[: chosen.calls])
        for claims in (2_000, 20_000):
            wanted = [names[n % len(names)] for n in range(claims)]
            by_listing(hub, wanted, chosen.workers, chosen.latency, a_call)


def by_call(hub: HubServer, names: Sequence[str]) -> float:
    """Ask for each claim's repository by itself; give the seconds one takes."""
    api = HfApi(endpoint=hub.url, token=False)
    api.model_info(names[0])
    began = time.perf_counter()
    for name in names:
        api.model_info(name)
    took = time.perf_counter() - began
    print(
        f"a call a claim: {len(names)} calls measured, {took:.2f} s, {took / len(names):.4f} s each"
    )
    return took / len(names)


def by_listing(
    hub: HubServer, wanted: Sequence[str], workers: int, latency: float, a_call: float
) -> None:
    """Read every organisation the claims name, once, and find each claim's repository."""
    before = len(hub.requests())
    began = time.perf_counter()
    orgs = sorted({name.partition("/")[0] for name in wanted})
    with ThreadPoolExecutor(workers) as pool:
        seen = frozenset().union(*pool.map(lambda org: sweep(hub, org), orgs))
    found = sum(name in seen for name in wanted)
    took = time.perf_counter() - began
    requests = len(hub.requests()) - before
    floor = requests * latency / workers
    print(
        f"{len(wanted):6} claims, {len(orgs)} organisations: {requests} listing requests, "
        f"{requests - len(orgs)} more, {found} claims found\n"
        f"       {took:.2f} s, {took / floor:.2f} times the floor of {floor:.2f} s; a call a claim "
        f"comes to {a_call * len(wanted):.0f} s, {a_call * len(wanted) / took:.0f} times as long"
    )


def sweep(hub: HubServer, org: str) -> frozenset[str]:
    """Read one organisation and settle what was read; give the repositories found."""
    source = HubSource(org, clock=lambda: NOW, endpoint=hub.url)
    reading = source.read(Memory())
    assert isinstance(reading, Read)
    settled = settle(source.id, reading, Memory())
    assert settled.sweep.controlled
    return frozenset(one.id for one in settled.observations if isinstance(one, Repository))


if __name__ == "__main__":
    main()
