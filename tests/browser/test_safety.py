"""What a visitor's browser does on every kind of page: one host, no cookie, nothing stored, no fault of the content policy."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

DEMO = Path(__file__).parents[2] / "docs" / "embed-demo.html"
PAGES = (
    "/fi/kajaani",
    "/fi/kainuun-hyvinvointialue/priority/lifestyle",
    "/sv/kajaani/indicator/daily-smoking",
    "/fi/kajaani/differences",
    "/en/explore",
    "/fi/sources",
    "/fi/accessibility",
    "/fi/atlantis",
    "/api/v1",
    "/embed/fi/kajaani/daily-smoking/trend",
    "/embed/fi/kajaani/daily-smoking/trend/code",
    "/embed/fi/kajaani/daily-smoking/pie",
)

STORED = """async () => ({
  local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie,
  databases: indexedDB.databases ? (await indexedDB.databases()).map(each => each.name) : [],
  caches: window.caches ? await caches.keys() : [],
})"""
NOTHING = {"local": {}, "session": {}, "cookie": "", "databases": [], "caches": []}

# A lazy frame is filled where it is seen; the frames above it get their heights meanwhile and may push it out of sight again.
SEEN = "frame => { frame.scrollIntoView(); return /^\\d+px$/.test(frame.style.height); }"

WATCH = """window.violations = [];
document.addEventListener("securitypolicyviolation",
  event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));"""


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """Return a page that notes violations of its policy, and the addresses it asks for."""
    asked: list[str] = []
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(f"console: {message.text}") if "Content Security" in message.text else None)
    return page, asked


def assert_safe(page: Page, asked: list[str], address: str) -> None:
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(address).netloc}, asked
    assert page.evaluate("window.violations") == []
    assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_one_host_stores_nothing_and_keeps_its_policy(context, dashboard, path) -> None:
    page, asked = watched(context())
    answer = page.goto(dashboard + path)
    if answer.status == 200 and "/embed/" not in path and "/api/" not in path:
        page.locator("html[data-ready='true']").wait_for(state="attached")
    page.wait_for_timeout(300)
    assert_safe(page, asked, dashboard)


def test_interactive_charts_and_controls_work_under_the_policy(context, dashboard) -> None:
    page, asked = watched(context())
    page.goto(dashboard + "/fi/kajaani/indicator/daily-smoking")
    page.locator("html[data-ready='true']").wait_for(state="attached")
    charts = page.locator("button.explore").all()
    for button in charts:
        if button.is_visible():
            button.press("Enter")
    for number in range(len(charts)):  # wait_for_function would itself need eval, which the policy forbids
        page.locator(".js-plotly-plot").nth(number).locator(".main-svg").first.wait_for(timeout=60_000)
    page.locator(".js-plotly-plot").first.hover()
    assert page.locator(".modebar-btn").count() == 0, "no button sends a chart to a cloud"
    assert page.get_by_text("Share chart").count() == 0
    with page.expect_download() as download:
        page.locator("a[href*='trend.png']").first.click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.locator("#area").fill("Kuopio")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/fi/kuopio/**")
    assert_safe(page, asked, dashboard)


def test_the_dashboard_is_in_no_frame_and_an_embed_is_in_any(context, dashboard) -> None:
    page, _ = watched(context())
    for path, shown in (("/fi/kajaani", False), ("/embed/fi/kajaani/daily-smoking/trend", True)):
        page.set_content(f'<iframe src="{dashboard}{path}" width="600" height="600"></iframe>')
        page.wait_for_timeout(1000)
        frame = page.frames[1]
        assert (frame.url == dashboard + path and frame.locator("h1, h2").count() > 0) is shown


def test_an_inline_script_would_not_run(context, dashboard) -> None:
    page, _ = watched(context())
    page.goto(dashboard + "/fi/sources")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    page.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); })()"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert any("script-src" in each for each in page.evaluate("window.violations"))


def test_the_demo_page_shows_four_charts_of_one_host_without_inner_scroll_bars(context, dashboard) -> None:
    page, asked = watched(context(viewport={"width": 600, "height": 900}))
    page.goto(f"{DEMO.as_uri()}?server={dashboard}")
    for frame in page.locator("iframe").all():
        page.wait_for_function(SEEN, arg=frame.element_handle())
        frame.content_frame.locator("h1, h2").first.wait_for(state="attached")
    scrolling = [each.evaluate("document.documentElement.scrollHeight > innerHeight") for each in page.frames[1:]]
    assert scrolling == [False] * 4
    assert page.context.cookies() == []
    asked_by_frames = {urlsplit(url).netloc for url in asked if url.startswith("http")}
    assert asked_by_frames <= {urlsplit(dashboard).netloc, "127.0.0.1:8050"}, "the file's own server, until it is told another"
