"""A lab's organisation on the Hugging Face Hub: one listing gives all its repositories.

A reading is whole only if every page came, in one piece, from the endpoint itself, and every
record on it could be read. Whatever arrived of a broken one still shows what is there; it never
shows what is absent.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from huggingface_hub import HfApi, constants

from verifier.core.sweeps import Failed, Memory, Read, Reading
from verifier.sources.hub_records import Records
from verifier.sources.hub_transport import HubFault, Visit, visiting
from verifier.sources.log import Log

if TYPE_CHECKING:
    from huggingface_hub.hf_api import ExpandDatasetProperty_T, ExpandModelProperty_T

_MODEL: "list[ExpandModelProperty_T]" = [
    "cardData",
    "createdAt",
    "disabled",
    "gated",
    "library_name",
    "private",
    "sha",
    "siblings",
    "tags",
]
_DATASET: "list[ExpandDatasetProperty_T]" = [
    "cardData",
    "createdAt",
    "disabled",
    "gated",
    "private",
    "sha",
    "siblings",
    "tags",
]


class _Trouble(NamedTuple):
    """Why a reading is not whole."""

    code: str
    detail: str


class HubSource:
    """One organisation's public repositories, as the public sees them.

    Verdicts are made anonymously. A `token` only raises the quota: what it alone can see is left
    out. `budget` bounds a reading in seconds, `timeout` the Hub's silence within it, `max_pages`
    its answers. `turn` waits until one more request may go out. `endpoint` is huggingface_hub's
    own (`HF_ENDPOINT`) unless given.
    """

    def __init__(  # noqa: PLR0913 - each is a setting of its own, by keyword
        self,
        org: str,
        *,
        clock: Callable[[], datetime],
        endpoint: str | None = None,
        datasets: bool = False,
        token: str | None = None,
        user_agent: str = "verifier",
        timeout: float = 10.0,
        budget: float = 120.0,
        max_pages: int = 50,
        pause: float = 0.5,
        turn: Callable[[], None] = lambda: None,
    ) -> None:
        self.org = org
        self._turn = turn
        self._clock = clock
        self._endpoint = (endpoint or constants.ENDPOINT).rstrip("/")
        self._datasets = datasets
        self._token = token
        self._user_agent = user_agent
        self._timeout = timeout
        self._budget = budget
        self._max_pages = max_pages
        self._pause = pause

    @property
    def id(self) -> str:
        """`hub:ORG`."""
        return f"hub:{self.org}"

    def read(self, memory: Memory) -> Reading:
        """Read the whole listing once; anything that goes wrong is told, never raised."""
        began = self._clock()
        if constants.is_offline_mode():
            return Failed(began, began, "offline", "HF_HUB_OFFLINE is set", requests=0)
        records = Records(self.org, self.id, began)
        visit = self._visit(records, Log(began, (self._token or "",)))
        trouble = self._fill(records, visit)
        ended = self._clock()
        if trouble and not records.found:
            return Failed(began, ended, trouble.code, trouble.detail, visit.requests)
        trouble = trouble or _doubts(records, memory.state)
        return Read(
            began=began,
            ended=ended,
            observations=tuple(records.found[key] for key in sorted(records.found)),
            whole=trouble is None,
            fault=trouble.code if trouble else "",
            detail=trouble.detail if trouble else "",
            requests=visit.requests,
            sha256=visit.sha256.hexdigest(),
            exchanges=visit.log.exchanges,
            state={**visit.state, **records.fullest(memory.state)},
        )

    def _visit(self, records: Records, log: Log) -> Visit:
        return Visit(
            endpoint=self._endpoint,
            clock=self._clock,
            user_agent=self._user_agent,
            token=self._token,
            timeout=self._timeout,
            deadline=time.monotonic() + self._budget,
            max_requests=self._max_pages,
            log=log,
            pause=self._pause,
            admit=records.admit,
            turn=self._turn,
        )

    def _fill(self, records: Records, visit: Visit) -> _Trouble | None:
        """Read page after page; give what broke the reading off, if anything did."""
        api = HfApi(endpoint=self._endpoint, token=False)
        try:
            with visiting(visit):
                for model in api.list_models(author=self.org, expand=_MODEL, sort="created_at"):
                    records.add(model)
                if self._datasets:
                    records.kind = "datasets"
                    for dataset in api.list_datasets(
                        author=self.org, expand=_DATASET, sort="created_at"
                    ):
                        records.add(dataset)
                if not records.found:
                    return self._nothing(api, records, visit)
        except HubFault as fault:
            return _Trouble(fault.code, fault.detail)
        except Exception as problem:  # noqa: BLE001 - the client raises whatever an answer makes it
            return _Trouble("unreadable", f"{type(problem).__name__} while reading the listing")
        return None

    def _nothing(self, api: HfApi, records: Records, visit: Visit) -> _Trouble | None:
        """Tell an organisation that has nothing from one that is gone or goes by another name."""
        if records.foreign:
            owner, _ = records.foreign.most_common(1)[0]
            return _Trouble("renamed", f"{self.org} answers with the models of {owner[:100]}")
        if records.bad:
            return _Trouble("bad_record", "no record could be read")
        visit.admit = _overview
        name = api.get_organization_overview(self.org).name
        if name.casefold() != self.org.casefold():
            return _Trouble("renamed", f"{self.org} is called {name[:100]} now")
        return None


def _doubts(records: Records, before: Mapping[str, str]) -> _Trouble | None:
    """Tell what keeps a listing that ended well from being believed to be all there is."""
    if records.bad:
        return _Trouble("bad_record", f"{records.bad} records could not be read")
    if records.foreign:
        return _Trouble("foreign_ids", f"{records.foreign.total()} records of other owners")
    if records.twice:
        return _Trouble("duplicate_ids", f"{records.twice} records came twice: the pages shifted")
    if records.broke_off(before):
        return _Trouble("page_lost", "the listing ends with a full page that names no next one")
    return None


def _overview(answer: object) -> dict[str, str]:
    if not isinstance(answer, dict) or not isinstance(answer.get("name"), str):
        raise HubFault("bad_listing", "no account of the organisation")
    return {"name": answer["name"], "fullname": "", "avatarUrl": ""}
