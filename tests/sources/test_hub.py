import json
from datetime import UTC, datetime, timedelta

from tests.fakes.hub_readings import NIGHT, a_night, remember, source
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import PLACEHOLDER, repo, stamp
from verifier.core.evidence import BaseModel, Gating, Removal, Repository
from verifier.core.intervals import Interval
from verifier.core.sweeps import Failed, Memory, Read, settle
from verifier.core.swept import Outcome


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


def test_automatic_gating_is_told(hub: HubServer) -> None:
    hub.add(repo("lab/gated", gated=[("", "auto")]))
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    gates = {one.id: one.gated for one in reading.observations if isinstance(one, Repository)}
    assert gates["lab/gated"] is Gating.AUTO
    assert gates["lab/model-0"] is Gating.NONE


def test_the_quota_is_remembered(hub: HubServer) -> None:
    quota = {
        "ratelimit": '"api";r=420;t=55',
        "ratelimit-policy": '"fixed window";"api";q=500;w=300',
    }
    hub.set(headers=quota)
    reading = source(hub).read(Memory())
    assert isinstance(reading, Read)
    assert reading.state["quota"] == "420 of 500 left for 55 s"


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
