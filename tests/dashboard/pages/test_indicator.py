"""The section of health differences on an indicator's page: measures, reasons, certainty, and nothing hidden revealed."""

import html
import re
from dataclasses import replace

import pytest

from dashboard.components.differences.indicator import health_differences
from dashboard.components.static import to_html
from dashboard.differences import breakdowns
from data_sources.model import (
    DIMENSIONS,
    Direction,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
    SeriesBreak,
    Unit,
)
from tests.dashboard.examples import KAINUU, KAJAANI, indicator, observation, origin, request, suppressed
from tests.languages import LANGUAGES

NB = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
ADULTS = PopulationGroup.parse("age=20+")
SHARE = indicator(base=("population-by-group", ADULTS))
EDUCATION = tuple(f"education={category}" for category in DIMENSIONS["education"].categories)
SEXES = ("sex=female", "sex=male")


def sizes(*numbers: float, groups: tuple[str, ...] = EDUCATION) -> list[Observation]:
    """Return the populations of the groups and, as their sum, of everybody."""
    named = zip(("", *groups), (sum(numbers), *numbers), strict=True)
    found = [(PopulationGroup.parse(";".join(filter(None, ("age=20+", group)))), number) for group, number in named]
    return [Observation("population-by-group", "KU205", group, Period.year(2025), number) for group, number in found]


def observations(
    year: int, *values: float | None, groups: tuple[str, ...] = EDUCATION, margin: float | None = 2.0
) -> list[Observation]:
    """Return an observation of every group with a value, with its interval where there is a margin."""
    return [
        observation(KAJAANI, year, value, *((value - margin, value + margin) if margin else ()), group=group)
        for group, value in zip(groups, values, strict=True)
        if value is not None
    ]


def section(observations: list[Observation], base: list[Observation] | None = None, **changes) -> str:
    """Return the section as HTML without entities and no-break spaces."""
    asked = request(observations, **{"indicator": SHARE, "base": sizes(3000, 5000, 2000) if base is None else base, **changes})
    found = breakdowns(asked.indicator, asked.area, asked.parents, asked.observations, asked.base)
    return html.unescape(to_html(health_differences(found, asked))).replace(NB, " ")


def cells(page: str) -> list[list[str]]:
    """Return the cells of every row of the tables."""
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]


def measures(page: str) -> list[tuple[str, str, str]]:
    """Return name, number and interval of the measures shown side by side."""
    return re.findall(r'<dt>([^<]+)</dt><dd><strong>([^<]+)</strong> <span class="interval">([^<]*)</span>', page)


STEPS = observations(2024, 20.0, 15.0, 10.0)


def test_absolute_and_relative_difference_are_side_by_side_with_their_intervals():
    assert measures(section(STEPS))[:2] == [
        ("Absoluuttinen ero", "10,0 prosenttiyksikköä", f"95 %:n luottamusväli 7,2{DASH}12,8"),  # 10 ± √(2² + 2²)
        ("Suhteellinen ero (suurempi / pienempi)", "2,00", f"95 %:n luottamusväli 1,60{DASH}2,50"),
    ]


def test_ordered_groups_have_slope_and_relative_index_explained():
    page = section(STEPS)
    slope, relative = measures(page)[2:]
    assert slope[:2] == ("Eriarvoisuuden kulmakerroin (SII)", f"{MINUS}13,2 prosenttiyksikköä")  # -0.925 / 0.07
    assert relative[:2] == ("Suhteellinen eriarvoisuusindeksi (RII)", "0,40")  # 8.9 / 22.1
    assert all(each[2].startswith("95 %:n luottamusväli") for each in (slope, relative))
    assert "SII 0 ja RII 1 tarkoittaisivat, ettei eroa ole." in page
    assert "asteikon parempiosaisessa päässä 13,2 prosenttiyksikköä pienempi" in page


def test_groups_without_order_have_no_slope():
    page = section(observations(2024, 12.0, 9.0, groups=SEXES), sizes(5000, 5000, groups=SEXES))
    assert len(measures(page)) == 2
    assert "SII" not in page


