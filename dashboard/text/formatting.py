"""Formatting of messages, numbers and dates in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_time, get_timezone
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from dashboard.text import labels
from dashboard.text.languages import Language
from data_sources.model import Period, Unit

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
MANY = 100
"""A number whose plural form serves fractions, which gettext does not know."""


class Formatting:
    """The messages of one language's catalogue, and its formats of numbers and dates."""

    def __init__(self, language: Language, translations: NullTranslations) -> None:
        self.language = language.code
        self._translations = translations
        self._locale = Locale.parse(language.locale)
        self._symbols = str.maketrans(
            {",": get_group_symbol(self._locale), ".": get_decimal_symbol(self._locale), "-": MINUS},
        )

    @property
    def decimal_sign(self) -> str:
        """The sign before the decimals of a number."""
        return get_decimal_symbol(self._locale)

    def t(self, message: str, /, **values: object) -> str:
        """Return the translation of an English message with its `{placeholders}` filled."""
        text = self._translations.gettext(message) if message else ""
        return text.format(**values) if values else text

    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the translation in the plural form that `count` asks for; `{count}` is filled by it."""
        return self._translations.ngettext(singular, plural, count).format(count=self.number(count, 0), **values)

    def number(self, value: float, decimals: int) -> str:
        """Return a number with its decimals in the format of the language, with U+2212 as minus and never minus zero."""
        text = f"{value:,.{decimals}f}"
        if text[0] == "-" and not text.strip("-0.,"):
            text = text[1:]
        return text.translate(self._symbols)

    def value(self, value: float, unit: Unit, decimals: int) -> str:
        """Return a value with its unit, for sentences and data points: "12.3%", "45.6 per 1,000", "78.4 years"."""
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
        """Return low and high with a dash between, or dots where an end is negative: a dash next to a minus misleads."""
        return f"{self.number(low, decimals)}{' … ' if low < 0 else DASH}{self.number(high, decimals)}"

    def month(self, day: date) -> str:
        """Return a month as an adverbial, as after "about": "tammikuussa 2027", "januari 2027", "January 2027"."""
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
        """Return the period as an adverbial: "in 2020"; another preposition where it is longer."""
        if period.first == period.last:
            return self.t("in {year}", year=period.last)
        return self.t("in {years}", years=self.period(period))

    def listing(self, items: Iterable[str]) -> str:
        """Return "a, b ja c"."""
        return format_list(list(items), locale=self._locale)

    def capitalise(self, sentence: str) -> str:
        """Return the sentence with a capital first letter and the rest as it is."""
        return sentence[:1].upper() + sentence[1:]

    def _amount(self, number: str, unit: Unit, value: float, decimals: int) -> str:
        if unit not in labels.AMOUNTS:
            return self.t(labels.VALUES[unit], value=number) if unit in labels.VALUES else number
        count = MANY if decimals else round(abs(value))  # "1.0" takes the plural
        return self._translations.ngettext(*labels.AMOUNTS[unit], count).format(value=number)
