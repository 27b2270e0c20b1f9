import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from data_sources.areas import FILE, Areas, _former_areas, read_areas
from data_sources.errors import CatalogueError
from data_sources.model import Area, AreaLevel
from tests.languages import LANGUAGES

RESERVED = (
    *("sources", "accessibility", "explore", "compare", "present", "priority", "indicator", "differences"),
    *("embed", "download", "api", "health", "oembed", "assets"),
)


@pytest.fixture(scope="module")
def areas() -> Areas:
    return read_areas()


def test_levels_are_complete(areas):
    assert Counter(area.level for area in areas) == {"municipality": 308, "county": 23, "region": 19, "country": 1}
    assert len(areas) == 351


def test_kajaani(areas):
    assert areas.by_code["KU205"] == Area(
        code="KU205",
        level=AreaLevel.MUNICIPALITY,
        slug="kajaani",
        name={"fi": "Kajaani", "sv": "Kajana", "en": "Kajaani"},
        genitive={"fi": "Kajaanin", "sv": "Kajanas", "en": "Kajaani's"},
        locative={"fi": "Kajaanissa", "sv": "i Kajana", "en": "in Kajaani"},
        parents=("HVA20", "MK18", "SSS"),
        population=36297,
        population_year=2022,
        urban_rural="urban",
        language_status="finnish",
        latitude=64.1365,
        longitude=27.4253,
    )


