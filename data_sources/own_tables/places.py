"""Which area a row is of: one of today, one that has merged into it, or a district of a municipality."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from data_sources.areas import FormerArea
from data_sources.model import Area, AreaLevel
from data_sources.own_tables.area_names import Named, find_area, is_bilingual
from data_sources.own_tables.layout import form_languages, is_total, table_texts, without_total
from data_sources.own_tables.records import Record

_LONGEST = 80
"""Characters of a district's name."""


@dataclass
class Places:
    """Finds the areas of rows and gathers the districts that they name, by code."""

    districts: dict[str, Area] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    _found: dict[tuple[str, str], Named | tuple[str, str]] = field(default_factory=dict)

    def find(self, row: Record) -> tuple[Area | None, FormerArea | None]:
        """Return the area of a row, and the former municipality where it names one; what is none is noted."""
        texts = row.text("area"), row.text("district")
        found = self._found.get(texts)
        if found is None:
            found = self._found[texts] = self._find(*texts)
        if isinstance(found, tuple):
            row.refuse(*found)
            return None, None
        return found.area, found.former

    def remark(self, row: Record) -> str:
        """Return what is to be told of how a row's area was understood, nothing where that is plain."""
        found = self._found.get((row.text("area"), row.text("district")))
        return found.remark if isinstance(found, Named) else ""

    def _find(self, text: str, district: str) -> Named | tuple[str, str]:
        if "/" in text and not district and not is_bilingual(text):
            text, district = (part.strip() for part in text.split("/", 1))
        if not text:
            return "area", "is empty; expected the name or code of an area"
        named = find_area(text)
        if isinstance(named, str):
            return "area", named
        if not district or _is_whole(district, named.area):
            return named
        if named.area.level is not AreaLevel.MUNICIPALITY:
            return "district", f"{district!r} is a district of {text!r}, which is no municipality"
        return self._district(named.area, district)

    def _district(self, municipality: Area, name: str) -> Named | tuple[str, str]:
        name = " ".join(name.split())
        ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", ascii_name))
        if not slug or not name.isprintable() or len(name) > _LONGEST:
            return "district", f"{name!r} is no name of a district; expected letters, at most {_LONGEST}"
        code = f"{municipality.code}-{slug}"
        return Named(self.districts.setdefault(code, district(code, municipality, name)))


def _is_whole(text: str, area: Area) -> bool:
    """Tell whether a district's name is that of the whole area: Yhteensä, Koko kunta yhteensä, Kajaanin kaupunki."""
    if is_total(text) or is_total(without_total(text)):
        return True
    found = find_area(text)
    return isinstance(found, Named) and found.area == area and not found.former


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
