"""Embeds in Chromium: four charts on a page of another origin, keyboard reading, heights, and the dialog that gives the code."""

from __future__ import annotations

import html
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import screenshot

pytestmark = pytest.mark.browser

KINDS = ("trend", "groups", "gap", "target")
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
EMBED = "/embed/fi/kajaani/daily-smoking"
OVERFLOW = "[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
TALL = 6000


def codes(dashboard: str, kind: str) -> dict[str, str]:
    """The codes that the dashboard gives a web editor."""
    with urllib.request.urlopen(f"{dashboard}{EMBED}/{kind}/code") as answer:  # noqa: S310  # our own server
        page = answer.read().decode()
    return {
        name: html.unescape(code) for name, code in re.findall(r'<textarea id="([^"]+)".*?>(.*?)</textarea>', page, re.DOTALL)
    }


@contextmanager
def host_page(body: str) -> Iterator[str]:
    """Serve a page on another origin than the dashboard's; give its address."""
    document = f'<!DOCTYPE html><html lang="fi"><title>Kunta</title><body style="margin:0"><main><h1>Kunta</h1>{body}</main>'

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                self.wfile.write(document.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def host(dashboard: str) -> Iterator[str]:
    with host_page("".join(f"<p>Teksti.</p>{codes(dashboard, kind)['code']}" for kind in KINDS)) as address:
        yield address


def frames(page: Page) -> list[Frame]:
    return [frame for frame in page.frames if "/embed/" in frame.url]


def settled(page: Page) -> None:
    """Wait until every frame has the height of what is in it."""
    page.wait_for_function("[...document.querySelectorAll('iframe')].every(frame => /^\\d+px$/.test(frame.style.height))")
    page.wait_for_timeout(200)


def opened_host(context, host: str, width: int, **options: object) -> Page:
    page = context(viewport={"width": width, "height": TALL}, **options).new_page()
    page.faults, page.hosts = [], set()
    page.on("console", lambda message: page.faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.hosts.add(request.url.split("/")[2]))
    page.goto(host)
    return page


@pytest.mark.parametrize("width", [320, 600, 1000])
def test_four_charts_on_another_site_fit_and_ask_one_host(context, host, dashboard, width):
    page = opened_host(context, host, width)
    settled(page)
    shown = frames(page)
    assert len(shown) == len(KINDS)
    for frame in shown:
        assert frame.evaluate(OVERFLOW) == [0, 0], "a frame has a scroll bar"
        assert frame.locator(".drawing svg:visible").count() == 1
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, results.generate_report()
    assert page.hosts == {host.split("/")[2], dashboard.split("/")[2]}
    assert page.context.cookies() == []
    assert page.faults == []
    screenshot(page, f"embeds-{width}")


def test_the_height_of_a_frame_follows_its_table(context, host):
    page = opened_host(context, host, 600)
    settled(page)
    frame, element = frames(page)[0], page.locator("iframe").first
    folded = element.bounding_box()["height"]
    frame.locator("summary").click()
    page.wait_for_timeout(300)
    assert element.bounding_box()["height"] > folded + 100
    assert frame.evaluate(OVERFLOW) == [0, 0]
    frame.locator("summary").click()
    page.wait_for_timeout(300)
    assert element.bounding_box()["height"] == folded


@pytest.mark.parametrize("width", [320, 600, 1000])
def test_a_frame_without_a_script_is_high_enough_at_every_width(context, dashboard, width):
    with host_page("".join(codes(dashboard, kind)["code-without-script"] for kind in KINDS)) as address:
        page = opened_host(context, address, width, java_script_enabled=False)
        page.wait_for_timeout(500)
        for frame in frames(page):
            page_box = frame.locator("main").bounding_box()
            frame_box = frame.frame_element().bounding_box()
            assert page_box["height"] <= frame_box["height"]
            expect(frame.locator("h1")).to_be_visible()
            expect(frame.locator(".drawing svg:visible")).to_have_count(1)
            expect(frame.locator(".reader")).to_be_hidden()


def test_without_javascript_the_table_opens_too(context, dashboard):
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{dashboard}{EMBED}/trend")
    page.locator("summary").click()
    expect(page.locator("table")).to_contain_text("Kajaani")
    expect(page.locator(".source")).to_be_visible()


def read_out(page: Page) -> str:
    return page.locator(".reader output").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_points_are_read_by_keyboard(opened):
    page = opened(f"{EMBED}/trend", ready=False)
    slider = page.get_by_role("slider", name="Lue pisteet")
    slider.focus()
    assert re.fullmatch(r"Kajaani, 2024: \d+,\d %.*", read_out(page))
    page.keyboard.press("ArrowLeft")
    assert read_out(page).startswith("Kajaani, 2022: ")
    page.keyboard.press("Home")
    assert read_out(page).startswith("Kajaani, 2012: ")
    page.keyboard.press("ArrowDown")
    assert read_out(page).startswith("Kainuun hyvinvointialue, 2012: ")
    page.keyboard.press("End")
    assert read_out(page).startswith("Kainuun hyvinvointialue, 2024: ")
    page.keyboard.press("ArrowUp")
    assert read_out(page).startswith("Kajaani, 2024: ")
    assert page.locator(".reader output").get_attribute("aria-live") == "polite"
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"Kajaani, 2024: \d+,\d.%"))
    assert page.faults == []


