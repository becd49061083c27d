from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, insert, select

from verifier.errors import StoreError
from verifier.store.database import Database, connect
from verifier.store.types import Utc, Word, storable

NOTES = Table("notes", MetaData(), Column("at", Utc), Column("word", Word))
SHANGHAI = timezone(timedelta(hours=8))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = connect(database_url)
    with opened.writing() as connection:
        NOTES.create(connection)
    yield opened
    opened.close()


def _back(database: Database, at: datetime | None) -> datetime | None:
    with database.writing() as connection:
        connection.execute(insert(NOTES).values(at=at))
        return connection.scalar(select(NOTES.c.at))


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2025, 6, 11, 12, 0, 0, 1, tzinfo=UTC),
        datetime(2025, 6, 11, 20, tzinfo=SHANGHAI),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=UTC),
    ],
    ids=str,
)
def test_an_instant_comes_back_in_utc_to_the_microsecond(
    database: Database, instant: datetime
) -> None:
    back = _back(database, instant)
    assert back == instant
    assert back is not None
    assert back.tzinfo is UTC


def test_an_instant_that_was_damaged_is_told_in_words(sqlite_url: str) -> None:
    damaged = connect(sqlite_url)
    with damaged.writing() as connection:
        NOTES.create(connection)
        connection.exec_driver_sql("INSERT INTO notes (at) VALUES ('202x-06-01 00:00:00.000000')")
        with pytest.raises(StoreError, match="is damaged, it holds an instant that cannot be read"):
            connection.scalar(select(NOTES.c.at))
    damaged.close()


def test_no_instant_stays_none(database: Database) -> None:
    assert _back(database, None) is None


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StoreError, match="no time zone"):
        _back(database, datetime(2025, 6, 11))  # noqa: DTZ001 - the very thing


def test_instants_are_compared_as_instants_whatever_their_zone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(NOTES).values(at=datetime(2025, 6, 11, 20, tzinfo=SHANGHAI)))
        noon = NOTES.c.at == datetime(2025, 6, 11, 12, tzinfo=UTC)
        assert len(connection.execute(select(NOTES).where(noon)).all()) == 1


def test_words_sort_by_code_point_whatever_the_servers_language(database: Database) -> None:
    words = ["a-b", "B", "a", "ä", "ab", "Z", "é", "你"]
    with database.writing() as connection:
        connection.execute(insert(NOTES), [{"word": word} for word in words])
        found = connection.scalars(select(NOTES.c.word).order_by(NOTES.c.word)).all()
    assert found == sorted(words)


def test_words_lose_only_what_no_database_can_hold(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(NOTES), [{"word": "a\0b \udcff 你"}, {"word": None}])
        found = connection.scalars(select(NOTES.c.word)).all()
    assert found == ["ab ? 你", None]


def test_ordinary_text_is_left_alone() -> None:
    assert storable("plain") == "plain"
    assert storable("两周内 🚀") == "两周内 🚀"
