"""Random nights through the real resolver and the real store, beside a plain model of the rules.

VERIFIER_RANDOM_NIGHTS sets how many nights are tried; a long soak sets more.
"""

import itertools
import os
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.fakes.sources import ticking
from tests.fakes.world import at
from tests.nights.hubs import Killed, Organisation, claim_of, lab_of
from tests.nights.ledgers import damage
from tests.nights.model import HOUR, MINUTE, Wish, World
from verifier.core.claims import Claim, Reason
from verifier.core.verdicts import decide
from verifier.resolver import Progress, confirm, resolve
from verifier.store import SqlStore, open_store

NIGHTS = int(os.environ.get("VERIFIER_RANDOM_NIGHTS", "300"))
STEPS = 30
LABS = {"alpha": ("alpha", "alpha-2"), "beta": ("beta",)}
MODELS = ("M-1", "M-2")
DUE = date(2025, 6, 5)

organisations = st.sampled_from([name for names in LABS.values() for name in names])
models = st.sampled_from(MODELS)
hours = st.integers(1, 40)
tally: Counter[str] = Counter()


class Nights(RuleBasedStateMachine):
    """A calendar that goes on by hours; models come, go and are renamed; readings fail."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'nights.db'}"
        self.store: SqlStore = open_store(self.url)
        self.now = at("2025-06-04T03:00")
        self.world = World()
        for names in LABS.values():
            for name in names:
                self.world.found(name)
        self.held = 0
        self.orgs: dict[str, tuple[str, ...]] = {"alpha": ("alpha",), "beta": ("beta",)}
        self.due = {(lab, name): DUE for lab in LABS for name in MODELS}

    def teardown(self) -> None:
        """See that the ledger is sound, and clear it away."""
        self.store.close()
        assert not damage(self.url)
        self.folder.cleanup()

    @rule(org=organisations, model=models, before=st.integers(0, 60))
    def publish(self, org: str, model: str, before: int) -> None:
        """A model turns public that was created some hours before."""
        self.world.publish(org, model, self.now - before * HOUR)

    @rule(org=organisations, model=models)
    def delete(self, org: str, model: str) -> None:
        self.world.withdraw(org, model)

    @rule(org=organisations, model=models)
    def rename(self, org: str, model: str) -> None:
        self.world.rename(org, model, f"{model}-renamed-{self.world.count}")

    @rule(lab=st.sampled_from(list(LABS)), model=models, days=st.integers(-3, 6))
    def edit_a_claim(self, lab: str, model: str, days: int) -> None:
        """A claim is filed anew with another due day."""
        self.due[lab, model] = DUE + timedelta(days=days)

    @rule()
    def edit_a_lab(self) -> None:
        """It becomes known that a lab has a second organisation."""
        self.orgs["alpha"] = LABS["alpha"]

    @rule(step=hours, faults=st.lists(st.sampled_from(["", "", "", "http_503"]), min_size=3))
    def night(self, step: int, faults: list[str]) -> None:
        """A night that goes through to its end, whatever fails."""
        self.now += step * HOUR
        self._resolve(faults)

    @rule(back=st.integers(1, 3))
    def night_after_the_clock_was_set_back(self, back: int) -> None:
        self.now -= back * HOUR
        self._resolve([""] * 3)

    @rule(again=st.booleans(), place=st.integers(0, 2))
    def night_that_is_killed(self, again: bool, place: int) -> None:
        """The process dies while it reads; perhaps the night is begun again at once."""
        faults = [""] * 3
        faults[place] = "killed"
        self._resolve(faults)
        if again:
            self._resolve([""] * 3)

    def _resolve(self, faults: list[str]) -> None:
        self.now += 7 * MINUTE  # a clock that is set back by hours meets no earlier night's seconds
        self.store.save_claims(
            [lab_of(lab, names) for lab, names in self.orgs.items()], self._claims().values()
        )
        named = [name for names in self.orgs.values() for name in names]
        sources = [
            Organisation(name, self.world, self.now, fault)
            for name, fault in zip(named, faults, strict=False)
        ]
        clock = ticking(self.now + 10 * MINUTE)
        before = self.published()
        try:
            summary = resolve(
                self.store, sources, clock=clock, workers=1, progress=self._remember(sources)
            )
        except Killed:
            self.store.close()
            self.store = open_store(self.url)
            tally["killed"] += 1
            return
        tally["nights"] += 1
        if summary.decided.held:
            tally["held"] += 1
            assert self.published() == before
            self.held += 1
            if self.held % 2:
                return  # nobody looks: the next night is judged for itself
            assert confirm(self.store, clock=clock) is not None
        self._compare()

    def published(self) -> dict[str, Reason]:
        """Give the reason that each claim stands by."""
        recorded = self.store.verdicts()
        return {claim: each.verdict.reason for claim, each in recorded.items()}

    def _remember(self, sources: Sequence[Organisation]) -> Progress:
        """Have the world know of each good reading when the run tells that it is stored."""

        def told(what: str, done: int, _total: int) -> None:
            if what == "sources" and not sources[done - 1].fault:
                self.world.looks[sources[done - 1].name].append(sources[done - 1].look)

        return told

    def _claims(self) -> dict[tuple[str, str], Claim]:
        return {key: claim_of(key[0], self._wish(*key)) for key in self.due}

    def _wish(self, lab: str, model: str) -> Wish:
        return Wish(self.orgs[lab], model, self.due[lab, model])

    def _compare(self) -> None:
        """The verdict stored, the one decided anew from all evidence, and the model's agree."""
        as_of = self.store.last_run()
        assert as_of is not None
        recorded = self.store.verdicts(as_of)
        labs = self.store.labs()
        for (lab, model), claim in self._claims().items():
            places = [f"hub:{name}" for name in self.orgs[lab]]
            anew = decide(claim, labs[lab], self.store.evidence(labs[lab], places), as_of)
            stored = recorded[claim.id].verdict
            assert (stored.reason, stored.delivery) == (anew.reason, anew.delivery)
            expected = self.world.verdict(self._wish(lab, model), as_of)
            assert stored.reason in expected, (stored.reason, expected)
            tally[stored.reason] += 1


