import re
from dataclasses import replace
from datetime import date, timedelta

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, UNDATED, recorded, verdict
from tests.exports.site.editions import BASE, case, corrected, edition, page_of
from verifier.core.claims import Reason, Ruling, Subject, Withdrawal
from verifier.core.deadlines import Deadline, Precision
from verifier.core.intervals import Interval
from verifier.exports.case import Link


def words(html: str) -> str:
    """What a reader sees, in one line."""
    text = re.sub(r"<(head|script|style)\b.*?</\1>|<[^>]+>", "", html, flags=re.DOTALL)
    return " ".join(text.split())


def test_the_page_says_what_was_promised_and_what_came_of_it() -> None:
    page = page_of(CLAIM, edition(case()))
    seen = words(page)
    assert "Late by 5 days" in seen
    assert "MiniMax promised open weights on 28 May 2025" in seen
    assert "means 11 June 2025" in seen
    assert "MiniMaxAI/SynLogic-7B does not count: it is made from another lab" in seen
    assert "hardly public before (soft)" in seen
    assert 'rel="canonical" href="https://v.example.org/promises/claims/minimax-2025' in page


def test_without_a_base_url_nothing_points_outside() -> None:
    page = page_of(CLAIM, edition(case(), base_url=""))
    assert "canonical" not in page
    assert f"Claim {CLAIM.id}" in page
    assert BASE not in page


def test_the_quotation_to_paste_is_shown_as_text_and_quotes_what_it_holds() -> None:
    claim = replace(CLAIM, text="<b>5 & 6</b>")
    page = page_of(claim, edition(case(DELIVERED, claim)))
    assert "&amp;lt;b&amp;gt;5 &amp;amp; 6&amp;lt;/b&amp;gt;" in page
    assert "<b>" not in page


def test_a_corrected_claim_shows_what_was_said_first_and_what_changed() -> None:
    due = date(2025, 6, 4)
    before = replace(
        CLAIM,
        text="MiniMax open weights in a week",
        promise="in a week",
        deadline=Deadline(due, due, Precision.DAY, "amount", "in a week"),
    )
    old = replace(
        verdict(Reason.UNDELIVERED, before), claim_version="0" * 64, as_of=AS_OF - timedelta(days=3)
    )
    page = page_of(
        CLAIM,
        edition(
            case(
                history=(recorded(old), recorded(DELIVERED)),
                versions=corrected(before, CLAIM),
            )
        ),
    )
    seen = words(page)
    assert "Corrected. It was first filed as “MiniMax open weights in a week”, due 4 June 2025" in (
        seen
    )
    assert "Late: not found" in seen
    assert "The promise then read “MiniMax open weights in a week”" in seen
    assert "<del><bdi>in a week</bdi></del>" in page
    assert "<ins><bdi>in 2 weeks</bdi></ins>" in page


def test_a_ruling_is_shown_as_one_over_the_verdict_of_the_rules() -> None:
    ruling = Ruling(
        Reason.VOID, "A. Editor", date(2025, 6, 30), "https://example.org/why", "it never arose"
    )
    claim = replace(CLAIM, ruling=ruling)
    ruled = replace(verdict(Reason.VOID), ruled_by="A. Editor, 2025-06-30")
    past = (recorded(replace(DELIVERED, as_of=AS_OF - timedelta(days=5))), recorded(ruled))
    seen = words(page_of(claim, edition(case(ruled, claim, history=past))))
    assert "Decided by a person, over the rules. A. Editor ruled on 30 June 2025: void" in seen
    assert "because it never arose example.org" in seen
    assert seen.count("Late by 5 days") == 1  # in the history, where it was said first


def test_a_withdrawn_promise_stays_with_its_words() -> None:
    claim = replace(CLAIM, withdrawn=Withdrawal(date(2025, 6, 20), "https://example.org/sorry"))
    seen = words(page_of(claim, edition(case(verdict(Reason.WITHDRAWN), claim))))
    assert "Withdrawn by the promisor on 20 June 2025 (example.org)" in seen
    assert "“in 2 weeks”" in seen
    assert "Late: withdrawn" in seen


def test_a_chain_shows_each_promise_with_its_own_verdict() -> None:
    due = date(2025, 6, 20)
    again = replace(
        CLAIM,
        id="minimax-2025-06-12-again",
        text="MiniMax open weights by 20 June",
        revises=CLAIM.id,
        deadline=Deadline(due, due, Precision.DAY, "by", "by 20 June"),
    )
    chain = (Link(CLAIM, DELIVERED), Link(again, verdict(Reason.ON_TIME, again)))
    seen = words(page_of(CLAIM, edition(case(chain=chain))))
    assert "The deadline was moved by a later promise, MiniMax open weights by 20 June" in seen
    assert "due 11 June 2025 · Late by 5 days" in seen
    assert "due 20 June 2025 · Fulfilled on time" in seen
    assert "The deadline slipped 1 time." in seen


def test_a_relay_nobody_confirmed_is_said_to_be_second_hand() -> None:
    claim = replace(CLAIM, relayed_by="a friend")
    assert "Second hand. Known only through a friend" in words(
        page_of(claim, edition(case(DELIVERED, claim)))
    )
    confirmed = replace(claim, confirmed=True)
    assert "Second hand" not in page_of(claim, edition(case(DELIVERED, confirmed)))


def test_a_promise_without_a_day_has_a_picture_without_a_deadline() -> None:
    page = page_of(UNDATED, edition(case(verdict(Reason.NO_FIXED_DEADLINE, UNDATED), UNDATED)))
    assert 'class="bar open"' in page
    assert 'class="due"' not in page
    assert "Pending: no deadline was fixed" in words(page)


def test_of_a_promise_in_parts_each_artefact_names_its_part() -> None:
    claim = replace(CLAIM, parts=(Subject("M1"), Subject("M2")))
    findings = (replace(DELIVERED.findings[0], part=1), DELIVERED.findings[1])
    seen = words(page_of(claim, edition(case(replace(DELIVERED, findings=findings), claim))))
    assert "It counts for part 2 of 2: it is the lab" in seen
    assert "does not count for part 1 of 2" in seen


def test_what_came_later_is_named_and_dates_nothing() -> None:
    first = DELIVERED.findings[0]
    when = Interval(AS_OF, AS_OF + timedelta(days=1))
    later = replace(first, artefact="MiniMaxAI/MiniMax-M9", delivery=when)
    given = replace(DELIVERED, findings=(first, later))
    seen = words(page_of(CLAIM, edition(case(given))))
    assert "MiniMaxAI/MiniMax-M9 would count too: it came after the first that counts" in seen


def test_bounds_that_exclude_each_other_are_said_to() -> None:
    findings = (replace(DELIVERED.findings[0], conflict=True),)
    given = replace(verdict(Reason.CONFLICTING_EVIDENCE), findings=findings)
    assert "These bounds exclude each other." in words(page_of(CLAIM, edition(case(given))))
