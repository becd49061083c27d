from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.editions import HOSTILE_ID
from tests.exports.cases import CLAIM

PAGES = (
    "index.html",
    "claims/index.html",
    f"claims/{CLAIM.id}/index.html",
    f"claims/{HOSTILE_ID}/index.html",
    "labs/minimax/index.html",
    "labs/evil/index.html",
    "changes/index.html",
    "method/index.html",
    "sources/index.html",
    "data/index.html",
)
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = (360, 1280)


@contextmanager
def visiting(
    browser: Browser, base: str, *, theme: Theme = "light", width: int = 1280, script: bool = True
) -> Iterator[Page]:
    """Open a tab that fails the test at a request to elsewhere, or at anything on the console."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, java_script_enabled=script
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on(
        "request",
        lambda request: None if request.url.startswith(base) else wrong.append(request.url),
    )
    page.on(
        "requestfailed",
        lambda request: (
            None
            if request.failure == "net::ERR_ABORTED"  # the next page was asked for meanwhile
            else wrong.append(f"failed: {request.url}")
        ),
    )
    page.on(
        "response",
        lambda answer: (
            wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
        ),
    )
    yield page
    context.close()
    assert wrong == []


def fits(page: Page) -> bool:
    """Whether the page as a whole does not scroll sideways."""
    return bool(
        page.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
            " <= window.innerWidth"
        )
    )


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(
    browser: Browser, from_server: str, theme: Theme, width: int
) -> None:
    axe = Axe()
    with visiting(browser, from_server, theme=theme, width=width) as page:
        for path in PAGES:
            page.goto(f"{from_server}{path}")
            found = axe.run(page)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
            assert fits(page), path


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_works_from_a_folder_without_a_script(
    browser: Browser, from_folder: str, theme: Theme, width: int
) -> None:
    with visiting(browser, from_folder, theme=theme, width=width, script=False) as page:
        for path in PAGES:
            page.goto(f"{from_folder}{path}")
            assert fits(page), path
            assert page.locator("h1").count() == 1
            assert page.locator("main").is_visible()


def test_every_page_works_from_a_folder_with_its_script(browser: Browser, from_folder: str) -> None:
    with visiting(browser, from_folder) as page:
        for path in PAGES:
            page.goto(f"{from_folder}{path}")
            told = page.locator("footer .asof").inner_text()
            assert told == "Everything on this site was last judged as of 1 July 2025, 12:00 UTC."


def test_every_link_within_the_site_leads_somewhere(browser: Browser, from_folder: str) -> None:
    seen: set[str] = set()
    waiting = [f"{from_folder}index.html"]
    with visiting(browser, from_folder, script=False) as page:
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            page.goto(address)
            links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
            ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
            inside = [link for link in links if link.startswith(from_folder)]
            for link in inside:
                target, _, mark = link.partition("#")
                target = target.partition("?")[0]
                if target == address:
                    assert not mark or mark in ids, link
                elif target.endswith(".html"):
                    waiting.append(target)
                else:
                    assert Path(target.removeprefix("file://")).is_file(), link
    assert len(seen) > len(PAGES)
