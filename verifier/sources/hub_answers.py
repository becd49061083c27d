"""The Hub's other answers, reduced to what is read: discussions, commits, members, one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from verifier.core.evidence import Author
from verifier.sources.hub_records import clean, slim
from verifier.sources.hub_transport import HubFault

_BOTS = frozenset({"parquet-converter", "system", "sfconvertbot", "librarian-bots"})
_DELETED = frozenset({"", "deleted"})


@dataclass(slots=True)
class Insiders:
    """Who may see an organisation's private repositories: whose traces date nothing."""

    names: set[str] = field(default_factory=set)
    known: bool = True
    """Whether the organisation told its members."""

    def add(self, *names: str) -> None:
        """Count more names among them."""
        self.names.update(name.casefold() for name in names)

    def judge(self, name: str) -> Author:
        """Tell who a name is, seen from the organisation."""
        folded = name.casefold()
        if folded in _DELETED:
            return Author.UNKNOWN
        if folded in self.names:
            return Author.MEMBER
        if folded in _BOTS or folded.endswith(("-bot", "_bot", "[bot]")):
            return Author.BOT
        return Author.OUTSIDER if self.known else Author.UNKNOWN


@dataclass(slots=True)
class Flags:
    """What the Hub itself says of the authors of discussions, by the discussions' numbers."""

    members: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    """By staff of the Hub, who may see what is private, or by no user at all."""

    def admit(self, answer: object) -> dict[str, Any]:
        """Keep of a page of discussions what the client can read."""
        if not isinstance(answer, dict) or not isinstance(answer.get("discussions"), list):
            raise HubFault("bad_listing", "a page is no list of discussions")
        count, start, shown = answer.get("count"), answer.get("start"), answer["discussions"]
        if not isinstance(count, int) or not isinstance(start, int):
            raise HubFault("bad_listing", "a page of discussions does not tell its place")
        if not shown and start < count:
            raise HubFault("page_lost", f"{count - start} discussions did not arrive")
        return {"count": count, "start": start, "discussions": [self._slim(one) for one in shown]}

    def _slim(self, one: object) -> dict[str, Any]:
        if not isinstance(one, Mapping) or not isinstance(one.get("num"), int):
            raise HubFault("bad_record", "a discussion that cannot be read")
        author = one.get("author")
        author = author if isinstance(author, Mapping) else {}
        if author.get("isOwner") or author.get("isOrgMember"):
            self.members.add(one["num"])
        if author.get("isHf") or author.get("type", "user") != "user":
            self.doubtful.add(one["num"])
        name = author.get("name")
        return {
            "num": one["num"],
            "title": "",
            "status": "open",
            "author": {"name": clean(name) if isinstance(name, str) else "deleted"},
            "createdAt": one.get("createdAt"),
            "repo": {"name": "", "type": "model"},
            "isPullRequest": bool(one.get("isPullRequest")),
        }


def admit_members(answer: object) -> list[dict[str, Any]]:
    """Keep of a page of members their names."""
    if not isinstance(answer, list):
        raise HubFault("bad_listing", "a page is no list of members")
    named = (one.get("user") for one in answer if isinstance(one, Mapping))
    return [{"user": clean(name), "fullname": ""} for name in named if isinstance(name, str)]


def admit_user(answer: object) -> dict[str, Any]:
    """Keep of an account of a user the name."""
    if not isinstance(answer, Mapping) or not isinstance(answer.get("user"), str):
        raise HubFault("bad_record", "no account of a user")
    return {"user": answer["user"], "fullname": ""}


def admit_commits(answer: object) -> list[dict[str, Any]]:
    """Keep of a page of commits what the client can read."""
    if not isinstance(answer, list):
        raise HubFault("bad_listing", "a page is no list of commits")
    try:
        return [_commit(one) for one in answer]
    except (TypeError, KeyError, AttributeError):
        raise HubFault("bad_record", "a commit that cannot be read") from None


def _commit(one: Mapping[str, Any]) -> dict[str, Any]:
    users = [author.get("user") for author in one["authors"]]
    title = one.get("title")
    return {
        "id": clean(one["id"]),
        "authors": [{"user": clean(user)} for user in users if isinstance(user, str)],
        "date": one["date"],
        "title": clean(title) if isinstance(title, str) else "",
        "message": "",
    }


def admit_record(now: datetime) -> Any:  # noqa: ANN401 - a hook, as `Visit.admit` declares it
    """Make a hook that keeps of one record what is read."""

    def admit(answer: object) -> dict[str, Any]:
        try:
            return slim(answer, now)
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
            raise HubFault("bad_record", "a record that cannot be read") from None

    return admit
