"""Sentences of breakdowns: certain, uncertain and unknown apart, three languages, and every reason."""

from dataclasses import replace

import pytest

from dashboard.analysis import Reason
from dashboard.differences import GapCourse, breakdowns
from dashboard.differences.sentences import (
    BreakdownText,
    certainty_text,
    course_text,
    position_text,
    reason_sentence,
    rounded_persons,
)
from dashboard.text import text_for
from data_sources.model import Direction, PopulationGroup, SeriesBreak, Unit
from tests.dashboard.differences.test_breakdowns import HIGH, LOW, PARENTS, SEXES, indicator_by, only, people, values_of
from tests.dashboard.examples import KAINUU, KAJAANI
from tests.languages import LANGUAGES

NB = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
SIZES = people(1000, 3000, 1000)
OLD = PopulationGroup.parse("age=65+")
ENDS = (LOW, HIGH)
STEPS = (21.3, 15.1, 8.9)


def sentences_of(breakdown, language="fi") -> BreakdownText:
    return BreakdownText(breakdown, text_for(language))


def steps(margin=None, **changes) -> BreakdownText:
    """Return the sentences of 21.3, 15.1 and 8.9 % by education in Kajaani in 2024."""
    return sentences_of(only(values_of(2024, *STEPS, margin=margin), SIZES, **changes))


HEADLINES = {
    "fi": (
        f"Päivittäin tupakoivat Kajaanissa vuonna 2024: matalasti koulutetuilla 21,3{NB}% ja korkeasti koulutetuilla 8,9{NB}%. "
        f"Ero on 12,4 prosenttiyksikköä (95{NB}%:n luottamusväli 8,2{DASH}16,6); suurempi luku on 2,39-kertainen pienempään "
        "verrattuna. Tilanne on huonompi matalasti koulutetuilla. Ero on virhemarginaalia suurempi."
    ),
    "sv": (
        f"Dagligrökare i Kajana år 2024: 21,3{NB}% bland personer med låg utbildning och 8,9{NB}% bland personer med hög "
        f"utbildning. Skillnaden är 12,4 procentenheter (95-procentigt konfidensintervall 8,2{DASH}16,6); den högre siffran är "
        "2,39 gånger den lägre. Läget är sämre bland personer med låg utbildning. Skillnaden är större än felmarginalen."
    ),
    "en": (
        "Daily smokers in Kajaani in 2024: 21.3% among people with a low level of education and 8.9% among people with a high "
        f"level of education. The difference is 12.4 percentage points (95% confidence interval 8.2{DASH}16.6); the higher "
        "value is 2.39 times the lower one. The situation is worse among people with a low level of education. The difference "
        "is larger than the margin of error."
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certain_gap_in_every_language(language):
    breakdown = only(values_of(2024, *STEPS, margin=3.0), SIZES)
    assert sentences_of(breakdown, language).headline() == HEADLINES[language]


@pytest.mark.parametrize(
    ("margin", "language", "sentence"),
    [
        (9.0, "fi", f"{MINUS}0,3 … 25,1), lukujen suhde 2,39. Ero mahtuu virhemarginaaliin."),
        (9.0, "sv", f"{MINUS}0,3 … 25,1), kvoten mellan siffrorna 2,39. Skillnaden ryms inom felmarginalen."),
        (9.0, "en", f"{MINUS}0.3 … 25.1), the ratio of the values 2.39. The difference is within the margin of error."),
        (
            None,
            "fi",
            (
                "lukujen suhde 2,39. Näiden lukujen mukaan tilanne on huonompi matalasti koulutetuilla. "
                "Eron varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla."
            ),
        ),
        (
            None,
            "sv",
            (
                "Enligt dessa siffror är läget sämre bland personer med låg utbildning. "
                "Det går inte att bedöma om skillnaden är säker: ingen felmarginal finns att tillgå."
            ),
        ),
        (
            None,
            "en",
            (
                "By these values the situation is worse among people with a low level of education. "
                "It cannot be assessed whether the difference is certain: no margin of error available."
            ),
        ),
    ],
)
def test_uncertain_and_unknown_are_worded_apart(margin, language, sentence):
    assert sentences_of(steps(margin).breakdown, language).headline().endswith(sentence)


def test_equal_groups_have_no_difference_and_nobody_is_worse_off():
    found = sentences_of(only(values_of(2024, 10.0, 10.0, 10.0, margin=1.0), SIZES))
    assert (found.gap(), found.verdict(), found.persons()) == ("Eroa ei ole.", "", "")
    assert found.slope().startswith(
        "Kun jokainen ryhmä otetaan huomioon kokonsa mukaan, luku ei muutu varmasti asteikon päästä päähän "
        "(eriarvoisuuden kulmakerroin, SII;"
    )


def test_without_a_direction_the_larger_value_is_named_where_it_is_certain():
    found = steps(3.0, direction=Direction.NEITHER)
    assert found.verdict() == "Luku on suurempi matalasti koulutetuilla. Ero on virhemarginaalia suurempi."
    assert found.persons() == ""
    unknown = "Eron varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla."
    assert steps(direction=Direction.NEITHER).verdict() == unknown


def test_a_slight_difference_of_unknown_certainty_makes_nobody_worse_off():
    found = sentences_of(only(values_of(2024, 12.0, 11.0, groups=ENDS), groups=ENDS))
    assert found.headline().endswith(
        "Ero on 1,0 prosenttiyksikköä, lukujen suhde 1,09. Eron varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla."
    )


def test_a_middle_group_is_the_worst_only_where_it_certainly_is():
    sentence = "Kaikkein huonoin luku on keskitason koulutuksen saaneilla"
    certain, uncertain, unknown = (sentences_of(only(values_of(2024, 16.0, 22.0, 9.0, margin=each))) for each in (1.0, 9.0, None))
    assert certain.middle().startswith(sentence)
    assert uncertain.middle() == unknown.middle() == ""


def test_of_a_favourable_indicator_the_smaller_value_is_the_worse():
    assert steps(3.0, direction=Direction.HIGHER).verdict().startswith("Tilanne on huonompi korkeasti koulutetuilla.")


def test_a_value_of_zero_leaves_the_absolute_difference():
    assert sentences_of(only(values_of(2024, 4.0, 2.0, 0.0), SIZES)).gap() == "Ero on 4,0 prosenttiyksikköä."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fi",
            "Luvut ovat Kainuun hyvinvointialueen; Kajaanin lukuja ei ole väestöryhmittäin. Päivittäin tupakoivat Kainuun",
        ),
        (
            "sv",
            "Värdena gäller Kajanalands välfärdsområde; värden efter befolkningsgrupp saknas för Kajana. Dagligrökare i",
        ),
        (
            "en",
            "The values are for Kainuu wellbeing services county; there are none by population group for Kajaani. Daily smokers",
        ),
    ],
)
def test_a_parent_is_named_before_its_values(language, sentence):
    assert sentences_of(only(values_of(2024, *STEPS, area=KAINUU)), language).headline().startswith(sentence)


