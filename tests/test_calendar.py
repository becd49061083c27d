"""Claims walked through the calendar, against a Hub and a feed that answer over real sockets."""

from datetime import date, timedelta

from tests.fakes.calendar import Night, feed, ledger, night, only
from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import NEVER, PLACEHOLDER, WEIGHTS, repo
from tests.fakes.world import at, claim
from verifier.core.claims import Reason
from verifier.core.swept import Outcome
from verifier.store import SqlStore

__all__ = ["ledger", "night"]


def reasons(night: Night, *days: str) -> list[Reason]:
    return [only(night(f"{day}T03:00")) for day in days]


def test_published_in_time_is_pending_then_seen_then_fulfilled(
    night: Night, hub: HubServer
) -> None:
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z"))
    walked = reasons(night, "2025-06-01", "2025-06-05", "2025-06-06", "2025-06-20")
    assert walked == [Reason.NOT_DUE, Reason.NOT_DUE, Reason.ON_TIME, Reason.ON_TIME]


def test_published_after_the_deadline_is_late_before_and_after_it_comes(
    night: Night, hub: HubServer
) -> None:
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-16T10:00:00.000Z"))
    walked = reasons(night, "2025-06-01", "2025-06-12", "2025-06-13", "2025-06-16")
    assert walked == [Reason.NOT_DUE, Reason.NOT_DUE, Reason.UNDELIVERED, Reason.UNDELIVERED]
    seen = night("2025-06-17T03:00").changes[0].new
    assert seen.reason is Reason.DELIVERED_LATE
    assert (seen.days_late, seen.delivered_on) == (5, date(2025, 6, 17))


def test_private_first_and_first_seen_after_the_deadline_is_open_to_doubt(
    night: Night, hub: HubServer
) -> None:
    opened = [("2025-06-11T10:00:00.000Z", NEVER)]
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z", public=opened))
    assert reasons(night, "2025-06-01", "2025-06-14") == [
        Reason.NOT_DUE,
        Reason.AMBIGUOUS_EVIDENCE,
    ]


def test_a_sweep_of_the_night_before_settles_the_doubt(night: Night, hub: HubServer) -> None:
    opened = [("2025-06-13T10:00:00.000Z", NEVER)]
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z", public=opened))
    assert reasons(night, "2025-06-13", "2025-06-14") == [
        Reason.UNDELIVERED,
        Reason.DELIVERED_LATE,
    ]


def test_an_announcement_in_the_labs_feed_settles_the_doubt(
    night: Night, hub: HubServer, feeds: FeedServer
) -> None:
    opened = [("2025-06-11T10:00:00.000Z", NEVER)]
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z", public=opened))
    title = "MiniMax-M3 weights are now available on Hugging Face"
    feeds.routes["/feed.xml"] = Page(feed((title, at("2025-06-11T11:00"))))
    assert reasons(night, "2025-06-14") == [Reason.ON_TIME]


def test_a_placeholder_is_nothing_until_its_weights_come(night: Night, hub: HubServer) -> None:
    filled = [("2025-06-05T10:00:00.000Z", PLACEHOLDER), ("2025-06-15T10:00:00.000Z", WEIGHTS)]
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z", files=filled))
    walked = reasons(night, "2025-06-06", "2025-06-13", "2025-06-16")
    assert walked == [Reason.NOT_DUE, Reason.UNDELIVERED, Reason.DELIVERED_LATE]


def test_a_repository_deleted_after_delivery_was_delivered(
    night: Night, hub: HubServer, ledger: SqlStore
) -> None:
    there = [("2025-06-05T10:00:00.000Z", "2025-06-08T10:00:00.000Z")]
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z", public=there))
    assert reasons(night, "2025-06-06", "2025-06-09", "2025-06-20") == [Reason.ON_TIME] * 3
    assert reasons(night, "2025-06-21") == [Reason.ON_TIME]
    assert ledger.verdicts()[claim().id].verdict.removed is not None


def test_thirty_nights_of_failure_prove_nothing_and_one_good_one_does(
    night: Night, hub: HubServer, feeds: FeedServer
) -> None:
    assert reasons(night, "2025-06-01") == [Reason.NOT_DUE]
    good = feeds.routes["/feed.xml"]
    hub.fail("status", how={"status": 401})
    feeds.routes["/feed.xml"] = Page(b"<html>log in</html>", content_type="text/html")
    for number in range(30):
        summary = night((at("2025-06-13T03:00") + timedelta(days=number)).isoformat())
        assert only(summary) is Reason.UNVERIFIED
        assert [sweep.outcome for sweep in summary.sweeps] == [Outcome.FAILED] * 2
    hub.heal()
    feeds.routes["/feed.xml"] = good
    assert reasons(night, "2025-07-20") == [Reason.UNDELIVERED]
