import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from tests.store.samples import CLAIM, NIGHT, START, anything, repository, verdict
from verifier.core.canon import digest
from verifier.core.claims import Announced, Claim, Lab
from verifier.core.evidence import Check, Entry, Observation, Removal, Trace
from verifier.core.evidence import Repository as Repo
from verifier.core.findings import Bound, Finding, Limit, Looked, Role
from verifier.core.verdict import Verdict
from verifier.errors import StoreError
from verifier.store.codec import (
    decode,
    decode_fact,
    decode_map,
    encode,
    encode_fact,
    encode_map,
    substance,
)


@given(anything(Claim))
def test_every_claim_comes_back_as_it_went_in(value: Claim) -> None:
    assert decode(Claim, encode(value)) == value


@given(anything(Lab))
def test_every_lab_comes_back_as_it_went_in(value: Lab) -> None:
    assert decode(Lab, encode(value)) == value


@given(anything(Verdict))
def test_every_verdict_comes_back_as_it_went_in(value: Verdict) -> None:
    assert decode(Verdict, encode(value)) == value


@given(anything(Repo | Entry | Trace | Removal | Check))
def test_every_fact_comes_back_equal_and_under_the_same_digest(value: Observation) -> None:
    address, content = encode_fact(value)
    back = decode_fact(type(value).__name__, content)
    assert back == value
    assert digest(back) == address == digest(value)


@given(anything(Verdict))
def test_the_substance_of_a_verdict_survives_storage(value: Verdict) -> None:
    assert substance(decode(Verdict, encode(value))) == substance(value)


class Day(date):
    """A day of a library's own kind."""


class Instant(datetime):
    """An instant of a library's own kind."""


class Name(str):
    """A text of a library's own kind."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another"


def test_days_instants_and_texts_of_other_kinds_are_written_as_what_they_are() -> None:
    odd = replace(
        CLAIM,
        text=Name("plain"),
        announced=Announced(Day(2025, 5, 28), Instant(2025, 5, 28, 9, 30, tzinfo=UTC)),
    )
    plain = replace(
        CLAIM,
        text="plain",
        announced=Announced(date(2025, 5, 28), datetime(2025, 5, 28, 9, 30, tzinfo=UTC)),
    )
    assert encode(odd) == encode(plain)


def test_halves_of_surrogate_pairs_are_replaced_and_the_digest_is_of_what_is_stored() -> None:
    address, content = encode_fact(replace(repository(), note="odd \ud83d title"))
    back = decode_fact("Repository", content)
    assert isinstance(back, Repo)
    assert back.note == "odd ? title"
    assert digest(back) == address


def test_a_claim_with_halves_of_surrogate_pairs_is_kept_with_a_question_mark() -> None:
    assert decode(Claim, encode(replace(CLAIM, text="\udc00 weights"))).text == "? weights"


def test_damaged_content_is_told_by_its_kind_and_remedy() -> None:
    with pytest.raises(StoreError, match=r"a stored claim cannot be read: .*restore"):
        decode(Claim, '{"id": 1}')


def test_maps_come_back_even_with_keys_no_database_could_hold() -> None:
    odd = {"b\ud800": "1", "a\0": "2"}
    assert decode_map(encode_map(odd)) == odd
    assert encode_map(odd).isascii()


def test_when_and_where_was_looked_is_no_substance() -> None:
    looked = (Looked("hub:MiniMaxAI", START, proves=True),)
    assert substance(verdict(0)) == substance(replace(verdict(9), looked=looked))


def test_a_findings_bounds_are_no_substance_but_its_role_and_why_are() -> None:
    bound = Bound(START, Limit.NOT_AFTER, "seen", "d" * 64)
    plain = Finding("MiniMaxAI/M1", Role.COUNTS, "complete weights")
    dated = Finding("MiniMaxAI/M1", Role.COUNTS, "complete weights", bounds=(bound,), url="x")
    weak = Finding("MiniMaxAI/M1", Role.WEAK, "complete weights")
    said = [substance(replace(verdict(), findings=(each,))) for each in (plain, dated, weak)]
    assert said[0] == said[1] != said[2]


@pytest.mark.parametrize(
    "other",
    [
        replace(verdict(), claim_version="2"),
        replace(verdict(), rule_version=99),
        replace(verdict(), delivered_on=START.date()),
        replace(verdict(), days_late=0),
        replace(verdict(), days_late_max=3),
        replace(verdict(), tz_sensitive=True),
        replace(verdict(), evidence=("d" * 64,)),
        replace(verdict(), missing=("the second part",)),
        replace(verdict(), licence="mit"),
        replace(verdict(), ruled_by="a reviewer"),
    ],
)
def test_everything_else_a_verdict_says_is_substance(other: Verdict) -> None:
    assert substance(other) != substance(verdict())


def test_content_is_plain_json_that_other_programs_can_read() -> None:
    assert json.loads(encode(verdict(1)))["as_of"] == (START + NIGHT).isoformat().replace(
        "+00:00", "Z"
    )
