"""A dashboard on loopback over sample data, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from app import build_app
from data_sources.settings import read_settings
from data_sources.store import Store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def served(store: Store) -> Iterator[str]:
    """Serve the dashboard over a store on a free port of loopback; give its address."""
    app = build_app(read_settings({}), store)
    server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def dashboard(sample_store: Store) -> Iterator[str]:
    with served(sample_store) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts and close them at the end of the test."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(browser.new_context(**options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def opened(context: Callable[..., BrowserContext], dashboard: str) -> Callable[..., Page]:
    """Open an address of the dashboard and wait until Dash has taken over; console errors end up in `page.faults`."""

    def open_page(path: str, width: int = 1440, *, ready: bool = True, **options: object) -> Page:
        page = context(viewport={"width": width, "height": 900}, **options).new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(dashboard + path)
        if ready:
            page.locator("html[data-ready='true']").wait_for(state="attached")
        return page

    return open_page


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of a page where the person who runs the tests asks for one."""
    folder = os.environ.get("HYTETAULU_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
