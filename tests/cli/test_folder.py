from pathlib import Path

import pytest

from verifier.cli.folder import MANIFEST, Written, write_folder
from verifier.errors import ConfigurationError

FILES = [("index.html", b"one"), ("claims/a/index.html", b"two")]


def test_a_folder_is_made_and_filled(tmp_path: Path) -> None:
    assert write_folder(tmp_path / "new", FILES) == Written(2, 2, 0)
    assert (tmp_path / "new" / "claims" / "a" / "index.html").read_bytes() == b"two"


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    before = (tmp_path / "index.html").stat().st_mtime_ns
    assert write_folder(tmp_path, [FILES[0], ("claims/a/index.html", b"2")]) == Written(2, 1, 0)
    assert (tmp_path / "index.html").stat().st_mtime_ns == before
    assert (tmp_path / "claims" / "a" / "index.html").read_bytes() == b"2"


def test_what_was_tampered_with_is_written_again(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    (tmp_path / "index.html").write_bytes(b"xxx")
    assert write_folder(tmp_path, FILES) == Written(2, 1, 0)


def test_a_page_that_is_no_longer_made_goes_with_its_folder(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    assert write_folder(tmp_path, FILES[:1]) == Written(1, 0, 1)
    assert not (tmp_path / "claims").exists()


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    (tmp_path / "CNAME").write_text("v.example.org")
    (tmp_path / "claims" / "notes.txt").write_text("mine")
    write_folder(tmp_path, FILES[:1])
    assert (tmp_path / "CNAME").exists()
    assert (tmp_path / "claims" / "notes.txt").exists()
    assert not (tmp_path / "claims" / "a").exists()


def test_a_list_that_leads_out_of_the_folder_removes_nothing_there(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("precious")
    inside = tmp_path / "site"
    write_folder(inside, FILES)
    (inside / MANIFEST).write_text(f"../outside.txt\n{outside}\n")
    assert write_folder(inside, FILES) == Written(2, 0, 0)
    assert outside.exists()


def test_a_list_that_cannot_be_read_is_as_none(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe")
    assert write_folder(tmp_path, FILES[:1]) == Written(1, 0, 0)


def test_a_place_that_is_no_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_folder(tmp_path / "site", FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
