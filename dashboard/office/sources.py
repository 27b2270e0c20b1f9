"""The sources of the values of a report or workbook: a row for each series of a service."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.office.material import Material
from dashboard.text import Text
from data_sources.model import Indicator, Origin


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The origin of one series of an indicator."""

    indicator: Indicator
    origin: Origin

    def cells(self, text: Text) -> tuple[str, ...]:
        """Return indicator, publisher, series with address, licence, and day of update; sample data are marked."""
        origin = self.origin
        sample = f"\n{text.t('sample data, not real figures')}" if origin.sample else ""
        return (
            text.name(self.indicator.name),
            text.name(origin.publisher) + sample,
            "\n".join(filter(None, (origin.series, origin.address))),
            origin.licence,
            text.date(origin.updated) if origin.updated else "..",
        )


def source_heads(text: Text) -> tuple[str, ...]:
    """Return the heads of the columns of `SourceRow.cells`."""
    return (text.t("Indicator"), text.t("Publisher"), text.t("Series"), text.t("Licence"), text.t("Updated"))


def source_rows(material: Material) -> list[SourceRow]:
    """Return the rows of the material's indicators, in their order."""
    origins = material.context.origins
    return [SourceRow(indicator, origin) for indicator in material.indicators for origin in origins.get(indicator.id, ())]
