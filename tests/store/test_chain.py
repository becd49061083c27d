import hashlib
from datetime import UTC, datetime
from typing import Any

import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.store.ledgers import fill
from tests.store.samples import opened
from verifier.store.chain import CHAINED, WRITTEN_LATER, link_of
from verifier.store.schema import heads, seals

_NAMES = st.from_regex(r"[a-z_0-9]+", fullmatch=True)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = _TEXTS | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.none()


@given(st.dictionaries(_NAMES, _VALUES))
def test_a_row_is_hashed_as_canonical_json_of_rfc_8785(row: dict[str, Any]) -> None:
    said = {name: value for name, value in row.items() if value is not None and name != "link"}
    lines = b"before\ntable\n" + rfc8785.dumps(said)
    assert link_of("before", "table", row) == hashlib.sha256(lines).hexdigest()


def test_an_instant_is_hashed_as_its_utc_text() -> None:
    at = datetime(2025, 6, 1, 12, 30, 0, 5, tzinfo=UTC)
    assert link_of("", "t", {"at": at}) == link_of("", "t", {"at": "2025-06-01T12:30:00.000005Z"})


def test_every_row_links_to_the_one_before_and_the_heads_to_the_last(database_url: str) -> None:
    fill(database_url)
    with opened(database_url) as connection:
        ends = {name: (last, link) for name, last, link in connection.execute(select(heads))}
        assert ends.keys() == CHAINED.keys()
        for name, table in CHAINED.items():
            number, link = 0, ""
            for row in connection.execute(select(table).order_by(table.c.number)):
                said = {**row._mapping}
                said.pop(WRITTEN_LATER.get(name, ""), None)
                assert row.number == number + 1
                number, link = row.number, link_of(link, name, said)
                assert row.link == link
            assert ends[name] == (number, link)


def test_a_seal_says_where_every_other_chain_ended(database_url: str) -> None:
    fill(database_url)
    with opened(database_url) as connection:
        ends = {name: [last, link] for name, last, link in connection.execute(select(heads))}
        del ends["seals"]
        (sealed,) = connection.scalars(select(seals.c.heads))
        assert sealed == rfc8785.dumps(ends).decode()
