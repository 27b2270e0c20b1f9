"""A meeting in Chromium: run by keyboard alone, on with the server gone, readable from ten metres, printed, accessible."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from data_sources.store import Store, open_store
from tests.browser.conftest import screenshot, served
from tests.dashboard.meeting import fill

pytestmark = pytest.mark.browser

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
PRESENT = "/fi/kajaani/present"
SCREENS = [(1920, 1080), (1280, 800), (1024, 768)]
SHARES = """() => [...document.querySelectorAll('.slide')].map(slide => {
  for (const each of document.querySelectorAll('.slide')) each.classList.toggle('current', each === slide);
  const drawn = [...slide.querySelectorAll('.drawing svg')].filter(svg => svg.getClientRects().length);
  const sizes = drawn.flatMap(svg => [...svg.querySelectorAll('text')].map(
    text => text.getAttribute('font-size') * svg.getScreenCTM().d));
  return {id: slide.id, type: Math.min(...sizes, innerHeight) / innerHeight,
    headline: parseFloat(getComputedStyle(slide.querySelector('h2')).fontSize) / innerHeight,
    over: Math.max(slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth)};
})"""
SERVER = """
import sys, waitress
from app import build_app
from data_sources.settings import read_settings
from data_sources.store import open_store
server = waitress.create_server(build_app(read_settings({}), open_store(sys.argv[1])).server, host="127.0.0.1", port=0)
print(server.effective_port, flush=True)
server.run()
"""


@pytest.fixture
def meeting(context: Callable[..., BrowserContext], dashboard: str) -> Callable[..., Page]:
    """Open a presentation; console errors end up in `page.faults`."""

    def open_page(path: str = PRESENT, width: int = 1280, height: int = 720, **options: object) -> Page:
        page = context(viewport={"width": width, "height": height}, **options).new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(dashboard + path)
        return page

    return open_page


@pytest.fixture
def small_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        yield fill(store)


def shown(page: Page) -> str:
    """The slides on the screen, by their ids."""
    return page.evaluate("[...document.querySelectorAll('.slide')].filter(e => e.getClientRects().length).map(e => e.id).join()")


def ids(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.slide')].map(slide => slide.id)")


def test_a_whole_meeting_by_keyboard_alone(meeting):
    page = meeting()
    slides = ids(page)
    assert len(slides) > 20
    for key, place in zip(("ArrowRight", "PageDown", " ", "ArrowDown"), slides[1:], strict=False):
        page.keyboard.press(key)
        assert shown(page) == place
    for number, place in enumerate(slides[5:], 5):
        page.keyboard.press("PageDown")
        assert shown(page) == place
        expect(page.locator("#said")).to_contain_text(f"Dia {number + 1}/{len(slides)}: ")
        assert page.url.endswith(f"#{place}")
    page.keyboard.press("PageDown")
    assert shown(page) == slides[-1]
    for key, place in (("Home", 0), ("ArrowLeft", 0), ("End", -1), ("PageUp", -2), ("Shift+Space", -3), ("ArrowUp", -4)):
        page.keyboard.press(key)
        assert shown(page) == slides[place]
    page.keyboard.type("12")
    expect(page.locator(".place")).to_have_text("12 …")
    page.keyboard.press("Enter")
    assert shown(page) == slides[11]
    page.go_back()
    assert shown(page) == slides[-4]
    page.go_forward()
    assert shown(page) == slides[11]
    page.reload()
    assert shown(page) == slides[11]
    assert page.faults == []


def test_keys_of_help_black_notes_theme_and_full_screen(meeting):
    page = meeting(f"{PRESENT}?theme=light#overview")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert shown(page) == "overview"
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".black")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".black")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator("#overview .notes li").first).to_be_visible()
    page.set_viewport_size({"width": 1024, "height": 240})  # notes that do not fit scroll by the keys that else turn slides
    page.keyboard.press("ArrowDown")
    assert shown(page) == "overview"
    assert page.evaluate("document.querySelector('#overview .notes').scrollTop") > 0
    page.keyboard.press("Escape")
    expect(page.locator("#overview .notes")).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    assert page.faults == []


def test_the_bar_is_reached_by_tab_and_its_buttons_keep_their_keys(meeting):
    page = meeting()
    slides = ids(page)
    page.get_by_role("button", name="Seuraava dia").focus()
    page.keyboard.press("Enter")
    page.keyboard.press(" ")
    assert shown(page) == slides[2]
    expect(page.get_by_role("button", name="Seuraava dia")).to_be_focused()
    expect(page.locator(".place")).to_have_text(f"3 / {len(slides)}")


def test_the_bar_hides_when_nobody_moves_and_comes_back(meeting):
    page = meeting()
    expect(page.locator("body")).to_have_class("idle", timeout=6000)
    page.mouse.move(200, 200)
    expect(page.locator("body")).not_to_have_class("idle")


@pytest.mark.usefixtures("small_store")
def test_the_meeting_goes_on_when_the_server_stops(context, tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", SERVER, url], stdout=subprocess.PIPE, text=True, env=environment) as server:
        base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        page = context(viewport={"width": 1280, "height": 720}).new_page()
        page.goto(base + PRESENT)
        slides = ids(page)
        page.keyboard.press("PageDown")
        server.kill()
        server.wait()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(base)
    for place in slides[2:]:
        page.keyboard.press("PageDown")
        assert shown(page) == place
        assert page.locator(f"#{place} h2").is_visible()
    page.keyboard.press("Home")
    page.go_back()
    assert shown(page) == slides[-1]
    page.get_by_text("Lisää", exact=True).click()
    page.get_by_role("link", name="PowerPoint").click()
    expect(page.locator(".making")).to_contain_text("Tiedostoa ei voitu tehdä")
    assert shown(page) == slides[-1]


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_type_is_readable_from_ten_metres_and_nothing_is_cut(meeting, width, height):
    for path in (PRESENT, "/sv/kainuun-hyvinvointialue/present"):
        page = meeting(path, width, height)
        for slide in page.evaluate(SHARES):
            assert slide["type"] >= 0.022, slide
            assert slide["headline"] >= 0.04, slide
            assert slide["over"] <= 1, slide


def test_a_swipe_turns_the_slide_on_a_phone(meeting):
    page = meeting(PRESENT, 375, 700, has_touch=True)
    session = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 300), ("touchMove", 150), ("touchEnd", None)):
        points = [] if x is None else [{"x": x, "y": 300}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_function("location.hash === '#overview'")
    assert shown(page) == "overview"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [1440, 768, 375])
@pytest.mark.parametrize("path", [PRESENT, f"{PRESENT}#closing", f"{PRESENT}?theme=dark#overview", f"{PRESENT}/choose"])
def test_axe_finds_nothing(meeting, path, width):
    page = meeting(path, width, 900)
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    screenshot(page, f"present-{path.rpartition('/')[2].replace('#', '-')}-{width}")


def test_without_javascript_all_slides_stand_below_one_another(meeting):
    page = meeting(java_script_enabled=False)
    assert page.locator(".slide h2").last.is_visible()
    assert page.locator(".buttons").is_hidden()
    page.get_by_text("Lisää", exact=True).click()
    page.get_by_role("link", name="Valitse sisältö").click()
    page.get_by_role("spinbutton", name=re.compile("^Paikka Elinvoima$")).fill("0")
    page.get_by_role("button", name="Näytä esitys").click()
    assert re.search(r"/present\?slides=vitality\.", page.url)


def test_choosing_by_moving_and_ticking(meeting):
    page = meeting(f"{PRESENT}/choose")
    first = page.locator(".priority").first.get_attribute("data-name")
    page.get_by_role("button", name=f"Siirrä alas: {first}", exact=True).click()
    expect(page.get_by_role("button", name=f"Siirrä alas: {first}", exact=True)).to_be_focused()
    for group in page.locator(".priority").all()[2:]:
        group.get_by_role("checkbox").first.uncheck()
    assert page.locator(".priority").nth(2).get_by_role("checkbox", checked=True).count() == 0
    page.get_by_role("button", name="Näytä esitys").click()
    page.wait_for_url("**/present?slides=*")
    priorities = page.locator(".slide.priority")
    assert [each.get_attribute("id") for each in priorities.all()] == ["culture", "safe-surroundings"]
    assert page.faults == []


def test_print_has_a_sheet_for_each_slide(meeting):
    page = meeting()
    pdf = page.pdf(prefer_css_page_size=True, tagged=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == len(ids(page))
    assert b"/StructTreeRoot" in pdf


def test_a_priority_area_prints_as_a_tagged_pdf_with_its_source_on_every_sheet(opened, tmp_path):
    page = opened("/fi/kajaani/priority/participation")
    path = tmp_path / "participation.pdf"
    page.pdf(path=path, prefer_css_page_size=True, tagged=True)
    assert b"/StructTreeRoot" in path.read_bytes()
    assert b"/Lang (fi)" in path.read_bytes()
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--page-source')").startswith('"Lähde: ')
    page.emulate_media(media="print")
    for control in (".controls", ".present-link", ".languages", ".tags"):
        assert page.locator(control).count() == 0 or page.locator(control).first.is_hidden(), control


def test_a_small_plan_is_presented_too(context, small_store):
    with served(small_store) as address:
        page = context(viewport={"width": 1280, "height": 720}).new_page()
        page.goto(f"{address}/en/kajaani/present?plan=meeting&slides=work.obesity.trend")
        assert ids(page) == ["start", "overview", "work", "obesity-trend", "closing"]
        page.keyboard.press("4")
        page.keyboard.press("Enter")
        expect(page.locator("#obesity-trend")).to_contain_text("There are no values for this chart.")
