"""The sample survey "Miten voit kainuulainen": made-up answers of Kainuu, the same on every machine."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from data_sources.areas import read_areas
from data_sources.formats.delimited import Value
from data_sources.own_tables.layout import label

FILE = Path(__file__).with_name("sample.toml")
COUNTY = "HVA20"


def sample_tables(language: str) -> dict[str, list[dict[str, Value]]]:
    """Return the rows of the sheets "indicators" and "figures", with texts in a language."""
    survey = tomllib.loads(FILE.read_text(encoding="utf-8"))
    values = [row for question in survey["question"] for row in _values(survey, question, language)]
    return {"indicators": [_indicator(survey, question, language) for question in survey["question"]], "figures": values}


def _indicator(survey: Mapping[str, Any], question: Mapping[str, Any], language: str) -> dict[str, Value]:
    texts = {f"{key}.{each}": text for key in ("name", "explanation") for each, text in question[key].items()}
    return {
        "indicator": question["id"],
        **texts,
        "theme": label("theme", question["theme"], language),
        "unit": label("unit", "%", language),
        "decimals": 1.0,
        "direction": label("direction", question["direction"], language),
        "interval": float(survey["years"][1] - survey["years"][0]),
        "publisher": survey["publisher"][language],
        "licence": survey["licence"],
        "sample": "x",
    }


def _values(survey: Mapping[str, Any], question: Mapping[str, Any], language: str) -> Iterator[dict[str, Value]]:
    """Yield answers by sex, age and education of each area; every sum agrees with its parts."""
    answers = [_answers(survey, question, year) for year in range(len(survey["years"]))]
    for (area, district), year in product(_areas(survey), range(len(answers))):
        mine = [cells for (town, part), cells in answers[year].items() if area in (town, COUNTY) and district in (part, "")]
        for dimension, category in [("", ""), *_categories(survey)]:
            chosen = [cells for each in mine for key, cells in each.items() if not dimension or category in key]
            said, asked = (sum(cell[place] for cell in chosen) for place in (0, 1))
            text = category if dimension == "age" or not category else label(dimension, category, language)
            yield {
                "indicator": question["id"],
                "area": read_areas().by_code[area].name[language],
                "district": district or None,
                **({dimension: text} if dimension else {}),
                "period": float(survey["years"][year]),
                "answers": float(said),
                "sample_size": float(asked),
            }


def _areas(survey: Mapping[str, Any]) -> list[tuple[str, str]]:
    town, parts = survey["districts"]["municipality"], survey["districts"]["shares"]
    return [(COUNTY, ""), *((each, "") for each in survey["respondents"]), *((town, part) for part in parts)]


def _categories(survey: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(dimension, category) for dimension, said in survey["groups"].items() for category in said]


def _answers(
    survey: Mapping[str, Any], question: Mapping[str, Any], year: int
) -> dict[tuple[str, str], dict[tuple[str, ...], tuple[int, int]]]:
    """Return answers and respondents by town and district, and by sex, age and education within them."""
    digest = hashlib.sha256(f"{question['id']}/{survey['years'][year]}".encode()).digest()
    random = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    groups, districts = survey["groups"], survey["districts"]
    found: dict[tuple[str, str], dict[tuple[str, ...], tuple[int, int]]] = {}
    for town, size in survey["respondents"].items():
        parts = districts["shares"] if town == districts["municipality"] else {"": 1.0}
        for part, share in parts.items():
            level = float(question["level"][year] * np.exp(random.normal(0, 0.12)))
            cells = {}
            for key in product(*(said for said in groups.values())):
                weight = float(np.prod([said[one]["share"] for said, one in zip(groups.values(), key, strict=True)]))
                asked = int(random.poisson(size * share * weight))
                ratio = float(np.prod([_ratio(question, said, one) for said, one in zip(groups.values(), key, strict=True)]))
                cells[key] = (int(random.binomial(asked, min(level * ratio, 0.97))), asked)
            found[town, part] = cells
    return found


def _ratio(question: Mapping[str, Any], said: Mapping[str, Any], category: str) -> float:
    own: float = question["ratios"].get(category, said[category]["ratio"] if question["direction"] == "lower" else 1.0)
    return own
