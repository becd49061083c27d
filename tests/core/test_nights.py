"""Sixty random nights, judged each morning against what really happened."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.world import LAB, at, claim, repo
from verifier.core.claims import Status
from verifier.core.evidence import Completeness, Evidence, Repository
from verifier.core.openness import assess
from verifier.core.sweeps import Failed, Memory, Read, Reading, Unchanged, settle
from verifier.core.swept import Outcome
from verifier.core.verdicts import decide

RUNS = int(os.environ.get("VERIFIER_NIGHTS_RUNS", "100"))
"""Sequences tried; a long soak sets more."""
NIGHTS = 60
START = at("2025-05-29T03:00")
HOUR = timedelta(hours=1)
PROMISE = claim(name="MiniMax-M3")
END = PROMISE.deadline_end()
OTHERS = tuple(f"MiniMaxAI/Old-{number}" for number in range(8))


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happens to the promised repository, in hours after the first night."""

    created: int
    public: int
    whole: int
    deleted: int

    def states(self, when: datetime) -> list[Repository]:
        """Give what the Hub would list of it at an instant."""
        hours = (when - START) / HOUR
        if not self.public <= hours < self.deleted:
            return []
        extent = Completeness.COMPLETE if hours >= self.whole else Completeness.NONE
        created = (START + self.created * HOUR).isoformat()
        return [repo("MiniMaxAI/MiniMax-M3", when.isoformat(), created=created, complete=extent)]

    @property
    def delivered(self) -> datetime | None:
        """The first instant at which the whole was public."""
        first = max(self.public, self.whole)
        return START + first * HOUR if first < self.deleted else None


hours = st.integers(0, 24 * NIGHTS)
truths = st.tuples(hours, hours, hours, hours | st.just(10**6)).map(
    lambda drawn: Truth(min(drawn[:2]), max(drawn[:2]), drawn[2], drawn[3])
)
nights = st.lists(
    st.sampled_from(["good"] * 5 + ["failed", "failed", "short", "torn", "empty", "same"]),
    min_size=NIGHTS,
    max_size=NIGHTS,
)


def reading(kind: str, when: datetime, truth: Truth, memory: Memory) -> Reading:
    """Read the Hub on one night, as well as it lets us."""
    ended = when + timedelta(minutes=1)
    listed = [repo(name, when.isoformat(), created="2025-01-10") for name in OTHERS]
    mine = truth.states(when)
    match kind:
        case "failed":
            return Failed(when, ended, "http_503", "down")
        case "same" if memory.last is not None and not mine and not memory.known:
            return Unchanged(when, ended)
        case "short":
            return Read(when, ended, tuple(listed[:5]))
        case "torn":
            return Read(when, ended, tuple(listed[:7]), whole=False, fault="bad_record")
        case "empty":
            return Read(when, ended, ())
        case _:
            return Read(when, ended, (*listed, *mine))


@settings(max_examples=RUNS, deadline=None)
@given(truths, nights)
def test_no_night_calls_late_or_fulfilled_what_is_not(truth: Truth, kinds: list[str]) -> None:
    assert END is not None
    memory, evidence, seen = Memory(), Evidence(), False
    # The first night shows the organisation as it is: before it, a short list looks like a whole.
    for number, kind in enumerate(["good", *kinds[1:]]):
        when = START + number * 24 * HOUR
        settled = settle("hub:MiniMaxAI", reading(kind, when, truth, memory), memory)
        sweep = settled.sweep
        memory = Memory(
            sweep if sweep.outcome in {Outcome.COMPLETE, Outcome.UNCHANGED} else memory.last,
            sweep.began if sweep.controlled else memory.controlled_began,
            memory.known if settled.known is None else settled.known,
            memory.state if settled.state is None else settled.state,
        )
        evidence = Evidence(evidence.observations + settled.observations, (*evidence.sweeps, sweep))
        there = [state for state in truth.states(when) if assess(state).is_public_whole]
        seen = seen or (kind == "good" and bool(there))
        morning = when + 2 * HOUR
        verdict = decide(PROMISE, LAB, evidence, morning)
        came = truth.delivered is not None and truth.delivered <= morning
        in_time = came and truth.delivered is not None and truth.delivered < END
        if verdict.status is Status.LATE:
            # What was put up and taken down between two readings cannot be known: "not found".
            assert not (in_time and seen)
            assert morning >= END
        if verdict.status is Status.FULFILLED:
            assert in_time
        if verdict.delivery is not None and truth.delivered is not None:
            low, high = verdict.delivery.not_before, verdict.delivery.not_after
            assert low is None or low <= truth.delivered
            assert high is None or truth.delivered <= high
