"""What others left on a repository, by the Hub's own clock: proof that it was public by then.

Read once for a candidate whose publication no sweep of ours dates. A discussion by somebody who
could not have seen a private repository proves it public; repositories of others made from it
corroborate; the commit that completed the weights bounds it from below. Whatever a reading
leaves out makes the bounds wider, never wrong.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from huggingface_hub import GitCommitInfo, HfApi, constants

from verifier.core.addresses import HUB, host_of, owner_of
from verifier.core.evidence import Author, Completeness, Observation, Repository, Trace, TraceKind
from verifier.core.openness import assess
from verifier.core.sweeps import Failed, Read, Reading
from verifier.sources.hub_answers import (
    Flags,
    Insiders,
    admit_commits,
    admit_members,
    admit_record,
    admit_user,
)
from verifier.sources.hub_records import Records, repository
from verifier.sources.hub_transport import HubFault, Visit, visiting
from verifier.sources.log import Log

_OWNERS = 5
"""Distinct owners of derivatives that are kept, the earliest first."""

_MERGED = "(#"
"""In the title of a commit that merged a pull request: its author may be anybody."""


@dataclass(slots=True)
class _Case:
    """One candidate, and what is known of it so far."""

    artefact: str
    repo_id: str
    kind: str
    source: str
    now: datetime
    visit: Visit
    api: HfApi
    insiders: Insiders
    found: list[Observation] = field(default_factory=list)
    faults: list[HubFault] = field(default_factory=list)

    def trace(self, kind: TraceKind, at: datetime, who: str, author: Author, path: str) -> None:
        """Keep one trace."""
        url = f"https://{HUB}/{path}"
        self.found.append(Trace(self.artefact, kind, at, who, author, self.now, self.source, url))

    @contextmanager
    def step(self, requests: int) -> Iterator[None]:
        """Do one thing in so many requests; if it fails, the others are done all the same."""
        self.visit.max_requests = len(self.visit.seen) + requests
        try:
            yield
        except HubFault as fault:
            self.faults.append(fault)
        except Exception as problem:  # noqa: BLE001 - the client raises whatever an answer makes it
            self.faults.append(HubFault("unreadable", f"{type(problem).__name__}: {self.artefact}"))


class HubTracer:
    """Reads outsiders' traces, at most some forty requests a candidate."""

    def __init__(  # noqa: PLR0913 - each is a setting of its own, by keyword
        self,
        *,
        clock: Callable[[], datetime],
        endpoint: str | None = None,
        token: str | None = None,
        user_agent: str = "verifier",
        timeout: float = 10.0,
        budget: float = 120.0,
        pause: float = 0.5,
        turn: Callable[[], None] = lambda: None,
    ) -> None:
        self._turn = turn
        self._clock = clock
        self._endpoint = (endpoint or constants.ENDPOINT).rstrip("/")
        self._token = token
        self._user_agent = user_agent
        self._timeout = timeout
        self._budget = budget
        self._pause = pause

    def trace(self, artefact: str, insiders: Iterable[str] = ()) -> Reading:
        """Read what dates one candidate; `insiders` are the lab's other organisations.

        Gives the repository itself with its files' sizes, and the traces found. Never raises for
        a fault of the world.
        """
        began = self._clock()
        if constants.is_offline_mode():
            return Failed(began, began, "offline", "HF_HUB_OFFLINE is set", requests=0)
        if host_of(artefact) != HUB:
            return Failed(began, began, "not_on_hub", f"{artefact} is no repository of the Hub", 0)
        case = self._case(artefact, began)
        case.insiders.add(owner_of(artefact), *insiders)
        with visiting(case.visit):
            with case.step(1):
                case.found.append(_record(case))
            if not case.found:
                fault = case.faults[0]
                return Failed(began, self._clock(), fault.code, fault.detail, case.visit.requests)
            _follow(case)
        fault = case.faults[0] if case.faults else HubFault("", "")
        return Read(
            began=began,
            ended=self._clock(),
            observations=tuple(case.found),
            whole=not case.faults,
            fault=fault.code,
            detail=fault.detail,
            requests=case.visit.requests,
            sha256=case.visit.sha256.hexdigest(),
            exchanges=case.visit.log.exchanges,
            state=case.visit.state,
        )

    def _case(self, artefact: str, now: datetime) -> _Case:
        kind, repo_id = "model", artefact
        if artefact.startswith("datasets/"):
            kind, repo_id = "dataset", artefact.removeprefix("datasets/")
        visit = Visit(
            endpoint=self._endpoint,
            clock=self._clock,
            user_agent=self._user_agent,
            token=self._token,
            timeout=self._timeout,
            deadline=time.monotonic() + self._budget,
            max_requests=0,
            log=Log(now, (self._token or "",)),
            pause=self._pause,
            turn=self._turn,
        )
        return _Case(
            artefact=artefact,
            repo_id=repo_id,
            kind=kind,
            source=f"hub:{owner_of(artefact)}",
            now=now,
            visit=visit,
            api=HfApi(endpoint=self._endpoint, token=False),
            insiders=Insiders(),
        )


