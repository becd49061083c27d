"""What the seals say of every other chain."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from verifier.ports import Damage
from verifier.store.chain import CHAINED
from verifier.store.database import BATCH
from verifier.store.schema import seals


@dataclass(frozen=True, slots=True)
class Sealed:
    """The links of rows that seals name: by table, then by number."""

    links: dict[str, dict[int, str]] = field(default_factory=dict)

    def of(self, table: str) -> Mapping[int, str]:
        """Give those of one table."""
        return self.links.get(table, {})


def read_seals(connection: Connection, sealed: Sealed) -> Iterator[Damage]:
    """Gather what the seals say; give those that say nothing that can be read."""
    query = select(seals.c.number, seals.c.heads).order_by(seals.c.number)
    for number, heads in connection.execute(query, execution_options={"yield_per": BATCH}):
        try:
            said = {str(name): (int(last), str(link)) for name, (last, link) in _items(heads)}
        except (ValueError, TypeError):
            yield Damage("seals", str(number), "heads", "cannot be read")
            continue
        for name, (last, link) in said.items():
            if name not in CHAINED:
                yield Damage("seals", str(number), "heads", f"names {name}, which is no chain")
            elif last:
                before = sealed.links.setdefault(name, {}).setdefault(last, link)
                if before != link:
                    yield Damage("seals", str(number), "heads", f"contradicts another of {name}")


def _items(heads: str) -> Iterator[tuple[str, tuple[int, str]]]:
    said = json.loads(heads)
    if not isinstance(said, dict):
        raise TypeError
    yield from said.items()
