"""Sixty nights at a Hub that fails at random: sweeps and verdicts say what the calendar holds."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fakes.hub_readings import remember
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import PLACEHOLDER, WEIGHTS, repo, stamp
from tests.fakes.world import claim
from verifier.core.claims import Lab, Status
from verifier.core.evidence import Evidence, Removal, Repository
from verifier.core.sweeps import Memory, Settled, settle
from verifier.core.swept import Outcome
from verifier.core.verdicts import decide
from verifier.sources.hub import HubSource

RUNS = int(os.environ.get("VERIFIER_HUB_RUNS", "12"))
"""Sequences tried; a long soak sets more."""

NIGHTS = 60
FIRST = datetime(2026, 6, 1, tzinfo=UTC)
START = datetime(2026, 5, 1, tzinfo=UTC)
"""Before anything here happens."""
BUDGET = 2.0
LAB = Lab("lab", "Lab", "CN", "Asia/Shanghai", hub_orgs=("lab",))
PROMISE = claim("in 4 weeks", "Nova-3", announced=date(2026, 5, 30), lab="lab")
END = datetime(2026, 6, 28, 12, tzinfo=UTC)
"""When 27 June is over anywhere on Earth."""
DAY = {"headers": {"retry-after": "86400"}}

LOUD: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("status", {"how": {"status": status}}) for status in (401, 403, 404, 408, 422, 429, 500)),
    ("status", {"skip": 1, "how": {"status": 502}}),
    ("status", {"skip": 1, "times": 1, "how": {"status": 500}}),
    ("status", {"times": 2, "how": {"status": 503}}),
    ("status", {"how": {"status": 429, **DAY}}),
    ("body", {"how": {"text": '[{"id": "lab/a"'}}),
    ("body", {"how": {"text": "<!doctype html>"}}),
    ("body", {"how": {"text": ""}}),
    ("body", {"how": {"text": "null"}}),
    ("body", {"at": "/models", "how": {"text": "[]"}}),
    ("body", {"how": {"text": "[", "copies": 50_000}}),
    ("reset", {"how": {}}),
    ("short", {"times": 1, "how": {}}),
    ("short", {"skip": 1, "how": {}}),
    ("record", {"skip": 1, "how": {"change": {"createdAt": "tomorrow"}}}),
    ("record", {"how": {"change": {"id": "other/model"}}}),
    ("record", {"times": 1, "how": {"change": {"id": "other/model"}}}),
    ("record", {"times": 1, "how": {"change": {"safetensors": {"total": 1}}}}),
    ("twice", {"how": {}}),
    ("extra", {"times": 1, "how": {"records": [{"id": "other/a"}, None]}}),
    ("link", {"how": {"to": "canary"}}),
    ("link", {"how": {"to": "itself"}}),
    ("link", {"how": {"to": "endless"}}),
    ("redirect", {"how": {}}),
    ("redirect", {"how": {"to": "/api/models?author=new"}}),
)
SILENT: tuple[tuple[str, dict[str, Any]], ...] = (
    # A shortened listing looks like any other: only what the last nights showed tells it.
    ("half", {"how": {}}),
    ("link", {"how": {}}),
    ("link", {"skip": 1, "how": {}}),
)


@dataclass(frozen=True)
class Actor:
    """A repository that opens, closes, opens again, fills up and is renamed on given days."""

    name: str
    opens: int
    closes: int
    reopens: int
    fills: int
    renamed: int

    def is_public(self, day: int) -> bool:
        return self.opens <= day < self.closes or day >= self.reopens

    def state(self, day: int) -> tuple[str, int]:
        """Give the name and the number of files on a day."""
        name = f"lab/{self.name}" + ("-b" if day >= self.renamed else "")
        return name, len(WEIGHTS if day >= self.fills else PLACEHOLDER)

    def is_whole(self, day: int) -> bool:
        """Tell whether on a day the whole is public under its own name."""
        return self.is_public(day) and self.fills <= day < self.renamed

    @property
    def deliveries(self) -> list[datetime]:
        """The instants from which the whole is public under its own name."""
        whole = [day for day in range(self.renamed) if self.is_whole(day)]
        return [instant(day) for day in whole if day - 1 not in whole]

    def script(self) -> dict[str, Any]:
        return repo(
            f"lab/{self.name}",
            created=stamp(FIRST - timedelta(days=30)),
            public=[(moment(self.opens), moment(self.closes)), (moment(self.reopens), "9999")],
            files=[("", PLACEHOLDER), (moment(self.fills), WEIGHTS)],
            renamed=[(moment(self.renamed), f"lab/{self.name}-b")],
        )


def instant(day: int) -> datetime:
    """Give when the events of a day happen: half a day before its night."""
    return FIRST + timedelta(days=day - 0.5)


def moment(day: int) -> str:
    return stamp(instant(day))


def day_of(at: datetime) -> int:
    return (at - FIRST).days


days = st.integers(0, NIGHTS + 5)
close = st.integers(25, 31)
"""Around the deadline, which ends between the nights 27 and 28."""
never = st.just(99)


def actor(name: str, turns: tuple[int, int, int], fills: int, renamed: int) -> Actor:
    opens, closes, reopens = sorted(turns)
    return Actor(name, opens, closes, reopens, fills, renamed)


def played(
    name: st.SearchStrategy[str], opens: st.SearchStrategy[int], rest: st.SearchStrategy[int]
) -> st.SearchStrategy[Actor]:
    return st.builds(actor, name, st.tuples(opens, rest, rest), opens, rest)


stars = played(st.just("Nova-3"), close | days, never | days)
decoys = st.lists(
    played(st.sampled_from(["Nova-2", "Nova-30", "Nova-3-pro", "Nova-3-GGUF", "m7"]), days, days),
    max_size=4,
    unique_by=lambda actor: actor.name,
)
faults = st.sampled_from(LOUD) | st.sampled_from(SILENT)
sequences = st.sampled_from([faults, faults | st.none(), st.none() | st.none() | faults]).flatmap(
    lambda night: st.lists(night, min_size=NIGHTS, max_size=NIGHTS)
)


def one_night(
    hub: HubServer, day: int, fault: tuple[str, dict[str, Any]] | None, memory: Memory
) -> Settled:
    night = FIRST + timedelta(days=day)
    hub.night(stamp(night), fault[0], **fault[1]) if fault else hub.night(stamp(night))
    reader = HubSource(
        "lab",
        clock=lambda: night,
        endpoint=hub.url,
        timeout=0.5,
        budget=BUDGET,
        pause=0.001,
        max_pages=9,
        token="hf_secret",
    )
    began = time.monotonic()
    reading = reader.read(memory)
    assert time.monotonic() - began < BUDGET + 5
    return settle(reader.id, reading, memory)


@settings(
    max_examples=RUNS,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink sixty nights takes an hour
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(star=stars, others=decoys, plan=sequences)
def test_sixty_random_nights_prove_nothing_that_is_not_so(
    hub_server: HubServer,
    star: Actor,
    others: list[Actor],
    plan: list[tuple[str, dict[str, Any]] | None],
) -> None:
    hub, cast = hub_server, [star, *others]
    hub.clear()
    hub.set(page_size=4)
    steady = [f"lab/steady-{n}" for n in range(7)]
    hub.add(*map(repo, steady), *(actor.script() for actor in cast))
    memory, calm, evidence, seen = Memory(), False, Evidence(), False
    for day, drawn in enumerate(plan):
        fault = drawn if calm or drawn not in SILENT else LOUD[0]
        settled = one_night(hub, day, fault, memory)
        check(settled, memory, day, cast, steady)
        memory = remember(settled, memory)
        calm = settled.sweep.controlled
        evidence = Evidence(
            evidence.observations + settled.observations, (*evidence.sweeps, settled.sweep)
        )
        seen = seen or (fault is None and star.is_whole(day) and day <= day_of(END))
        judge(evidence, day, star, seen=seen)
    assert hub.canary_requests() == []


def judge(evidence: Evidence, day: int, star: Actor, *, seen: bool) -> None:
    """Hold a morning's verdict against what really happened."""
    morning = FIRST + timedelta(days=day, hours=2)
    verdict = decide(PROMISE, LAB, evidence, morning)
    since = [delivery for delivery in star.deliveries if delivery < morning]
    in_time = any(delivery < END for delivery in since)
    if verdict.status is Status.LATE:
        assert morning >= END
        # What no good night saw before the deadline, and one after it missed, is "not found".
        missed = any(not star.is_whole(night) for night in range(day_of(END) + 1, day + 1))
        assert not in_time or (missed and not seen)
    if verdict.status is Status.FULFILLED:
        assert in_time
    if verdict.delivery is not None:
        low, high = verdict.delivery.not_before or START, verdict.delivery.not_after or morning
        assert any(low <= delivery <= high for delivery in since)


def truth(day: int, cast: Sequence[Actor], steady: Sequence[str]) -> dict[str, int]:
    """Give what is public on a night: names, and how many files each holds."""
    shown = dict(actor.state(day) for actor in cast if actor.is_public(day))
    return {**shown, **dict.fromkeys(steady, len(WEIGHTS))}


def check(
    settled: Settled, memory: Memory, day: int, cast: Sequence[Actor], steady: Sequence[str]
) -> None:
    holds = truth(day, cast, steady)
    sweep = settled.sweep
    if sweep.controlled:
        assert sweep.items == len(holds)
        assert settled.known is not None
        assert settled.known.keys() == holds.keys()
    for one in settled.observations:
        if isinstance(one, Removal):
            assert sweep.controlled
            assert one.artefact not in holds
        assert isinstance(one, Removal | Repository)
        if isinstance(one, Repository):
            assert (one.id, len(one.files or ())) in holds.items()
            if one.absent_at is not None:
                before = truth(day_of(one.absent_at), cast, steady)
                assert before.get(one.id) != len(one.files or ())
    if sweep.outcome is Outcome.FAILED:
        assert settled.observations == ()
    assert memory.known.keys() <= (settled.known or memory.known).keys() or sweep.controlled
