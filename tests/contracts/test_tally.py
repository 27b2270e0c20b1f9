"""The four numbers of every shipped plan are the same on page, slide, in report, workbook and API; whose they are is said."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from flask.testing import FlaskClient
from lxml import html as lxml_html

from app import build_app
from dashboard.addresses.reading import read_view
from dashboard.deck import read_choice, read_deck
from dashboard.monitoring.goal import goal_text
from dashboard.monitoring.tally import State, Tally, tally
from dashboard.monitoring.tally_text import tally_sentence
from dashboard.office import file_name
from dashboard.office.report import report
from dashboard.office.workbook import workbook
from dashboard.queries.context import Context
from dashboard.queries.plans import read_plan
from dashboard.renderers.xlsx import HEAD_ROW
from dashboard.text import text_for
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import Period
from data_sources.plan_files.files import write_plan_file
from data_sources.plan_files.moving import import_plan
from data_sources.plan_files.shipped import read_shipped_plans
from data_sources.plans import DEFAULT_KEY, Objective, StatedTarget
from data_sources.settings import read_settings
from data_sources.store import Store, open_store
from tests.builders import plan_of_every_kind
from tests.dashboard.meeting import PLAN, TODAY, fill, target
from tests.languages import LANGUAGES

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
WORDED = ("range", "relative", "change", "gap")
"""Kinds of target whose chart says them as tables do."""
NOW = datetime(2026, 1, 2, tzinfo=UTC)
COUNTYS = ("kainuu-2026-2029", "sotkamo")
"""A county's plan seen from a municipality that follows it."""
TARGETS = len(read_shipped_plans()[COUNTYS[0]].targets)
PLANS = [
    *((plan.key, read_areas().by_code[plan.area].slug) for plan in read_shipped_plans().values() if plan.key != DEFAULT_KEY),
    COUNTYS,
]
NAMES = ("good", "behind", "uncertain", "open", "total")

STATES = ".//div[@class='outlook']/section[@class='reach']"
"""The section of a page with every target by its state."""


@pytest.fixture(scope="module")
def client(sample_store: Store) -> FlaskClient:
    return build_app(read_settings({}), sample_store, lambda: TODAY).server.test_client()


@contextmanager
def context_of(store: Store, plan: str, area: str, language: str = "en") -> Iterator[Context]:
    with store.snapshot() as snapshot:
        yield Context(read_view(f"/{language}/{area}", f"plan={plan}", area), snapshot, text_for(language), TODAY)


def page_of(client: FlaskClient, address: str) -> lxml_html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return lxml_html.fromstring(answer.text).get_element_by_id("static-page")


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows_by_state(file: bytes) -> Counter[str]:
    """Return how many rows of the plan's sheet are counted in each state."""
    heads, *rows = openpyxl.load_workbook(io.BytesIO(file)).worksheets[0].iter_rows(min_row=HEAD_ROW, values_only=True)
    place = heads.index("Counted as")
    return Counter(row[place].lower() for row in rows if row[place])


@pytest.mark.slow
@pytest.mark.parametrize(("plan", "area"), PLANS)
def test_page_slide_report_workbook_and_api_give_the_same_four_numbers(sample_store, client, plan, area) -> None:
    assert same_numbers(sample_store, client, plan, area).total > 10


def test_targets_that_no_indicator_measures_and_two_of_one_indicator_are_counted_everywhere(tmp_path, new_store) -> None:
    years = Period(2026, 2029)
    done = StatedTarget("strategy", {"en": "The strategy is approved"}, "KU205", years, done=True)
    planned = StatedTarget("survey", {"en": "The survey is repeated"}, "KU205", years, planned=True)
    health, *others = PLAN.areas
    again = Objective("again", {"en": "Again"}, targets=(target("loneliness", 10.0, 9.0),), stated=(done, planned))
    plan = replace(PLAN, areas=(replace(health, objectives=(*health.objectives, again)), *others))
    with new_store(tmp_path / "store.sqlite") as store:
        fill(store, plan)
        client = build_app(read_settings({}), store, lambda: TODAY).server.test_client()
        counted = same_numbers(store, client, "meeting", "kajaani")
        stated = client.get("/api/v1/plans/meeting").get_json()["priorities"][0]["objectives"][1]["stated"]
        page = words(page_of(client, "/en/kajaani/priority/health?plan=meeting"))
    assert counted == Tally(good=1, behind=1, uncertain=2, open=1)
    assert [(each["id"], each["state"]) for each in stated] == [("strategy", "going well"), ("survey", "open")]
    assert "The strategy is approved2029 met" in page


