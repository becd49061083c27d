"""A small Hub's contents over time: what each repository shows at a given instant.

Plain JSON throughout, so that a script can be sent to a server in another process. Instants are
strings as the Hub writes them ("2026-06-01T10:00:00.000Z"), which sort as they follow.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha1
from typing import Any

Json = dict[str, Any]
NEVER = "9999"
WEIGHTS = ("config.json", "model.safetensors", "README.md", "tokenizer.json")
PLACEHOLDER = (".gitattributes", "README.md")


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def repo(
    id: str,  # noqa: A002
    *,
    created: str = "2026-01-01T00:00:00.000Z",
    public: Sequence[tuple[str, str]] | None = None,
    files: Sequence[tuple[str, Sequence[str | tuple[str, int]]]] | None = None,
    gated: Sequence[tuple[str, object]] = (),
    renamed: Sequence[tuple[str, str]] = (),
    tags: Sequence[str] = ("license:apache-2.0",),
    card: Json | None = None,
    disabled: bool = False,
    kind: str = "models",
    discussions: Iterable[Json] = (),
    commits: Iterable[Json] = (),
) -> Json:
    """Describe one repository; spans and revisions are given with the instant they begin at."""
    return {
        "id": id,
        "kind": kind,
        "created": created,
        "public": public or [(created, NEVER)],
        "files": files or [(created, WEIGHTS)],
        "gated": [("", False), *gated],
        "renamed": [("", id), *renamed],
        "tags": list(tags),
        "card": card or {},
        "disabled": disabled,
        "discussions": list(discussions),
        "commits": list(commits),
    }


def discussion(num: int, at: str, name: str | None, **author: object) -> Json:
    """A discussion as the Hub lists it; an author of None was deleted."""
    return {
        "num": num,
        "title": f"number {num}",
        "status": "open",
        "isPullRequest": False,
        "createdAt": at,
        "author": None if name is None else {"name": name, "type": "user", **author},
    }


def commit(at: str, files: Sequence[str], user: str = "dev", title: str = "Upload") -> Json:
    """A commit and the files the repository held after it."""
    ident = sha1(f"{at} {sorted(files)} {title}".encode()).hexdigest()
    return {"id": ident, "date": at, "user": user, "title": title, "files": list(files)}


class World:
    """All repositories, at one instant that the script moves."""

    def __init__(self) -> None:
        self.now = "2026-06-01T00:00:00.000Z"
        self.repos: list[Json] = []
        self.by_owner: dict[str, list[Json]] = {}
        self.members: dict[str, list[str]] = {}
        self.users: list[str] = []
        self.orgs: dict[str, str] = {}
        """Organisations that exist without any repository, and the name each goes by."""
        self.page_size = 1000
        self.latency = 0.0

    def add(self, repos: Iterable[Json]) -> None:
        """Take in more repositories."""
        for one in repos:
            self.repos.append(one)
            for owner in {name.partition("/")[0] for _, name in one["renamed"]}:
                self.by_owner.setdefault(owner, []).append(one)

    def listing(self, kind: str, author: str, bases: Sequence[str]) -> list[Json]:
        """Give the records of a listing, newest creation first."""
        found = [
            self.record(one)
            for one in (self.by_owner.get(author, []) if author else self.repos)
            if one["kind"] == kind and self.is_public(one) and self._fits(one, author, bases)
        ]
        return sorted(found, key=lambda record: (record["createdAt"], record["id"]), reverse=True)

    def find(self, kind: str, name: str) -> Json | None:
        """Find a public repository by the name it goes by, or went by."""
        for one in self.by_owner.get(name.partition("/")[0], []):
            if one["kind"] == kind and name in {new for _, new in one["renamed"]}:
                return one if self.is_public(one) else None
        return None

    def is_public(self, one: Json) -> bool:
        return any(start <= self.now < end for start, end in one["public"])

    def name(self, one: Json) -> str:
        return str(self._latest(one["renamed"]))

    def record(self, one: Json, files: Sequence[Any] | None = None) -> Json:
        """Write a repository as the Hub's API does."""
        files = self._latest(one["files"]) if files is None else files
        sized = [(file, 100) if isinstance(file, str) else tuple(file) for file in files]
        state = f"{one['id']} {one['created']} {sorted(sized)}"
        return {
            "_id": sha1(f"{one['id']} {one['created']}".encode()).hexdigest()[:24],
            "id": self.name(one),
            "author": self.name(one).partition("/")[0],
            "createdAt": one["created"],
            "disabled": one["disabled"],
            "gated": self._latest(one["gated"]),
            "library_name": "transformers",
            "private": False,
            "sha": sha1(state.encode()).hexdigest(),
            "siblings": [{"rfilename": name, "size": size} for name, size in sized],
            "tags": one["tags"],
            "cardData": one["card"],
        }

    def overview(self, org: str) -> Json | None:
        held = self.by_owner.get(org, [])
        named = {self.name(one).partition("/")[0] for one in held if self.is_public(one)}
        name = self.orgs.get(org, org if org in named else "")
        return {"name": name, "fullname": name, "numModels": 0} if name else None

    def _fits(self, one: Json, author: str, bases: Sequence[str]) -> bool:
        owner = self.name(one).partition("/")[0]
        return (not author or owner == author) and set(bases) <= set(one["tags"])

    def _latest(self, timeline: Sequence[Sequence[Any]]) -> Any:  # noqa: ANN401
        """Give the value that holds now, of a timeline that begins at or before now."""
        held = [value for start, value in timeline if start <= self.now]
        return held[-1] if held else timeline[0][1]
