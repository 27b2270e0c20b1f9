"""The field of the search in Chromium: its key, what is typed before hydration, and the page of what was found."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import screenshot
from tests.browser.test_pages import WIDTHS, assert_accessible

pytestmark = pytest.mark.browser

FIELD = ".site-search input[type=search]"


def test_the_key_goes_to_the_field_and_is_typed_there(opened) -> None:
    page = opened("/fi/kajaani")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.evaluate("document.activeElement.value") == "a/b"
    page.keyboard.press("Control+A")
    page.keyboard.type("savuke")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/search?q=savuke&area=kajaani")
    page.locator("html[data-ready='true']").wait_for(state="attached")
    expect(page.locator("#content .found a").first).to_have_text("Päivittäin tupakoivat")
    expect(page.locator(f"#mount {FIELD}")).to_have_value("savuke")
    assert page.faults == []


def test_what_is_typed_before_hydration_stays(context, dashboard) -> None:
    page = context().new_page()
    held: list[Route] = []
    page.route("**/*dash_renderer*", lambda route: held.append(route))  # noqa: PLW0108  # playwright marks its handlers
    page.goto(f"{dashboard}/fi/kajaani", wait_until="commit")
    page.locator(f"#static-page {FIELD}").press_sequentially("yksin")
    for route in held:
        route.continue_()
    page.locator("html[data-ready='true']").wait_for(state="attached")
    expect(page.locator(f"#mount {FIELD}")).to_have_value("yksin")
    expect(page.locator(f"#mount {FIELD}")).to_be_focused()


@pytest.mark.parametrize("query", ["nuoret", "xyzzy"])
def test_what_was_found_is_accessible_at_every_width(opened, query) -> None:
    page = opened(f"/fi/search?q={query}&area=kajaani")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
        screenshot(page, f"search-{query}-{width}")


def test_the_search_needs_no_script(opened) -> None:
    page = opened("/fi/kajaani", 375, ready=False, java_script_enabled=False)
    page.locator(FIELD).fill("Åbo")
    page.locator(".site-search button").click()
    expect(page.locator(".found a").first).to_have_text("Turku")
