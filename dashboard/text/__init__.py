"""Labels, numbers and dates in one language; every `.po` of this folder is one language, and its gettext catalogue.

The messages are the English texts in the code, marked by `t`, `n` and `_`; what a catalogue lacks is said in English.
tests/contracts/test_catalogues.py names those that a catalogue lacks. A language is added by its catalogue alone:
`languages.py` tells what its header says.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations

from babel import Locale
from babel.dates import format_date, format_time, get_timezone
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from dashboard.text import labels
from dashboard.text.languages import language_of
from data_sources.model import (
    DIMENSIONS,
    TOTAL,
    Area,
    Direction,
    Names,
    ObservationStatus,
    Origin,
    Period,
    PopulationGroup,
    Unit,
    in_language,
)

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class AreaLabels:
    """The cases of an area's name in one language; messages choose theirs as `{area}` or `{area.locative}`."""

    name: str
    genitive: str
    locative: str

    def __str__(self) -> str:
        return self.name


class Text:
    """What one language says: messages of its catalogue, and numbers, dates and codes in its manner."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations
        self._locale = Locale.parse(language_of(language).locale)
        self._symbols = str.maketrans(
            {",": get_group_symbol(self._locale), ".": get_decimal_symbol(self._locale), "-": MINUS},
        )

    def t(self, message: str, /, **values: object) -> str:
        """Return the translation of an English message with its `{placeholders}` filled."""
        text = self._translations.gettext(message) if message else ""
        return text.format(**values) if values else text

    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the translation in the plural form that `count` asks for; `{count}` is filled by it."""
        return self._translations.ngettext(singular, plural, count).format(count=self.number(count, 0), **values)

    def number(self, value: float, decimals: int) -> str:
        """Return a number with its decimals as the language writes it, minus as U+2212 and never as minus zero."""
        text = f"{value:,.{decimals}f}"
        if text[0] == "-" and not text.strip("-0.,"):
            text = text[1:]
        return text.translate(self._symbols)

    def value(self, value: float, unit: Unit, decimals: int) -> str:
        """Return a value as it stands in a sentence or at a point: "12.3%", "45.6 per 1,000", "78.4 years"."""
        number = self.number(value, decimals)
        if unit is Unit.YEARS:
            return self._amount(number, unit, value, decimals)
        return self.t(labels.VALUES[unit], value=number) if unit in labels.VALUES else number

    def stretch(self, low: float, high: float, unit: Unit, decimals: int) -> str:
        """Return two values with a dash between and their unit once: "11,0-13,0 %"."""
        return self.value(high, unit, decimals).replace(self.number(high, decimals), self.interval(low, high, decimals), 1)

    def difference(self, value: float, unit: Unit, decimals: int, *, signed: bool = True) -> str:
        """Return a difference of two values: "+1.2 percentage points", "+3 persons"; not `signed`: its size alone."""
        number = self.number(abs(value), decimals)
        if signed and number.strip("0.,"):
            number = ("+" if value > 0 else MINUS) + number
        return self._amount(number, unit, value, decimals)

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Return low and high with a dash between, or dots where an end is negative: a dash beside a minus misleads."""
        return f"{self.number(low, decimals)}{' … ' if low < 0 else DASH}{self.number(high, decimals)}"

    def figure(
        self, value: float | None, unit: Unit, decimals: int, status: ObservationStatus, *, difference: bool = False
    ) -> str:
        """Return what stands in a figure's place: its value, the word for suppressed, or the sign of a missing one.

        Of two percentages the `difference` is written short: "4,2 %-yks."
        """
        if status is ObservationStatus.SUPPRESSED:
            return self.status(status)
        if value is None:
            return self.sign(ObservationStatus.MISSING)
        if difference and unit is Unit.PERCENT:
            return self.t("{value} p.p.", value=self.number(value, decimals))
        return self.value(value, unit, decimals)

    def month(self, day: date) -> str:
        """Return when a month is, as after "about": "tammikuussa 2027", "januari 2027", "January 2027"."""
        return self.t("{month} {year}", month=format_date(day, "LLLL", locale=self._locale), year=day.year)

    def date(self, day: date) -> str:
        """Return "12.5.2026", "12 maj 2026", "12 May 2026"."""
        return format_date(day, "medium", locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """Return day and time in Finland of a moment with a time zone: "12.5.2026 klo 14.05"."""
        local = moment.astimezone(get_timezone("Europe/Helsinki"))
        return self.t("{date} at {time}", date=self.date(local.date()), time=format_time(local, "short", locale=self._locale))

    def period(self, period: Period) -> str:
        """Return "2020", or the first and the last year with a dash between."""
        return str(period).replace("-", DASH)

    def when(self, period: Period) -> str:
        """Return the period as a sentence says it: "in 2020"; another word where it is longer."""
        if period.first == period.last:
            return self.t("in {year}", year=period.last)
        return self.t("in {years}", years=self.period(period))

    def listing(self, items: Iterable[str]) -> str:
        """Return "a, b ja c"."""
        return format_list(list(items), locale=self._locale)

    def name(self, names: Names) -> str:
        """Return a name in this language, else in the first that has one."""
        return in_language(names, self.language)

    def area(self, area: Area) -> AreaLabels:
        """Return the cases of an area's name."""
        return AreaLabels(self.name(area.name), self.name(area.genitive), self.name(area.locative))

    def group(self, group: PopulationGroup) -> str:
        """Return a group as a label: "All", "Women", "Women, aged 65 and over"."""
        return self.capitalise(self.group_words(group))

    def group_words(self, group: PopulationGroup) -> str:
        """Return a group as it stands inside a sentence: "women, aged 65 and over"."""
        if group == TOTAL:
            return self.t("all")
        return ", ".join(self._category(dimension, category) for dimension, category in _ordered(group))

    def among(self, group: PopulationGroup) -> str:
        """Return where a figure is found: "among women", "among people with low education"."""
        return ", ".join(self._among(dimension, category) for dimension, category in _ordered(group))

    def dimension(self, dimension: str) -> str:
        """Return the name of a dimension: "Sukupuoli"."""
        return self.capitalise(self.t(labels.DIMENSIONS[dimension]))

    def by_dimension(self, dimension: str) -> str:
        """Return "by sex"."""
        return self.t(labels.BY_DIMENSION[dimension])

    def unit(self, unit: Unit) -> str:
        """Return a unit as a word of axes and tables: "per cent", "per 1,000"."""
        return self.t(labels.UNITS[unit])

    def difference_unit(self, unit: Unit) -> str:
        """Return the unit of a difference of two values: "percentage points"."""
        return self.t("percentage points") if unit is Unit.PERCENT else self.unit(unit)

    def direction(self, direction: Direction) -> str:
        """Return "pienempi on parempi"."""
        return self.t(labels.DIRECTIONS[direction])

    def status(self, status: ObservationStatus) -> str:
        """Return the word of a status; none for a normal figure."""
        return self.t(labels.STATUSES[status])

    def sign(self, status: ObservationStatus) -> str:
        """Return the sign of a status in tables: "..", "*", "|"; the word itself for a suppressed figure."""
        return self.t(labels.SIGNS[status])

    def progress_status(self, status: str) -> str:
        """Return the name of a status of progress towards a target."""
        return self.t(labels.PROGRESS[status])

    def fetched(self, origin: Origin) -> str:
        """Return "fetched 1 Sep 2026", or "imported 1 Sep 2026" of a table of one's own."""
        day = self.date(origin.fetched.date())
        return self.t("imported {date}", date=day) if origin.is_own else self.t("fetched {date}", date=day)

    def run_outcome(self, outcome: str) -> str:
        """Return the words of the outcome of a refresh or of a part of one."""
        return self.t(labels.OUTCOMES[outcome])

    def capitalise(self, sentence: str) -> str:
        """Return the sentence with a capital first letter and the rest as it is."""
        return sentence[:1].upper() + sentence[1:]

    def _amount(self, number: str, unit: Unit, value: float, decimals: int) -> str:
        if unit not in labels.AMOUNTS:
            return self.t(labels.VALUES[unit], value=number) if unit in labels.VALUES else number
        one = f"{abs(value):.{decimals}f}" == "1"  # "1.0" takes the plural
        return self._translations.ngettext(*labels.AMOUNTS[unit], 1 if one else 2).format(value=number)

    def _category(self, dimension: str, category: str) -> str:
        if (dimension, category) in labels.CATEGORIES:
            return self.t(labels.CATEGORIES[dimension, category])
        if category.endswith("+"):
            return self.t("aged {age} and over", age=category[:-1])
        return self.t("aged {ages}", ages=category.replace("-", DASH))

    def _among(self, dimension: str, category: str) -> str:
        if (dimension, category) in labels.AMONG:
            return self.t(labels.AMONG[dimension, category])
        if category.endswith("+"):
            return self.t("among people aged {age} and over", age=category[:-1])
        return self.t("among people aged {ages}", ages=category.replace("-", DASH))


@cache
def text_for(language: str) -> Text:
    """Return the Text of a language; `CatalogueError` where the interface does not have it."""
    catalogue = language_of(language).catalogue
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(catalogue.read_bytes()), locale=language, abort_invalid=True))
    compiled.seek(0)
    return Text(language, GNUTranslations(compiled))


def _ordered(group: PopulationGroup) -> list[tuple[str, str]]:
    order = list(DIMENSIONS)
    return sorted(group.pairs, key=lambda pair: order.index(pair[0]))
