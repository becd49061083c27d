import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from huggingface_hub import HfApi, close_session

from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import PLACEHOLDER, repo, stamp
from verifier.core.evidence import BaseModel, Gating, Interval, Outcome, Removal, Repository
from verifier.core.sweeps import Failed, Memory, Read, Settled, settle
from verifier.sources.hub import HubSource
from verifier.sources.hub_transport import HubFault

NIGHT = datetime(2026, 6, 1, tzinfo=UTC)
BUDGET = 1.5
CERTIFICATE = Path(__file__).parent.parent / "fakes" / "loopback.pem"
TOKEN = "hf_secretsecretsecret"


@pytest.fixture(scope="module")
def server() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def hub(server: HubServer) -> HubServer:
    server.clear()
    server.add(*(repo(f"lab/model-{n}") for n in range(6)))
    return server


def source(hub: HubServer, night: datetime = NIGHT, **options: Any) -> HubSource:  # noqa: ANN401
    settings: dict[str, Any] = {"endpoint": hub.url, "timeout": 0.25, "budget": BUDGET}
    settings |= {"pause": 0.01, "clock": lambda: night, **options}
    return HubSource("lab", **settings)


def remember(settled: Settled, memory: Memory) -> Memory:
    """What the next night knows."""
    sweep = settled.sweep
    return Memory(
        last=sweep if sweep.outcome in {Outcome.COMPLETE, Outcome.UNCHANGED} else memory.last,
        controlled_began=sweep.began if sweep.controlled else memory.controlled_began,
        known=memory.known if settled.known is None else settled.known,
        state=memory.state if settled.state is None else settled.state,
    )


def a_night(hub: HubServer, memory: Memory, night: datetime = NIGHT, **options: Any) -> Settled:  # noqa: ANN401
    reader = source(hub, night, **options)
    return settle(reader.id, reader.read(memory), memory)


def test_an_organisation_is_read_in_one_request(hub: HubServer) -> None:
    hub.add(repo("other/model"), repo("lab/data", kind="datasets"))
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, reading.fault, reading.exists, reading.requests) == (True, "", True, 1)
    assert [one.id for one in reading.observations if isinstance(one, Repository)] == [
        f"lab/model-{n}" for n in range(6)
    ]
    assert len(reading.sha256) == 64


def test_data_sets_are_read_when_asked_for(hub: HubServer) -> None:
    hub.add(repo("lab/data", kind="datasets", files=[("", ["data/train.parquet"])]))
    reading = source(hub, datasets=True).read(Memory())
    assert isinstance(reading, Read)
    assert reading.requests == 2
    first = reading.observations[0]
    assert isinstance(first, Repository)
    assert (first.id, first.url) == (
        "datasets/lab/data",
        "https://huggingface.co/datasets/lab/data",
    )


def test_a_record_is_taken_over_in_full(hub: HubServer) -> None:
    hub.clear()
    hub.add(
        repo(
            "lab/big",
            created="2026-05-01T12:00:00.500Z",
            gated=[("2026-05-02", "manual")],
            files=[("", ["b.safetensors", ("a.bin", 0)])],
            tags=[
                "license:other",
                "base_model:lab/small",
                "base_model:finetune:lab/small",
                "region:us",
                "fp8",
            ],
            card={"license_name": "modified-mit", "license_link": "LICENSE", "widget": [1]},
        )
    )
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    (one,) = reading.observations
    assert isinstance(one, Repository)
    assert one.created == Interval.at(datetime(2026, 5, 1, 12, 0, 0, 500000, tzinfo=UTC))
    assert [(file.path, file.size) for file in one.files or ()] == [
        ("a.bin", 0),
        ("b.safetensors", 100),
    ]
    assert (one.gated, one.library) == (Gating.MANUAL, "transformers")
    licence = (one.licence, one.licence_name, one.licence_link)
    assert licence == ("other", "modified-mit", "LICENSE")
    assert (one.base_models, one.tags) == ((BaseModel("lab/small", "finetune"),), ("fp8",))
    assert (one.seen_at, one.recorded_at, one.source) == (NIGHT, NIGHT, "hub:lab")
    assert one.url == "https://huggingface.co/lab/big"
    assert (len(one.sha), len(one.hub_id)) == (40, 24)


