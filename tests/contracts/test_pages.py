"""Every page, found automatically: its row, content in every language and place among the addresses; and a page made here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from flask.testing import FlaskClient
from lxml import html as lxml_html

import dashboard.pages
from app import build_app
from dashboard.addresses import reading
from dashboard.addresses.pages import CONTROLS, Page, read_pages
from dashboard.addresses.parameters import PARAMETERS
from dashboard.pages import page_modules
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.meeting import TODAY, fill
from tests.languages import LANGUAGES

AREAS = ("kajaani", "sottunga")
"""An area with a plan of its own, and one without."""
VALUES = {"indicator": "daily-smoking", "priority": "lifestyle"}
PRIORITIES = {"kajaani": "health"}
"""Where an area's plan has not the priority area of VALUES, one that it has."""


def address_of(page: Page, language: str, area: str) -> str:
    values = {"language": language, "area": area, **VALUES, "priority": PRIORITIES.get(area, VALUES["priority"])}
    return page.address(values) + ("" if "area" in page.variables else f"?area={area}")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[Store]:
    with new_store(tmp_path_factory.mktemp("pages") / "store.sqlite") as opened:
        yield fill(opened)


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return client_of(store)


def client_of(store: Store) -> FlaskClient:
    return build_app(read_settings({}), store, lambda: TODAY).server.test_client()


def shown(client: FlaskClient, address: str) -> lxml_html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return lxml_html.fromstring(answer.text).get_element_by_id("static-page")


@pytest.mark.parametrize("name", page_modules())
def test_a_page_answers_in_every_language_for_every_area(client: FlaskClient, name: str) -> None:
    for area in AREAS:
        titles = set()
        for language in LANGUAGES:
            page = shown(client, address_of(read_pages()[name], language, area))
            (heading,) = page.iter("h1")
            (main,) = page.iter("main")
            assert heading in main.iterdescendants()
            titles.add(heading.text_content())
        assert all(titles)


@pytest.mark.parametrize("name", page_modules())
def test_a_page_passes_over_a_parameter_that_it_does_not_know(client: FlaskClient, name: str) -> None:
    page = read_pages()[name]
    address = address_of(page, "en", "kajaani")
    mark = "&" if "?" in address else "?"
    plain = client.get(address)
    assert plain.status_code == 200
    for unknown in ("fbclid", *(PARAMETERS.keys() - set(page.parameters))):
        answer = client.get(f"{address}{mark}{unknown}=1")
        assert (answer.status_code, answer.text) == (200, plain.text)


@pytest.mark.parametrize("name", page_modules())
def test_a_page_shows_the_controls_of_its_row(client: FlaskClient, name: str) -> None:
    page = shown(client, address_of(read_pages()[name], "en", "kajaani"))
    found = [control for control in CONTROLS if page.find_class(f"control-{control}")]
    assert found == [control for control in CONTROLS if control in read_pages()[name].controls]


@pytest.mark.parametrize("name", page_modules())
def test_a_page_is_in_the_navigation_or_stands_for_one_thing_of_an_area(client: FlaskClient, name: str) -> None:
    row = read_pages()[name]
    if row.navigation is None:
        assert row.variables - {"language", "area"}, f"nothing leads to {name}: give its PAGE a navigation"
        return
    start = shown(client, "/en/kajaani")
    (part,) = start.find_class("pages") if row.navigation.part == "header" else start.iter("footer")
    links = {link.text_content(): link.get("href") for link in part.iter("a")}
    assert links[row.navigation.label].partition("?")[0] == row.address({"language": "en", "area": "kajaani"})


def test_no_two_pages_have_one_place_or_one_path() -> None:
    rows = read_pages().values()
    places = [(row.navigation.part, row.navigation.place) for row in rows if row.navigation]
    assert len(set(places)) == len(places)
    assert len({row.path for row in rows}) == len(rows)


def test_names_of_pages_are_no_slugs() -> None:
    fixed = {part for page in read_pages().values() for part in page.path.split("/") if part and not part.startswith("<")}
    assert "differences" in fixed
    assert not fixed & ({area.slug for area in read_areas()} | read_areas().former.keys())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A second folder of pages."""
    caches = (page_modules, read_pages, reading.addresses)
    monkeypatch.setattr(dashboard.pages, "__path__", [*dashboard.pages.__path__, str(tmp_path)])
    for each in caches:
        each.cache_clear()
    yield tmp_path
    for each in caches:
        each.cache_clear()
    for file in tmp_path.glob("*.py"):
        sys.modules.pop(f"{dashboard.pages.__name__}.{file.stem}", None)


def test_a_new_page_is_one_file(store: Store, folder: Path) -> None:
    (folder / "hours.py").write_text(
        dedent("""
        from dashboard.addresses.pages import Navigation, Page
        from dashboard.components import html

        PAGE = Page("/<language>/<area>/hours", parameters=("area", "plan"), controls=("area",),
                    navigation=Navigation(9, "Hours"))

        def title(context):
            return "Opening hours"

        def content(context):
            return [html.H1(title(context)), html.P(context.view.url)]
        """)
    )
    client = client_of(store)
    page = shown(client, "/sv/kuopio/hours?plan=own")
    assert [each.text_content() for each in page.iter("h1", "p")][:2] == ["Opening hours", "/sv/kuopio/hours?plan=own"]
    assert page.find_class("control-area")
    assert "/sv/kuopio/hours" in [link.get("href") for link in shown(client, "/sv/kuopio").iter("a")]
    assert client.get("/sv/kuopio/hours?plan=own&compare=suomi").text == client.get("/sv/kuopio/hours?plan=own").text


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ("", "bare.py lacks PAGE, title, content"),
        ("PAGE = 1\ndef title(context): ...\n", "bare.py lacks content"),
        (
            "from dashboard.addresses.pages import Page\nPAGE = Page('/<language>/bare', parameters=('area', 'colour'))",
            "the page /<language>/bare has parameters colour; there are area, compare",
        ),
        (
            "from dashboard.addresses.pages import Page\nPAGE = Page('/<language>/bare', controls=('month',))",
            "the page /<language>/bare has controls month; there are area, indicator",
        ),
    ],
)
def test_what_a_page_lacks_is_said_at_the_start(store: Store, folder: Path, source: str, lacks: str) -> None:
    (folder / "bare.py").write_text(source)
    with pytest.raises(CatalogueError) as caught:
        client_of(store)
    assert lacks in str(caught.value)