def same_numbers(store: Store, client: FlaskClient, plan: str, area: str) -> Tally:
    """Compare the numbers of every form, and return them."""
    with context_of(store, plan, area) as context:
        view, text = read_plan(context), context.text
        counted = tally(progress for priority in view.priorities for progress in priority.progresses)
        sentence = tally_sentence(view.objectives, context.view.area, text)
        deck = read_deck(context, read_choice(""))
        without_charts = read_choice(",".join(priority.priority.id for priority in view.priorities))
        document = Document(io.BytesIO(report(context, without_charts)))
        book = workbook(context, without_charts)

    page = page_of(client, f"/en/{area}?plan={plan}")
    assert f"{sentence}." in words(page)
    folds = [each.text_content().rsplit(": ", 1) for each in page.xpath(f"{STATES}//summary")]
    assert {name.lower(): int(count) for name, count in folds} == {
        state: getattr(counted, name) for state, name in zip(State, NAMES, strict=False) if getattr(counted, name)
    }

    overview = deck.slides[1]
    assert overview.title == sentence
    assert sum(line.count or 0 for line in overview.lines) == counted.total

    assert any(paragraph.text.startswith(f"{sentence}.") for paragraph in document.paragraphs)
    (by_status,) = (table for table in document.tables if table.rows[0].cells[1].text == "Number")
    assert sum(int(row.cells[1].text) for row in list(by_status.rows)[1:]) == counted.total

    assert rows_by_state(book) == Counter({str(state): getattr(counted, name) for state, name in zip(State, NAMES, strict=False)})
    answer = client.get(f"/api/v1/plans/{plan}?area={area}").get_json()
    assert answer["tally"] == {name: getattr(counted, name) for name in NAMES}
    parts = [priority["tally"] for priority in answer["priorities"]]
    assert answer["tally"] == {name: sum(part[name] for part in parts) for name in NAMES}
    assert sum(sum(priority["statuses"].values()) for priority in answer["priorities"]) == counted.total
    return counted


def test_a_countys_statuses_are_the_countys_in_every_form(sample_store, client) -> None:
    plan, area = COUNTYS
    whose = "The Kainuu wellbeing services county's"
    with context_of(sample_store, plan, area) as context:
        choice = read_choice("lifestyle")
        deck, document = read_deck(context, choice), Document(io.BytesIO(report(context, choice)))
        book = openpyxl.load_workbook(io.BytesIO(workbook(context, choice)))
        name = file_name(context, "docx")
    assert name == "kainuun-hyvinvointialue-wellbeing-2026-sotkamo-en.docx"
    assert deck.area == deck.slides[0].title == f"{whose} plan, values for Sotkamo"
    assert deck.slides[1].title.startswith(f"{whose} {TARGETS} targets: ")
    assert "Kainuu" in deck.slides[2].title
    assert document.core_properties.title == f"Follow-up of {whose[0].lower()}{whose[1:]} plan 2026, values for Sotkamo"
    assert book.properties.title == f"{whose} plan, values for Sotkamo"
    assert all(any(whose in str(row[0]) for row in sheet.iter_rows(max_row=4, values_only=True)) for sheet in book)
    assert client.get(f"/api/v1/plans/{plan}?area={area}").get_json()["statuses_of"] == "HVA20"