def test_a_card_speaks_where_the_tags_are_silent(hub: HubServer) -> None:
    hub.clear()
    card = {"license": ["mit", "gemma"], "base_model": ["x/y"], "base_model_relation": "quantized"}
    hub.add(repo("lab/one", tags=[], card=card))
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    (one,) = reading.observations
    assert isinstance(one, Repository)
    assert (one.licence, one.base_models) == ("gemma AND mit", (BaseModel("x/y", "quantized"),))


def test_the_hub_s_oldest_creation_date_means_unknown(hub: HubServer) -> None:
    hub.clear()
    hub.add(repo("lab/old", created="2022-03-02T23:29:04.000Z"))
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    (one,) = reading.observations
    assert isinstance(one, Repository)
    assert one.created.not_before is None


def test_every_page_is_read(hub: HubServer) -> None:
    hub.set(page_size=2)
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, len(reading.observations), reading.requests) == (True, 6, 4)
    assert reading.state["page:models"] == "2"


def test_what_is_disabled_or_private_is_not_public(hub: HubServer) -> None:
    hub.add(repo("lab/disabled", disabled=True))
    hub.fail("record", change={"private": True})
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert reading.whole
    assert len(reading.observations) == 5


def test_the_quota_is_remembered(hub: HubServer) -> None:
    quota = {
        "ratelimit": '"api";r=420;t=55',
        "ratelimit-policy": '"fixed window";"api";q=500;w=300',
    }
    hub.set(headers=quota)
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert reading.state["quota"] == "420 of 500 left for 55 s"


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
    assert time.monotonic() - began < BUDGET + 0.8
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


def test_the_client_may_ask_nothing_outside_a_reading(hub: HubServer) -> None:
    source(hub).read(Memory())
    before = len(hub.requests())
    with pytest.raises(HubFault, match="outside any reading"):
        HfApi(endpoint=hub.url, token=False).model_info("lab/model-1")
    assert len(hub.requests()) == before


def test_connections_are_opened_anew_after_the_client_is_closed(hub: HubServer) -> None:
    for _ in range(2):
        assert isinstance(source(hub).read(Memory()), Read)
        close_session()


def test_automatic_gating_is_told(hub: HubServer) -> None:
    hub.add(repo("lab/gated", gated=[("", "auto")]))
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    gates = {one.id: one.gated for one in reading.observations if isinstance(one, Repository)}
    assert gates["lab/gated"] is Gating.AUTO
    assert gates["lab/model-0"] is Gating.NONE


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


def test_a_listing_shorter_by_half_shows_no_absence(hub: HubServer) -> None:
    known = remember(a_night(hub, Memory()), Memory())
    hub.fail("half")
    settled = a_night(hub, known)
    assert (settled.sweep.controlled, settled.sweep.fault) == (False, "shrunk")
    assert settled.observations == ()


def test_an_organisation_that_vanishes_is_gone_and_its_models_are_not_absent(
    hub: HubServer,
) -> None:
    known = remember(a_night(hub, Memory()), Memory())
    hub.clear()
    settled = a_night(hub, known)
    assert (settled.sweep.outcome, settled.sweep.fault) == (Outcome.FAILED, "gone")


def test_an_organisation_with_nothing_public_exists_and_proves_nothing(hub: HubServer) -> None:
    hub.clear()
    hub.set(orgs={"lab": "lab"})
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, reading.exists, reading.requests) == (True, True, 2)
    sweep = settle("hub:lab", reading, Memory()).sweep
    assert (sweep.controlled, sweep.fault) == (False, "empty")


