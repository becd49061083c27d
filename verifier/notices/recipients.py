"""One recipient: an address that Apprise understands, such as mailto://, slack:// or json://."""

import hashlib
import warnings
from typing import TYPE_CHECKING

from verifier.errors import ConfigurationError

if TYPE_CHECKING:
    from apprise import NotifyBase

_LEAST = 100
"""Characters a message may have at least, whatever a service says."""
_TITLE = 100
"""Characters kept for the title where a service puts it into the body."""


class Recipient:
    """Who is told. Its address is a secret: `id` and `shown` are what may be kept and seen."""

    def __init__(self, address: str, *, timeout: float = 30) -> None:
        """Read an address; seconds one message may take. Raises ConfigurationError."""
        self._service = _service(address)
        self._timeout = timeout
        self.id = hashlib.sha256(address.encode()).hexdigest()
        """What it is known by: another address is another recipient."""
        shown = self._service.url(privacy=True)  # type: ignore[no-untyped-call]  # Apprise's gap
        self.shown = str(shown).partition("?")[0]
        """Its address without what is secret in it."""

    @property
    def room(self) -> int:
        """How many characters the body of one message may have."""
        return max(_LEAST, self._service.body_maxlen - _TITLE)

    def send(self, title: str, body: str) -> str:
        """Send one message; say why it could not be sent, "" where it was."""
        from apprise import Apprise, NotifyFormat

        sender = Apprise()
        sender.add(self._service)
        sent = sender.notify(
            body=body, title=title, body_format=NotifyFormat.TEXT, timeout=self._timeout
        )
        if sent:
            return ""
        said = " ".join(entry.message for entry in sent.logs())
        return " ".join(said.split()) or f"it answered nothing within {self._timeout:g} seconds"


def _service(address: str) -> "NotifyBase":
    try:
        with warnings.catch_warnings():  # it loads every service it has, some of them old
            warnings.simplefilter("ignore", DeprecationWarning)
            from apprise import Apprise, OverflowMode

            service = Apprise.instantiate(address, suppress_exceptions=True)
    except ImportError:
        raise ConfigurationError(
            "Apprise is not installed: pip install 'verifier[notify]'"
        ) from None
    if service is None:
        scheme = address.partition("://")[0] if "://" in address else ""
        raise ConfigurationError(
            f"an address to notify{f' ({scheme}://...)' if scheme else ''} is none that Apprise "
            "knows: see the list of services in its documentation"
        )
    if "overflow=" not in address:  # what is longer than the service takes comes in pieces
        service.overflow_mode = OverflowMode.SPLIT
    return service
