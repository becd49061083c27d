import time
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.fakes.hub_readings import BUDGET, NIGHT, TOKEN, a_night, remember, source
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo, stamp
from verifier.core.evidence import Removal, Repository
from verifier.core.sweeps import Failed, Memory, Read, settle
from verifier.core.swept import Outcome
from verifier.sources.hub import HubSource

BAD_DATE = {"createdAt": "yesterday"}
DAY = {"retry-after": "86400"}
SPOILT = [
    # what happens, how, the code it ends in
    ("status", {"status": 401}, "http_401"),
    ("status", {"status": 401, "headers": {"x-error-code": "RepoNotFound"}}, "http_401"),
    ("status", {"status": 403}, "http_403"),
    ("status", {"status": 403, "headers": {"x-error-code": "GatedRepo"}}, "http_403"),
    ("status", {"status": 404}, "gone"),
    ("status", {"status": 404, "headers": {"x-error-code": "EntryNotFound"}}, "gone"),
    ("status", {"status": 408}, "http_408"),
    ("status", {"status": 410}, "gone"),
    ("status", {"status": 422}, "http_422"),
    ("status", {"status": 429}, "rate_limited"),
    ("status", {"status": 429, "headers": {"retry-after": "1"}}, "rate_limited"),
    ("status", {"status": 429, "headers": {"retry-after": "soon"}}, "rate_limited"),
    ("status", {"status": 429, "headers": DAY}, "rate_limited"),
    (
        "status",
        {"status": 429, "headers": {"retry-after": format_datetime(NIGHT + timedelta(hours=1))}},
        "rate_limited",
    ),
    ("status", {"status": 429, "headers": {"ratelimit": '"api";r=0;t=55'}}, "rate_limited"),
    ("status", {"status": 500}, "http_500"),
    ("status", {"status": 502}, "http_502"),
    ("status", {"status": 503, "headers": DAY}, "http_503"),
    ("status", {"status": 204}, "http_204"),
    ("reset", {"midway": True}, "truncated"),
    ("reset", {"midway": False}, "connection"),
    ("short", {}, "truncated"),
    ("unmarked", {}, "not_json"),
    ("gzip", {"keep": 90}, "truncated"),
    ("encoding", {"name": "gzip"}, "truncated"),
    ("encoding", {"name": "br"}, "truncated"),
    ("silence", {"seconds": 3}, "timeout"),
    ("drip", {}, "budget"),
    ("drip", {"head": True}, "budget"),
    ("endless", {}, "too_large"),
    ("bomb", {}, "too_large"),
    ("body", {"text": '[{"id": "lab/model-1"'}, "not_json"),
    ("body", {"text": "<!doctype html><title>Hugging Face</title>"}, "not_json"),
    ("body", {"text": ""}, "not_json"),
    ("body", {"text": "[" * 100_000}, "not_json"),
    ("body", {"text": "9" * 5000}, "not_json"),
    ("body", {"text": "null"}, "bad_listing"),
    ("body", {"text": '{"error": "no"}'}, "bad_listing"),
    ("body", {"text": '"models"'}, "bad_listing"),
    ("body", {"text": "[1, null, [], {}]"}, "bad_record"),
    ("body", {"text": '[{"id": 7}]'}, "bad_record"),
    ("body", {"text": '[{"id": "someone/else"}]'}, "renamed"),
    ("body", {"text": '[{"id": "nobody"}]'}, "renamed"),
    ("redirect", {"to": "/api/models?author=new-lab"}, "renamed"),
    ("redirect", {"status": 301}, "foreign_host"),
    ("redirect", {"to": "http://["}, "foreign_host"),
    ("redirect", {"to": "file:///etc/passwd"}, "foreign_host"),
]


@pytest.mark.parametrize(("kind", "how", "code"), SPOILT)
def test_an_answer_that_cannot_be_used_is_a_failed_reading(
    hub: HubServer, kind: str, how: dict[str, Any], code: str
) -> None:
    known = remember(a_night(hub, Memory()), Memory())
    hub.fail(kind, **how)
    began = time.monotonic()
    settled = a_night(hub, known, NIGHT + timedelta(days=1), token=TOKEN)
    assert time.monotonic() - began < BUDGET + 5
    sweep = settled.sweep
    assert (sweep.outcome, sweep.fault, sweep.controlled) == (Outcome.FAILED, code, False)
    assert sweep.detail
    assert TOKEN not in sweep.detail
    assert settled.observations == ()
    assert settled.known is None
    assert hub.canary_requests() == []


HALF_SPOILT = [
    ("record", {"change": BAD_DATE}, "bad_record", 5),
    ("record", {"change": {"createdAt": "2999-01-01T00:00:00.000Z"}}, "bad_record", 5),
    ("record", {"change": {"siblings": [{"rfilename": 7}]}}, "bad_record", 5),
    ("record", {"change": {"siblings": [{}]}}, "bad_record", 5),
    ("record", {"change": {"siblings": [{"rfilename": "a", "size": "b"}]}}, "bad_record", 5),
    ("record", {"change": {"cardData": 7}}, "bad_record", 5),
    ("record", {"change": {"tags": 7}}, "bad_record", 5),
    ("record", {"change": {"id": "other/model"}}, "foreign_ids", 5),
    ("extra", {"records": [{"id": "other/model"}]}, "foreign_ids", 6),
    ("extra", {"records": [None]}, "bad_record", 6),
    ("twice", {}, "duplicate_ids", 6),
    ("link", {"to": "canary"}, "foreign_host", 6),
    ("link", {"to": '<ftp://x>; rel="next"'}, "foreign_host", 6),
    ("link", {"to": '<http://[>; rel="next"'}, "foreign_host", 6),
    ("link", {"to": '<http://127.0.0.1:port/>; rel="next"'}, "unreadable", 6),
    ("link", {"to": "itself"}, "loop", 6),
    ("link", {"to": "endless"}, "too_many_pages", 6),
]


