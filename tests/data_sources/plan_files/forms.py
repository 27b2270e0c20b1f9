"""A small plan for tests, and short ways to write it to files and read what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data_sources.errors import CatalogueError
from data_sources.model import TOTAL, Names, Period, PopulationGroup
from data_sources.plan_files.files import read_plan_file, write_plan_file
from data_sources.plans import Followed, Measure, Objective, Plan, PlanTarget, PriorityArea

OVER_75 = PopulationGroup.parse("age=75+")
GRADES = PopulationGroup.parse("school-stage=grades-8-9")


def texts(fi: str, sv: str = "", en: str = "") -> Names:
    return {language: text for language, text in {"fi": fi, "sv": sv, "en": en}.items() if text}


SMOKING = PlanTarget("smoking", "daily-smoking", TOTAL, "KU205", Period(2022, 2029), baseline=12.5, target=9.0, example=True)
TURNOUT = PlanTarget(
    "turnout", "municipal-election-turnout", TOTAL, "HVA20", Period(2021, 2029), baseline=48.1, direction="keep", tolerance=1.5
)
BREAKFAST = PlanTarget("breakfast", "pupils-no-breakfast", GRADES, "KU205", Period(2023, 2027))
VISITS = PlanTarget("visits", "school-health-care-visits", TOTAL, "KU205", Period(2023, 2029), target=1300.0, direction="higher")
QUIT = Measure(
    "quit-line",
    texts("Tupakasta vieroitus", "Rökavvänjning", "Help to quit"),
    responsible=texts("Terveydenhuolto", "Hälsovården", "Health care"),
    schedule=texts("2027", "2027", "2027"),
    tags=("prevention-of-illness", "working-age"),
)
LESS_SMOKING = Objective(
    "less-smoking",
    texts("Tupakointi vähenee", "Rökningen minskar", "Less smoking"),
    (QUIT,),
    (SMOKING, BREAKFAST),
    ("prevention-of-illness",),
    (Followed("loneliness", OVER_75), Followed("obesity")),
)
VOTES = Objective("votes", texts("Äänestäminen lisääntyy", "Fler röstar", "More people vote"), targets=(TURNOUT, VISITS))
PLAN = Plan(
    "kajaani-2026-2029",
    "KU205",
    2026,
    2029,
    texts("Hyvinvointisuunnitelma", "Välfärdsplan", "Wellbeing plan"),
    (
        PriorityArea("lifestyle", texts("Elintavat", "Levnadsvanor", "Lifestyle"), (LESS_SMOKING,)),
        PriorityArea("participation", texts("Osallisuus", "Delaktighet", "Participation"), (VOTES,)),
        PriorityArea("empty", texts("Tyhjä", "Tom", "Empty")),
    ),
    texts("Sujuva arki", "En smidig vardag", "A smooth life"),
)


def written(plan: Plan | None, path: Path, language: str = "fi") -> Path:
    """The plan in a file, which is returned."""
    write_plan_file(plan, path, language)
    return path


def changed(path: Path, change: Callable[[Workbook], object]) -> Path:
    """The workbook with a change made to it, as by a person."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def cell_of(sheet: Worksheet, heading: str, row: int) -> str:
    """The address of the cell under a heading: "C4"."""
    return next(f"{cell.column_letter}{row}" for cell in sheet[1] if str(cell.value).removesuffix(" *") == heading)


def faults_of(path: Path) -> list[str]:
    """Everything that reading the file complains of."""
    with pytest.raises(CatalogueError) as caught:
        read_plan_file(path)
    return str(caught.value).splitlines()
