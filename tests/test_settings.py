from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import ConfigurationError
from verifier.settings import Settings, read_settings, without_password


def read(
    folder: Path,
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    toml: str = "",
) -> Settings:
    if toml:
        (folder / "verifier.toml").write_text(toml, encoding="utf-8")
    return read_settings(flags or {}, environ or {}, folder)


def test_without_anything_set_the_defaults_hold(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.db.startswith("sqlite:///")
    assert settings.db.endswith("/verifier.db")
    assert (settings.claims, settings.archive) == (Path("claims"), Path("data"))
    assert (settings.workers, settings.timeout) == (8, 30.0)
    assert (settings.allow_private, settings.base_url, settings.hub_token) == ((), "", "")
    assert settings.user_agent.startswith("verifier/")
    assert set(settings.origins.values()) == {"default"}


def test_a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default(
    tmp_path: Path,
) -> None:
    toml = "workers = 2\n"
    assert read(tmp_path, toml=toml).workers == 2
    environ = {"VERIFIER_WORKERS": "3"}
    assert read(tmp_path, environ=environ).workers == 3
    both = read(tmp_path, {"workers": 4}, environ)
    assert both.workers == 4
    assert both.origins["workers"] == "--workers"
    assert read(tmp_path, environ=environ).origins["workers"] == "VERIFIER_WORKERS"
    assert read(tmp_path).origins["workers"] == "verifier.toml"


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert read(tmp_path, environ={"VERIFIER_WORKERS": ""}).workers == 8


def test_hosts_are_a_list_in_the_file_and_separated_by_commas_elsewhere(tmp_path: Path) -> None:
    toml = 'allow_private = ["127.0.0.1:8080", "[::1]:80"]\n'
    assert read(tmp_path, toml=toml).allow_private == ("127.0.0.1:8080", "[::1]:80")
    environ = {"VERIFIER_ALLOW_PRIVATE": "a:1, b:2"}
    assert read(tmp_path, environ=environ).allow_private == ("a:1", "b:2")


def test_addresses_to_notify_are_a_list_in_the_file_and_separated_by_blanks_elsewhere(
    tmp_path: Path,
) -> None:
    toml = 'notify = ["mailto://a@e.org?to=b@e.org,c@e.org", "json://localhost"]\n'
    both = ("mailto://a@e.org?to=b@e.org,c@e.org", "json://localhost")
    assert read(tmp_path, toml=toml).notify == both
    assert read(tmp_path, environ={"VERIFIER_NOTIFY": "\n".join(both)}).notify == both
    assert read(tmp_path, {"notify": ["json://other"]}).notify == ("json://other",)


@pytest.mark.parametrize("value", ["sesame", "json://a sesame", 3, [3]])
def test_a_wrong_address_to_notify_is_not_shown(tmp_path: Path, value: object) -> None:
    with pytest.raises(ConfigurationError, match="setting notify") as caught:
        read(tmp_path, {"notify": value})
    assert "sesame" not in str(caught.value)
    assert "json://a" not in repr(read(tmp_path, {"notify": "json://a"}))


def test_a_quota_is_a_whole_number_of_requests(tmp_path: Path) -> None:
    assert read(tmp_path).hub_quota == 0
    assert read(tmp_path, environ={"VERIFIER_HUB_QUOTA": "2500"}).hub_quota == 2500
    for wrong in ("-1", "1.5", "many"):
        with pytest.raises(ConfigurationError, match="hub_quota"):
            read(tmp_path, environ={"VERIFIER_HUB_QUOTA": wrong})


def test_the_base_url_loses_its_last_slash(tmp_path: Path) -> None:
    flags = {"base_url": "https://example.org/promises/"}
    assert read(tmp_path, flags).base_url == "https://example.org/promises"


@pytest.mark.parametrize(
    ("variable", "value", "wanted"),
    [
        ("VERIFIER_DB", "verifier.db", "a database URL"),
        ("VERIFIER_WORKERS", "0", "a whole number from 1 to 64"),
        ("VERIFIER_WORKERS", "many", "a whole number"),
        ("VERIFIER_WORKERS", "2.5", "a whole number"),
        ("VERIFIER_TIMEOUT", "nan", "seconds"),
        ("VERIFIER_TIMEOUT", "-1", "seconds"),
        ("VERIFIER_ALLOW_PRIVATE", "localhost", "a list of host:port"),
        ("VERIFIER_ALLOW_PRIVATE", "localhost:99999", "a list of host:port"),
        ("VERIFIER_BASE_URL", "ftp://example.org", "an http or https address"),
        ("VERIFIER_BASE_URL", "http://[", "an http or https address"),
        ("VERIFIER_USER_AGENT", "a\nb", "one line of text"),
        ("VERIFIER_CLAIMS", " ", "the path of a folder"),
    ],
)
def test_a_wrong_value_is_told_with_its_origin_and_what_is_wanted(
    tmp_path: Path, variable: str, value: str, wanted: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, environ={variable: value})
    message = str(caught.value)
    assert f"from {variable}" in message
    assert wanted in message
    assert variable.removeprefix("VERIFIER_").lower() in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "toml", ["workers = true\n", "timeout = []\n", "allow_private = 3\n", "claims = 1\n"]
)
def test_a_value_of_the_wrong_type_in_the_file_is_refused(tmp_path: Path, toml: str) -> None:
    with pytest.raises(ConfigurationError, match=r"from verifier\.toml"):
        read(tmp_path, toml=toml)


def test_an_unknown_setting_in_the_file_gets_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="did you mean workers"):
        read(tmp_path, toml="worker = 3\n")
    with pytest.raises(ConfigurationError, match="settings are db, claims"):
        read(tmp_path, toml="zzz = 3\n")


def test_a_token_is_taken_from_the_environment_and_never_from_a_file(tmp_path: Path) -> None:
    environ = {"VERIFIER_HUB_TOKEN": "hf_secret"}
    settings = read(tmp_path, environ=environ)
    assert settings.hub_token == "hf_secret"
    assert "hf_secret" not in repr(settings)
    with pytest.raises(ConfigurationError, match="VERIFIER_HUB_TOKEN"):
        read(tmp_path, toml='hub_token = "hf_secret"\n')


def test_a_wrong_token_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, environ={"VERIFIER_HUB_TOKEN": "hf\nsecret"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [b"workers = ", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_a_file_that_is_not_toml_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "verifier.toml").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"verifier\.toml"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:secret@host/db", "postgresql://me:***@host/db"),
        ("postgresql://me:se@cret@host/db", "postgresql://me:***@host/db"),
        ("postgresql://host/db?password=secret", "postgresql://host/db?***"),
        ("postgresql://host/db?sslmode=require", "postgresql://host/db?sslmode=require"),
        ("sqlite:///a.db", "sqlite:///a.db"),
        ("me:secret@host", "***"),
        ("plain.db", "plain.db"),
    ],
)
def test_a_database_url_is_shown_without_its_password(url: str, shown: str) -> None:
    assert without_password(url) == shown


@given(st.dictionaries(st.sampled_from(["db", "workers", "timeout", "base_url"]), st.text()))
def test_any_text_gives_settings_or_one_configuration_error(values: dict[str, str]) -> None:
    with suppress(ConfigurationError):
        settings = read_settings(values, {}, Path("/nonexistent"))
        assert 1 <= settings.workers <= 64
        assert 0 < settings.timeout <= 600


def test_a_home_of_nobody_is_told_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="setting claims"):
        read(tmp_path, {"claims": "~nobody-of-this-name/claims"})