def test_persons_and_the_sources_of_sizes_are_named():
    page = section(STEPS)
    assert "tämä koskisi noin 550 henkilöä vähemmän." in page  # mean 15.5 %, best 10.0 %, 10 000 persons
    assert "Ryhmien koot: Tilastokeskus, väestön koulutusrakenne, 2025. Kyselyssä koulutusluokat voidaan muodostaa toisin" in page
    by_sex = section(observations(2024, 12.0, 9.0, groups=SEXES), sizes(5000, 5000, groups=SEXES))
    assert "Ryhmien koot: Tilastokeskus, väestörakenne, 2025." in by_sex


def test_every_group_is_set_against_the_others():
    rows = cells(section(STEPS))
    assert rows[0] == ["Väestöryhmä", "Luku", "Ero muihin, prosenttiyksikköä", "Tilanne"]
    assert rows[1][:2] == ["Matala koulutus", f"20,0 % (18,0{DASH}22,0)"]
    assert rows[1][2].startswith("+6,4 (")  # the others: (5000 · 15 + 2000 · 10) / 7000 = 13.6
    assert [row[3] for row in rows[1:]] == [
        "huonompi, varma",
        "parempi, epävarma",
        "parempi, varma",
    ]  # of the others 13.6, 16.0, 16.9


def test_a_suppressed_group_has_its_label_and_the_slope_a_reason():
    hidden = observation(KAJAANI, 2024, 77.7, 76.7, 78.7, group=EDUCATION[1], status=ObservationStatus.SUPPRESSED)
    page = section([*observations(2024, 20.0, None, 10.0), hidden])
    assert [row[1:] for row in cells(page) if row[0] == "Keskitason koulutus"] == [["salattu", "..", "salattu"]]
    assert "77,7" not in page
    assert "Salattu tietosuojan vuoksi: keskitason koulutus." in page
    assert len(measures(page)) == 2
    assert "ei voi laskea" in page


def test_the_certainty_of_older_values_is_told_with_their_year():
    later = [suppressed(KAJAANI, 2024, group=group) for group in EDUCATION[:2]]
    page = section([*observations(2022, 20.0, 15.0, 10.0), *later, *observations(2024, 9.0, 8.0, groups=SEXES)])
    assert "koulutuksen mukaan (2022) ero on varma; sukupuolen mukaan ero on epävarma." in page
    assert "Uudempia lukuja on salattu (viimeksi 2024)." in page


def test_one_group_only_and_all_suppressed_are_explained():
    alone = section(observations(2024, 20.0, None, None))
    assert "Lukuja vähintään kahdesta väestöryhmästä ei ole Kajaanissa eikä suuremmilla alueilla, joihin se kuuluu." in alone
    hidden = section([suppressed(KAJAANI, 2024, group=group) for group in EDUCATION])
    assert "Lukuja vähintään kahdesta väestöryhmästä ei ole Kajaanissa" in hidden


def test_the_ends_of_an_ordered_breakdown_make_its_gap():
    page = section(observations(2024, None, 15.0, 10.0))
    assert "Eroa ei voi esittää: liian harvalla ryhmällä on luku, jonka saa näyttää." in page
    assert ["Korkea koulutus", f"10,0 % (8,0{DASH}12,0)"] in [row[:2] for row in cells(page)]


def test_equal_groups_have_no_difference_and_nobody_is_worse_off():
    page = section(observations(2024, 10.0, 10.0, 10.0))
    assert "Eroa ei ole." in page
    assert "huonompi" not in page.replace("huonompiosaise", "")
    assert {row[3] for row in cells(page)[1:]} == {"sama"}


def test_zero_has_no_ratio_and_says_why():
    page = section(observations(2024, 4.0, 2.0, 0.0, margin=None))
    assert measures(page)[1] == ("Suhteellinen ero (suurempi / pienempi)", "..", "Jakajana oleva luku on nolla.")


def test_without_margins_certainty_is_not_assessable():
    page = section(observations(2024, 20.0, 15.0, 10.0, margin=None))
    assert {each[2] for each in measures(page)} == {"Virhemarginaalia ei ole saatavilla."}
    assert "koulutuksen mukaan eron varmuutta ei voi arvioida." in page
    assert all("varmuutta ei voi arvioida" in row[3] for row in cells(page)[1:])


