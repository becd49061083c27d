from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.fakes.sources import ScriptedSource, ScriptedTracer, failure, listing, ticking
from tests.fakes.world import LAB, at, claim, entry, repo, trace
from verifier.core.claims import Claim, Reason, Subject
from verifier.core.evidence import Observation, TraceKind
from verifier.core.sweeps import Reading
from verifier.core.swept import Outcome
from verifier.core.verdict import RULE_VERSION, Verdict
from verifier.exports.summary import as_text
from verifier.resolver import Summary, begin, decide, end, resolve, sweep
from verifier.store import SqlStore

HUB = "hub:MiniMaxAI"
DAY = timedelta(days=1)
OLD = repo("MiniMaxAI/MiniMax-Text-01", "2025-05-01", created="2025-01-10")
M1 = "MiniMaxAI/MiniMax-M1"


def seen(when: datetime, created: str = "2025-06-05") -> Observation:
    return repo(M1, when.isoformat(), created=created)


def night(
    store: SqlStore,
    when: datetime,
    *readings: Reading,
    tracer: ScriptedTracer | None = None,
    rules: int = RULE_VERSION,
) -> Summary:
    source = ScriptedSource(HUB, list(readings))
    clock = ticking(when + timedelta(hours=1))
    return resolve(store, [source], clock=clock, tracer=tracer, rules=rules)


def filed(store: SqlStore, *claims: Claim) -> SqlStore:
    store.save_claims([LAB], claims or [claim()])
    return store


def reason(summary: Summary) -> Reason:
    (only,) = summary.decided.reasons
    return only


def verdicts(store: SqlStore) -> list[Verdict]:
    """Give what every claim stands by, in the order of their ids."""
    return [one.verdict for one in store.verdicts().values()]


def test_a_claim_walks_from_pending_over_seen_to_fulfilled(store: SqlStore) -> None:
    filed(store)
    first = night(store, at("2025-06-01"), listing(at("2025-06-01"), OLD))
    assert reason(first) is Reason.NOT_DUE
    second = night(store, at("2025-06-06"), listing(at("2025-06-06"), OLD, seen(at("2025-06-06"))))
    assert reason(second) is Reason.ON_TIME
    (change,) = second.changes
    assert change.old is not None
    assert (change.old.reason, change.new.reason) == (Reason.NOT_DUE, Reason.ON_TIME)
    third = night(store, at("2025-06-20"), listing(at("2025-06-20"), OLD, seen(at("2025-06-20"))))
    assert third.changes == ()


def test_thirty_failing_nights_leave_it_unverified_and_one_good_one_makes_it_late(
    store: SqlStore,
) -> None:
    filed(store)
    night(store, at("2025-06-01"), listing(at("2025-06-01"), OLD))
    for number in range(30):
        when = at("2025-06-13") + number * DAY
        summary = night(store, when, failure(when))
        assert reason(summary) is Reason.UNVERIFIED
        assert [sweep.source for sweep in summary.failed] == [HUB]
    good = night(store, at("2025-07-20"), listing(at("2025-07-20"), OLD))
    assert reason(good) is Reason.UNDELIVERED
    assert good.failed == ()


def test_publication_between_two_sweeps_after_the_deadline_is_late(store: SqlStore) -> None:
    filed(store)
    night(store, at("2025-06-13"), listing(at("2025-06-13"), OLD))
    when = at("2025-06-14")
    late = night(store, when, listing(when, OLD, seen(when)))
    assert reason(late) is Reason.DELIVERED_LATE


def test_a_private_repository_that_turned_public_unseen_is_ambiguous(store: SqlStore) -> None:
    filed(store)
    night(store, at("2025-06-01"), listing(at("2025-06-01"), OLD))
    when = at("2025-06-20")
    assert reason(night(store, when, listing(when, OLD, seen(when)))) is Reason.AMBIGUOUS_EVIDENCE