@pytest.mark.parametrize(("kind", "how", "code", "readable"), HALF_SPOILT)
def test_what_is_readable_of_a_spoilt_listing_shows_presence_and_never_absence(
    hub: HubServer, kind: str, how: dict[str, Any], code: str, readable: int
) -> None:
    hub.add(repo("lab/known", public=[("", stamp(NIGHT))]))
    hub.go_to(stamp(NIGHT - timedelta(days=1)))
    known = remember(a_night(hub, Memory()), Memory())
    assert len(known.known) == 7
    hub.go_to(stamp(NIGHT))
    hub.fail(kind, **how)
    reading = source(hub, token=TOKEN).read(known)
    assert isinstance(reading, Read)
    assert (reading.whole, reading.fault) == (False, code)
    assert len(reading.observations) == readable
    settled = settle("hub:lab", reading, known)
    assert (settled.sweep.outcome, settled.sweep.controlled) == (Outcome.INCOMPLETE, False)
    assert not any(isinstance(one, Removal) for one in settled.observations)
    assert settled.known is not None
    assert known.known.keys() <= settled.known.keys()
    assert hub.canary_requests() == []


@pytest.mark.parametrize(
    "change",
    [
        {"safetensors": {"total": 7}},
        {"safetensors": 7, "transformersInfo": {}, "evalResults": [1], "gguf": "x"},
        {"cardData": {"self": 1, "model-index": "x", "license": 7}},
        {"siblings": None, "gated": "perhaps", "library_name": 9, "sha": None},
        {"tags": ["nul\0", "lone\ud800", None, 4], "lastModified": "never"},
        {"createdAt": None, "unknown": {"self": 1}},
    ],
)
def test_oddities_that_concern_nothing_we_read_spoil_nothing(
    hub: HubServer, change: dict[str, Any]
) -> None:
    hub.fail("record", change=change)
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, len(reading.observations)) == (True, 6)
    for one in reading.observations:
        assert isinstance(one, Repository)
        "".join(one.tags).encode()
        assert not any("\0" in tag for tag in one.tags)


@pytest.mark.parametrize(
    ("kind", "how", "times"),
    [
        ("status", {"status": 500}, 2),
        ("status", {"status": 502}, 3),
        ("status", {"status": 429, "headers": {"retry-after": "0"}}, 1),
        ("status", {"status": 429, "headers": {"retry-after": "1"}}, 1),
        ("reset", {}, 2),
        ("reset", {"midway": False}, 1),
        ("short", {}, 1),
        ("silence", {"seconds": 0.5}, 1),
    ],
)
def test_a_passing_fault_is_sat_out(
    hub: HubServer, kind: str, how: dict[str, Any], times: int
) -> None:
    hub.fail(kind, times=times, **how)
    reading = source(hub, budget=5.0).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, len(reading.observations)) == (True, 6)
    assert reading.requests == 1 + times


def test_a_wait_in_seconds_is_kept(hub: HubServer) -> None:
    hub.fail("status", times=1, status=429, headers={"retry-after": "1"})
    began = time.monotonic()
    source(hub, budget=5.0).read(Memory())
    assert time.monotonic() - began >= 1.0


def test_gzip_is_understood(hub: HubServer) -> None:
    hub.fail("gzip")
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, len(reading.observations)) == (True, 6)


def test_no_time_is_a_failed_reading_without_a_request(hub: HubServer) -> None:
    reading = source(hub, budget=0.0).read(Memory())
    assert isinstance(reading, Failed)
    assert (reading.fault, reading.requests, hub.requests()) == ("budget", 0, [])


def test_a_server_that_is_not_there_is_a_failed_reading() -> None:
    reader = HubSource(
        "lab", clock=lambda: NIGHT, endpoint="http://127.0.0.1:9", budget=1.0, pause=0.01
    )
    reading = reader.read(Memory())
    assert isinstance(reading, Failed)
    assert reading.fault == "connection"


@pytest.mark.parametrize("page", [0, 1, 2])
def test_one_page_that_stays_away_spoils_the_sweep(hub: HubServer, page: int) -> None:
    hub.set(page_size=2)
    hub.fail("status", skip=page, status=500)
    reading = source(hub).read(Memory())
    assert reading.fault == "http_500" if isinstance(reading, Failed | Read) else False
    assert isinstance(reading, Failed) == (page == 0)
    assert not settle("hub:lab", reading, Memory()).sweep.controlled


def test_a_lost_link_is_seen_by_the_full_page_it_leaves(hub: HubServer) -> None:
    hub.set(page_size=2)
    first = a_night(hub, Memory())
    known = remember(first, Memory())
    assert first.sweep.controlled
    hub.fail("link", skip=1)
    settled = a_night(hub, known)
    assert (settled.sweep.fault, settled.sweep.outcome) == ("page_lost", Outcome.INCOMPLETE)
    hub.heal()
    hub.fail("link")
    settled = a_night(hub, known)
    assert (settled.sweep.fault, settled.sweep.outcome) == ("page_lost", Outcome.INCOMPLETE)