def test_an_organisation_by_another_name_is_renamed(hub: HubServer) -> None:
    hub.clear()
    hub.set(orgs={"lab": "new-lab"})
    reading = source(hub).read(Memory())
    assert isinstance(reading, Failed)
    assert reading.fault == "renamed"
    assert "new-lab" in reading.detail
    hub.fail("body", at="overview", text="[]")
    assert settle("hub:lab", source(hub).read(Memory()), Memory()).sweep.fault == "bad_listing"


def test_the_case_of_an_organisation_s_name_does_not_matter(hub: HubServer) -> None:
    hub.fail("body", text=json.dumps([{"id": "LAB/model"}]))
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert reading.whole


def test_a_token_goes_to_the_endpoint_and_nowhere_else(hub: HubServer) -> None:
    hub.set(page_size=2)
    assert isinstance(source(hub, token=TOKEN).read(Memory()), Read)
    assert {r["headers"]["authorization"] for r in hub.requests()} == {f"Bearer {TOKEN}"}
    hub.fail("redirect", status=302)
    assert isinstance(source(hub, token=TOKEN).read(Memory()), Failed)
    assert hub.canary_requests() == []


READ_ONCE = """
from datetime import UTC, datetime
from verifier.core.sweeps import Memory
from verifier.sources.hub import HubSource
clock = lambda: datetime(2026, 6, 1, tzinfo=UTC)
print(HubSource("lab", clock=clock, user_agent="ours/1").read(Memory()))
"""


