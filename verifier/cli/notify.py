"""`notify`: tell people what changed, each thing once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from verifier.exports.news import Message
    from verifier.notices import Recipient
    from verifier.settings import Settings
    from verifier.store import SqlStore

To = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ADDRESS", help="Tell this address (mailto://..., slack://...); may be repeated."
    ),
]
New = Annotated[bool, typer.Option("--new", help="Tell first verdicts of new claims too.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be sent; send nothing.")]

SOME_FAILED = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one recipient was sent, and what stopped it, "" where nothing did."""

    recipient: str
    sent: "tuple[Message, ...]"
    trouble: str = ""


def notify(
    *,
    to: To = None,
    new: New = False,
    dry_run: DryRun = False,
    db: options.Db = None,
    json: options.Json = False,
) -> None:
    """Tell people what changed since they were last told: verdicts, and sources that fail.

    Each change is told once. A recipient that is new is told of the last run alone. What could not
    be sent is sent next time; what was sent as the machine went down is sent again, with the same
    notice id.
    """
    from verifier.cli.output import say_json
    from verifier.cli.wiring import settings_of

    settings = settings_of(db=db, notify=to or None)
    recipients = _recipients(settings)
    with _opened(settings, dry_run=dry_run) as store:
        deliveries = [
            _deliver(store, each, settings.base_url, new=new, dry_run=dry_run)
            for each in recipients
        ]
    if json:
        say_json([_data(each) for each in deliveries])
    else:
        _show(deliveries, dry_run=dry_run)
    if any(each.trouble for each in deliveries):
        raise typer.Exit(SOME_FAILED)


def _recipients(settings: "Settings") -> "Sequence[Recipient]":
    from verifier.errors import ConfigurationError
    from verifier.notices import Recipient

    if not settings.notify:
        raise ConfigurationError(
            "nobody is to be told: name an address with --to, in VERIFIER_NOTIFY, or as notify in "
            "verifier.toml"
        )
    found = [Recipient(each, timeout=settings.timeout) for each in settings.notify]
    return list({each.id: each for each in found}.values())


@contextmanager
def _opened(settings: "Settings", *, dry_run: bool) -> "Iterator[SqlStore]":
    from verifier.cli.clock import now
    from verifier.cli.wiring import store_of

    with store_of(settings, read_only=dry_run) as store:
        if dry_run:
            yield store
            return
        with store.telling(now()):
            yield store


def _deliver(
    store: "SqlStore", recipient: "Recipient", base_url: str, *, new: bool, dry_run: bool
) -> Delivery:
    """Send one recipient what it does not know; mark each message once it has gone out."""
    from verifier.cli.clock import now
    from verifier.cli.news import news_of
    from verifier.exports.news import messages_of

    tellings = store.tellings
    until = tellings.last_run()
    known = tellings.known_to(recipient.id)
    since, told = (known.up_to, known.notices) if known else (max(0, until - 1), frozenset())
    if known is None and not dry_run:
        tellings.meet(recipient.id, since, now())
    news = news_of(store, since, until, base_url, new=new)
    messages = messages_of((each for each in news if each.id not in told), recipient.room)
    sent: list[Message] = []
    for message in messages:
        if not dry_run:
            trouble = recipient.send(message.title, message.body)
            if trouble:
                return Delivery(recipient.shown, tuple(sent), trouble)
            tellings.tell(recipient.id, message.notices, now())
        sent.append(message)
    if not dry_run:
        tellings.close(recipient.id, until)
    return Delivery(recipient.shown, tuple(sent))


def _show(deliveries: "Sequence[Delivery]", *, dry_run: bool) -> None:
    from verifier.cli.output import say, tell
    from verifier.exports.wording import count

    for each in deliveries:
        many = sum(len(message.notices) for message in each.sent)
        news, messages = count(many, "piece of news", "pieces of news"), len(each.sent)
        if dry_run:
            say(f"{each.recipient}: would be sent {news} in {count(messages, 'message')}")
            for message in each.sent:
                say(f"\n{message.title}\n\n{message.body}\n")
        elif each.sent or not each.trouble:
            say(f"{each.recipient}: {news} in {count(messages, 'message')}")
        if each.trouble:
            tell(
                f"verifier: {each.recipient} could not be told, and will be next time: "
                f"{each.trouble}"
            )


def _data(delivery: Delivery) -> dict[str, Any]:
    return {
        "recipient": delivery.recipient,
        "messages": [
            {"title": each.title, "body": each.body, "notices": list(each.notices)}
            for each in delivery.sent
        ],
        "trouble": delivery.trouble,
    }
