"""An edition with a claim of every sort, and one written by somebody who means ill."""

from dataclasses import replace
from datetime import date, timedelta

from tests.exports.cases import (
    AS_OF,
    CLAIM,
    DELIVERED,
    HUB,
    LAB,
    UNDATED,
    recorded,
    sweep,
    verdict,
)
from tests.exports.site.editions import BASE, case, corrected
from verifier.core.claims import Claim, Lab, Reason, Ruling, Subject, Withdrawal
from verifier.core.deadlines import Deadline, Precision
from verifier.core.evidence import Gating
from verifier.core.findings import Finding, Looked, Role
from verifier.core.intervals import Interval
from verifier.core.licences import LicenceClass
from verifier.core.records import Weights
from verifier.exports.case import Case, Link
from verifier.exports.site import Download, Edition

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
RIGHT_TO_LEFT = "\u202egnp.exe \u2067\u05d0\u05d1\u05d2"
LONG = "W" * 300
QUOTES = "\"'`</title></textarea>--></script>{{ 7*7 }}{% raw %}${7*7}&amp;&#x3c;"
HOSTILE_ID = "evil-2025-05-28-everything"
EVERYTHING = f"{SCRIPT} {RIGHT_TO_LEFT} {QUOTES}"
HOSTILE_LAB = Lab(
    "evil", f"{LONG} {SCRIPT}", "US", "America/New_York", hub_orgs=(LONG,), note=QUOTES
)
HOSTILE = replace(
    CLAIM,
    id=HOSTILE_ID,
    lab="evil",
    text=f"{EVERYTHING} {LONG}",
    promise=EVERYTHING,
    promisor=f"{RIGHT_TO_LEFT} {LONG}",
    relayed_by=f"{SCRIPT} {LONG}",
    source="javascript:document.title='owned'",
    archived=f"https://example.org/{LONG}?q=\"><script>document.title='owned'</script>",
    parts=(Subject(name=LONG),),
    note=EVERYTHING,
    ruling=Ruling(Reason.VOID, RIGHT_TO_LEFT, date(2025, 6, 30), "data:text/html,x", EVERYTHING),
)


def _hostile() -> Case:
    given = replace(
        DELIVERED,
        claim=HOSTILE_ID,
        findings=(
            *(replace(each, artefact=LONG, why=EVERYTHING) for each in DELIVERED.findings),
            Finding(RIGHT_TO_LEFT, Role.WEAK, EVERYTHING, url="javascript:alert(1)"),
        ),
        looked=(Looked(f"hub:{LONG}", None, proves=False, trouble=EVERYTHING),),
        ruled_by=RIGHT_TO_LEFT,
        licence=EVERYTHING,
        zone_reading=EVERYTHING,
        tz_sensitive=True,
    )
    before = replace(HOSTILE, text=EVERYTHING, note=LONG)
    return case(given, HOSTILE, lab=HOSTILE_LAB, versions=corrected(before, HOSTILE))


def _due(day: int) -> Deadline:
    due = date(2025, 6, day)
    return Deadline(due, due, Precision.DAY, "by", f"by {day} June")


def _chained() -> tuple[Case, ...]:
    first = replace(CLAIM, id="minimax-2025-05-01-first", text="Video weights by 11 June")
    again = replace(
        CLAIM,
        id="minimax-2025-06-12-again",
        text="Video weights by 20 June",
        revises=first.id,
        deadline=_due(20),
    )
    chain = (
        Link(first, verdict(Reason.DELIVERED_LATE, first)),
        Link(again, verdict(Reason.ON_TIME, again)),
    )
    return tuple(case(link.verdict or DELIVERED, link.claim, chain=chain) for link in chain)


def _ruled() -> Case:
    why = "the paper it hung on was never accepted"
    ruling = Ruling(Reason.VOID, "A. Editor", date(2025, 6, 30), "https://example.org/why", why)
    claim = replace(CLAIM, id="minimax-2025-05-02-ruled", text="Code on acceptance", ruling=ruling)
    given = replace(verdict(Reason.VOID, claim), ruled_by="A. Editor, 2025-06-30")
    past = recorded(replace(verdict(Reason.UNDELIVERED, claim), as_of=AS_OF - timedelta(days=5)))
    return case(given, claim, history=(past, recorded(given)))


def _withdrawn() -> Case:
    claim = replace(
        CLAIM,
        id="minimax-2025-05-03-withdrawn",
        text="Training code in 2 weeks",
        withdrawn=Withdrawal(date(2025, 6, 20), "https://example.org/sorry"),
    )
    return case(verdict(Reason.WITHDRAWN, claim), claim)


def _named(number: int, reason: Reason, base: Claim = CLAIM) -> Case:
    claim = replace(base, id=f"minimax-2025-04-{number:02}-{reason.replace('_', '-')}")
    looked = Looked(HUB, AS_OF, proves=True)
    return case(verdict(reason, claim), claim, looked)


def _published() -> tuple[tuple[Lab, tuple[Weights, ...]], ...]:
    """One repository a lab; the hostile one's has a name to match."""
    owned = ((LAB, "MiniMaxAI/M1"), (HOSTILE_LAB, LONG))
    return tuple((lab, (_weights(lab, artefact),)) for lab, artefact in owned)


def _weights(lab: Lab, artefact: str) -> Weights:
    at = Interval.at(AS_OF - timedelta(days=90))
    unknown = LicenceClass.UNKNOWN
    return Weights(artefact, lab.id, "", at, EVERYTHING, unknown, osi=False, gated=Gating.NONE)


def hostile_edition() -> Edition:
    """One claim of every reason, a chain, a ruling, a withdrawal, a correction, and the hostile."""
    before = replace(CLAIM, text="MiniMax open weights in a week", deadline=_due(4))
    plain = case(versions=corrected(before, CLAIM))
    cases = [plain, _hostile(), _ruled(), _withdrawn(), *_chained()]
    cases += [
        _named(number, reason, UNDATED if "deadline" in reason or "undated" in reason else CLAIM)
        for number, reason in enumerate(Reason, 1)
    ]
    sweeps = {
        HUB: (sweep(HUB, AS_OF - timedelta(hours=1)),),
        f"hub:{LONG}": (sweep(f"hub:{LONG}", AS_OF, controlled=False, detail=EVERYTHING),),
    }
    downloads = (Download("claims.csv", "every claim as a row", b"claim_id\r\n"),)
    cases.sort(key=lambda case: case.claim.id)
    reviews = {HOSTILE_ID: {"claimReviewed": EVERYTHING}}
    return Edition(AS_OF, cases, sweeps, _published(), reviews, downloads, BASE)
