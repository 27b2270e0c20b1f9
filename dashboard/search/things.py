"""What can be found, with its phrases: indicators, areas and pages in one index for each language, and those of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.addresses.pages import read_pages
from dashboard.search.index import Findable, Index, Kind
from dashboard.text import text_for
from dashboard.text.languages import languages
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators, read_themes
from data_sources.model import Indicator, Names
from data_sources.plans import Measure, Objective, Plan, PriorityArea

OTHER_LANGUAGE = 0.93
"""What a phrase of another language than the reader's weighs, of its weight in the reader's."""

_built: dict[str, tuple[Mapping[str, Indicator], Index]] = {}


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A priority area of a plan, or an objective of it, or a measure of that."""

    priority: PriorityArea
    objective: Objective | None = None
    measure: Measure | None = None

    @property
    def name(self) -> Names:
        """The name of the part itself."""
        return (self.measure or self.objective or self.priority).name


def read_index(language: str) -> Index:
    """Return the index of indicators, areas and pages for a reader's language, built once for each set of indicators."""
    indicators = read_indicators()
    kept = _built.get(language)
    if kept is None or kept[0] is not indicators:
        things = (*map(_of_indicator(language), indicators.values()), *_areas(language), *_pages(language))
        kept = _built[language] = indicators, Index(things)
    return kept[1]


def plan_index(plan: Plan, language: str) -> Index:
    """Return the index of a plan's priority areas, objectives and measures for a reader's language."""
    return Index([_of_part(key, part, language) for key, part in _parts(plan)])


def _weighed(names: Names, weight: float, language: str) -> Iterator[tuple[float, str]]:
    for code, text in names.items():
        yield (weight if code == language else weight * OTHER_LANGUAGE), text


def _of_indicator(language: str) -> Callable[[Indicator], Findable]:
    themes = read_themes()

    def findable(indicator: Indicator) -> Findable:
        phrases = [*_weighed(indicator.name, 1.0, language), *_weighed(indicator.explanation, 0.55, language)]
        for code, words in indicator.keywords.items():
            own = 1.0 if code == language else OTHER_LANGUAGE
            phrases += [(own * max(0.97 - 0.01 * place, 0.85), word) for place, word in enumerate(words)]
        phrases += _weighed(themes[indicator.theme], 0.4, language)
        return Findable(Kind.INDICATOR, indicator.id, indicator, tuple(phrases))

    return findable


def _areas(language: str) -> Iterator[Findable]:
    """Yield the areas with their names in every language and case, former names and codes, large ones first."""
    areas = read_areas()
    for area in sorted(areas, key=lambda area: -(area.population or 0)):
        phrases = [*_weighed(area.name, 1.0, language), (1.0, area.code), (0.9, area.slug)]
        for forms in (area.genitive, area.locative):
            phrases += _weighed(forms, 0.95, language)
        phrases += [(0.85, name) for name in (*areas.former_names.get(area.code, ()), *area.former_slugs)]
        yield Findable(Kind.AREA, area.code, area, tuple(phrases))


def _pages(language: str) -> Iterator[Findable]:
    """Yield the pages that have a link on every page, by its label in every language."""
    for name, page in read_pages().items():
        if page.navigation and not page.transient:
            labels = {code: text_for(code).t(page.navigation.label) for code in languages()}
            yield Findable(Kind.PAGE, name, page, tuple(_weighed(labels, 0.9, language)))


def _parts(plan: Plan) -> Iterator[tuple[str, PlanPart]]:
    for priority in plan.areas:
        yield priority.id, PlanPart(priority)
        for objective in priority.objectives:
            yield f"{priority.id}/{objective.id}", PlanPart(priority, objective)
            for measure in objective.measures:
                yield f"{priority.id}/{objective.id}/{measure.id}", PlanPart(priority, objective, measure)


def _of_part(key: str, part: PlanPart, language: str) -> Findable:
    weight = 0.8 if part.measure else 0.85 if part.objective else 0.9
    return Findable(Kind.PLAN, key, part, tuple(_weighed(part.name, weight, language)))
