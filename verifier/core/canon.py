"""The one JSON text of a value, and the address it gives it."""

import hashlib
import json
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any

_JSON = frozenset({str, int, bool, float, NoneType})


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Turn a dataclass of this package into JSON's own types; instants as ISO 8601 with Z."""
    if type(value) in _JSON:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if names := getattr(value, "__dataclass_fields__", None):
        return {name: plain(getattr(value, name)) for name in names}
    return value


def canonical(value: Any) -> str:  # noqa: ANN401 - JSON has no narrower type
    """Give the one JSON text of a value: keys sorted, no spaces, no ASCII escapes (RFC 8785)."""
    return json.dumps(
        {"type": type(value).__name__, **plain(value)},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def digest(value: Any) -> str:  # noqa: ANN401 - JSON has no narrower type
    """Address a fact by its content: SHA-256 of `canonical`, hexadecimal."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()
