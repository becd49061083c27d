"""Drafts from posts that were not read before, and the memory of those that were."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.drafting import PROSE, charset_of

if TYPE_CHECKING:
    from verifier.cli.posts import Post, Posts
    from verifier.core.claims import Lab
    from verifier.loader import Catalogue
    from verifier.loader.extracting import Extracted, LeftOut
    from verifier.loader.naming import Names
    from verifier.sources.fetch import Fetcher

MEMORY = "discovered.json"
"""The file beside the drafts that tells which entries were read."""


@dataclass(slots=True)
class Discovery:
    """What a run has found so far in the posts of feeds."""

    catalogue: "Catalogue"
    names: "Names"
    memory: dict[str, set[str]]
    """By source, the keys of the posts that were read."""
    after: date
    """The first day posts are read of."""
    pages: "Fetcher | None"
    """Fetches the pages that posts link to, None where those are not asked for."""
    each: "list[Extracted]" = field(default_factory=list)

    def take(self, posts: "Posts", speaker: "Lab | None") -> None:
        """Draft from a feed's new posts, and remember them; one that failed comes again."""
        read = self.memory.setdefault(posts.source, set())
        for post in posts.posts:
            if post.key not in read and self._draft(post, speaker):
                read.add(post.key)

    def found(self) -> "Extracted":
        """Give everything that was found, what several posts say the same in one draft."""
        from verifier.loader.drafts import merged
        from verifier.loader.extracting import Extracted

        filed = {claim.id for claim in self.catalogue.claims}
        drafts = (draft for found in self.each for draft in found.drafts)
        told = (one for found in self.each for one in found.left_out)
        once = {(one.source, one.sentence): one for one in told}
        return Extracted(merged(drafts, filed), tuple(once.values()))

    def _draft(self, post: "Post", speaker: "Lab | None") -> bool:
        """Draft from one post; False if it should be read again another time."""
        from verifier.loader.extracting import LeftOut

        if post.day is None:
            self._leave_out(LeftOut(1, post.title, "it has no date", post.link))
        elif post.day >= self.after:
            self._extract(post.page, "utf-8", post, speaker)
            if self.pages is not None and post.link:
                return self._draft_page(self.pages, post, speaker)
        return True

    def _draft_page(self, fetcher: "Fetcher", post: "Post", speaker: "Lab | None") -> bool:
        from verifier.loader.extracting import LeftOut
        from verifier.sources.fetch import Unfetched

        answer = fetcher.get(post.link, PROSE)
        if isinstance(answer, Unfetched):
            why = f"its page could not be read ({answer.fault}); it will be tried again"
            self._leave_out(LeftOut(1, post.title, why, post.link))
            return False
        charset = charset_of(answer.headers.get("content-type", ""))
        self._extract(answer.body, charset, post, speaker)
        return True

    def _extract(self, page: bytes, charset: str, post: "Post", speaker: "Lab | None") -> None:
        from verifier.errors import UsageError
        from verifier.loader.extracting import LeftOut, Setting, extract
        from verifier.loader.prose import read_prose

        try:
            prose = read_prose(page, charset)
        except UsageError as error:
            self._leave_out(LeftOut(1, post.title, str(error), post.link))
            return
        setting = Setting(post.day or self.after, post.link, speaker)
        found = extract(prose, setting, self.names, self.catalogue.claims)
        left_out = tuple(replace(one, source=post.link) for one in found.left_out)
        self.each.append(replace(found, left_out=left_out))

    def _leave_out(self, one: "LeftOut") -> None:
        from verifier.loader.extracting import Extracted

        self.each.append(Extracted((), (one,)))


def recall(folder: Path | None) -> dict[str, set[str]]:
    """Tell which posts of which source were read before; none where nothing is remembered."""
    import json

    from verifier.errors import ConfigurationError

    path = (folder or Path()) / MEMORY
    if folder is None or not path.exists():
        return {}
    try:
        read = json.loads(path.read_bytes())
        return {source: set(map(str, keys)) for source, keys in read.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}; mend or remove it") from None


def remember(folder: Path, memory: Mapping[str, set[str]]) -> None:
    """Write down which posts were read, sorted, so that a change shows as one."""
    import json

    from verifier.cli.output import write_whole

    kept = {source: sorted(keys) for source, keys in sorted(memory.items()) if keys}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    write_whole(folder / MEMORY, (f"{text}\n".encode("utf-8", "replace"),))
