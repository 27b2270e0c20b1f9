"""What titles of Sotkanet's list tell; the titles are real ones of the list of 2016."""

import pytest

from data_sources.additions.file import id_of
from data_sources.additions.listing import Listed, search
from data_sources.additions.titles import facts_of

FACTS = [
    ("1-vuotiaat, lkm 31.12.", "persons", "age=1-1"),
    ("70 - 74-vuotiaat, keskiväkiluku", "persons", "age=70-74"),
    ("106-vuotiaat, keskiväkiluku", "persons", "age=106-106"),
    ("Mielenterveyden häiriöihin sairaalahoitoa saaneet 0 - 17-vuotiaat / 1 000 vastaavanikäistä", "per 1000", "age=0-17"),
    ("Psykiatrian laitoshoidon hoitopäivät 75 vuotta täyttäneillä / 1 000 vastaavanikäistä", "per 1000", "age=75+"),
    ("Kuolleisuus 5 - 9-vuotiailla / 100 000 vastaavanikäistä", "per 100000", "age=5-9"),
    ("Työkyvyttömyyseläkettä saavat, % 16 - 64-vuotiaista", "%", "age=16-64"),
    (
        "Osapäivähoidossa perhepäivähoidossa olleet alle 1-vuotiaat lapset 31.12., kunnan kustantamat palvelut",
        "persons",
        "age=0-0",
    ),
    ("(Pohjoismaat) 35-vuotiaiden ja vanhempien synnyttäjien osuus kaikista synnyttäjistä", "%", ""),
    ("15-vuotiaat ja vanhemmat, lkm 31.12.", "persons", "age=15+"),
    ("0 - 15-vuotiaat, % väestöstä", "%", ""),
    ("75 vuotta täyttäneiden asuntokunnat, % kaikista asuntokunnista", "%", ""),
    ("Sairaalahoidon hoitopäivät / 1 000 asukasta", "per 1000", ""),
    ("Ruokavaliokorvauksen saajia / 1000 asukasta", "per 1000", ""),
    ("Terveyspalvelut, yksityinen sektori, lähihoitajia / 10 000 asukasta", "per 10000", ""),
    ("A-klinikat, asiakkaita vuoden aikana, kunnan kustantamat palvelut", "persons", ""),
    ("Vammaisten päivätoiminnan piirissä asiakkaita 31.12., myydyt palvelut (2006 alkaen)", "persons", ""),
    ("Palvelu- ja tukiasunnot, kehitysvammaiset asukkaat 31.12., kunnan kustantamat palvelut", "persons", ""),
    ("Kodinhoitoapua vuoden aikana saaneita vammaistalouksia, valtiolta ostetut palvelut", "cases", ""),
    ("Kehitysvammalaitokset, 75 - 79-vuotiaiden hoitopäivät", "cases", "age=75-79"),
    ("Jätetyt velkajärjestelyhakemukset, lkm", "cases", ""),
    ("Toimeentulotuen menot, euroa / asukas", "euros", ""),
    ("Yksityinen sairaanhoito: mammografia (laaja), keskimäärin peritty maksu, euroa", "euros", ""),
    ("Vastasyntyneen elinajanodote", "years", ""),
    ("Kelan kuolleisuusindeksi, ikävakioitu", "index", ""),
    ("Terveydenedistämisaktiivisuus (TEA) perusopetuksessa, pistemäärä", "index", ""),
    ("Huoltosuhde, demografinen", "ratio", ""),
    ("Sairaalahoito, keskimääräinen hoitoaika", None, ""),
    ("Luottamus oman kunnan päätöksentekoon asteikolla 1 - 5 (keskiarvo)", None, ""),
    ("Koulutustasomittain", None, ""),
]


@pytest.mark.parametrize(("title", "unit", "age"), FACTS)
def test_a_title_tells_unit_and_age(title, unit, age):
    facts = facts_of(title)
    assert (facts.unit, ";".join(map(str, facts.ages))) == (unit, age)


@pytest.mark.parametrize("unit", ["1 000 euroa", "1000 euroa", "miljoonaa euroa"])
def test_thousands_of_euros_are_no_euros(unit):
    facts = facts_of(f"Lääkekorvaukset, {unit}")
    assert (facts.unit, facts.foreign_unit, facts.never) == (None, unit, True)


def test_two_ages_are_both_told():
    facts = facts_of("Raskaudenkeskeytykset alle 25-vuotiailla / 1 000 15 - 24-vuotiasta naista")
    assert set(map(str, facts.ages)) == {"age=0-24", "age=15-24"}


@pytest.mark.parametrize(
    ("title", "ended", "projected"),
    [
        ("Kehitysvammalaitosten hoitopäivät (-2005)", True, False),
        ("Tulkkipalveluissa asiakkaita (2006-2009)", True, False),
        ("Vammaisten työtoiminta (2012 alkaen)", False, False),
        ("Apuvälineet (2006-)", False, False),
        ("Väestöennuste 2040, 15 - 19-vuotiaat", False, True),
        ("0 - 15-vuotiaat, % väestöstä, väestöennuste 2030", False, True),
    ],
)
def test_ended_and_projected_series_are_told_by_their_titles(title, ended, projected):
    assert (facts_of(title).ended, facts_of(title).projected) == (ended, projected)


def test_ids_are_short_and_tell_neighbours_apart():
    title = "Family day care, full-time care, children aged {} in services funded by the municipality, on 31 Dec"
    assert id_of({"en": title.format("3-5")}, 1, ()) == "family-day-care-full-time-care-3-5"
    assert id_of({"en": title.format(6)}, 1, ()) == "family-day-care-full-time-care-6"
    assert id_of({"en": "Hospital care, care days per 1000 inhabitants"}, 1, ()) == "hospital-care-care-days-inhabitants"
    assert id_of({"en": "Midwives per 10 000 inhabitants"}, 1, ()) == "midwives-inhabitants"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("yksinäisyys", [1]),
        ("YKSINAISEKSI", [1]),
        ("tupakointi", [2]),
        ("lasten suojelu", [3]),
        ("lastensuojelu-ilmoitus", [3]),
        ("ensam", [1]),
        ("kuukausikalenteri", []),
        ("3", [3]),
    ],
)
def test_families_are_found_by_everyday_words(words, found):
    listing = {
        1: Listed(1, {"fi": "Itsensä yksinäiseksi tuntevien osuus (%)", "sv": "Känner sig ensamma"}, True),
        2: Listed(2, {"fi": "Tupakoi päivittäin, % lukion 1. ja 2. vuoden opiskelijoista"}, True),
        3: Listed(3, {"fi": "Lapset, joista on tehty lastensuojeluilmoitus"}, True),
    }
    assert [listed.id for listed in search(listing, [words])] == found