def test_a_deleted_delivery_stays_delivered(store: SqlStore) -> None:
    filed(store)
    others = [repo(f"MiniMaxAI/Old-{n}", "2025-05-01", created="2025-01-10") for n in range(6)]
    when = at("2025-06-06")
    night(store, when, listing(when, *others, seen(when)))
    gone = night(store, when + DAY, listing(when + DAY, *others))
    assert reason(gone) is Reason.ON_TIME
    assert verdicts(store)[0].removed is not None


def test_traces_are_read_once_for_a_candidate_whose_date_decides(store: SqlStore) -> None:
    filed(store)
    when = at("2026-06-20")
    dated = listing(
        when,
        trace(M1, TraceKind.DISCUSSION, "2025-06-17"),
        trace(M1, TraceKind.WEIGHTS_COMMIT, "2025-06-16"),
    )
    tracer = ScriptedTracer({M1: dated})
    summary = night(store, when, listing(when, OLD, seen(when)), tracer=tracer)
    assert reason(summary) is Reason.DELIVERED_LATE
    assert summary.facts == 4
    night(store, when + DAY, listing(when + DAY, OLD, seen(when + DAY)), tracer=tracer)
    assert tracer.asked == [M1]


def test_a_candidate_whose_traces_decide_nothing_is_not_asked_about_again(
    store: SqlStore,
) -> None:
    filed(store)
    when = at("2026-06-20")
    tracer = ScriptedTracer({M1: listing(when, trace(M1, TraceKind.DISCUSSION, "2025-07-01"))})
    for number in range(2):
        now = when + number * DAY
        summary = night(store, now, listing(now, OLD, seen(now)), tracer=tracer)
        assert reason(summary) is Reason.AMBIGUOUS_EVIDENCE
    assert tracer.asked == [M1]


def test_traces_that_could_not_be_read_are_asked_for_again(store: SqlStore) -> None:
    filed(store)
    when = at("2026-06-20")
    tracer = ScriptedTracer({M1: failure(when)})
    for number in range(2):
        now = when + number * DAY
        summary = night(store, now, listing(now, OLD, seen(now)), tracer=tracer)
        assert reason(summary) is Reason.AMBIGUOUS_EVIDENCE
    assert tracer.asked == [M1, M1]


def test_every_source_is_read_once_and_reported_in_order(store: SqlStore) -> None:
    filed(store)
    when = at("2025-06-01")
    sources = [ScriptedSource(f"hub:Org{n}", [listing(when, OLD)]) for n in range(40)]
    sources[3].readings[:] = [failure(when)]
    told: list[tuple[str, int, int]] = []
    summary = resolve(
        store, sources, clock=ticking(when), workers=4, progress=lambda *what: told.append(what)
    )
    assert [sweep.source for sweep in summary.sweeps] == [source.id for source in sources]
    assert all(len(source.asked) == 1 for source in sources)
    assert [sweep.outcome for sweep in summary.failed] == [Outcome.FAILED]
    assert ("sources", 40, 40) in told
    assert ("claims", 1, 1) in told


def test_an_interrupted_run_reads_nothing_more(store: SqlStore) -> None:
    filed(store)
    when = at("2025-06-01")
    sources = [ScriptedSource(f"hub:Org{n}", [listing(when, OLD)]) for n in range(40)]

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        resolve(store, sources, clock=ticking(when), workers=2, progress=interrupt)
    assert sum(len(source.asked) for source in sources) <= 4


def test_an_instant_of_the_past_is_judged_by_what_was_public_then(store: SqlStore) -> None:
    filed(store)
    when = at("2025-07-01")
    source = ScriptedSource(HUB, [listing(when, OLD, seen(when))])
    summary = resolve(store, [source], clock=ticking(when), as_of=at("2025-06-05"))
    assert reason(summary) is Reason.NOT_DUE
    assert summary.as_of == at("2025-06-05")


def test_claims_of_one_lab_share_its_evidence(store: SqlStore) -> None:
    named = claim(parts=(Subject("MiniMax-M1"),))
    filed(store, claim(), replace(named, id="another", version="v2"))
    when = at("2025-06-06")
    summary = night(store, when, listing(when, OLD, seen(when)))
    assert summary.decided.reasons == {Reason.ON_TIME: 2}


