"""Claims, verdicts and sweeps the export tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from verifier.core.canon import digest
from verifier.core.claims import Announced, Claim, Feed, Kind, Lab, Reason
from verifier.core.deadlines import Deadline, NoDeadline, Precision, Why
from verifier.core.evidence import Repository
from verifier.core.findings import Bound, Finding, Limit, Looked, Role
from verifier.core.intervals import Interval
from verifier.core.swept import Outcome, Sweep
from verifier.core.verdict import Recorded, Verdict
from verifier.exports.rows import Context

AS_OF = datetime(2025, 7, 1, 12, tzinfo=UTC)
DUE = date(2025, 6, 11)
END = datetime(2025, 6, 12, 12, tzinfo=UTC)
HUB = "hub:MiniMaxAI"
FEED = "feed:https://example.org/feed.xml"

LAB = Lab(
    id="minimax",
    name="MiniMax",
    country="CN",
    time_zone="Asia/Shanghai",
    aliases=("稀宇科技",),
    hub_orgs=("MiniMaxAI",),
    feeds=(Feed("https://example.org/feed.xml"),),
)
CLAIM = Claim(
    id="minimax-2025-05-28-open-weights",
    lab="minimax",
    text="MiniMax open weights in 2 weeks",
    announced=Announced(date(2025, 5, 28)),
    promise="in 2 weeks",
    deadline=Deadline(DUE, DUE, Precision.DAY, "in n units", "in 2 weeks"),
    kind=Kind.OPEN_WEIGHTS,
    source="https://example.org/promise",
    version="1" * 64,
)
UNDATED = replace(
    CLAIM,
    id="minimax-2025-01-01-soon",
    text="MiniMax video weights soon",
    promise="soon",
    deadline=NoDeadline(Why.VAGUE, "soon", "vague"),
)
REPOSITORY = Repository(
    id="MiniMaxAI/MiniMax-M1-80k",
    seen_at=datetime(2025, 6, 16, 15, tzinfo=UTC),
    recorded_at=datetime(2025, 6, 17, tzinfo=UTC),
    source="archive:evidence",
    url="https://huggingface.co/MiniMaxAI/MiniMax-M1-80k",
    licence="apache-2.0",
)
DELIVERED = Verdict(
    claim=CLAIM.id,
    claim_version=CLAIM.version,
    reason=Reason.DELIVERED_LATE,
    as_of=AS_OF,
    due=DUE,
    deadline_end=END,
    delivery=Interval(
        datetime(2025, 6, 15, 16, tzinfo=UTC), datetime(2025, 6, 16, 15, 0, 7, tzinfo=UTC)
    ),
    delivered_on=date(2025, 6, 16),
    days_late=5,
    days_late_max=5,
    findings=(
        Finding(
            "MiniMaxAI/MiniMax-M1-80k",
            Role.COUNTS,
            "it is the lab's first own model after the announcement",
            delivery=Interval(
                datetime(2025, 6, 15, 16, tzinfo=UTC),
                datetime(2025, 6, 16, 15, 0, 7, tzinfo=UTC),
            ),
            bounds=(
                Bound(
                    datetime(2025, 6, 5, 8, tzinfo=UTC),
                    Limit.NOT_BEFORE,
                    "repository created, often in private",
                    digest(REPOSITORY),
                    used=False,
                ),
                Bound(
                    datetime(2025, 6, 15, 16, tzinfo=UTC),
                    Limit.HARDLY_BEFORE,
                    "start of the day of the lab's announcement",
                    digest(REPOSITORY),
                ),
                Bound(
                    datetime(2025, 6, 16, 15, 0, 7, tzinfo=UTC),
                    Limit.NOT_AFTER,
                    "announced as out by the lab",
                    digest(REPOSITORY),
                ),
            ),
            evidence=(digest(REPOSITORY),),
            url="https://huggingface.co/MiniMaxAI/MiniMax-M1-80k",
        ),
        Finding(
            "MiniMaxAI/SynLogic-7B",
            Role.NOT,
            "it is made from another lab's model",
            url="https://huggingface.co/MiniMaxAI/SynLogic-7B",
        ),
    ),
    looked=(Looked(HUB, None, proves=False, trouble="never read"),),
    evidence=(digest(REPOSITORY),),
    licence="apache-2.0",
    licence_class="permissive",
    completeness="complete",
    gated="none",
)


def verdict(reason: Reason, claim: Claim = CLAIM) -> Verdict:
    """A verdict with nothing but its reason and its deadline."""
    return Verdict(
        claim=claim.id,
        claim_version=claim.version,
        reason=reason,
        as_of=AS_OF,
        due=claim.due,
        deadline_end=claim.deadline_end(),
    )


def recorded(given: Verdict) -> Recorded:
    """The same as the store holds it."""
    return Recorded(given, given.as_of, 1)


def sweep(source: str, began: datetime, *, controlled: bool = True, detail: str = "") -> Sweep:
    """A reading of one minute."""
    outcome = Outcome.COMPLETE if controlled else Outcome.FAILED
    return Sweep(
        source,
        began,
        began + timedelta(minutes=1),
        outcome,
        controlled=controlled,
        fault="" if controlled else "timeout",
        detail=detail,
    )


def context(*sweeps: Sweep, base_url: str = "") -> Context:
    """The context of an export with these sweeps."""
    by_source: dict[str, tuple[Sweep, ...]] = {}
    for one in sweeps:
        by_source[one.source] = (*by_source.get(one.source, ()), one)
    return Context(AS_OF, by_source, base_url)