def test_where_the_areas_own_values_are_suppressed_they_are_said_to_be():
    found = sentences_of(only([*values_of(2024, None, None, None), *values_of(2024, *STEPS, area=KAINUU)]))
    assert found.parent_note() == "Luvut ovat Kainuun hyvinvointialueen; Kajaanin luvut ovat salattuja."


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fi",
            (
                "Eroa ei voi laskea, koska asteikon ääripään ryhmällä ei ole lukua, jota voisi käyttää. "
                "Salattu tietosuojan vuoksi: matala koulutus."
            ),
        ),
        (
            "sv",
            (
                "Skillnaden kan inte beräknas, eftersom en grupp i ena änden av skalan saknar en uppgift som kan användas. "
                "Sekretessbelagt av integritetsskäl: låg utbildning."
            ),
        ),
        (
            "en",
            (
                "The difference cannot be computed, since a group at one end has no value that could be used. "
                "Suppressed to protect privacy: low level of education."
            ),
        ),
    ],
)
def test_a_suppressed_group_is_named_as_suppressed(language, sentences):
    found = sentences_of(only(values_of(2024, None, 15.0, 10.0), SIZES), language)
    assert found.headline().endswith(sentences)
    assert (found.persons(), found.growth()) == ("", "")
    assert (
        position_text(found.breakdown.groups[0], found.text) == {"fi": "salattu", "sv": "sekretess", "en": "suppressed"}[language]
    )


def test_a_missing_group_and_newer_suppressed_values_are_named():
    missing = sentences_of(only(values_of(2024, 20.0, 10.0, groups=(LOW, HIGH)), SIZES))
    assert missing.hidden() == "Ei lukua: keskitason koulutus."
    newer = sentences_of(only([*values_of(2024, None, None, 9.0), *values_of(2022, *STEPS)]))
    assert newer.hidden() == "Uudempia lukuja on salattu (viimeksi 2024)."


