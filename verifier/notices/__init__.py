"""The way out to people: messages through whatever service an address names (Apprise)."""

from verifier.notices.recipients import Recipient

__all__ = ["Recipient"]
