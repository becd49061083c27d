"""One spelling for each feed's address, so that two claims that name it mean one source."""

from urllib.parse import urlsplit, urlunsplit

_PORTS = {"http": "80", "https": "443"}


def normal_url(url: str) -> str:
    """Spell an address the one way: lower-case host, no default port, credentials or fragment.

    Path and query stay as they are, for they may be anything. What cannot be read stays too.
    """
    url = "".join(url.split())
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    host = parts.netloc.rpartition("@")[2].lower()
    name, colon, port = host.rpartition(":")
    if colon and port == _PORTS.get(scheme):
        host = name
    if not host:
        return url
    return urlunsplit((scheme, _ascii(host), parts.path or "/", parts.query, ""))


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        spelled = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host
    return host if " " in spelled else spelled  # folding an accent can leave a space of its own


def source_id(url: str) -> str:
    """Name the source a feed's address stands for: `feed:` and the address's one spelling."""
    return f"feed:{normal_url(url)}"
