from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from tests.fakes.world import at, check, entry, repo, trace
from verifier.core.canon import canonical, digest
from verifier.core.evidence import Interval, TraceKind, host_of, name_of, owner_of, scope_of


def test_a_day_without_a_zone_spans_it_in_all_zones() -> None:
    day = Interval.on(date(2025, 6, 5))
    assert day == Interval(at("2025-06-04T10:00"), at("2025-06-06T11:59:59"))


def test_a_day_with_a_zone_spans_it_there() -> None:
    day = Interval.on(date(2025, 6, 5), ZoneInfo("Asia/Shanghai"))
    assert day == Interval(at("2025-06-04T16:00"), at("2025-06-05T15:59:59"))


def test_an_instant_is_kept_in_utc() -> None:
    local = datetime(2025, 6, 5, 8, tzinfo=timezone(timedelta(hours=8)))
    assert Interval.at(local) == Interval(at("2025-06-05"), at("2025-06-05"))


def test_a_fact_is_addressed_by_its_content() -> None:
    one, same = repo("a/b", "2025-06-05"), repo("a/b", "2025-06-05T08:00+08:00")
    assert digest(one) == digest(same)
    assert digest(one) != digest(repo("a/b", "2025-06-06"))
    assert canonical(one).startswith('{"absent_at":null,"base_models":[],"created":{')
    assert '"seen_at":"2025-06-05T00:00:00Z"' in canonical(one)


def test_an_artefact_names_host_owner_and_name() -> None:
    assert (host_of("a/b"), owner_of("a/b"), name_of("a/b")) == ("huggingface.co", "a", "b")
    assert host_of("datasets/a/b") == "huggingface.co"
    assert owner_of("datasets/a/b") == "a"
    assert host_of("github.com/a/b") == "github.com"
    assert owner_of("alone") == ""


def test_a_fact_belongs_to_an_organisation_a_lab_or_a_source() -> None:
    assert scope_of(repo("MiniMaxAI/b", "2025-06-05")) == "huggingface.co:minimaxai"
    left = trace("github.com/Org/b", TraceKind.DISCUSSION, "2025-06-05")
    assert scope_of(left) == "github.com:org"
    assert scope_of(entry("2025-06-05")) == "lab:minimax"
    assert scope_of(check("2025-06-05", "hub:MiniMaxAI")) == "lab:minimax"
