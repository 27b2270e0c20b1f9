"""A small store with a plan of its own, for tests of decks and presentations: every value can be checked by eye."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dashboard.addresses.reading import read_view
from dashboard.deck import Deck, read_choice, read_deck
from dashboard.queries.context import Context
from dashboard.text import text_for
from data_sources.model import TOTAL, Observation, ObservationStatus, Period, PopulationGroup
from data_sources.plan_files.shipped import install_plans
from data_sources.plans import Followed, Objective, Plan, PlanTarget, PriorityArea
from data_sources.store import Store
from tests.builders import origin

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TODAY = date(2026, 11, 21)
LOW, HIGH, WOMEN, MEN = (PopulationGroup.parse(text) for text in ("education=low", "education=high", "sex=female", "sex=male"))


def observation(
    indicator: str, year: int, value: float | None, group: PopulationGroup = TOTAL, *, area: str = "KU205", margin: float = 0
) -> Observation:
    status = ObservationStatus.NORMAL if value is not None else ObservationStatus.SUPPRESSED
    if value is None or not margin:
        return Observation(indicator, area, group, Period.year(year), value, status=status)
    return Observation(indicator, area, group, Period.year(year), value, low=value - margin, high=value + margin)


OBSERVATIONS = {
    "daily-smoking": [
        observation("daily-smoking", 2022, 12.0, margin=0.5),
        observation("daily-smoking", 2024, 11.0, margin=0.5),
        observation("daily-smoking", 2024, 20.0, LOW, margin=2),
        observation("daily-smoking", 2024, 5.0, HIGH, margin=2),
    ],
    "loneliness": [
        observation("loneliness", 2022, 10.0, margin=3),
        observation("loneliness", 2024, 9.9, margin=3),
        observation("loneliness", 2024, 11.0, WOMEN, margin=4),
        observation("loneliness", 2024, 9.0, MEN, margin=4),
    ],
    "unemployment": [
        *(observation("unemployment", 2018 + index, 8.0 + index) for index in range(7)),
        observation("unemployment", 2024, 15.0, WOMEN),
        observation("unemployment", 2024, 13.0, MEN),
        observation("unemployment", 2025, None),
    ],
}


def target(indicator: str, baseline: float, wanted: float, *, example: bool = True) -> PlanTarget:
    return PlanTarget(f"less-{indicator}", indicator, TOTAL, "KU205", Period(2022, 2029), baseline, wanted, example=example)


PLAN = Plan(
    "meeting",
    "KU205",
    2026,
    2029,
    {"fi": "Kokoussuunnitelma 2026–2029", "en": "Meeting plan 2026–2029"},
    (
        PriorityArea(
            "health",
            {"fi": "Terveys", "en": "Health"},
            (
                Objective(
                    "smoke-free",
                    {"fi": "Savuttomuus", "en": "No smoking"},
                    targets=(target("daily-smoking", 12.0, 8.0), target("loneliness", 10.0, 5.0, example=False)),
                ),
            ),
        ),
        PriorityArea(
            "work",
            {"fi": "Työ", "en": "Work"},
            (Objective("jobs", {"fi": "Työpaikat", "en": "Jobs"}, followed=(Followed("unemployment"), Followed("obesity"))),),
        ),
        PriorityArea("empty", {"fi": "Tyhjä", "en": "Empty"}),
    ),
)


def fill(store: Store, plan: Plan = PLAN) -> Store:
    """Put observations and plan into a store."""
    install_plans(store, NOW)
    for name, observations in OBSERVATIONS.items():
        store.replace(name, observations, [origin(name, "sotkanet:1")])
    store.save_plan(plan, NOW)
    return store


def deck_of(store: Store, slides: str = "", language: str = "en", area: str = "kajaani", plan: str = "meeting") -> Deck:
    """Read a deck as the presentation does."""
    view = read_view(f"/{language}/{area}", f"plan={plan}" if plan else "", "kajaani")
    with store.snapshot() as snapshot:
        return read_deck(Context(view, snapshot, text_for(language), TODAY), read_choice(slides))