def test_a_profile_is_told_and_not_compared():
    ages = ("age=20-64", "age=65+", "age=75+")
    found = sentences_of(only(values_of(2024, 20.0, 15.0, 10.0, groups=ages), groups=ages))
    assert found.headline() == (
        f"Päivittäin tupakoivat Kajaanissa vuonna 2024: 20{DASH}64-vuotiailla 20,0{NB}%, 65 vuotta täyttäneillä 15,0{NB}% "
        f"ja 75 vuotta täyttäneillä 10,0{NB}%. Ryhmät ovat elämänvaiheita ja voivat olla osin päällekkäisiä, joten niitä ei "
        "verrata toisiinsa."
    )
    assert found.sentences() == [found.headline()]


PERSONS = {  # (21.3 · 1000 + 15.1 · 3000 + 8.9 · 1000) / 5000 = 15.1; less 8.9, of 5000 people: 310
    ("fi", Direction.LOWER): "Jos kaikki ryhmät pääsisivät parhaan ryhmän tasolle, tämä koskisi noin 310 henkilöä vähemmän.",
    ("sv", Direction.LOWER): "Om alla grupper nådde den bästa gruppens nivå skulle detta gälla omkring 310 färre personer.",
    ("en", Direction.LOWER): "If every group did as well as the best, this would apply to about 310 fewer people.",
    ("fi", Direction.HIGHER): "Jos kaikki ryhmät pääsisivät parhaan ryhmän tasolle, tämä koskisi noin 310 henkilöä enemmän.",
    ("sv", Direction.HIGHER): "Om alla grupper nådde den bästa gruppens nivå skulle detta gälla omkring 310 fler personer.",
    ("en", Direction.HIGHER): "If every group did as well as the best, this would apply to about 310 more people.",
}


@pytest.mark.parametrize(("language", "direction"), PERSONS)
def test_persons_if_every_group_did_as_well_as_the_best(language, direction):
    assert sentences_of(steps(3.0, direction=direction).breakdown, language).persons() == PERSONS[language, direction]


def test_a_rate_may_count_cases():
    sentence = "Jos kaikki ryhmät pääsisivät parhaan ryhmän tasolle, lukumäärä olisi noin 31 pienempi."
    assert steps(unit=Unit.PER_1000).persons() == sentence
    assert steps(unit=Unit.PER_1000, direction=Direction.HIGHER).persons() == sentence.replace("pienempi", "suurempi")


@pytest.mark.parametrize(("number", "rounded"), [(1.4, 1), (9.6, 10), (23.4, 23), (376.2, 380), (1428.0, 1400), (23870, 24000)])
def test_persons_are_rounded_to_what_is_known(number, rounded):
    assert rounded_persons(number) == rounded


def test_less_than_a_person_and_one_person():
    breakdown = steps().breakdown
    few = [
        sentences_of(replace(breakdown, fewer=replace(breakdown.fewer, value=number)), "en").persons() for number in (0.4, 1.2)
    ]
    assert few == [
        "If every group did as well as the best, the number would change by less than one.",
        "If every group did as well as the best, this would apply to about 1 fewer person.",
    ]


def test_why_persons_are_not_known():
    assert (
        sentences_of(only(values_of(2024, *STEPS))).persons() == "Eroa ei voi laskea henkilöinä. Ryhmien koot eivät ole tiedossa."
    )
    assert steps(unit=Unit.YEARS).persons() == "Eroa ei voi laskea henkilöinä. Luvut eivät ole osuuksia väestöstä."


def grown(first, margin, language="fi", **changes) -> str:
    """Return the sentence on the growth of a gap of `first` in 2022 and 6.0 in 2024."""
    values = [(2022, 10.0 + first, 10.0), (2024, 16.0, 10.0)]
    history = [each for year, *pair in values for each in values_of(year, *pair, groups=SEXES, margin=margin)]
    return sentences_of(only(history, groups=SEXES, **changes), language).growth()


