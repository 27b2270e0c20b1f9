"""The dashboard in Chromium: pages, addresses, keyboard, accessibility, and the page before and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import screenshot
from tests.languages import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = (
    "/kajaani",
    "/kainuun-hyvinvointialue/priority/lifestyle",
    "/kajaani/indicator/daily-smoking",
    "/explore",
    "/sources",
    "/accessibility",
    *(
        pytest.param(path, marks=pytest.mark.slow)
        for path in (
            "/kainuun-hyvinvointialue",
            "/kuopio",
            "/kannus",
            "/sotkamo",
            "/suomi",
            "/kajaani/indicator/unemployment",
            "/kannus/indicator/loneliness",
        )
    ),
)
WIDTHS = (375, 768, 1440)
SMOKING = "/fi/kajaani/indicator/daily-smoking"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}

OVERFLOWING = """[...document.querySelectorAll("#mount td, #mount th")]
  .filter(cell => cell.getBoundingClientRect().width > 2 && cell.scrollWidth > cell.clientWidth + 1)
  .map(cell => cell.innerText)"""


def assert_accessible(page: Page) -> None:
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, results.generate_report()


def choose(page: Page, control: str, option: str) -> None:
    """Type into a control and take the first thing found, all by keyboard."""
    field = page.locator(f"#{control}")
    field.focus()
    field.fill(option)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("language", "audited"), list(zip(LANGUAGES, WIDTHS, strict=True)), ids=LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_faults_at_every_width(opened, path, language, audited) -> None:
    """Axe, which takes seconds on a long page, has every page in each language and at each width once."""
    page = opened(f"/{language}{path}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than its window"
        assert page.evaluate(OVERFLOWING) == [], "a value overflows its column"
        if width == audited:
            assert_accessible(page)
        screenshot(page, f"{re.sub(r'[^a-z-]+', '-', path).strip('-')}-{language}-{width}")
    assert page.faults == []


def test_the_area_chooser_finds_any_municipality_by_typing_and_keeps_focus(opened, dashboard) -> None:
    page = opened(SMOKING)
    choose(page, "area", "Utsj")
    page.wait_for_url(dashboard + "/fi/utsjoki/indicator/daily-smoking")
    expect(page.locator(".eyebrow")).to_have_text("Utsjoki")
    assert page.evaluate("document.activeElement.id") == "area"
    expect(page).to_have_title(re.compile("Utsjoki"))
    assert page.faults == []


def test_a_changed_group_keeps_focus_and_is_in_the_address(opened) -> None:
    page = opened(SMOKING)
    choose(page, "group", "Naiset")
    page.wait_for_url("**?group=sex=female")
    assert page.evaluate("document.activeElement.id") == "group"
    expect(page.locator("#content .card").first).to_contain_text("aiset")


def test_back_restores_view_and_controls(opened, dashboard) -> None:
    page = opened(SMOKING)
    choose(page, "area", "Kuopio")
    page.wait_for_url(dashboard + "/fi/kuopio/indicator/daily-smoking")
    expect(page.locator(".eyebrow")).to_have_text("Kuopio")
    choose(page, "group", "Miehet")
    page.wait_for_url("**?group=sex=male")
    page.go_back()
    page.wait_for_url(dashboard + "/fi/kuopio/indicator/daily-smoking")
    expect(page.locator("#group")).to_have_value("Kaikki")
    page.go_back()
    page.wait_for_url(dashboard + SMOKING)
    expect(page.locator(".eyebrow")).to_have_text("Kajaani")
    expect(page.locator("#area")).to_have_value("Kajaani")
    page.go_forward()
    expect(page.locator(".eyebrow")).to_have_text("Kuopio")


def test_a_deep_link_and_a_reload_restore_the_view(opened) -> None:
    page = opened("/sv/kuopio/indicator/daily-smoking?compare=pohjois-savon-hyvinvointialue&group=education=low")
    for _ in range(2):
        expect(page.locator("#area")).to_have_value("Kuopio")
        expect(page.locator("#group")).to_have_value(re.compile("utbildning"))
        expect(page.locator(".control-comparisons")).to_contain_text("Norra Savolax")
        first = page.locator("#content").inner_text()
        page.reload()
        page.locator("html[data-ready='true']").wait_for(state="attached")
        assert page.locator("#content").inner_text() == first


def test_comparisons_are_added_and_removed_by_keyboard(opened) -> None:
    page = opened(SMOKING)
    choose(page, "comparisons", "Sotkamo")
    page.wait_for_url("**?compare=kainuun-hyvinvointialue,suomi,sotkamo")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.wait_for_url("**?compare=kainuun-hyvinvointialue")
    assert page.evaluate("document.activeElement.id") == "comparisons"


def test_every_control_is_reached_by_the_tab_key(opened) -> None:
    page = opened(SMOKING)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(e => e.id || e.getAttribute('href') || e.textContent)(document.activeElement)"))
    text = " ".join(reached)
    for wanted in ("#content", "area", "indicator", "group", "comparisons", "/sv/kajaani/indicator/daily-smoking", "/fi/sources"):
        assert wanted in text
    assert any("trend.csv" in one for one in reached)
    assert any("explore" in one for one in reached)


def test_a_chart_becomes_interactive_on_request_and_stays_so(opened) -> None:
    page = opened(SMOKING)
    assert page.locator(".js-plotly-plot").count() == 0
    page.locator("button.explore").first.press("Enter")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=20_000)
    assert page.locator("text=Share chart").count() == 0
    choose(page, "group", "Naiset")
    page.wait_for_url("**?group=sex=female")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=20_000)
    assert page.faults == []
    assert_accessible(page)


def test_the_page_is_readable_without_javascript(opened) -> None:
    page = opened(SMOKING, 375, ready=False, java_script_enabled=False)
    expect(page.locator("h1")).to_have_text("Päivittäin tupakoivat")
    expect(page.locator(".sentence").first).to_be_visible()
    expect(page.locator("#static-page .narrow svg").first).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator("details[open] table").first).to_be_visible()
    page.locator(".controls input[name=area]").fill("Kuopio")
    page.locator(".static-button").click()
    page.wait_for_url("**/fi/kuopio/indicator/daily-smoking*")
    expect(page.locator(".eyebrow")).to_have_text("Kuopio")


def test_heading_and_chart_are_visible_in_every_frame_of_the_hydration(context, dashboard) -> None:
    page = context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script("""
      window.seen = [];
      const look = () => {
        const h1 = [...document.querySelectorAll("h1")].filter(e => e.checkVisibility({visibilityProperty: true}));
        const svg = [...document.querySelectorAll(".drawing svg")].filter(e => e.checkVisibility({visibilityProperty: true}));
        const top = h1[0] && h1[0].getBoundingClientRect().top;
        if (h1.length || window.seen.length) window.seen.push([h1.length, svg.length, top]);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    """)
    page.goto(dashboard + SMOKING)
    page.locator("html[data-ready='true']").wait_for(state="attached")
    page.wait_for_timeout(300)
    frames = page.evaluate("window.seen")
    assert len(frames) > 2
    assert all(headings == 1 for headings, _, _ in frames)
    assert all(drawings >= 1 for _, drawings, _ in frames[1:])
    tops = [top for *_, top in frames]
    assert max(tops) - min(tops) < 3, f"the heading moved: {sorted(set(tops))}"


HOLD_SWAP = """const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (task) => task.name === "swap" ? 0 : frame(task);"""
PAIRS = """() => {
  const target = (node) => (node.getAttribute("href") || "").replace("#static-", "#");
  const told = (node) => node && [node.tagName, target(node), node.getAttribute("aria-label") || node.textContent];
  const counterpart = document.documentElement.counterpart;
  return [...document.querySelectorAll("#static-page :is(a[href], button, summary, [tabindex])")]
    .map((node) => [told(node), told(counterpart(node))]);
}"""


@pytest.mark.parametrize("path", [path for path in PAGES if isinstance(path, str)] + ["/kajaani/differences"])
def test_every_element_that_may_have_focus_has_itself_as_successor(context, dashboard, path: str) -> None:
    """Hold the last frame before the swap, when both pages are there, and ask for the counterpart of every element."""
    page = context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(HOLD_SWAP)
    page.goto(f"{dashboard}/sv{path}")
    page.locator("#mount #content h1").wait_for(state="attached")
    pairs = page.evaluate(PAIRS)
    assert len(pairs) > 10
    strayed = [(before, after) for before, after in pairs if after is None or before[1:] != after[1:] or before[0] != after[0]]
    assert strayed == []


@pytest.mark.parametrize("chosen", ["footer a", "main summary", ".site-head .languages a", "main a[download]", ".skip"])
def test_focus_survives_hydration(context, dashboard, chosen: str) -> None:
    page = context(viewport={"width": 1440, "height": 700}).new_page()
    held = []
    page.route("**/dash_renderer*", lambda route: held.append(route))  # noqa: PLW0108  # playwright marks its handlers
    page.goto(dashboard + SMOKING, wait_until="commit")
    page.locator("#static-page footer").wait_for(state="attached")  # the last one is known once the whole page is there
    element = page.locator(f"#static-page {chosen}").last
    element.focus()
    content = element.text_content()
    for route in held:
        route.continue_()
    page.locator("html[data-ready='true']").wait_for(state="attached")
    assert page.evaluate("document.activeElement.textContent") == content
    assert page.evaluate("document.querySelector('#mount').contains(document.activeElement)")


def test_focus_and_scroll_survive_hydration(context, dashboard) -> None:
    page = context(viewport={"width": 1440, "height": 700}).new_page()
    page.route("**/dash_renderer*", lambda route: (page.wait_for_timeout(800), route.continue_()))
    page.goto(dashboard + SMOKING, wait_until="commit")
    page.locator("#static-page select[name=group]").focus()
    page.evaluate("window.scrollTo(0, 120)")
    page.locator("html[data-ready='true']").wait_for(state="attached")
    assert page.evaluate("document.activeElement.id") == "group"
    assert abs(page.evaluate("window.scrollY") - 120) < 3


def test_no_request_leaves_for_another_host_and_nothing_is_stored(context, dashboard) -> None:
    one = context()
    page = one.new_page()
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(dashboard + SMOKING)
    page.locator("html[data-ready='true']").wait_for(state="attached")
    page.locator("button.explore").first.click()
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=20_000)
    assert hosts == {dashboard.split("/")[2]}
    assert one.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_another_plan_is_chosen_and_back_returns(opened) -> None:
    page = opened("/fi/kajaani")
    expect(page.locator(".eyebrow")).to_contain_text("2026–2029")
    page.get_by_role("link", name=re.compile("2022–2025")).press("Enter")
    page.wait_for_url("**/fi/kajaani?plan=kajaani-2022-2025")
    expect(page.locator(".eyebrow")).to_contain_text("2022–2025")
    expect(page.locator(".priorities .status").first).to_be_visible()
    page.go_back()
    expect(page.locator(".eyebrow")).to_contain_text("2026–2029")


def test_from_overview_to_priority_area_to_the_arithmetic_of_a_status_by_keyboard(opened) -> None:
    page = opened("/fi/kainuun-hyvinvointialue")
    page.locator(".priorities a").first.press("Enter")
    page.wait_for_url("**/priority/lifestyle")
    page.locator("html[data-ready='true']").wait_for(state="attached")
    page.locator(".standings summary").first.press("Enter")
    expect(page.locator(".standings details[open]").first).to_contain_text("Lähtötaso")
    page.locator(".tags a").nth(1).press("Enter")
    page.wait_for_url("**?tag=*")
    expect(page.locator(".objective").first).to_be_visible()


def test_an_area_whose_plan_lacks_the_priority_area_opens_its_overview(opened, dashboard) -> None:
    page = opened("/fi/kainuun-hyvinvointialue/priority/lifestyle")
    choose(page, "area", "Kuopio")
    page.wait_for_url(dashboard + "/fi/kuopio")
    expect(page.locator("h1")).to_have_text("Kuopio")
    assert page.evaluate("document.activeElement.id") == "area"
    assert page.faults == []


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/fi/atlantis", 404, "atlantis"),
        ("/sv/kajaani/indicator/lycka", 404, "lycka"),
        ("/en/kajaani/indicator/daily-smoking?group=sex=other", 400, "sex=other"),
    ],
)
def test_a_wrong_address_gets_a_friendly_page(context, dashboard, path, status, message) -> None:
    page = context().new_page()
    answer = page.goto(dashboard + path)
    assert answer.status == status
    expect(page.locator("main")).to_contain_text(message)
    expect(page.locator("html")).to_have_attribute("lang", path[1:3])
    assert_accessible(page)
    page.locator("main a").click()
    expect(page.locator("h1")).to_have_count(1)


def test_any_point_is_read_at_once_by_pointer_and_by_keyboard(opened) -> None:
    page = opened("/fi/kajaani/indicator/daily-smoking")
    card = page.locator(".card", has=page.locator("[data-chart='trend']"))
    said, drawing = card.locator(".reader output"), card.locator("svg:visible").first
    drawing.locator(".series.focus .point").first.hover()
    expect(said).to_contain_text("Kajaani, 2012: ")
    expect(drawing.locator(".reading-mark")).to_have_count(1)
    expect(drawing.locator(".series.focus")).to_have_class(re.compile(r"\bread\b"))
    slider = card.get_by_role("slider", name="Lue pisteet")
    slider.focus()
    page.keyboard.press("End")
    expect(said).to_contain_text("Kajaani, 2024: ")
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("Kainuun hyvinvointialue, 2024: ")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("Kainuun hyvinvointialue, 2024: "))
    page.wait_for_timeout(800)
    assert page.locator(".js-plotly-plot").count() == 0, "no drawing changes its kind because somebody reads it"
    assert page.faults == []
