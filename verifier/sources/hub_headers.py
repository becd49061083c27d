"""What the Hub's headers and addresses say: the next page, the quota, how long to wait."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx2
from huggingface_hub.utils._http import parse_ratelimit_headers

NOWHERE = "about:invalid"
"""Stands for an address that cannot be read; nothing is at home there."""


def following(url: str, headers: httpx2.Headers) -> str:
    """Give the address of the next page, absolute, "" where this is the last."""
    links = httpx2.Response(200, headers={"link": headers.get("link", "")}).links
    link = links.get("next", {}).get("url", "")
    try:
        return urljoin(url, link) if link else ""
    except ValueError:
        return NOWHERE


def target_of(url: str, headers: httpx2.Headers) -> str:
    """Give the address a redirect leads to, absolute."""
    try:
        return urljoin(url, headers.get("location", ""))
    except ValueError:
        return NOWHERE


def asked_wait(headers: httpx2.Headers, now: datetime) -> float:
    """Read how many seconds to wait from Retry-After (seconds or a date) or RateLimit."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:9])
    if text:
        try:
            at = parsedate_to_datetime(text)
        except (ValueError, IndexError, OverflowError):
            return 0.0
        return max((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - now.timestamp(), 0.0)
    quota = parse_ratelimit_headers(headers)
    return float(quota.reset_in_seconds) if quota and not quota.remaining else 0.0


def quota_in(headers: httpx2.Headers) -> str:
    """Tell what is left of the quota, "" where the Hub does not say."""
    quota = parse_ratelimit_headers(headers)
    if quota is None:
        return ""
    of = f" of {quota.limit}" if quota.limit else ""
    return f"{quota.remaining}{of} left for {quota.reset_in_seconds} s"


def path_of(url: str) -> str:
    """Give an address without its query, which may be long, and without credentials."""
    return urlsplit(url).path[:200]


def origin_of(url: str) -> str:
    """Give scheme and host of an address, without credentials."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"[:200]
