"""Having a night's head timestamped by an outsider, where one is configured: never in the way."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verifier.cli.clock import now
from verifier.cli.output import tell
from verifier.errors import StoreError
from verifier.ports import Store
from verifier.settings import Settings

if TYPE_CHECKING:
    from verifier.ports import Damage, Head, Stamp


def stamp(settings: Settings, store: Store, head: "Head | None") -> None:
    """Ask the authority of the settings, if any, and keep what it signs; a failure is a warning."""
    authority = settings.timestamp_authority
    if head is None or not authority:
        return
    from verifier.sources.timestamps import Unstamped, ask

    answer = ask(authority, head.link, timeout=settings.timeout, user_agent=settings.user_agent)
    if isinstance(answer, Unstamped):
        tell(f"verifier: {authority} did not timestamp the head: {answer.why}")
        return
    try:
        store.keep_stamp(head, now(), authority, answer)
    except StoreError as error:
        tell(f"verifier: the head's timestamp was not kept: {error}")


def check(stamps: "Sequence[Stamp]") -> "Iterator[Damage]":
    """Compare what was signed with the heads it is kept for."""
    from verifier.ports import Damage
    from verifier.sources.timestamps import Unstamped, imprint_of, missing, read

    if stamps and missing():
        tell(f"verifier: {len(stamps)} timestamps were not looked into: {missing()}")
        return
    for one in stamps:
        signed = read(one.token)
        if isinstance(signed, Unstamped):
            yield Damage("stamps", str(one.number), "token", signed.why)
        elif signed.imprint != imprint_of(one.link):
            yield Damage("stamps", str(one.number), "token", f"signs another head than {one.link}")