def test_no_random_night_differs_from_the_model() -> None:
    tally.clear()
    # Chunks of one seed would be the same nights over and over.
    first = 0 if settings().derandomize else random.SystemRandom().getrandbits(32)
    for number in itertools.count(first):
        run_state_machine_as_test(
            seed(number)(Nights), settings=settings(max_examples=10, stateful_step_count=STEPS)
        )
        if tally["nights"] >= NIGHTS:
            break
    compared = sum(tally[reason] for reason in Reason)
    print(  # noqa: T201 - what a soak is for
        f"{tally['nights']} random nights (seeds {first} to {number}), {tally['held']} held, and "
        f"{tally['killed']} killed: 0 of {compared} verdicts differ from the model"
    )
    assert {"held", "killed", "on_time", "delivered_late", "undelivered", "unverified"} <= set(
        tally
    )


def test_what_a_killed_night_did_not_tell_of_it_has_not_read() -> None:
    nights = Nights()
    nights.night(1, [""] * 3)
    nights.publish("alpha", "M-1", before=0)
    nights.publish("beta", "M-1", before=0)
    nights.night_that_is_killed(again=False, place=1)
    seen = {org: [bool(look.find("M-1")) for look in nights.world.looks[org]] for org in LABS}
    assert seen == {"alpha": [False, True], "beta": [False]}
    nights.night_after_the_clock_was_set_back(back=1)
    nights.teardown()


def test_a_model_seen_ahead_of_its_creation_by_a_clock_set_back_is_in_conflict_not_late() -> None:
    nights = Nights()
    nights.edit_a_claim("alpha", "M-1", days=-2)
    nights.night(40, [""] * 3)
    nights.publish("alpha", "M-1", before=0)
    nights.night_after_the_clock_was_set_back(back=1)
    nights.night(40, [""] * 3)
    assert nights.published()["alpha-m-1"] is Reason.CONFLICTING_EVIDENCE
    nights.teardown()


def test_an_organisation_that_never_answered_leaves_an_overdue_promise_unverified() -> None:
    nights = Nights()
    nights.edit_a_lab()
    nights.edit_a_claim("alpha", "M-1", days=-3)
    nights.night(1, ["", "http_503", ""])
    assert nights.published()["alpha-m-1"] is Reason.UNVERIFIED
    nights.night(24, [""] * 3)
    assert nights.published()["alpha-m-1"] is Reason.UNDELIVERED
    nights.teardown()


def test_a_sighting_that_the_clock_has_not_reached_again_decides_nothing() -> None:
    nights = Nights()
    nights.night(1, [""] * 3)
    nights.publish("beta", "M-1", before=1)
    nights.night(3, [""] * 3)
    nights.night_after_the_clock_was_set_back(back=2)
    last = nights.store.last_run()
    assert nights.store.verdicts(last)["beta-m-1"].verdict.reason is Reason.NOT_DUE
    nights.night(3, [""] * 3)
    assert nights.published()["beta-m-1"] is Reason.ON_TIME
    nights.teardown()