CASES = """
Akaa              Akaan               Akaassa
Alavus            Alavuden            Alavudella
Hanko             Hangon              Hangossa
Helsinki          Helsingin           Helsingissä
Hyrynsalmi        Hyrynsalmen         Hyrynsalmella
Hyvinkää          Hyvinkään           Hyvinkäällä
Ii                Iin                 Iissä
Iisalmi           Iisalmen            Iisalmessa
Ikaalinen         Ikaalisten          Ikaalisissa
Isokyrö           Isonkyrön           Isossakyrössä
Juuka             Juuan               Juuassa
Kangasala         Kangasalan          Kangasalla
Kannus            Kannuksen           Kannuksessa
Kaustinen         Kaustisen           Kaustisella
Keminmaa          Keminmaan           Keminmaassa
Kuhmo             Kuhmon              Kuhmossa
Kuopio            Kuopion             Kuopiossa
Laukaa            Laukaan             Laukaassa
Loimaa            Loimaan             Loimaalla
Loppi             Lopen               Lopella
Muurame           Muuramen            Muuramessa
Mynämäki          Mynämäen            Mynämäessä
Mänttä-Vilppula   Mänttä-Vilppulan    Mänttä-Vilppulassa
Parainen          Paraisten           Paraisilla
Pihtipudas        Pihtiputaan         Pihtiputaalla
Puolanka          Puolangan           Puolangalla
Punkalaidun       Punkalaitumen       Punkalaitumella
Rovaniemi         Rovaniemen          Rovaniemellä
Tampere           Tampereen           Tampereella
Turku             Turun               Turussa
Uusikaarlepyy     Uudenkaarlepyyn     Uudessakaarlepyyssä
Varkaus           Varkauden           Varkaudessa
Virrat            Virtain             Virroilla
Ylitornio         Ylitornion          Ylitorniolla
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines(), ids=lambda line: line.split()[0])
def test_finnish_cases(areas, line):
    name, genitive, locative = line.split()
    area = next(area for area in areas if area.name["fi"] == name)
    assert (area.genitive["fi"], area.locative["fi"]) == (genitive, locative)


def test_names_whose_cases_are_not_one_word(areas):
    koski, pedersore = areas.find("koski-tl"), areas.find("pedersoren-kunta")
    assert (koski.name["fi"], koski.genitive["fi"], koski.locative["fi"]) == ("Koski Tl", "Kosken Tl", "Koskella Tl")
    assert (pedersore.genitive["fi"], pedersore.locative["fi"]) == ("Pedersören", "Pedersöressä")


def test_every_municipality_has_a_finnish_genitive_and_a_locative_in_vowel_harmony(areas):
    for area in areas.municipalities(areas.find("suomi")):
        genitive, locative = (text.removesuffix(" Tl") for text in (area.genitive["fi"], area.locative["fi"]))
        assert genitive.endswith("n"), area
        assert locative.endswith(("ssa", "ssä", "lla", "llä")), area
        # The last word of a compound decides; vesi and niemi are the ones without a or ä of their own.
        last_word = re.sub(r".*(?=ved|niem)", "", locative[:-3].lower())
        vowels = re.findall(r"[aouåäöy]", last_word)
        assert locative[-1] == ("a" if vowels and vowels[-1] in "aouå" else "ä"), area


def test_swedish_and_english_cases(areas):
    swedish = {slug: areas.find(slug).locative["sv"] for slug in ("helsinki", "brando", "kokar", "kemionsaari", "ahvenanmaa")}
    assert swedish == {
        "helsinki": "i Helsingfors",
        "brando": "i Brändö",
        "kokar": "på Kökar",
        "kemionsaari": "i Kimitoöns kommun",
        "ahvenanmaa": "på Åland",
    }
    assert (areas.find("helsinki").genitive["sv"], areas.find("turku").genitive["sv"]) == ("Helsingfors", "Åbos")
    assert areas.find("varkaus").genitive["en"] == "Varkaus's"


def test_counties_regions_and_the_country(areas):
    assert areas.find("kainuun-hyvinvointialue").locative == {
        "fi": "Kainuun hyvinvointialueella",
        "sv": "i Kajanalands välfärdsområde",
        "en": "in the Kainuu wellbeing services county",
    }
    assert areas.find("kainuun-maakunta").locative == {
        "fi": "Kainuun maakunnassa",
        "sv": "i landskapet Kajanaland",
        "en": "in the Kainuu region",
    }
    assert areas.find("suomi").name == {"fi": "Koko maa", "sv": "Hela landet", "en": "Whole country"}
    assert areas.find("helsingin-kaupunki").code == "HVA90"
    assert areas.find("ahvenanmaa").code == "HVA91"


def test_every_area_has_its_texts_in_every_language(areas):
    for area in areas:
        for texts in (area.name, area.genitive, area.locative):
            assert tuple(texts) == LANGUAGES
            assert all(texts.values())


def test_slugs_are_unique_and_no_page_is_called_so(areas):
    slugs = [slug for area in areas for slug in (area.slug, *area.former_slugs)]
    assert len(slugs) == len(set(slugs))
    assert not set(slugs) & {*RESERVED, *LANGUAGES}


def test_slugs_end_in_maakunta_for_regions_alone(areas):
    assert {area.level for area in areas if area.slug.endswith("-maakunta")} == {AreaLevel.REGION}
    assert all(area.slug.endswith("-maakunta") for area in areas if area.level is AreaLevel.REGION)


def test_kainuu_has_its_eight(areas):
    eight = ["Hyrynsalmi", "Kajaani", "Kuhmo", "Paltamo", "Puolanka", "Ristijärvi", "Sotkamo", "Suomussalmi"]
    assert [area.name["fi"] for area in areas.municipalities(areas.find("HVA20"))] == eight
    assert [area.name["fi"] for area in areas.municipalities(areas.find("MK18"))] == eight


def test_parents_nearest_first(areas):
    names = [area.name["fi"] for area in areas.parents(areas.find("heinavesi"))]
    assert names == ["Pohjois-Karjalan hyvinvointialue", "Pohjois-Karjalan maakunta", "Koko maa"]
    assert areas.parents(areas.find("suomi")) == ()


@pytest.mark.parametrize("level", [AreaLevel.COUNTY, AreaLevel.REGION])
def test_populations_add_up(areas, level):
    assert areas.find("SSS").population == 5_563_970
    assert sum(area.population for area in areas if area.level is level) == 5_563_970
    for area in areas:
        if area.level is level:
            assert area.population == sum(part.population for part in areas.municipalities(area))


def test_centre_points_lie_where_they_should(areas):
    helsinki, utsjoki = areas.find("helsinki"), areas.find("utsjoki")
    assert (round(helsinki.latitude, 1), round(helsinki.longitude, 1)) == (60.2, 25.0)
    assert utsjoki.latitude == max(area.latitude for area in areas)


def test_classes_belong_to_municipalities(areas):
    municipalities = areas.municipalities(areas.find("suomi"))
    assert Counter(area.urban_rural for area in municipalities) == {"urban": 56, "semi-urban": 67, "rural": 185}
    assert Counter(area.language_status for area in municipalities) == {
        "finnish": 259,
        "swedish": 16,
        "bilingual-finnish-majority": 18,
        "bilingual-swedish-majority": 15,
    }
    assert areas.find("suomi").urban_rural is None


def test_find_takes_slug_code_and_bare_municipality_code(areas):
    assert areas.find("kuopio") == areas.find("KU297") == areas.find("297") == areas.by_slug["kuopio"]


@pytest.mark.parametrize("text", ["kajani", "Kajaani", "999", "", "KU2", "pertunmaa", "no such place"])
def test_unknown_area_is_named(areas, text):
    with pytest.raises(CatalogueError, match=re.escape(repr(text))):
        areas.find(text)


def test_unknown_area_gets_a_hint(areas):
    with pytest.raises(CatalogueError, match="did you mean kajaani"):
        areas.find("kajani")


def test_former_slugs_lead_to_todays_area(areas):
    former = {slug: area.slug for slug, area in areas.former.items()}
    assert former["pertunmaa"] == "mantyharju"
    assert former["jalasjarvi"] == "kurikka"
    assert former["luvia"] == "eurajoki"


def test_reading_is_cached():
    assert read_areas() is read_areas()


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("code", "KU20", "a code such as KU205"),
        ("code", "KU005", "something else than on areas.csv, line 45"),
        ("level", "town", "municipality or county or region or country"),
        ("slug", "Kajaani", "lower-case"),
        ("slug", "kuopio", "something else"),
        ("former_slugs", "kuhmo", "something else"),
        ("locative_fi", "", "a text"),
        ("name_fi", "Kajaani ", "a text without spaces around it"),
        ("parents", "HVA20 SSS", "county region country"),
        ("parents", "HVA22 MK18 SSS", "county region country"),
        ("population", "36 297", "a number of persons"),
        ("urban_rural", "town", "urban or semi-urban or rural"),
        ("latitude", "27.4253", "degrees in Finland"),
        ("longitude", "east", "decimal degrees"),
    ],
)
def test_a_wrong_cell_names_its_place(tmp_path, column, value, said):
    line = r"\d+" if said == "something else" else "114"  # of two equal cells the later one is named
    with pytest.raises(CatalogueError, match=rf"areas\.csv, line {line}, column {column}: .*{re.escape(said)}"):
        read_areas(changed(tmp_path, column, value))


def changed(folder: Path, column: str, value: str) -> Path:
    """Write the codelist with one cell of Kajaani's line, the 114th, changed."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[113][rows[0].index(column)] = value
    with (folder / "areas.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return folder / "areas.csv"


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CatalogueError, match=r"areas\.csv: cannot be read"):
        read_areas(tmp_path / "areas.csv")