def _follow(case: _Case) -> None:
    """Take every step; members come first, for they decide whose traces count."""
    commits: list[GitCommitInfo] = []
    with case.step(3):
        _members(case)
    with case.step(8):
        case.visit.admit = admit_commits
        commits += case.api.list_repo_commits(case.repo_id, repo_type=case.kind)
        own = (commit for commit in commits if _MERGED not in commit.title)
        case.insiders.add(*(author for commit in own for author in commit.authors))
    with case.step(12):
        _completion(case, commits)
    with case.step(12):
        _discussions(case)
    with case.step(6):
        _derivatives(case)


def _record(case: _Case, revision: str | None = None) -> Repository:
    case.visit.admit = admit_record(case.now)
    read = case.api.model_info if case.kind == "model" else case.api.dataset_info
    info = read(case.repo_id, revision=revision, files_metadata=True)
    if info.private or info.disabled or info.id != case.repo_id:
        raise HubFault("renamed" if info.id != case.repo_id else "gone", f"{info.id} answers")
    return repository(info, source=case.source, now=case.now)


def _members(case: _Case) -> None:
    case.visit.admit = admit_members
    case.insiders.known = False
    owner = owner_of(case.artefact)
    try:
        case.insiders.add(*(one.username for one in case.api.list_organization_members(owner)))
    except HubFault as fault:
        if fault.code != "gone":
            raise
        case.visit.admit = admit_user
        case.api.get_user_overview(owner)  # one person's repository: there are no members
    case.insiders.known = True


def _completion(case: _Case, commits: list[GitCommitInfo]) -> None:
    """Find the commit that completed the thing: what is complete stays so, so halve the list."""
    oldest_first = sorted(commits, key=lambda commit: commit.created_at)
    if not oldest_first or not _is_complete(case.found[0]):
        return
    low, high = 0, len(oldest_first) - 1
    while low < high:
        middle = (low + high) // 2
        if _is_complete(_record(case, oldest_first[middle].commit_id)):
            high = middle
        else:
            low = middle + 1
    done = oldest_first[low]
    who = next(iter(done.authors), "")
    path = f"{case.artefact}/commit/{done.commit_id}"
    author = case.insiders.judge(who)
    case.trace(TraceKind.WEIGHTS_COMMIT, done.created_at, who, author, path)


def _is_complete(seen: Observation) -> bool:
    return isinstance(seen, Repository) and assess(seen).weights is Completeness.COMPLETE


def _discussions(case: _Case) -> None:
    """Keep the earliest discussion of each kind of author; they come newest first."""
    flags = Flags()
    case.visit.admit = flags.admit
    earliest: dict[Author, tuple[datetime, int, str]] = {}
    try:
        for one in case.api.get_repo_discussions(case.repo_id, repo_type=case.kind):
            author = case.insiders.judge(one.author)
            if one.num in flags.members:
                author = Author.MEMBER
            elif one.num in flags.doubtful and author is Author.OUTSIDER:
                author = Author.UNKNOWN
            now = (one.created_at, one.num, one.author)
            earliest[author] = min(earliest.get(author, now), now)
    finally:
        for author, (at, num, who) in sorted(earliest.items()):
            case.trace(TraceKind.DISCUSSION, at, who, author, f"{case.artefact}/discussions/{num}")


def _derivatives(case: _Case) -> None:
    """Keep the earliest repository of each other owner that names this one as its base."""
    records = Records("", case.source, case.now)
    case.visit.admit = records.admit
    base = case.found[0]
    since = base.created.not_before if isinstance(base, Repository) else None
    earliest: dict[str, tuple[datetime, str]] = {}
    if case.kind != "model":
        return
    try:
        for one in case.api.list_models(
            filter=f"base_model:{case.repo_id}", expand=["createdAt"], sort="created_at"
        ):
            # A derivative older than its base had its card edited later.
            if one.created_at is None or (since is not None and one.created_at < since):
                continue
            now = (one.created_at, one.id)
            owner = one.id.partition("/")[0]
            earliest[owner] = min(earliest.get(owner, now), now)
    finally:
        outside = (
            (at, path, owner)
            for owner, (at, path) in earliest.items()
            if case.insiders.judge(owner) is Author.OUTSIDER
        )
        for at, path, owner in islice(sorted(outside), _OWNERS):
            case.trace(TraceKind.DERIVATIVE, at, owner, Author.OUTSIDER, path)
