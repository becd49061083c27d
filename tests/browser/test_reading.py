import json

from playwright.sync_api import Browser, expect

from tests.browser.editions import EVERYTHING, HOSTILE_ID, LONG, QUOTES, SCRIPT
from tests.browser.test_pages import fits, visiting
from tests.exports.cases import CLAIM

ALL = 19
PLACES = """e => {
  const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  while (!text.nextNode().textContent.includes("gnp.exe"));
  const start = text.currentNode.textContent.indexOf("gnp.exe");
  return [0, 1, 2].map(place => {
    const range = document.createRange();
    range.setStart(text.currentNode, start + place);
    range.setEnd(text.currentNode, start + place + 1);
    return range.getBoundingClientRect().left;
  });
}"""
"""Where the first letters of "gnp.exe" stand, from left to right."""


def test_the_table_of_claims_is_whole_without_a_script(browser: Browser, from_folder: str) -> None:
    with visiting(browser, from_folder, script=False) as page:
        page.goto(f"{from_folder}claims/index.html")
        expect(page.locator("#claims tbody tr")).to_have_count(ALL)
        expect(page.locator("form.filters")).to_be_hidden()


def test_filters_narrow_the_table_and_survive_a_reload(browser: Browser, from_server: str) -> None:
    with visiting(browser, from_server) as page:
        page.goto(f"{from_server}claims/index.html")
        rows = page.locator("#claims tbody tr:visible")
        expect(rows).to_have_count(ALL)
        page.get_by_label("Status").select_option("late")
        page.get_by_label("Lab").select_option("minimax")
        late = rows.count()
        assert 0 < late < ALL
        assert "status=late" in page.url
        expect(page.get_by_role("status")).to_have_text(f"{late} of {ALL} shown")
        page.reload()
        expect(rows).to_have_count(late)
        expect(page.get_by_label("Status")).to_have_value("late")
        page.get_by_role("button", name="Show all").click()
        expect(rows).to_have_count(ALL)
        assert page.url.endswith("claims/index.html")


def test_nothing_found_is_said_and_can_be_undone(browser: Browser, from_folder: str) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}claims/index.html?q=no-such-claim")
        expect(page.locator("#claims tbody tr:visible")).to_have_count(0)
        expect(page.get_by_text("No claim fits.")).to_be_visible()
        page.locator("[data-none] a").click()
        expect(page.locator("#claims tbody tr:visible")).to_have_count(ALL)


def test_a_filter_of_the_address_that_there_is_not_shows_all(
    browser: Browser, from_folder: str
) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}claims/index.html?status=<script>&lab=nobody")
        expect(page.locator("#claims tbody tr:visible")).to_have_count(ALL)


def test_a_claim_is_found_from_any_page_in_two_interactions(
    browser: Browser, from_folder: str
) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}method/index.html")
        page.get_by_role("searchbox", name="Find a claim").fill("minimax OPEN wéights 2 weeks")
        page.keyboard.press("Enter")
        page.locator(f'#claims a[href^="{CLAIM.id}"]').click()
        expect(page.locator("h1")).to_have_text(CLAIM.text)


def test_a_claim_is_found_by_another_name_of_its_lab(browser: Browser, from_folder: str) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}claims/index.html?q=稀宇")
        expect(page.locator("#claims tbody tr:visible")).to_have_count(ALL - 1)


def test_the_first_stop_of_the_keyboard_leads_to_the_content(
    browser: Browser, from_folder: str
) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}index.html")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_a_citation_is_copied_by_its_button(browser: Browser, from_server: str) -> None:
    with visiting(browser, from_server) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{from_server}claims/{CLAIM.id}/index.html")
        page.get_by_role("button", name="Copy the citation").click()
        expect(page.get_by_role("button", name="Copy the citation")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#cite-text").inner_text()
        assert copied.startswith("verifier. (2025, July 1). MiniMax open weights in 2 weeks: Late")


def test_what_was_said_first_stays_visible(browser: Browser, from_folder: str) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}claims/{CLAIM.id}/index.html")
        expect(page.get_by_text("It was first filed as")).to_contain_text("in a week")
        expect(page.locator(".history del").first).to_be_visible()
        page.goto(f"{from_folder}claims/minimax-2025-05-02-ruled/index.html")
        expect(page.locator(".notice").first).to_contain_text("Decided by a person")
        expect(page.locator(".history")).to_contain_text("Late: not found")
        page.goto(f"{from_folder}claims/minimax-2025-05-03-withdrawn/index.html")
        expect(page.locator(".notice").first).to_contain_text("Withdrawn by the promisor")
        expect(page.locator(".card").first).to_contain_text("in 2 weeks")
        page.goto(f"{from_folder}claims/minimax-2025-05-01-first/index.html")
        expect(page.locator(".chain li")).to_have_count(2)
        expect(page.locator(".chain .here")).to_contain_text("Video weights by 11 June")


def test_hostile_text_stays_text(browser: Browser, from_server: str) -> None:
    with visiting(browser, from_server, width=360) as page:
        for path in (f"claims/{HOSTILE_ID}/", "claims/", "labs/evil/", "changes/", "sources/", ""):
            page.goto(f"{from_server}{path}index.html")
            assert page.title() != "owned"
            assert page.locator("main script, main img, main iframe").count() == 0
            targets = page.evaluate("[...document.querySelectorAll('a')].map(a => a.protocol)")
            assert set(targets) <= {"http:", "https:"}
            assert fits(page)


def test_hostile_text_is_shown_as_it_was_written(browser: Browser, from_server: str) -> None:
    with visiting(browser, from_server) as page:
        page.goto(f"{from_server}claims/{HOSTILE_ID}/index.html")
        shown = page.locator("h1").inner_text()
        assert SCRIPT in shown
        assert QUOTES in shown
        told = page.locator('script[type="application/ld+json"]').text_content()
        assert json.loads(told or "")["claimReviewed"] == EVERYTHING


def test_text_from_right_to_left_turns_nothing_around_it(
    browser: Browser, from_folder: str
) -> None:
    with visiting(browser, from_folder) as page:
        page.goto(f"{from_folder}claims/{HOSTILE_ID}/index.html")
        assert "\u202e" not in page.locator("body").inner_text()
        for isolated in page.locator("main bdi").all():
            assert isolated.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
        said = page.locator(".card dd", has_text="gnp.exe").first
        assert said.evaluate(PLACES) == sorted(said.evaluate(PLACES))


def test_a_name_without_spaces_breaks_within_the_page(browser: Browser, from_folder: str) -> None:
    with visiting(browser, from_folder, width=360) as page:
        page.goto(f"{from_folder}labs/evil/index.html")
        box = page.locator("h1").bounding_box()
        assert box is not None
        assert box["width"] <= 360
        assert LONG in page.locator("h1").inner_text()
