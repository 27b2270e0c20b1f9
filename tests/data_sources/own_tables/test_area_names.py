"""Areas are found by the names that people write, and a name that several have is refused with all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.areas import read_areas
from data_sources.model import AreaLevel
from data_sources.own_tables.area_names import Named, find_area, is_bilingual

TOWNS = [area for area in read_areas() if area.level is AreaLevel.MUNICIPALITY]
FORMS = (
    "{name} kaupunki",
    "{genitive} kaupunki",
    "{genitive} kunta",
    "{name} kunta",
    "{name} yhteensä",
    "{name}, koko kunta",
    "{sv} stad",
    "{sv} kommun",
    "{number} {name}",
    "{name} ({number})",
    "{name}/{sv}",
    "{name} / {sv}",
    "{name} ({sv})",
    "{name} - {sv}",
    "City of {name}",
    "{code}",
    "{number}.0",
    "  {name} ",
)


def code_of(text):
    found = find_area(text)
    return found.area.code if isinstance(found, Named) else found


@given(st.sampled_from(TOWNS), st.sampled_from(FORMS), st.sampled_from([str, str.upper, str.lower]))
def test_a_municipality_is_found_by_every_usual_form_of_its_name(town, form, case):
    number = town.code.removeprefix("KU")
    written = form.format(
        name=town.name["fi"], genitive=town.genitive["fi"], sv=town.name.get("sv", town.name["fi"]), number=number, code=town.code
    )
    if written.casefold() == "helsingin kaupunki":
        return  # the county of that name has the municipality's area
    assert code_of(case(written)) == town.code


def test_no_usual_form_of_any_municipality_names_another():
    for town in TOWNS:
        for form in ("{name} kaupunki", "{genitive} kunta", "{name} yhteensä"):
            assert code_of(form.format(name=town.name["fi"], genitive=town.genitive["fi"])) in (town.code, "HVA90")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kajana", "KU205"),
        ("205.0", "KU205"),
        ("205,0", "KU205"),
        ("49", "KU049"),
        ("Kainuu", "MK18"),
        ("Koko Kainuu", "MK18"),
        ("Kainuun maakunta", "MK18"),
        ("Kainuun hva", "HVA20"),
        ("Kainuun HVA", "HVA20"),
        ("Kainuun hyvinvointialue yhteensä", "HVA20"),
        ("Kajanalands välfärdsområde", "HVA20"),
        ("Keski-Uusimaa", "HVA02"),
        ("Vanda och Kervo", "HVA04"),
        ("Uusimaa", "MK01"),
        ("Koko maa", "SSS"),
        ("Suomi", "SSS"),
        ("Finland", "SSS"),
    ],
)
def test_other_areas_are_found_by_their_usual_names(text, code):
    assert code_of(text) == code


def test_a_region_is_told_apart_from_its_county():
    assert find_area("Kainuu").remark == "'Kainuu' is taken for Kainuun maakunta; if Kainuun hyvinvointialue is meant, write that"
    assert find_area("Kainuun hva").remark == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lappi", "may be several areas: Lapin hyvinvointialue, Lapin maakunta, Lappi (Rauma, 2009); write which"),
        ("20", "may be several areas: Akaa (KU020), Kainuun hyvinvointialue (HVA20); write which"),
        ("5", "may be several areas: Alajärvi (KU005), Varsinais-Suomen hyvinvointialue (HVA05)"),
        ("Yhteensä", "is a total; of which area?"),
        ("Kajani", "did you mean Kajaani?"),
        ("Xyz", "expected a name such as Kajaani or KU205"),
    ],
)
def test_what_names_no_area_or_several_is_refused(text, reason):
    assert reason in find_area(text)


@given(st.sampled_from(TOWNS), st.integers(0, 20), st.sampled_from("abcx "))
def test_a_hint_begins_as_the_text_does(town, place, letter):
    name = town.name["fi"]
    found = find_area(name[: place + 3] + letter + name[place + 3 :])
    if isinstance(found, str) and "did you mean" in found:
        assert found.split("did you mean ")[1][:2].casefold() == name[:2].casefold()


def test_a_former_municipality_is_known_and_no_second_name_of_todays():
    found = find_area("Pertunmaa")
    assert (found.area.code, found.former.year) == ("KU507", 2025)
    assert is_bilingual("Helsinki/Helsingfors")
    assert not is_bilingual("Mäntyharju / Pertunmaa")
    assert not is_bilingual("Kajaani / Keskusta")
