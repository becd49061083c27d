"""Whether the database still refuses changes: every table, index and trigger as it was built."""

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, create_engine, text

from verifier.ports import Damage
from verifier.store.upgrades import build

_SQLITE = text("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
_SOUND = text("PRAGMA integrity_check(20)")
_TRIGGERS = text(
    "SELECT t.tgname, t.tgenabled = 'O', p.prosrc FROM pg_trigger t"
    " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)
_BODY = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END"


def guards(connection: Connection) -> Iterator[Damage]:
    """Compare what guards the tables with what the migrations built."""
    if connection.dialect.name == "postgresql":
        yield from _postgresql(connection)
    else:
        yield from _sqlite(connection)


def _sqlite(connection: Connection) -> Iterator[Damage]:
    for said in connection.scalars(_SOUND):
        if said != "ok":
            yield Damage("", "", "", f"the file is damaged: {' '.join(said.split())}")
    built, wanted = _built(connection), reference()
    for name in sorted(built.keys() | wanted.keys()):
        if built.get(name) != wanted.get(name):
            yield Damage(*_place(name), _difference(name, built, wanted))


def _built(connection: Connection) -> dict[str, str]:
    return {f"{kind} {name}": f"{on}: {sql}" for kind, name, on, sql in connection.execute(_SQLITE)}


@cache
def reference() -> dict[str, str]:
    """Build an empty database in memory; give its tables, indexes and triggers as SQL by name."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        build(connection)
        found = _built(connection)
    engine.dispose()
    return found


def _place(name: str) -> tuple[str, str, str]:
    kind, _, rest = name.partition(" ")
    return (rest, "", "") if kind == "table" else ("", "", "")


def _difference(name: str, built: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    if name not in built:
        return f"the {name} is missing"
    return f"the {name} {'is not as it was built' if name in wanted else 'was put in'}"


def _postgresql(connection: Connection) -> Iterator[Damage]:
    """Triggers are named alike on both, but that one on PostgreSQL refuses what takes two here."""
    found = {name: (on, body) for name, on, body in connection.execute(_TRIGGERS)}
    for name in sorted(_wanted()):
        on, body = found.get(name, (False, ""))
        if not on:
            yield Damage("", "", "", f"the trigger {name} is missing or switched off")
        elif " ".join(body.split()) != _BODY:
            yield Damage("", "", "", f"the trigger {name} does not refuse")


def _wanted() -> set[str]:
    triggers = {key.partition(" ")[2] for key in reference() if key.startswith("trigger ")}
    tables = {name.removesuffix("_no_update") for name in triggers if name.endswith("_no_update")}
    others = {name for name in triggers if name.endswith("_closed_once")}
    return others | {f"{table}_{what}" for table in tables for what in ("no_update", "no_truncate")}
