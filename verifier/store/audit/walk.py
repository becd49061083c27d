"""Going along one table's chain: every row by its link, and where the chain must have been."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy import Row as SqlRow

from verifier.ports import Damage, Tally
from verifier.store.audit.raw import Row, rows_of
from verifier.store.chain import WRITTEN_LATER, link_of
from verifier.store.schema import heads

Agree = Callable[[Table, Row], Iterator[Damage]]


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A row whose link is not the hash of it: the row was changed, or the link was."""

    number: int
    expected: str
    missing: str


def walk(
    connection: Connection,
    table: Table,
    sealed: Mapping[int, str],
    agree: Agree,
    tally: Tally,
) -> Iterator[Damage]:
    """Follow a chain from its first row to where `heads` says it ends.

    `sealed` gives the links that seals know of some of its rows.
    """
    chain = _Chain(table.name, dict(sealed))
    for row, odd in rows_of(connection, table):
        for column in odd:
            said = "holds what was never written there"
            yield Damage(table.name, str(row["number"]), column, said)
        yield from chain.follow(row)
        if not odd:
            yield from agree(table, row)
        tally.rows += 1
    head = select(heads.c.last, heads.c.link).where(heads.c.name == table.name)
    yield from chain.end(connection.execute(head).first())


@dataclass(slots=True)
class _Chain:
    """How far a chain was followed."""

    table: str
    sealed: dict[int, str]
    last: int = 0
    link: str = ""
    suspect: _Suspect | None = None

    def follow(self, row: Row) -> Iterator[Damage]:
        """Take the next row; give what it shows of itself and of the row before it."""
        later = WRITTEN_LATER.get(self.table, "")
        said = {column: value for column, value in row.items() if column != later}
        number, link = row["number"], row["link"]
        expected = _link(self.link, self.table, said)
        goes_on = expected == link
        if self.suspect is not None:
            if _link(self.suspect.expected, self.table, said) == link:
                yield self._relinked(self.suspect)
                goes_on = True
            else:
                yield self._changed(self.suspect)
        self.suspect = None if goes_on else _Suspect(number, expected, _gap(self.last, number))
        if self.sealed.pop(number, link) != link and goes_on:
            yield Damage(self.table, str(number), "link", "is not what a seal says it was")
        self.last, self.link = number, link

    def end(self, head: SqlRow[int, str] | None) -> Iterator[Damage]:
        """Compare where the chain ends with where it is said to."""
        suspect = self.suspect
        if suspect is not None and head is not None and head.link == suspect.expected:
            yield self._relinked(suspect)
            return
        if suspect is not None:
            yield self._changed(suspect)
        if head is None:
            yield Damage("heads", self.table, "", "is missing")
        elif suspect is None or head.last != self.last:
            yield from self._compared(*head)
        for number in sorted(self.sealed):
            yield Damage(self.table, str(number), "", "is missing: a seal names it")

    def _compared(self, last: int, link: str) -> Iterator[Damage]:
        if link == self.link:
            if last != self.last:
                said = f"is {last}, and the chain ends at row {self.last}"
                yield Damage("heads", self.table, "last", said)
        elif last == self.last:
            yield Damage("heads", self.table, "link", f"is not the link of row {last}")
        elif last > self.last:
            said = f"is missing: the chain is cut off at row {self.last}"
            yield Damage(self.table, str(last), "", said)
        else:
            said = f"was put in: the chain ended at row {last}"
            yield Damage(self.table, str(self.last), "", said)

    def _relinked(self, suspect: _Suspect) -> Damage:
        return Damage(self.table, str(suspect.number), "link", "is not the hash of its row")

    def _changed(self, suspect: _Suspect) -> Damage:
        said = f"is not as it was written, or not where it was written{suspect.missing}"
        return Damage(self.table, str(suspect.number), "", said)


def _link(before: str, name: str, said: Mapping[str, Any]) -> str:
    try:
        return link_of(before, name, said)
    except (TypeError, UnicodeEncodeError):  # what a row can hold only when it was changed
        return ""


def _gap(last: int, number: int) -> str:
    if number <= last + 1:
        return ""
    if number == last + 2:
        return f"; row {last + 1} is missing before it"
    return f"; rows {last + 1} to {number - 1} are missing before it"
