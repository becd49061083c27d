from dataclasses import replace

import pytest

from tests.exports.cases import CLAIM, DELIVERED, HUB, LAB, UNDATED, verdict
from verifier.core.claims import Reason, status_of
from verifier.core.findings import Looked
from verifier.exports.headline import RULES, headline


@pytest.mark.parametrize("reason", Reason)
def test_every_headline_begins_with_the_status(reason: Reason) -> None:
    for claim in (CLAIM, UNDATED):
        said = headline(claim, LAB, verdict(reason, claim), ())
        assert said.split()[0].rstrip(":;").lower() == status_of(reason)


def test_lateness_is_told_as_far_as_it_is_known() -> None:
    def late(least: int | None, most: int | None) -> str:
        given = replace(DELIVERED, days_late=least, days_late_max=most)
        return headline(CLAIM, LAB, given, ())

    assert late(1, 1) == "Late by 1 day"
    assert late(5, 7) == "Late by 5 to 7 days"
    assert late(5, None) == "Late by at least 5 days"
    assert late(None, 7) == "Late by an unknown number of days"


def test_what_is_overdue_is_counted_to_the_last_look() -> None:
    looked = Looked(HUB, DELIVERED.as_of, proves=True)
    said = headline(CLAIM, LAB, verdict(Reason.UNDELIVERED), (looked,))
    assert said == "Late: not found, at least 20 days overdue"


def test_every_reason_has_a_rule_to_tell() -> None:
    assert list(RULES) == list(Reason)