def read_elsewhere(**environment: str) -> str:
    """Read in a process of its own, whose environment speaks; give what was printed."""
    said = subprocess.run(
        [sys.executable, "-c", READ_ONCE],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stderr == ""
    return said.stdout


def test_without_a_token_nothing_tells_who_asks(hub: HubServer, tmp_path: Path) -> None:
    said = read_elsewhere(HF_ENDPOINT=hub.url, HF_TOKEN=TOKEN, HF_HOME=str(tmp_path))
    assert "whole=True" in said
    assert TOKEN not in said
    (request,) = hub.requests()
    assert sorted(request["headers"]) == ["accept", "accept-encoding", "host", "user-agent"]
    assert request["headers"]["user-agent"] == "ours/1"


def test_offline_means_no_request_at_all(hub: HubServer) -> None:
    assert "fault='offline'" in read_elsewhere(HF_ENDPOINT=hub.url, HF_HUB_OFFLINE="1")
    assert hub.requests() == []


class Listing(BaseHTTPRequestHandler):
    """One organisation with one model."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        body = b'[{"id": "lab/model"}]'
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def secure() -> Iterator[str]:
    """A Hub behind TLS, with a certificate that nobody else signed."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    with ThreadingHTTPServer(("127.0.0.1", 0), Listing) as server:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refusals are the test
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_hub_behind_tls_is_read_where_its_certificate_is_trusted(secure: str) -> None:
    assert "whole=True" in read_elsewhere(HF_ENDPOINT=secure, SSL_CERT_FILE=str(CERTIFICATE))


def test_a_hub_behind_tls_is_refused_where_its_certificate_is_not(secure: str) -> None:
    said = read_elsewhere(HF_ENDPOINT=secure)
    assert said.startswith("Failed(")
    assert "fault='connection'" in said


def test_a_server_that_is_not_there_is_a_failed_reading() -> None:
    reader = HubSource(
        "lab", clock=lambda: NIGHT, endpoint="http://127.0.0.1:9", budget=1.0, pause=0.01
    )
    reading = reader.read(Memory())
    assert isinstance(reading, Failed)
    assert reading.fault == "connection"


def test_a_repository_that_fills_up_is_dated_by_the_nights_between(hub: HubServer) -> None:
    hub.clear()
    opened, filled = NIGHT + timedelta(days=1.5), NIGHT + timedelta(days=4.5)
    hub.add(
        repo("lab/old"),
        repo(
            "lab/new",
            created=stamp(NIGHT - timedelta(days=20)),
            public=[(stamp(opened), "9999")],
            files=[("", PLACEHOLDER), (stamp(filled), ["model.safetensors"])],
        ),
    )
    memory, seen = Memory(), []
    for day in range(7):
        night = NIGHT + timedelta(days=day)
        hub.go_to(stamp(night))
        settled = a_night(hub, memory, night)
        assert settled.sweep.controlled
        seen += [one for one in settled.observations if isinstance(one, Repository)]
        memory = remember(settled, memory)
    states = [(one.id, one.absent_at, one.seen_at, len(one.files or ())) for one in seen]
    days = [NIGHT + timedelta(days=day) for day in range(7)]
    assert states == [
        ("lab/old", None, days[0], 4),
        ("lab/new", days[1], days[2], 2),
        ("lab/new", days[4], days[5], 1),
    ]


def test_a_deleted_and_a_renamed_repository_are_removals_with_bounds(hub: HubServer) -> None:
    hub.add(
        *(repo(f"lab/more-{n}") for n in range(6)),
        repo("lab/short", public=[("", stamp(NIGHT + timedelta(hours=12)))]),
        repo("lab/before", renamed=[(stamp(NIGHT + timedelta(hours=12)), "lab/after")]),
    )
    hub.go_to(stamp(NIGHT))
    memory = remember(a_night(hub, Memory()), Memory())
    hub.go_to(stamp(NIGHT + timedelta(days=1)))
    settled = a_night(hub, memory, NIGHT + timedelta(days=1))
    gone = {one.artefact: one.gone for one in settled.observations if isinstance(one, Removal)}
    between = Interval(NIGHT, NIGHT + timedelta(days=1))
    assert gone == {"lab/short": between, "lab/before": between}
    new = [one.id for one in settled.observations if isinstance(one, Repository)]
    assert new == ["lab/after"]


def test_a_repository_deleted_and_made_anew_is_another_one(hub: HubServer) -> None:
    noon = NIGHT + timedelta(hours=12)
    hub.add(
        *(repo(f"lab/more-{n}") for n in range(6)),
        repo("lab/again", public=[("", stamp(noon))]),
        repo("lab/again", created=stamp(noon + timedelta(days=1))),
    )
    memory, found = Memory(), list[Repository | Removal]()
    for day in range(3):
        night = NIGHT + timedelta(days=day)
        hub.go_to(stamp(night))
        settled = a_night(hub, memory, night)
        found += [one for one in settled.observations if isinstance(one, Repository | Removal)]
        memory = remember(settled, memory)
    first, gone, second = (
        one
        for one in found
        if (one.id if isinstance(one, Repository) else one.artefact) == "lab/again"
    )
    assert isinstance(gone, Removal)
    assert isinstance(first, Repository)
    assert isinstance(second, Repository)
    assert first.hub_id != second.hub_id
    assert second.absent_at == NIGHT + timedelta(days=1)
    assert second.created.not_before == noon + timedelta(days=1)


def test_readings_side_by_side_keep_to_their_own_terms(hub: HubServer) -> None:
    orgs = [f"org-{n}" for n in range(40)]
    hub.add(*(repo(f"{org}/model") for org in orgs))

    def read(org: str) -> Read:
        reader = HubSource(
            org, clock=lambda: NIGHT, endpoint=hub.url, token=f"hf_{org}", user_agent=org
        )
        reading = reader.read(Memory())
        assert isinstance(reading, Read)
        return reading

    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(read, orgs))
    seen = [
        one.id
        for reading in readings
        for one in reading.observations
        if isinstance(one, Repository)
    ]
    assert seen == [f"{org}/model" for org in orgs]
    asked = {
        (
            r["headers"]["user-agent"],
            r["headers"]["authorization"],
            parse_qs(r["path"])["/api/models?author"][0],
        )
        for r in hub.requests()
    }
    assert asked == {(org, f"Bearer hf_{org}", org) for org in orgs}
