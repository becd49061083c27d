from tests.fakes.world import at, check, entry, repo, trace
from verifier.core.canon import canonical, digest
from verifier.core.evidence import Removal, TraceKind, artefact_of, scope_of
from verifier.core.intervals import Interval


def test_a_fact_is_addressed_by_its_content() -> None:
    one, same = repo("a/b", "2025-06-05"), repo("a/b", "2025-06-05T08:00+08:00")
    assert digest(one) == digest(same)
    assert digest(one) != digest(repo("a/b", "2025-06-06"))
    assert canonical(one).startswith('{"absent_at":null,"base_models":[],"created":{')
    assert '"seen_at":"2025-06-05T00:00:00Z"' in canonical(one)


def test_a_fact_belongs_to_an_organisation_a_lab_or_a_source() -> None:
    assert scope_of(repo("MiniMaxAI/b", "2025-06-05")) == "huggingface.co:minimaxai"
    left = trace("github.com/Org/b", TraceKind.DISCUSSION, "2025-06-05")
    assert scope_of(left) == "github.com:org"
    assert scope_of(entry("2025-06-05")) == "lab:minimax"
    assert scope_of(check("2025-06-05", "hub:MiniMaxAI")) == "lab:minimax"


def test_a_fact_is_about_an_artefact_an_address_or_a_place() -> None:
    gone = Removal(
        "a/b", Interval.at(at("2025-06-05")), at("2025-06-06"), "test", "https://a.example"
    )
    left = trace("github.com/Org/b", TraceKind.DISCUSSION, "2025-06-05")
    facts = (repo("a/b", "2025-06-05"), gone, left, check("2025-06-05", "hub:MiniMaxAI"))
    assert [artefact_of(fact) for fact in facts] == [
        "a/b",
        "a/b",
        "github.com/Org/b",
        "hub:MiniMaxAI",
    ]
    said = entry("2025-06-05")
    assert artefact_of(said) == said.url
