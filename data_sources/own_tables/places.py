"""Which area a row is of: one of today, one that has merged into it, or a district of a municipality."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from data_sources.areas import FormerArea, read_areas
from data_sources.errors import CatalogueError
from data_sources.model import Area, AreaLevel
from data_sources.own_tables.layout import form_languages, table_texts
from data_sources.own_tables.records import Record

_LONGEST = 80
"""Characters of a district's name."""


@dataclass
class Places:
    """Finds the areas of rows and gathers the districts that they name, by code."""

    districts: dict[str, Area] = field(default_factory=dict)

    def find(self, row: Record) -> tuple[Area | None, FormerArea | None]:
        """Return the area of a row, and the former municipality where it names one; what is none is noted."""
        text, district = row.text("area"), row.text("district")
        if "/" in text and not district:
            text, district = (part.strip() for part in text.split("/", 1))
        if not text:
            row.refuse("area", "is empty; expected the name or code of an area")
            return None, None
        if text.isascii() and text.isdigit():
            text = text.zfill(3)  # a spreadsheet drops the zeros of 020
        try:
            area = read_areas().today(text)
        except CatalogueError as error:
            row.refuse("area", str(error))
            return None, None
        former = read_areas().former_area(text)
        if not district:
            return area, former
        if area.level is not AreaLevel.MUNICIPALITY:
            row.refuse("district", f"{district!r} is a district of {text!r}, which is no municipality")
            return None, None
        return self._district(area, district, row), None

    def _district(self, municipality: Area, name: str, row: Record) -> Area | None:
        name = " ".join(name.split())
        ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", ascii_name))
        if not slug or not name.isprintable() or len(name) > _LONGEST:
            row.refuse("district", f"{name!r} is no name of a district; expected letters, at most {_LONGEST}")
            return None
        code = f"{municipality.code}-{slug}"
        return self.districts.setdefault(code, district(code, municipality, name))


def district(code: str, municipality: Area, name: str) -> Area:
    """Return an area below a municipality; its name is the same in every language."""
    said = table_texts()["district"]
    return Area(
        code=code,
        level=AreaLevel.DISTRICT,
        slug=code.lower(),
        name=dict.fromkeys(form_languages(), name),
        genitive={language: said["genitive"][language].format(name=name) for language in form_languages()},
        locative={language: said["locative"][language].format(name=name) for language in form_languages()},
        parents=(municipality.code, *municipality.parents),
    )


def parents_of(area: Area) -> tuple[str, ...]:
    """Return the areas that this one is one of the parts of: of a municipality its county and region, else the next."""
    if area.level is AreaLevel.MUNICIPALITY:
        return tuple(code for code in area.parents if code != "SSS")
    return area.parents[:1]