def test_a_missing_population_is_said():
    page = section(STEPS, base=[])
    assert "Eroa ei voi laskea henkilöinä. Ryhmien koot eivät ole tiedossa." in page
    assert "Tilastokeskus" not in page
    assert len(measures(page)) == 2


def test_certain_uncertain_and_unknown_are_told_apart_in_the_lead():
    women_and_men = observations(2024, 12.0, 11.0, groups=SEXES)
    page = section([*STEPS, *women_and_men])
    assert "Päivittäin tupakoivat Kajaanissa: koulutuksen mukaan ero on varma; sukupuolen mukaan ero on epävarma." in page
    assert "lukujen suhde 1,09. Ero mahtuu virhemarginaaliin." in page


@pytest.mark.parametrize(
    ("earlier", "changes", "growth"),
    [
        (observations(2020, 15.0, 13.0, 10.0), {}, "Ero on kasvanut 5,0 prosenttiyksikköä vuodesta 2020"),
        (observations(2020, 19.0, 15.0, 10.0), {}, "Eron muutos vuodesta 2020 mahtuu virhemarginaaliin."),
        (
            observations(2020, 15.0, 13.0, 10.0),
            {"indicator": replace(SHARE, breaks=(SeriesBreak(2022, {"fi": "kysely uudistui"}),))},
            "Vertailukelpoista aiempaa eroa ei ole.",
        ),
    ],
)
def test_the_growth_of_the_gap_is_told_since_the_last_break(earlier, changes, growth):
    assert growth in section([*earlier, *STEPS], **changes)


def test_a_parents_groups_are_named():
    page = section([each._replace(area=KAINUU.code) for each in STEPS])
    assert "koulutuksen mukaan (Kainuun hyvinvointialue) ero on varma" in page
    assert "Luvut ovat Kainuun hyvinvointialueen; Kajaanin lukuja ei ole väestöryhmittäin." in page


def test_ages_are_no_gaps():
    page = section(observations(2024, 20.0, 10.0, groups=("age=20-64", "age=65+")))
    assert "Lukuja on vain iän tai kouluasteen mukaan." in page
    assert not cells(page)


def test_numbers_of_persons_are_not_compared():
    page = section(observations(2024, 20, 15, 10, margin=None), indicator=replace(SHARE, unit=Unit.PERSONS, decimals=0))
    assert "Henkilöiden tai tapausten lukumääriä ei verrata ryhmien välillä" in page


def test_where_neither_direction_is_better_nobody_is_worse_off():
    page = section(STEPS, indicator=replace(SHARE, direction=Direction.NEITHER))
    assert "Luku on suurempi matalasti koulutetuilla." in page
    assert {row[3].partition(",")[0] for row in cells(page)[1:]} <= {"suurempi", "pienempi"}


def test_advanced_measures_are_closed_and_warn():
    page = section(STEPS)
    folded = re.search(r"<details>(.*?)</details>", page)[1]
    assert "Satunnaisvaihtelu suurentaa niitä" in folded
    for name in ("Konsentraatioindeksi, suhteellinen", "Theilin indeksi", "logaritminen poikkeama", "varianssi", "Eroindeksi"):
        assert name in folded
    assert "<dt>Ryhmien välinen varianssi (yksikön neliöinä)</dt><dd>12,25</dd>" in folded  # .3 · 4.5² + .5 · .5² + .2 · 5.5²
    unordered = section(observations(2024, 12.0, 9.0, groups=SEXES), sizes(5000, 5000, groups=SEXES))
    assert "Konsentraatioindeksi" not in unordered


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_run_from_the_section_to_its_parts_in_every_language(language):
    page = section([*STEPS, *observations(2024, 12.0, 9.0, groups=SEXES)], language=language)
    assert re.findall(r"<h(\d)", page) == ["2", "3", "3"]
    assert "{" not in page


def test_sample_calculated_intervals_and_the_source_are_named():
    page = section(STEPS, origins=[origin(sample=True)], calculated=True)
    assert "Esimerkkiaineisto, ei todellisia lukuja" in page
    assert "Luottamusvälit on laskettu lähteen ilmoittamista lukumääristä." in page
    assert '<p class="source">Lähde: Terveyden ja hyvinvoinnin laitos (THL)' in page