@pytest.mark.parametrize(
    ("first", "margin", "language", "sentence"),
    [
        (2.0, 1.0, "fi", "Ero on kasvanut 4,0 prosenttiyksikköä vuodesta 2022, mikä on enemmän kuin virhemarginaali."),
        (2.0, 1.0, "sv", "Skillnaden har ökat med 4,0 procentenheter sedan 2022, vilket är mer än felmarginalen."),
        (2.0, 1.0, "en", "The difference has grown by 4.0 percentage points since 2022, which is more than the margin of error."),
        (9.0, 1.0, "fi", "Ero on kaventunut 3,0 prosenttiyksikköä vuodesta 2022, mikä on enemmän kuin virhemarginaali."),
        (9.0, 1.0, "sv", "Skillnaden har minskat med 3,0 procentenheter sedan 2022, vilket är mer än felmarginalen."),
        (
            9.0,
            1.0,
            "en",
            "The difference has narrowed by 3.0 percentage points since 2022, which is more than the margin of error.",
        ),
        (5.5, 1.0, "fi", "Eron muutos vuodesta 2022 mahtuu virhemarginaaliin."),
        (6.0, 1.0, "fi", "Ero on sama kuin vuonna 2022."),
        (
            2.0,
            None,
            "fi",
            ("Eron muutos vuodesta 2022 on +4,0 prosenttiyksikköä; muutoksen varmuutta ei voi arvioida."),
        ),
        (
            9.0,
            None,
            "en",
            (
                f"The difference has changed by {MINUS}3.0 percentage points since 2022; "
                "the certainty of the change cannot be assessed."
            ),
        ),
        (
            -7.0,
            None,
            "fi",
            (
                f"Eron muutos vuodesta 2022 on {MINUS}1,0 prosenttiyksikköä; muutoksen varmuutta ei voi arvioida. "
                "Ryhmien järjestys on kääntynyt vuodesta 2022."
            ),
        ),
    ],
)
def test_what_has_become_of_the_gap(first, margin, language, sentence):
    assert grown(first, margin, language) == sentence


def test_nothing_compares_with_a_first_gap_or_across_a_break():
    sentence = "Vertailukelpoista aiempaa eroa ei ole."
    assert steps().growth() == sentence
    assert grown(2.0, 1.0, breaks=(SeriesBreak(2024, {"fi": "kysely uudistui"}),)) == sentence


def slope(margin=0.1, language="fi", values=(20.0, 15.0, 10.0), **changes) -> str:
    return sentences_of(only(values_of(2024, *values, margin=margin), people(100, 100, 100), **changes), language).slope()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fi",
            (
                "Kun jokainen ryhmä otetaan huomioon kokonsa mukaan, luku on asteikon parempiosaisessa päässä 15,0 "
                "prosenttiyksikköä pienempi kuin huonompiosaisessa (eriarvoisuuden kulmakerroin, SII). Parempiosaisen pään luku "
                "on 0,33-kertainen huonompiosaisen pään lukuun verrattuna (suhteellinen eriarvoisuusindeksi, RII). "
                "Kulmakertoimen varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla."
            ),
        ),
        (
            "sv",
            (
                "När varje grupp räknas efter sin storlek är siffran 15,0 procentenheter lägre i skalans bättre ställda ände än "
                "i den sämre ställda (lutningsindex för ojämlikhet, SII). Siffran i den bättre ställda änden är 0,33 gånger "
                "siffran i den sämre ställda (relativt ojämlikhetsindex, RII). Det kan inte bedömas om lutningen är säker: ingen "
                "felmarginal finns att tillgå."
            ),
        ),
        (
            "en",
            (
                "With every group counted by its size, the value is 15.0 percentage points lower at the best-off end of the "
                "scale than at the worst-off end (slope index of inequality, SII). The best-off end has 0.33 times the value of "
                "the worst-off end (relative index of inequality, RII). It cannot be assessed whether the slope is certain: no "
                "margin of error available."
            ),
        ),
    ],
)
def test_the_slope_in_sentences(language, sentences):
    assert slope(None, language) == sentences


def test_the_interval_of_a_falling_slope_is_written_from_small_to_large():
    # √(0.051² + 0.051²) · 1.5 · 1.96 ≈ 0.2 on either side
    assert f"SII; 95{NB}%:n luottamusväli 14,8{DASH}15,2)" in slope()
    assert slope().endswith("Kulmakerroin on virhemarginaalia suurempi.")


def test_a_slope_that_rises_and_one_that_is_not_certain():
    assert "15,0 prosenttiyksikköä suurempi kuin huonompiosaisessa" in slope(values=(10.0, 15.0, 20.0))
    assert slope(20.0).startswith(
        "Kun jokainen ryhmä otetaan huomioon kokonsa mukaan, luku ei muutu varmasti asteikon päästä päähän"
    )


