from pathlib import Path

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace
from verifier.exports import FORMATS


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_site_has_a_page_a_claim_and_a_lab(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("site", "-o", "public")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 claims in" in result.stderr
    made = _files(Path("public"))
    for claim in (WEIGHTS_ID, AGAIN_ID, CODE_ID):
        assert f"claims/{claim}/index.html" in made
    assert {"labs/acme/index.html", "labs/borealis/index.html", "index.html"} <= set(made)


def test_the_same_database_gives_the_same_bytes_and_writes_nothing_again(
    workspace: Workspace,
) -> None:
    workspace.resolve()
    workspace.run("site", "-o", "one", "--base-url", "https://v.example.org/x/")
    workspace.run("site", "-o", "two", "--base-url", "https://v.example.org/x")
    assert _files(Path("one")) == _files(Path("two"))
    assert (
        "0 written, 0 removed"
        in workspace.run("site", "-o", "one", "--base-url", "https://v.example.org/x").stderr
    )


def test_two_processes_with_other_hashes_write_the_same_bytes(workspace: Workspace) -> None:
    workspace.resolve()
    for seed in ("1", "2"):
        done = workspace.process("site", "-o", seed, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert _files(Path("1")) == _files(Path("2"))


def test_what_can_be_downloaded_is_what_export_writes(workspace: Workspace) -> None:
    workspace.resolve()
    workspace.run("site", "-o", "public", "--base-url", "https://v.example.org")
    offered = {name: form for name, form in FORMATS.items() if name != "parquet"}
    for name, form in offered.items():
        pack = "csv" if name == "csv-excel" else name
        excel = ["--excel"] if name == "csv-excel" else []
        exported = workspace.run(
            "export", "-f", pack, *excel, VERIFIER_BASE_URL="https://v.example.org"
        )
        assert Path("public", "data", form.file).read_bytes() == exported.stdout_bytes, name


def test_a_quiet_night_leaves_the_pages_of_claims_alone(workspace: Workspace) -> None:
    workspace.resolve()
    workspace.run("site", "-o", "public")
    before = _files(Path("public"))
    workspace.run("resolve", "--offline", "--as-of", "2025-07-16")
    workspace.run("site", "-o", "public")
    after = _files(Path("public"))
    changed = {name for name, content in after.items() if before[name] != content}
    assert not [name for name in changed if name.startswith(("claims/acme", "labs/"))]
    assert "static/night.js" in changed


def test_an_earlier_instant_shows_what_was_known_then(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", "2025-06-10")
    workspace.resolve()
    workspace.run("site", "-o", "then", "--as-of", "2025-06-10")
    page = Path("then", "claims", WEIGHTS_ID, "index.html").read_text(encoding="utf-8")
    assert "Pending: due 11 June 2025" in page
    assert "Late by" not in page


def test_a_folder_that_cannot_be_written_is_one_line_and_exit_4(workspace: Workspace) -> None:
    workspace.resolve()
    Path("public").write_text("a file")
    result = workspace.run("site", "-o", "public")
    assert result.exit_code == 4
    assert "cannot be written" in result.stderr


def test_a_site_before_the_first_run_is_made_all_the_same(workspace: Workspace) -> None:
    workspace.run("load")
    assert workspace.run("site", "-o", "public").exit_code == 0
    assert "Nothing was judged yet" in Path("public/changes/index.html").read_text("utf-8")