@pytest.mark.parametrize(
    ("language", "own", "countys", "heading", "counts"),
    [
        ("en", "Sotkamo's own values", "The Kainuu wellbeing services county's", "plan", "better"),
        ("fi", "Sotkamon omat luvut", "Kainuun hyvinvointialueen", "suunnitelman painopistealueet", "parempaa"),
        ("sv", "Sotkamos egna siffror", "Kajanalands välfärdsområdes", "plan", "bättre"),
    ],
)
def test_the_page_leads_with_the_areas_own_values_and_counts_the_countys_under_its_name(
    client, language, own, countys, heading, counts
) -> None:
    page = page_of(client, f"/{language}/sotkamo")
    first, *others = [words(each) for each in page.xpath(".//h2")]
    assert first == own
    assert any(heading in each and countys[4:] in each for each in others)
    assert counts in words(page.xpath(".//header//section[@class='own-values']")[0])
    sentences = [words(each) for each in page.xpath(".//p[@class='tally']")]
    assert len(sentences) == 8
    assert all(each.startswith(countys) for each in sentences)


def test_beside_each_of_the_countys_statuses_is_the_areas_own_newest_value_or_that_it_has_none(client) -> None:
    lines = [words(each) for each in page_of(client, "/en/sotkamo").xpath(f"{STATES}//li//span[@class='instead']")]
    assert len(lines) == TARGETS
    assert any(line.startswith("Sotkamo: ") for line in lines)
    assert "no value for Sotkamo" in lines
    page = page_of(client, "/en/sotkamo/priority/lifestyle")
    assert words(page.xpath(".//h1")[0])
    assert "Kainuu wellbeing, health and safety plan" in words(page.xpath(".//p[@class='eyebrow']")[0])
    assert "no value for Sotkamo" in words(page.xpath(".//table")[0])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_target_goes_from_a_workbook_into_every_form(tmp_path, sample_store, language) -> None:
    plan, text = plan_of_every_kind(), text_for(language)
    shutil.copy(Path(str(sample_store._engine.url.database)), tmp_path / "store.sqlite")
    write_plan_file(plan, tmp_path / "plan.xlsx", language)
    goals = {goal_text(each, read_indicators()[each.indicator], text) for each in plan.targets.values()}
    goals |= {text.name(each.name) for each in plan.stated.values()}
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        import_plan(store, tmp_path / "plan.xlsx", NOW)
        client = build_app(read_settings({}), store, lambda: TODAY).server.test_client()
        trees = [page_of(client, f"/{language}/kajaani/priority/{each.id}") for each in plan.areas]
        pages = [words(tree) for tree in trees]
        links = {link for tree in trees for link in tree.xpath(".//table[contains(@class, 'standings')]//th/a/@href")}
        drawn = [words(page_of(client, link)).replace(NO_BREAK_SPACE, " ") for link in sorted(links)]
        counted = client.get(f"/api/v1/plans/{plan.key}").get_json()
        with context_of(store, plan.key, "kajaani", language) as context:
            deck = read_deck(context, read_choice(""))
            without_charts = read_choice(",".join(each.id for each in plan.areas))
            written = Document(io.BytesIO(report(context, without_charts)))
            sheet = openpyxl.load_workbook(io.BytesIO(workbook(context, without_charts))).worksheets[0]
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    values = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    for form in (pages, cells, values):
        said = "\n".join(form).replace(NO_BREAK_SPACE, " ")
        assert [goal for goal in goals if goal.replace(NO_BREAK_SPACE, " ") not in said] == []
    assert counted["tally"]["total"] == len(plan.targets) + len(plan.stated)
    assert any(str(counted["tally"]["total"]) in slide.title for slide in deck.slides)
    shown = [
        goal_text(each, read_indicators()[each.indicator], text).replace(NO_BREAK_SPACE, " ") for each in plan.targets.values()
    ]
    in_charts = [goal for goal, each in zip(shown, plan.targets.values(), strict=True) if each.kind in WORDED]
    assert [goal for goal in in_charts if not any(f": {goal}" in page for page in drawn)] == []
    kinds = {each["target"]["kind"] for each in counted["standings"]}
    assert kinds == {each.kind for each in plan.targets.values()}