def test_a_slope_that_reaches_zero_has_no_ratio():
    assert "Suhteellista eriarvoisuusindeksiä (RII) ei voi laskea. Suora painuu nollaan" in slope(None, values=(0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("breakdown", "reason"),
    [
        (only(values_of(2024, *STEPS)), "Ryhmien koot eivät ole tiedossa."),
        (only(values_of(2024, None, 15.0, 10.0), SIZES), "Jollakin ryhmällä ei ole lukua, jota voisi käyttää."),
        (only(values_of(2024, 12.0, 10.0, groups=ENDS), people(5, 5, groups=ENDS), groups=ENDS), "Ryhmiä on alle kolme."),
    ],
)
def test_why_there_is_no_slope(breakdown, reason):
    assert sentences_of(breakdown).slope() == f"Eriarvoisuuden kulmakerrointa (SII) ei voi laskea. {reason}"


def test_unordered_groups_say_nothing_of_a_slope():
    assert sentences_of(only(values_of(2024, 12.0, 10.0, groups=SEXES), groups=SEXES)).slope() == ""


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("fi", ["huonompi, varma", "sama", "parempi, varma"]),
        ("sv", ["sämre, säkert", "samma", "bättre, säkert"]),
        ("en", ["worse, certain", "the same", "better, certain"]),
    ],
)
def test_positions_of_groups(language, labels):
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0, margin=1.0), people(100, 300, 100))
    assert [position_text(each, text_for(language)) for each in breakdown.groups] == labels


def test_positions_of_groups_without_margins_sizes_or_direction():
    text = text_for("fi")
    without_margins = only(values_of(2024, 20.0, 16.0, 10.0), people(100, 300, 100)).groups
    without_sizes = only(values_of(2024, 20.0, 16.0, 10.0)).groups
    without_direction = only(
        values_of(2024, 12.0, 10.0, groups=SEXES, margin=9.0), groups=SEXES, direction=Direction.NEITHER
    ).groups
    unknown = only(values_of(2024, 20.0, 16.0, 10.0), direction=Direction.NEITHER).groups
    assert position_text(without_margins[0], text) == "huonompi, varmuutta ei voi arvioida"
    assert position_text(without_sizes[1], text) == "ei verrata"
    assert [position_text(each, text) for each in without_direction] == ["suurempi, epävarma", "pienempi, epävarma"]
    assert position_text(unknown[0], text) == "erilainen, varmuutta ei voi arvioida"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_text_of_its_own(language):
    text = text_for(language)
    assert len({course_text(course, text) for course in GapCourse}) == len(GapCourse)
    assert len({certainty_text(answer, text) for answer in (True, False, None)}) == 3


OCCURRING = set(Reason) - {  # those of counts, trends, targets and of scales that no breakdown uses
    Reason.MISSING_COUNT,
    Reason.OUTSIDE_SCALE,
    Reason.ZERO_OR_FULL_COUNT,
    Reason.ZERO_WIDTH,
    Reason.NO_BASELINE_VALUE,
    Reason.TARGET_YEAR,
    Reason.TARGET_EQUALS_BASELINE,
    Reason.TARGET_WRONG_SIDE,
    Reason.NO_TOLERANCE,
    Reason.OLD_VALUE,
    Reason.NO_VALUE_YET,
    Reason.WITHIN_OWN_VARIATION,
    Reason.OWN_VARIATION_UNKNOWN,
    Reason.NO_DATA,
    Reason.SUPPRESSED,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence_of_its_own(language):
    sentences = {reason_sentence(reason, text_for(language)) for reason in OCCURRING}
    assert len(sentences) == len(OCCURRING)
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)
    assert reason_sentence(None, text_for(language)) == ""


def test_a_group_that_is_broken_down_is_named():
    within = tuple(f"age=65+;{sex}" for sex in SEXES)
    (breakdown,) = breakdowns(
        indicator_by("age=65+", *within), KAJAANI, PARENTS, values_of(2024, 12.0, 10.0, groups=within), whole=OLD
    )
    assert sentences_of(breakdown).values() == (
        f"Päivittäin tupakoivat (65 vuotta täyttäneet) Kajaanissa vuonna 2024: naisilla 12,0{NB}% ja miehillä 10,0{NB}%."
    )
