"""The annexes: the newest value of every group in the area and those compared with, and the sources of all values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.office.material import Material
from dashboard.office.series import areas_of, series_of
from dashboard.office.sources import source_heads, source_rows
from dashboard.office.word.document import Word
from dashboard.office.word.styles import SMALL
from dashboard.text import Text
from data_sources.model import Area, Indicator, Observation, ObservationStatus, groups_of, is_shown


def write_annex(word: Word, material: Material) -> None:
    """Write a table of every indicator, then that of the sources."""
    text = material.text
    word.heading(text.t("Annex 1. All values"), 1)
    signs = f"{text.sign(ObservationStatus.MISSING)} = {text.status(ObservationStatus.MISSING)}"
    word.paragraph(f"{text.t('The newest value of each group; in brackets its year and 95% confidence interval.')} {signs}.")
    for indicator in material.indicators:
        _write_indicator(word, indicator, material)
    word.heading(text.t("Annex 2. Sources"), 1)
    rows = [row.cells(text) for row in source_rows(material)]
    if rows:
        word.table(text.t("Sources of the values"), source_heads(text), rows, (4, 3, 3, 2, 2))
    else:
        word.paragraph(text.t("There are no values."))


def _write_indicator(word: Word, indicator: Indicator, material: Material) -> None:
    text, observations = material.text, series_of(indicator, material)
    word.heading(text.name(indicator.name), 2)
    word.paragraph(" ".join(filter(None, (text.name(indicator.explanation), *_remarks(indicator, text)))), SMALL)
    if not observations:
        word.paragraph(text.t("There are no values."))
        return
    areas = [area for area in areas_of(material) if any(each.area == area.code for each in observations)]
    heads = (text.t("Population group"), *(text.name(area.name) for area in areas))
    caption = f"{text.name(indicator.name)}, {text.unit(indicator.unit)}"
    word.table(caption, heads, list(_rows(indicator, observations, areas, text)), (4, *(3 for _ in areas)))


def _remarks(indicator: Indicator, text: Text) -> list[str]:
    breaks = [
        text.t("Break in {year}: {reason}.", year=each.year, reason=text.name(each.reason).rstrip("."))
        for each in indicator.breaks
    ]
    return [f"{text.capitalise(text.direction(indicator.direction))}.", *breaks]


def _rows(
    indicator: Indicator, observations: Sequence[Observation], areas: Sequence[Area], text: Text
) -> Iterator[tuple[str, ...]]:
    newest: dict[tuple[str, str], Observation] = {}
    for each in sorted(observations, key=lambda each: each.period.last):
        if is_shown(each) or each.status is ObservationStatus.SUPPRESSED:
            newest[str(each.group), each.area] = each
    for group in groups_of(newest.values()):
        cells = (_value_text(newest.get((str(group), area.code)), indicator, text) for area in areas)
        yield (text.group(group), *cells)


def _value_text(observation: Observation | None, indicator: Indicator, text: Text) -> str:
    if observation is None:
        return text.sign(ObservationStatus.MISSING)
    value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
    more = [text.period(observation.period)]
    if is_shown(observation) and observation.low is not None and observation.high is not None:
        more.append(text.interval(observation.low, observation.high, indicator.decimals))
    if observation.status is ObservationStatus.PROVISIONAL:
        more.append(text.status(observation.status))
    return f"{value} ({'; '.join(more)})"
