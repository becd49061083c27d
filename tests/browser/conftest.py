"""A real browser, and a site for it, in a folder and behind a server under a path of its own."""

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.editions import hostile_edition
from verifier.cli.folder import write_folder
from verifier.exports.site import build

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base's
        """Tell nobody."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's own Chromium; the tests are skipped where there is none.

    Not longer than its file: while it lives an event loop runs in this thread, and tests of other
    files begin their own.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no Chromium is installed here: apt-get install -y chromium")
    expect.set_options(timeout=30_000)  # milliseconds; a busy machine is no fault of a page
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder under which a site lies at `some/path`."""
    root = tmp_path_factory.mktemp("site")
    pages = build(hostile_edition())
    write_folder(root / "some" / "path", ((page.path, page.content) for page in pages))
    return root


@pytest.fixture(scope="session")
def from_folder(folder: Path) -> str:
    """The site's address on the disk."""
    return f"{(folder / 'some' / 'path').as_uri()}/"


@pytest.fixture(scope="session")
def from_server(folder: Path) -> Iterator[str]:
    """The site's address on a server of this machine, under a path."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/some/path/"
        server.shutdown()
        thread.join()