def test_a_wrong_heading_is_told(tmp_path):
    (tmp_path / "areas.csv").write_text("code,name\nSSS,Suomi\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"areas\.csv, line 1: 'code,name'; expected the columns code,level"):
        read_areas(tmp_path / "areas.csv")


def test_a_line_of_another_length_is_told(tmp_path):
    lines = FILE.read_text(encoding="utf-8").splitlines()[:3]
    (tmp_path / "areas.csv").write_text("\n".join(lines) + ",one more\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"areas\.csv, line 3: has not the 20 columns"):
        read_areas(tmp_path / "areas.csv")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pertunmaa", "Mäntyharju"),
        ("588", "Mäntyharju"),
        ("KU588", "Mäntyharju"),
        ("vuolijoki", "Kajaani"),
        ("Ekenäs", "Raasepori"),
        ("Kajana", "Kajaani"),
        ("KU205", "Kajaani"),
        ("205", "Kajaani"),
        ("Kainuun  hyvinvointialue", "Kainuun hyvinvointialue"),
        ("Koko maa", "Koko maa"),
        ("Parainen", "Parainen"),
    ],
)
def test_a_code_or_name_of_any_time_is_that_of_todays_area(text, name):
    assert read_areas().today(text).name["fi"] == name


def test_a_divided_municipality_is_refused_by_name():
    with pytest.raises(CatalogueError, match="'Längelmäki' was divided between several municipalities in 2007"):
        read_areas().today("Längelmäki")


def test_an_unknown_area_is_refused_with_a_similar_one():
    with pytest.raises(CatalogueError, match="there is no area 'Kajani'; did you mean Kajaani"):
        read_areas().today("Kajani")


def test_a_former_municipality_is_told_from_one_of_today():
    areas = read_areas()
    assert areas.former_area("Kajaani") is None
    former = areas.former_area("Vuolijoki")
    assert (former.code, former.year, former.today) == ("KU940", 2007, "KU205")


def test_no_former_code_is_one_of_today_and_every_one_leads_to_one_of_today():
    areas = read_areas()
    former = {one.code: one for one in _former_areas().values()}
    assert len(former) > 100
    assert former.keys() & areas.by_code.keys() == set()
    assert {one.today for one in former.values()} - {None} <= areas.by_code.keys()
