"""Configuration: flag > `VERIFIER_*` > `verifier.toml` > default, each value with its origin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from verifier import VERSION
from verifier.errors import ConfigurationError

FILE = "verifier.toml"
PREFIX = "VERIFIER_"
_MOST_WORKERS = 64
_LONGEST_TIMEOUT = 600.0
_HIGHEST_QUOTA = 1_000_000
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run is told from outside, and where each value came from."""

    db: str
    """A SQLAlchemy URL."""
    claims: Path
    """The folder of claim files."""
    archive: Path
    """The folder, or one file, of recorded evidence (JSON lines)."""
    allow_private: tuple[str, ...]
    """`host:port` that feeds may reach although it is not public."""
    workers: int
    timeout: float
    """Seconds one request may take."""
    user_agent: str
    timestamp_authority: str
    """Where the head of each night is timestamped (RFC 3161); "" for nowhere."""
    base_url: str
    """Where the site is published, without a slash at the end; "" where it is not."""
    notify: tuple[str, ...] = field(repr=False)
    """Addresses Apprise understands, of those who are told of changes; they hold secrets."""
    hub_token: str = field(repr=False)
    """A token for the Hub; "" (the default) reads anonymously."""
    hub_quota: int
    """Requests to the Hub in 5 minutes that all workers share; 0: what the Hub allows."""
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Setting -> where its value came from."""


class _Unfit(Exception):
    """A value that cannot be taken."""


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Unfit
    return value.strip()


def _url(value: object) -> str:
    text = _text(value)
    if not text.partition("://")[1]:
        raise _Unfit
    return text


def _path(value: object) -> Path:
    try:
        return Path(_text(value)).expanduser()
    except RuntimeError:
        raise _Unfit from None


def _hosts(value: object) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise _Unfit
    return tuple(_host(item) for item in items if item != "")


def _addresses(value: object) -> tuple[str, ...]:
    items = value.split() if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise _Unfit
    return tuple(_url(item) for item in items)


def _host(value: object) -> str:
    text = _text(value)
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port) <= _HIGHEST_PORT):
        raise _Unfit
    return text


def _workers(value: object) -> int:
    number = _number(value)
    if not (number.is_integer() and 1 <= number <= _MOST_WORKERS):
        raise _Unfit
    return int(number)


def _quota(value: object) -> int:
    number = _number(value)
    if not (number.is_integer() and 0 <= number <= _HIGHEST_QUOTA):
        raise _Unfit
    return int(number)


def _timeout(value: object) -> float:
    number = _number(value)
    if not 0 < number <= _LONGEST_TIMEOUT:
        raise _Unfit
    return number


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Unfit
    try:
        return float(value)
    except (ValueError, OverflowError):
        raise _Unfit from None


def _web_address(value: object) -> str:
    if value == "":
        return ""
    text = _text(value).rstrip("/")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _Unfit from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise _Unfit
    return text


def _default_db() -> str:
    import platformdirs

    folder = platformdirs.user_data_path("verifier", appauthor=False)
    return f"sqlite:///{(folder / 'verifier.db').as_posix()}"


class _Setting(NamedTuple):
    parse: Callable[[object], Any]
    default: Callable[[], object]
    wanted: str
    in_file: bool = True


_SETTINGS: Mapping[str, _Setting] = {
    "db": _Setting(
        _url,
        _default_db,
        "a database URL such as sqlite:///verifier.db or postgresql://user@host/name",
    ),
    "claims": _Setting(_path, lambda: "claims", "the path of a folder"),
    "archive": _Setting(_path, lambda: "data", "the path of a folder or file"),
    "allow_private": _Setting(_hosts, tuple, "a list of host:port"),
    "workers": _Setting(_workers, lambda: 8, f"a whole number from 1 to {_MOST_WORKERS}"),
    "timeout": _Setting(
        _timeout, lambda: 30, f"seconds, more than 0, at most {_LONGEST_TIMEOUT:g}"
    ),
    "user_agent": _Setting(_text, lambda: f"verifier/{VERSION}", "one line of text"),
    "timestamp_authority": _Setting(_web_address, str, "an http or https address without a query"),
    "base_url": _Setting(_web_address, str, "an http or https address without a query"),
    "notify": _Setting(_addresses, tuple, "a list of addresses such as mailto://..."),
    "hub_quota": _Setting(
        _quota, lambda: 0, f"a whole number of requests, at most {_HIGHEST_QUOTA:,}"
    ),
    "hub_token": _Setting(
        lambda value: _text(value) if value else "", str, "a token, as one word", in_file=False
    ),
}


_SECRETS = frozenset({"hub_token", "notify"})
"""Settings whose values are never shown."""


def read_settings(
    flags: Mapping[str, object], environ: Mapping[str, str], folder: Path
) -> Settings:
    """Gather the settings; a flag of None was not given. `verifier.toml` is sought in `folder`.

    An environment variable that is empty counts as not set. Raises ConfigurationError naming
    the setting, where the value came from, and what is wanted.
    """
    written = _written(folder / FILE)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, setting in _SETTINGS.items():
        raw, origin = _pick(name, setting, flags, environ, written)
        try:
            values[name] = setting.parse(raw)
        except _Unfit:
            shown = "" if name in _SECRETS else f" {_shown(name, raw)}"
            raise ConfigurationError(
                f"setting {name}: the value{shown} from {origin} is not {setting.wanted}"
            ) from None
        origins[name] = origin
    return Settings(**values, origins=MappingProxyType(origins))


def _pick(
    name: str,
    setting: _Setting,
    flags: Mapping[str, object],
    environ: Mapping[str, str],
    written: Mapping[str, object],
) -> tuple[object, str]:
    """Give the value that counts, unparsed, and where it came from."""
    flag = flags.get(name)
    if flag is not None:
        return flag, f"--{name.replace('_', '-')}"
    variable = PREFIX + name.upper()
    if environ.get(variable):
        return environ[variable], variable
    if name in written:
        return written[name], FILE
    return setting.default(), "default"


def _shown(name: str, raw: object) -> str:
    """Show a wrong value, without a password it may hold."""
    return without_password(str(raw)) if name == "db" else repr(raw)


def without_password(url: str) -> str:
    """Give a database URL that may be shown: a password, also one in the query, becomes ***."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        return "***" if "@" in url else url
    place, _, query = rest.partition("?")
    login, at, host = place.rpartition("@")
    user, colon, _ = login.partition(":")
    shown = f"{scheme}://{user}{':***' if colon else ''}{at}{host}"
    return f"{shown}?***" if "password" in query.lower() else f"{shown}?{query}" if query else shown


def _written(file: Path) -> Mapping[str, object]:
    """Read verifier.toml; empty where there is none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read: {error}") from None
    import tomllib

    try:
        written = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{file}: is not TOML: {error}") from None
    for key in written:
        _check_key(file, key)
    return written


def _check_key(file: Path, key: str) -> None:
    setting = _SETTINGS.get(key)
    if setting is None:
        import difflib

        near = difflib.get_close_matches(key, _SETTINGS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"settings are {', '.join(_SETTINGS)}"
        raise ConfigurationError(f"{file}: there is no setting {key!r}; {hint}")
    if not setting.in_file:
        raise ConfigurationError(
            f"{file}: {key} is a secret and files get published; "
            f"set {PREFIX}{key.upper()} in the environment instead"
        )