def ring_and_point(page: Page, point: str) -> list[tuple[float, float]]:
    """Return the middles of the mark and of a point that is on screen."""
    places = [page.locator(f"svg:visible {which}").first.bounding_box() for which in (".reading-mark", point)]
    return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in places]


def test_the_mark_moves_to_the_drawing_that_is_shown(opened):
    page = opened(f"{EMBED}/trend", ready=False, width=1000)
    page.locator(".reader input").focus()
    page.keyboard.press("Home")
    for width in (1000, 600, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        ring, point = ring_and_point(page, ".series.focus .point")
        assert ring == pytest.approx(point, abs=1)


def test_no_key_is_taken_from_the_page_elsewhere(opened):
    page = opened(f"{EMBED}/trend", ready=False, width=320)
    page.set_viewport_size({"width": 320, "height": 300})
    before = read_out(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 0
    assert read_out(page) == before


def test_points_are_read_by_pointer_and_touch(opened):
    page = opened(f"{EMBED}/groups", ready=False)
    page.locator("svg:visible .series.focus .point").nth(2).hover()
    assert read_out(page).startswith("Kajaani, Miehet: ")
    assert page.locator(".reader output").get_attribute("aria-live") == "off"
    expect(page.locator("svg:visible .reading-mark")).to_have_count(1)


@pytest.mark.parametrize(("scheme", "theme", "paper"), [("dark", "auto", (20, 25, 28)), ("dark", "light", (255, 255, 255))])
def test_colours_follow_the_reader_unless_told_otherwise(opened, scheme, theme, paper):
    page = opened(f"{EMBED}/trend?theme={theme}", ready=False, color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == f"rgb{paper}"
    assert Axe().run(page, options=WCAG).violations_count == 0


def test_larger_type_of_the_reader_makes_the_drawings_type_larger(opened):
    page = opened(f"{EMBED}/trend", ready=False, width=900)
    height = """[...document.querySelectorAll('.drawing text')].map(each => each.getBoundingClientRect().height).find(Boolean)"""
    before = page.evaluate(height)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(height) > 1.4 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= 900


def test_the_dialog_gives_the_code_by_keyboard_and_returns_the_focus(opened):
    page = opened("/fi/kajaani/indicator/daily-smoking")
    link = page.locator("#mount a.embed").first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Upota kuvio")
    expect(dialog).to_be_visible()
    code = page.frame_locator("dialog iframe")
    code.locator("select[name=theme]").select_option("dark")
    code.get_by_role("button", name="Päivitä esikatselu ja koodit").click()
    expect(code.locator("#code")).to_have_value(re.compile("theme=dark"))
    button = code.get_by_role("button", name="Kopioi: Koodi", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(code.locator("output").first).to_have_text("Kopioitu.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "embed"
    assert page.faults == []


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_of_the_code_is_accessible_and_needs_no_script(context, dashboard, language, width):
    page = context(viewport={"width": width, "height": 900}).new_page()
    page.goto(f"{dashboard}/embed/{language}/kajaani/daily-smoking/trend/code")
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    plain = context(java_script_enabled=False).new_page()
    plain.goto(page.url)
    plain.locator("select[name=table]").select_option("open")
    plain.locator("form button").click()
    expect(plain.locator("#code")).to_contain_text("table=open")
    expect(plain.locator("button.copy").first).to_be_hidden()


def test_without_javascript_the_dialogs_link_leads_to_its_page(context, dashboard):
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{dashboard}/fi/kajaani/indicator/daily-smoking")
    page.locator("a.embed").first.click()
    expect(page).to_have_url(re.compile(r"/embed/fi/kajaani/daily-smoking/trend/code$"))
