"""A lab, its promise, and what was seen of it; and any value of the core at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from sqlalchemy import Connection

from verifier.core.claims import Announced, Claim, Feed, Lab, Reason
from verifier.core.deadlines import Deadline, NoDeadline, Precision, Why
from verifier.core.evidence import File, Repository
from verifier.core.exchanges import Exchange, pack
from verifier.core.swept import Outcome, Sweep
from verifier.core.verdict import Verdict
from verifier.store.database import connect

START = datetime(2025, 6, 1, 22, 30, 15, 123456, tzinfo=UTC)
NIGHT = timedelta(days=1)
HUB_SOURCE = "hub:MiniMaxAI"
FEED_SOURCE = "feed:https://minimax.example/feed.xml"

MINIMAX = Lab(
    "minimax",
    "MiniMax",
    "CN",
    "Asia/Shanghai",
    hub_orgs=("MiniMaxAI",),
    github_orgs=("MiniMax-AI",),
    feeds=(Feed("https://minimax.example/feed.xml"),),
    version="1",
)


CLAIM = Claim(
    "minimax-2025-05-28-open-weights",
    "minimax",
    "Open weights in 2 weeks",
    Announced(date(2025, 5, 28), datetime(2025, 5, 28, 9, tzinfo=UTC)),
    "in 2 weeks",
    Deadline(date(2025, 5, 28), date(2025, 6, 11), Precision.DAY, "in N units", "in 2 weeks"),
    version="1",
)
VAGUE = replace(
    CLAIM, id="minimax-2025-06-01-soon", deadline=NoDeadline(Why.VAGUE, "soon", "vague words")
)
CORRECTED = replace(CLAIM, text="We will open the weights in 2 weeks", version="2")


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """Write to a database past the store."""
    database = connect(url)
    try:
        with database.writing() as connection:
            yield connection
    finally:
        database.close()


def repository(name: str = "MiniMaxAI/MiniMax-M1-80k") -> Repository:
    """A repository as a listing showed it."""
    return Repository(
        name,
        seen_at=START,
        recorded_at=START,
        source=HUB_SOURCE,
        url=f"https://huggingface.co/{name}",
        files=(File("model-00001-of-00001.safetensors", 4_000_000_000),),
    )


def sweep(night: int = 0, source: str = HUB_SOURCE) -> Sweep:
    """A controlled sweep, so many nights after the first."""
    began = START + night * NIGHT
    ended = began + timedelta(seconds=2)
    return Sweep(source, began, ended, Outcome.COMPLETE, controlled=True, items=1)


def exchange(body: bytes | None = b"[]", night: int = 0) -> Exchange:
    """A listing asked for and answered, so many nights after the first."""
    began = START + night * NIGHT
    return Exchange(
        "https://huggingface.co/api/models?author=MiniMaxAI",
        began,
        began + timedelta(seconds=1),
        200,
        sent=(("User-Agent", "verifier"),),
        headers=(("Content-Type", "application/json"), ("Link", "<next>")),
        body=None if body is None else pack(body),
    )


def failed(night: int = 0, source: str = HUB_SOURCE) -> Sweep:
    """A sweep that read nothing."""
    return replace(
        sweep(night, source), outcome=Outcome.FAILED, controlled=False, fault="http_503", items=0
    )


def verdict(night: int = 0, reason: Reason = Reason.NOT_DUE, claim: Claim = CLAIM) -> Verdict:
    """A verdict so many nights after the first."""
    return Verdict(claim.id, claim.version, reason, START + night * NIGHT)


def anything(hint: object) -> st.SearchStrategy[Any]:
    """Give a strategy for any value of a type the core's dataclasses are made of."""
    arguments = get_args(hint)
    if get_origin(hint) is UnionType:
        return st.one_of(*map(anything, arguments))
    if get_origin(hint) is tuple and arguments[-1] is not ...:
        return st.tuples(*map(anything, arguments))
    if get_origin(hint) is tuple:
        return st.lists(anything(arguments[0]), max_size=2).map(tuple)
    if get_origin(hint) is Mapping:
        return st.dictionaries(*map(anything, arguments), max_size=2)
    assert isinstance(hint, type), hint
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: anything(each) for name, each in hints.items()})
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if issubclass(hint, datetime):
        return st.datetimes(timezones=st.just(UTC))
    return st.from_type(hint)