def test_a_run_that_is_taken_up_again_reads_only_what_it_has_not_read(store: SqlStore) -> None:
    filed(store)
    when = at("2025-06-01")
    clock = ticking(when + timedelta(hours=1))
    sources = [ScriptedSource(f"hub:Org{n}", [listing(when, OLD)]) for n in range(4)]
    run = begin(store, clock)
    sweep(store, sources[:2], run)
    swept = sweep(store, sources, run)
    summary = end(store, run, swept, decide(store, run, clock=clock), clock)
    assert [len(source.asked) for source in sources] == [1, 1, 1, 1]
    assert [each.source for each in summary.sweeps] == [source.id for source in sources]
    assert [each.source for each in store.swept(run)] == [source.id for source in sources]
    assert store.last_run() is not None


def test_what_a_trace_of_the_night_shows_bears_on_every_claim_of_the_lab(store: SqlStore) -> None:
    traced = claim(parts=(Subject("MiniMax-M1"),))
    other = replace(claim("soon"), id="another", version="v2")
    filed(store, traced, other)
    when = at("2026-06-20")
    dated = listing(when, trace(M1, TraceKind.DISCUSSION, "2025-06-17"))
    night(store, when, listing(when, OLD, seen(when)), tracer=ScriptedTracer({M1: dated}))
    assert all(verdict.delivery for verdict in verdicts(store))
    assert {v.delivery.not_after for v in verdicts(store) if v.delivery} == {at("2025-06-17")}


def test_a_verdict_names_the_versions_of_what_it_was_given_by(store: SqlStore) -> None:
    store.save_claims([replace(LAB, version="l1")], [claim()])
    when = at("2025-06-06")
    night(store, when, listing(when, OLD))
    (verdict,) = verdicts(store)
    assert (verdict.claim_version, verdict.lab_version) == ("v1", "l1")
    assert verdict.rule_version == RULE_VERSION


def test_what_other_claims_ask_about_changes_no_verdict(store: SqlStore) -> None:
    feed = "feed:https://elsewhere.example/feed"
    foreign = entry("2025-06-05", M1)
    foreign = replace(foreign, lab="", source=feed)
    when = at("2025-06-06")
    asking = replace(claim(), id="asking", version="v2", sources=(feed, HUB))
    filed(store, claim(), asking)
    sources = [
        ScriptedSource(HUB, [listing(when, OLD)]),
        ScriptedSource(feed, [listing(when, foreign)]),
    ]
    resolve(store, sources, clock=ticking(when))
    assert [bool(v.findings) for v in verdicts(store)] == [True, False]


def test_new_rules_decide_again_in_the_open_and_both_verdicts_stay(store: SqlStore) -> None:
    when = at("2025-06-06")
    before = listing(when, OLD, seen(when))
    filed(store)
    night(store, when, before)
    same = night(store, when + DAY, before, rules=RULE_VERSION + 1)
    assert same.changes == ()
    assert [
        (each.verdict.rule_version, each.verdict.reason, each.since)
        for each in store.history(claim().id)
    ] == [
        (RULE_VERSION, Reason.ON_TIME, store.history(claim().id)[0].verdict.as_of),
        (RULE_VERSION + 1, Reason.ON_TIME, store.history(claim().id)[0].verdict.as_of),
    ]
    night(store, when + 2 * DAY, before, rules=RULE_VERSION + 1)
    assert len(store.history(claim().id)) == 2


def test_a_change_since_the_rules_changed_is_told_apart(store: SqlStore) -> None:
    filed(store)
    when = at("2025-06-06")
    night(store, when, listing(when, OLD))
    other = replace(claim("soon"), id="another", version="v2")
    store.save_claims([LAB], [claim(), other])
    summary = night(store, when, listing(when, OLD, seen(when)), rules=RULE_VERSION + 1)
    told = {change.claim.id: change.by_new_rules for change in summary.changes}
    assert told == {claim().id: True, "another": False}
    assert f"Changes since the rules are of version {RULE_VERSION + 1}: 1" in as_text(summary)
