"""What is gathered is read by sets, and only when somebody goes through it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace
from verifier.cli.cases import case_of, cases_of
from verifier.cli.gather import material_of
from verifier.errors import UsageError
from verifier.store import SqlStore, open_store

CORRECTED = "text: Acme-1 weights in 2 weeks, they said"


@pytest.fixture
def store(workspace: Workspace) -> Iterator[SqlStore]:
    """A workspace's store after one run."""
    workspace.resolve()
    with open_store(f"sqlite:///{workspace.database}", read_only=True) as opened:
        yield opened


@contextmanager
def reads(store: SqlStore) -> Iterator[list[str]]:
    """Note the tables that every statement reads, while the block lasts."""
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.extend(re.findall(r"FROM (\w+)", str(args[2])))

    engine = store._database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_nothing_is_read_before_somebody_goes_through_it(store: SqlStore) -> None:
    with reads(store) as seen:
        material_of(store)
    assert not set(seen) & {"claims", "evidence", "sweeps", "verdicts"}


def test_rows_read_no_history_and_look_facts_up_by_sets(store: SqlStore) -> None:
    with reads(store) as seen:
        rows = list(material_of(store).rows)
    assert [row.claim_id for row in rows] == [WEIGHTS_ID, AGAIN_ID, CODE_ID]
    assert seen.count("evidence") == 1
    assert seen.count("claims") == 1


@pytest.mark.parametrize("table", ["transitions", "evidence"])
def test_every_table_takes_as_many_statements_for_one_claim_as_for_all(
    store: SqlStore, table: str
) -> None:
    def statements(*labs: str) -> int:
        with reads(store) as seen:
            assert list(getattr(material_of(store, only=labs), table))
        return len(seen)

    assert statements("borealis") == statements()


def test_a_table_may_be_gone_through_more_than_once(store: SqlStore) -> None:
    material = material_of(store)
    assert list(material.transitions) == list(material.transitions)
    assert len(list(material.evidence)) == len(list(material.evidence)) > 3


def test_only_the_claims_of_the_labs_asked_for_are_gathered(store: SqlStore) -> None:
    material = material_of(store, only=["borealis"])
    tables = (material.rows, material.transitions, material.evidence)
    assert {each.claim_id for table in tables for each in table} == {CODE_ID}
    with pytest.raises(UsageError, match="did you mean acme"):
        material_of(store, only=["acne"])


def test_all_cases_are_what_each_is_alone(store: SqlStore) -> None:
    cases = list(cases_of(store))
    assert [case.claim.id for case in cases] == [WEIGHTS_ID, AGAIN_ID, CODE_ID]
    assert cases == [case_of(store, case.claim.id) for case in cases]
    assert all(case.facts for case in cases)
    assert [len(case.chain) for case in cases] == [2, 2, 0]


def test_a_case_keeps_what_was_judged_and_filed_before(workspace: Workspace) -> None:
    first = workspace.run("resolve", "--offline", "--as-of", "2025-06-10")
    assert first.exit_code == 0
    filed = (workspace.folder / "claims" / f"{WEIGHTS_ID}.yaml").read_text()
    workspace.write(f"{WEIGHTS_ID}.yaml", re.sub("text: .*", CORRECTED, filed))
    workspace.resolve()
    with open_store(f"sqlite:///{workspace.database}", read_only=True) as store:
        case = case_of(store, WEIGHTS_ID)
        assert [each.verdict.reason for each in case.history] == ["not_due", "delivered_late"]
        assert [each.claim.text for each in case.versions] == [
            "Acme-1 weights in 2 weeks",
            "Acme-1 weights in 2 weeks, they said",
        ]
        told = [each for each in material_of(store).transitions if each.claim_id == WEIGHTS_ID]
        assert [each.claim_text for each in told] == [
            "Acme-1 weights in 2 weeks",
            "Acme-1 weights in 2 weeks, they said",
        ]
        past = next(iter(cases_of(store, case.history[0].verdict.as_of)))
        assert past.history == case.history[:1]
        assert past.verdict.reason == "not_due"


def test_a_past_instant_judged_later_takes_nothing_from_what_came_after(
    workspace: Workspace,
) -> None:
    workspace.resolve()
    workspace.run("resolve", "--offline", "--as-of", "2025-06-10")
    with open_store(f"sqlite:///{workspace.database}", read_only=True) as store:
        material = material_of(store)
        assert {row.as_of for row in material.rows} == {store.last_run()}
        assert [row.reason for row in material.rows] == [
            "delivered_late",
            "on_time",
            "undelivered",
        ]
        assert [case.verdict.reason for case in cases_of(store)] == [
            row.reason for row in material.rows
        ]


def test_a_forecast_is_in_no_history_once_a_later_run_has_ended(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", "2999-01-01")
    workspace.resolve()
    with open_store(f"sqlite:///{workspace.database}", read_only=True) as store:
        material = material_of(store)
        rows, changes = list(material.rows), list(material.transitions)
        assert {row.as_of.year for row in rows} == {2025}
        assert {change.changed_at.year for change in changes} == {2025}
        late = material_of(store, datetime(3000, 1, 1, tzinfo=UTC))
        assert {change.changed_at.year for change in late.transitions} == {2025}
        assert [case.history for case in cases_of(store, late.as_of)] == [
            case_of(store, row.claim_id, late.as_of).history for row in rows
        ]
