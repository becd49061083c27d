"""A small world of six labs that goes on from night to night, and what a run needs to read it."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo, stamp

LABS = tuple(f"lab{number}" for number in range(6))
KEPT = "weights in a day"
"""The promise that every lab makes twice: one model comes at once, the other never does."""


@dataclass(slots=True)
class Scene:
    """Claims in a folder, a Hub and feeds on the loopback, and the night they have reached."""

    folder: Path
    hub: HubServer
    feeds: FeedServer
    database: str
    night: int = 0
    titles: list[str] = field(default_factory=lambda: ["The lab opens an office"])

    def __post_init__(self) -> None:
        (self.folder / "claims").mkdir()
        (self.folder / "data").mkdir()
        (self.folder / "data" / "evidence.jsonl").touch()
        (self.folder / "claims" / "labs.yaml").write_text(self._labs(), encoding="utf-8")
        for lab in LABS:
            for name in ("kept", "broken"):
                self._promise(lab, name)
        self.hub.clear()
        self.hub.set(orgs={lab: lab for lab in LABS})
        for lab in LABS:
            for number in range(5):
                self.hub.add(repo(f"{lab}/Old-{number}", created="2025-01-10T00:00:00.000Z"))
        self.go_on()

    @property
    def environ(self) -> dict[str, str]:
        """What a run has to be told."""
        return {
            "VERIFIER_DB": self.database,
            "HF_ENDPOINT": self.hub.url,
            "VERIFIER_ALLOW_PRIVATE": self.feeds.origin,
            "VERIFIER_TIMEOUT": "5",
            "HOME": str(self.folder),
        }

    def go_on(self) -> None:
        """Let a night pass: one more model of each lab, and one more entry in each feed."""
        self.night += 1
        now = datetime.now(UTC)
        self.hub.go_to(stamp(now))
        created = stamp(now.replace(microsecond=0))
        for lab in LABS:
            name = "kept" if self.night == 1 else f"more-{self.night}"
            self.hub.add(repo(f"{lab}/{lab}-{name}", created=created))
        self.titles.insert(0, f"A note of night {self.night}")
        for lab in LABS:
            self.feeds.routes[f"/{lab}.xml"] = Page(self._feed())

    def _labs(self) -> str:
        labs = [
            {
                "id": lab,
                "name": lab.title(),
                "country": "CN",
                "time_zone": "Asia/Shanghai",
                "hub_orgs": [lab],
                "feeds": [{"url": self.feeds.url(f"/{lab}.xml")}],
            }
            for lab in LABS
        ]
        return json.dumps(labs)

    def _promise(self, lab: str, name: str) -> None:
        day = datetime.now(UTC).date()
        claim = {
            "id": f"{lab}-{day}-{name}",
            "lab": lab,
            "text": f"{lab}-{name} weights in a day",
            "announced": str(day),
            "promise": "in a day",
            "subject": f"{lab}-{name}",
        }
        path = self.folder / "claims" / f"{claim['id']}.yaml"
        path.write_text(json.dumps(claim), encoding="utf-8")

    def _feed(self) -> bytes:
        items = "".join(
            f"<item><title>{title}</title><link>http://example.org/{len(title)}</link>"
            f"<guid>{title}</guid><pubDate>{format_datetime(_day(title))}</pubDate></item>"
            for title in self.titles
        )
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
        return f"{head}{items}</channel></rss>".encode()


def _day(title: str) -> datetime:
    """Date an entry: the notes on this day, and the office before anything was promised."""
    return datetime.now(UTC) if "note" in title else datetime(2025, 1, 1, tzinfo=UTC)
