"""What a right file becomes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.core.canon import digest
from verifier.core.claims import (
    Announced,
    Claim,
    Criteria,
    Feed,
    Kind,
    Lab,
    Reason,
    Ruling,
    Subject,
    Voice,
    Withdrawal,
)
from verifier.core.deadlines import Deadline, NoDeadline, Precision, Why
from verifier.errors import InvalidClaims
from verifier.loader import Catalogue, claim_schema, load, read_text

ACME = Lab("acme", "Acme", "CN", "Asia/Shanghai")
SHORT = """\
id: short
lab: acme
text: Acme weights in 2 weeks
announced: 2025-05-28
promise: in 2 weeks
"""
FULL = """\
id: full
lab: acme
text: >-
  Acme-1 weights
  in 2 weeks
kind: open_source
subject: {name: Acme-1, repos: [acme/Acme-1, github.com/acme/engine], pattern: Acme-1.*, size: 27B}
promisor: Jo Acme
relayed_by: a newsletter
confirmed: true
announced: 2025-05-28T23:30:00-07:00
promise: in 2 weeks
due: {latest: 2025-06-20, earliest: 2025-06-16, precision: week, why: the week was named later}
criteria: {licence: apache-2.0, code: false, previews: true}
time_zone: Asia/Shanghai
grace_days: 2
sources: [hub:acme, "feed:https://acme.example/feed", github.com/acme/engine]
source: https://acme.example/promise
archived: https://archive.example/promise
withdrawn: {on: 2025-06-10, url: https://acme.example/sorry}
ruling:
  status: pending
  reason: void
  who: A. Reviewer
  when: 2025-07-01
  url: https://acme.example/ruling
  why: the condition never arose
note: nothing more
"""


def read(text: str) -> Claim:
    (claim,) = read_text("short.yaml", text, [ACME])
    return claim


def test_five_lines_are_a_claim() -> None:
    claim = read(SHORT)
    assert claim.announced == Announced(date(2025, 5, 28))
    assert claim.deadline == Deadline(
        date(2025, 6, 11), date(2025, 6, 11), Precision.DAY, "amount", "in 2 weeks"
    )
    assert (claim.kind, claim.parts, claim.criteria) == (
        Kind.OPEN_WEIGHTS,
        (Subject(),),
        Criteria(),
    )
    assert (claim.confirmed, claim.revises, claim.time_zone, claim.sources) == (False, "", "", ())


def test_every_key_reaches_the_claim() -> None:
    (claim,) = read_text("full.yaml", FULL, [ACME])
    repos = ("acme/Acme-1", "github.com/acme/engine")
    assert claim.text == "Acme-1 weights in 2 weeks"
    assert claim.kind is Kind.OPEN_SOURCE
    assert claim.parts == (Subject("Acme-1", repos, "Acme-1.*", "27B"),)
    assert claim.promisor == "Jo Acme"
    assert claim.relayed_by == "a newsletter"
    assert claim.confirmed
    assert claim.criteria == Criteria("apache-2.0", code=False, previews=True)
    assert claim.time_zone == "Asia/Shanghai"
    assert claim.grace_days == 2
    assert claim.sources == ("hub:acme", "feed:https://acme.example/feed", "github.com/acme/engine")
    assert claim.source == "https://acme.example/promise"
    assert claim.archived == "https://archive.example/promise"
    assert claim.withdrawn == Withdrawal(date(2025, 6, 10), "https://acme.example/sorry")
    assert claim.ruling == Ruling(
        Reason.VOID,
        "A. Reviewer",
        date(2025, 7, 1),
        "https://acme.example/ruling",
        "the condition never arose",
    )
    assert claim.note == "nothing more"


def test_the_day_of_an_instant_is_that_of_its_own_offset() -> None:
    (claim,) = read_text("full.yaml", FULL, [ACME])
    assert claim.announced == Announced(date(2025, 5, 28), datetime(2025, 5, 29, 6, 30, tzinfo=UTC))


def test_a_stated_deadline_goes_before_the_phrase_and_keeps_it() -> None:
    (claim,) = read_text("full.yaml", FULL, [ACME])
    assert claim.deadline == Deadline(
        date(2025, 6, 16), date(2025, 6, 20), Precision.WEEK, "stated", "in 2 weeks"
    )
    assert claim.due_why == "the week was named later"


def test_a_stated_deadline_is_one_day_unless_it_says_more() -> None:
    claim = read(SHORT + "due: {latest: 2025-06-20, why: said so}\n")
    assert claim.deadline == Deadline(
        date(2025, 6, 20), date(2025, 6, 20), Precision.DAY, "stated", "in 2 weeks"
    )


@pytest.mark.parametrize(
    ("phrase", "why"),
    [("soon", Why.VAGUE), ("at NeurIPS", Why.EVENT), ("once it is safe", Why.CONDITIONAL)],
)
def test_a_phrase_without_a_day_is_no_error(phrase: str, why: Why) -> None:
    deadline = read(SHORT.replace("promise: in 2 weeks", f"promise: {phrase}")).deadline
    assert isinstance(deadline, NoDeadline)
    assert deadline.why is why


@pytest.mark.parametrize(
    ("subject", "parts"),
    [
        ("Acme-1", (Subject("Acme-1"),)),
        ("{size: 27B}", (Subject(size="27B"),)),
        ("{parts: [Acme-1, {name: Acme-2}]}", (Subject("Acme-1"), Subject("Acme-2"))),
    ],
)
def test_a_subject_is_a_name_a_mapping_or_parts(subject: str, parts: tuple[Subject, ...]) -> None:
    assert read(SHORT + f"subject: {subject}\n").parts == parts


@pytest.mark.parametrize("word", ["NO", "012", "2025-05-28", "1e3", "0x1F", "12:30:45", ".5"])
def test_a_word_stays_the_word_it_is(word: str) -> None:
    assert read(SHORT + f"note: {word}\n").note == word


def test_a_version_is_the_hash_of_what_the_claim_says() -> None:
    claim = read(SHORT)
    assert len(claim.version) == 64
    remarked = "# a remark\n" + SHORT.replace("promise: in 2 weeks", 'promise: "in 2 weeks"')
    assert read(remarked).version == claim.version
    assert read(SHORT + "note: more\n").version != claim.version


def test_a_draft_may_revise_a_claim_that_is_known() -> None:
    earlier = read(SHORT)
    text = SHORT.replace("id: short", "id: next") + "revises: short\n"
    (claim,) = read_text("next.yaml", text, [ACME], [earlier])
    assert claim.revises == "short"
    with pytest.raises(InvalidClaims, match=r"next.yaml:6:10: no valid claim is called `short`"):
        read_text("next.yaml", text, [ACME])


def test_a_lab_has_all_its_names_and_feeds(tmp_path: Path) -> None:
    (tmp_path / "labs.yaml").write_text(
        "- id: acme\n  name: Acme\n  country: CN\n  time_zone: Asia/Shanghai\n"
        "  aliases: [阿克米]\n  hub_orgs: [acme, old-acme]\n  github_orgs: [acme-labs]\n"
        "  feeds: [{url: https://acme.example/feed}, {url: https://p.example, voice: press}]\n"
        "  note: by the river\n"
    )
    acme = Lab(
        "acme",
        "Acme",
        "CN",
        "Asia/Shanghai",
        aliases=("阿克米",),
        hub_orgs=("acme", "old-acme"),
        github_orgs=("acme-labs",),
        feeds=(
            Feed("https://acme.example/feed"),
            Feed("https://p.example", Voice.PRESS),
        ),
        note="by the river",
    )
    assert load([tmp_path]) == Catalogue(labs=(replace(acme, version=digest(acme)),))


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "labs.yaml").write_text(
        "- {id: acme, name: Acme, country: CN, time_zone: Asia/Shanghai}\n"
    )
    (tmp_path / "short.yaml").write_text(SHORT)
    catalogue = load([tmp_path, tmp_path / "short.yaml"])
    assert [claim.id for claim in catalogue.claims] == ["short"]
    assert dict(catalogue.files) == {"short": str(tmp_path / "short.yaml")}


def test_the_schema_describes_every_key_for_editors() -> None:
    schema = claim_schema()
    keys = schema["$defs"]["ClaimShape"]["properties"]
    assert set(keys) >= {"id", "lab", "text", "announced", "promise", "due", "ruling"}
    assert schema["$defs"]["ClaimShape"]["required"] == [
        "id",
        "lab",
        "text",
        "announced",
        "promise",
    ]
    for definition in schema["$defs"].values():
        assert definition["additionalProperties"] is False
        assert all(key["description"] for key in definition["properties"].values())
    assert keys["kind"]["enum"] == [kind.value for kind in Kind]


YAML_BITS = st.sampled_from(
    (
        *SHORT.splitlines(keepends=True),
        *("- ", "  ", "[", "]", "{", "}", ": ", "? ", "&a ", "*a", "!!str "),
        *("|\n", ">-\n", "'", '"', "'x'"),
        *("\\ud800", "\\0", "%YAML 9\n", "---\n", "\t", "\ufeff", "\x85", "~", "#", "\n", "稀宇"),
        *("subject: ", "parts: ", "due: ", "latest: 2025-06-01\n", "why: ", "<<: ", "pattern: ("),
    )
)


def outcome(read: Callable[[], object]) -> object:
    """Give what reading gives: the result, or its problems as text. Anything else fails."""
    try:
        return read()
    except InvalidClaims as trouble:
        return tuple(map(str, trouble.problems))


@settings(max_examples=400)
@given(st.lists(YAML_BITS, max_size=14).map("".join) | st.text(max_size=60))
def test_any_text_is_claims_or_placed_problems(text: str) -> None:
    for told in cast("tuple[object, ...]", outcome(lambda: read_text("any.yaml", text, [ACME]))):
        assert isinstance(told, Claim) or re.fullmatch(r"any\.yaml:\d+:\d+: .+", str(told))
        assert isinstance(told, Claim) or str(told).isprintable()


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_catalogue_or_problems(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    for name in ("labs.yaml", "claim.yaml"):
        (folder / name).write_bytes(raw)
    assert outcome(lambda: load([folder]))
