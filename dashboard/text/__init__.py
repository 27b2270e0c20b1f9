"""Translated text of the interface; every `.po` of this folder is one language, and its gettext catalogue.

The messages are the English texts in the code, marked by `t`, `n` and `_`; a message missing from a catalogue stays in
English, and a missing name falls back to the default language. A language is added by its catalogue alone: `languages.py`
describes its header. `messages.pot` is the template for translators (`python -m dashboard.text.template` renews it), and
tests/contracts/test_catalogues.py names what a shipped catalogue lacks. An installation adds its own in DATA_DIR/languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.text import labels
from dashboard.text.catalogue import read_translations
from dashboard.text.formatting import DASH, MINUS, Formatting
from dashboard.text.languages import Language, find_language
from data_sources.model import (
    DIMENSIONS,
    TOTAL,
    Area,
    Direction,
    Names,
    ObservationStatus,
    Origin,
    PopulationGroup,
    Unit,
    in_language,
)

__all__ = ["DASH", "MINUS", "AreaLabels", "Text", "text_for"]


@dataclass(frozen=True, slots=True)
class AreaLabels:
    """The cases of an area's name in one language; messages choose theirs as `{area}` or `{area.locative}`."""

    name: str
    genitive: str
    locative: str

    def __str__(self) -> str:
        return self.name


class Text(Formatting):
    """Text of one language: messages, numbers and dates, names of areas and groups, labels of codes."""

    def name(self, names: Names) -> str:
        """Return a name in this language, else in the first that has one."""
        return in_language(names, self.language)

    def area(self, area: Area) -> AreaLabels:
        """Return the cases of an area's name."""
        return AreaLabels(self.name(area.name), self.name(area.genitive), self.name(area.locative))

    def group(self, group: PopulationGroup, within: PopulationGroup = TOTAL) -> str:
        """Return a group as a label: "All", "Women", "Women, aged 65 and over".

        `within` is the whole group where `group` is only the part of it that is named: sexes of children are girls and boys.
        """
        return self.capitalise(self.group_text(group, within))

    def group_text(self, group: PopulationGroup, within: PopulationGroup = TOTAL) -> str:
        """Return a group for use inside a sentence: "women, aged 65 and over"; `within` as of `group`."""
        if group == TOTAL:
            return self.t("all")
        categories = {**labels.CATEGORIES, **(labels.CHILDREN if group.is_of_children or within.is_of_children else {})}
        return ", ".join(self._category(pair, categories) for pair in _ordered(group))

    def among(self, group: PopulationGroup, within: PopulationGroup = TOTAL) -> str:
        """Return a group as an adverbial: "among women", "among people with low education"; `within` as of `group`."""
        categories = {**labels.AMONG, **(labels.AMONG_CHILDREN if group.is_of_children or within.is_of_children else {})}
        return ", ".join(self._among(pair, categories) for pair in _ordered(group))

    def dimension(self, dimension: str) -> str:
        """Return the name of a dimension: "Sukupuoli"."""
        return self.capitalise(self.t(labels.DIMENSIONS[dimension]))

    def by_dimension(self, dimension: str) -> str:
        """Return "by sex"."""
        return self.t(labels.BY_DIMENSION[dimension])

    def unit(self, unit: Unit) -> str:
        """Return the label of a unit for axes and tables: "per cent", "per 1,000"."""
        return self.t(labels.UNITS[unit])

    def difference_unit(self, unit: Unit) -> str:
        """Return the unit of a difference of two values: "percentage points"."""
        return self.t("percentage points") if unit is Unit.PERCENT else self.unit(unit)

    def direction(self, direction: Direction) -> str:
        """Return "pienempi on parempi"."""
        return self.t(labels.DIRECTIONS[direction])

    def status(self, status: ObservationStatus) -> str:
        """Return the label of a status; empty for a normal observation."""
        return self.t(labels.STATUSES[status])

    def sign(self, status: ObservationStatus) -> str:
        """Return the sign of a status in tables: "..", "*", "|"; the label itself for a suppressed value."""
        return self.t(labels.SIGNS[status])

    def value_or_sign(
        self, value: float | None, unit: Unit, decimals: int, status: ObservationStatus, *, difference: bool = False
    ) -> str:
        """Return a value with its unit, the label of a suppressed one, or the sign of a missing one.

        The `difference` of two percentages is abbreviated: "4,2 %-yks."
        """
        if status is ObservationStatus.SUPPRESSED:
            return self.status(status)
        if value is None:
            return self.sign(ObservationStatus.MISSING)
        if difference and unit is Unit.PERCENT:
            return self.t("{value} p.p.", value=self.number(value, decimals))
        return self.value(value, unit, decimals)

    def progress_status(self, status: str) -> str:
        """Return the label of a status of progress towards a target."""
        return self.t(labels.PROGRESS[status])

    def fetched(self, origin: Origin) -> str:
        """Return "fetched 1 Sep 2026", or "imported 1 Sep 2026" for an own table."""
        day = self.date(origin.fetched.date())
        return self.t("imported {date}", date=day) if origin.is_own else self.t("fetched {date}", date=day)

    def run_outcome(self, outcome: str) -> str:
        """Return the label of the outcome of a refresh or of a part of one."""
        return self.t(labels.OUTCOMES[outcome])

    def _category(self, pair: tuple[str, str], labelled: Mapping[tuple[str, str], str]) -> str:
        if pair in labelled:
            return self.t(labelled[pair])
        _, category = pair
        if category.endswith("+"):
            return self.t("aged {age} and over", age=category[:-1])
        return self.t("aged {ages}", ages=category.replace("-", DASH))

    def _among(self, pair: tuple[str, str], labelled: Mapping[tuple[str, str], str]) -> str:
        if pair in labelled:
            return self.t(labelled[pair])
        _, category = pair
        if category.endswith("+"):
            return self.t("among people aged {age} and over", age=category[:-1])
        return self.t("among people aged {ages}", ages=category.replace("-", DASH))


def text_for(code: str) -> Text:
    """Return the Text of a language; `CatalogueError` where the interface does not have it or its catalogue is spoilt."""
    return _text(find_language(code))


@cache
def _text(language: Language) -> Text:
    return Text(language, read_translations(language))


def _ordered(group: PopulationGroup) -> list[tuple[str, str]]:
    order = list(DIMENSIONS)
    return sorted(group.pairs, key=lambda pair: order.index(pair[0]))
