"""The page of differences in Chromium: accessible at every width, by keyboard, on paper and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import screenshot
from tests.browser.test_pages import OVERFLOWING, WIDTHS, assert_accessible, choose

pytestmark = pytest.mark.browser

PAGE = "/fi/kajaani/differences"
PATHS = (
    PAGE,
    "/sv/kainuun-hyvinvointialue/differences?dimension=education",
    pytest.param("/en/suomi/differences", marks=pytest.mark.slow),
    pytest.param("/fi/sotkamo/differences?sort=growth", marks=pytest.mark.slow),
)
OVERLAPPING = """[...document.querySelectorAll("#mount .group-lines li")].filter(line => {
  const boxes = [...line.children].filter(e => !e.classList.contains("visually-hidden")).map(e => e.getBoundingClientRect())
  return boxes.some((box, n) => n && box.width && box.left < boxes[n - 1].right - 1)
}).map(line => line.innerText)"""
"""Lines of a group whose mark, name, drawing and value run into each other."""


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_accessible_and_fits_every_width(opened, path) -> None:
    page = opened(path)
    expect(page.locator("h1")).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than its window"
        assert page.evaluate(OVERFLOWING) == [], "a value overflows its column"
        assert page.evaluate(OVERLAPPING) == [], "the parts of a line overlap"
        if width == WIDTHS[0] or "dimension" in path:  # a page of thousands of elements takes axe half a minute
            assert_accessible(page)
        screenshot(page, f"differences-{re.sub('[^a-z]+', '-', path).strip('-')}-{width}")
    assert page.faults == []


def test_orders_and_filters_are_reached_and_chosen_by_keyboard(opened, dashboard) -> None:
    page = opened(PAGE)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href') || ''"))
    wanted = [f"{PAGE}?sort=growth", f"{PAGE}?dimension=education", f"{PAGE}?sort=persons"]
    assert set(wanted) <= set(reached)
    page.locator(f".choices a[href='{wanted[0]}']").press("Enter")
    page.wait_for_url(dashboard + wanted[0])
    expect(page.locator("#mount .choices a[aria-current]").last).to_have_text("Kasvavat erot ensin")
    expect(page.locator("#mount .gaps th[aria-sort]")).to_have_text("Eron muutos")
    page.go_back()
    expect(page.locator("#mount .gaps th[aria-sort]")).to_have_text("Ero")


def test_a_finding_leads_to_its_indicator_with_the_group_chosen(opened) -> None:
    page = opened(PAGE)
    page.locator("#mount .findings a").first.press("Enter")
    page.wait_for_url(re.compile(r"/fi/kajaani/indicator/[a-z-]+\?group="))
    page.locator("html[data-ready='true']").wait_for(state="attached")
    expect(page.locator("#group")).not_to_have_value("Kaikki")


def test_another_area_keeps_dimension_and_order(opened, dashboard) -> None:
    page = opened(f"{PAGE}?dimension=education&sort=persons")
    choose(page, "area", "Kuopio")
    page.wait_for_url(dashboard + "/fi/kuopio/differences?sort=persons&dimension=education")
    expect(page.locator("#mount .eyebrow")).to_contain_text("Kuopio")
    assert page.faults == []


def test_an_area_whose_plan_lacks_the_priority_area_shows_all_of_its_own(opened, dashboard) -> None:
    page = opened("/fi/kainuun-hyvinvointialue/differences?priority=lifestyle")
    choose(page, "area", "Kuopio")
    page.wait_for_url(dashboard + "/fi/kuopio/differences")
    expect(page.locator("#mount .gaps")).to_be_visible()
    assert page.faults == []


def test_the_page_works_without_javascript(opened, dashboard) -> None:
    page = opened(PAGE, 375, ready=False, java_script_enabled=False)
    expect(page.locator(".findings li")).to_have_count(3)
    expect(page.locator(".gaps .dot").first).to_be_visible()
    page.get_by_role("link", name="Koulutus", exact=True).click()
    page.wait_for_url(dashboard + f"{PAGE}?dimension=education")
    page.locator(".controls input[name=area]").fill("Kuopio")
    page.locator(".static-button").click()
    page.wait_for_url(dashboard + "/fi/kuopio/differences?dimension=education")
    expect(page.locator(".choices a[aria-current]").nth(1)).to_have_text("Koulutus")


def test_on_paper_the_rows_stay_and_the_choices_go(opened) -> None:
    page = opened(PAGE)
    page.emulate_media(media="print")
    expect(page.locator("#mount .choices")).to_be_hidden()
    expect(page.locator("#mount .gaps .group-value").first).to_be_visible()
