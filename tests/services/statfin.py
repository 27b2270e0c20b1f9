"""Statistics Finland on loopback: the manners of PxWeb v1 as since June 2026, with hand-made tables, for tests and by hand.

`python -m tests.services.statfin --port 8098` serves invented values for every table of the indicator catalogue; then
`HYTETAULU_STATFIN_URL=http://127.0.0.1:8098/PxWeb/api/v1/fi ./run refresh --source statfin` reads them.
"""

import argparse
import json
import signal
import time
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import prod
from zlib import crc32

import pytest

from data_sources.areas import read_areas
from tests.services.loopback import Answer, LoopbackService, json_answer

BASE = "/PxWeb/api/v1/fi"
LIMITS = {"maxValues": 120_000, "maxCells": 120_000, "maxCalls": 1000, "timeWindow": 1, "CORS": True}

AREAS = {"SSS": "KOKO MAA", "KU205": "Kajaani", "KU588": "Pertunmaa", "MK18": "Kainuu", "HVA20": "Kainuun hyvinvointialue"}
SEXES = {"SSS": "Yhteensä", "1": "Miehet", "2": "Naiset"}


def variable(code, text, values, **more):
    """One variable of `GET table`; values are texts by code."""
    return {"code": code, "text": text, "values": list(values), "valueTexts": list(values.values()), **more}


def area(values=None):
    return variable("alue_23_20260101", "Alue", AREAS if values is None else values)


def sex():
    return variable("sukupuoli_9_20180101", "Sukupuoli", SEXES)


def ages(code="ika_10_20180101", last=100):
    """Single years of age with everybody first and an open group last."""
    return variable(
        code,
        "Ikä",
        {"SSS": "Yhteensä", **{f"{age:03}": str(age) for age in range(last)}, f"{last:03}-": f"{last} -"},
    )


def years(first, last, *, provisional=False):
    texts = {str(year): str(year) for year in range(first, last + 1)}
    if provisional:
        texts[str(last)] += "*"
    return variable("timeperiod_y", "Vuosi", texts, time=True)


def months(first, last):
    """Months from such as (2023, 1) to (2024, 12)."""
    numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return variable(
        "timeperiod_m", "Kuukausi", {code: code for n in numbers for code in [f"{n // 12}M{n % 12 + 1:02}"]}, time=True
    )


def contents(**texts):
    return variable("contentscode", "Tiedot", {name.replace("_", "-"): text for name, text in texts.items()})


@dataclass
class Table:
    """A table; `value(codes)` gives a number, None or a sign for the codes of a cell by variable.

    `listed` is the moment in the list of the folder, where it is another than that of the answers.
    """

    variables: list
    value: object
    title: str = "Väestö 31.12. muuttujina Alue, Ikä, Sukupuoli, Vuosi ja Tiedot"
    updated: str = "2026-05-01T08:00:00"
    form: str = "dense"
    listed: str = ""
    extension: dict = field(default_factory=dict)


@dataclass
class StatFinAnswers:
    """What the service knows: tables by id such as `vaerak/11re`; a test may change all of it at any time."""

    tables: dict = field(default_factory=dict)
    limits: object = field(default_factory=lambda: dict(LIMITS))
    calls: list = field(default_factory=list)

    def __call__(self, request):
        if isinstance(self.limits, dict) and self._too_many():
            return Answer(429, b"Too many requests", "text/plain")
        if "config" in request.query:
            return Answer(404, b"", "text/html") if self.limits is None else json_answer(self.limits)
        *folders, last = request.path.removeprefix(BASE).strip("/").split("/")
        if last.endswith(".px"):
            return self._table(self.tables.get(_id([*folders, last.removesuffix(".px")])), request.body)
        if not folders and last == "StatFin":
            return json_answer([{"id": _path(each)[1], "type": "l", "text": each} for each in self.tables])
        inside = {id_: each for id_, each in self.tables.items() if _path(id_)[:-1] == (*folders, last)}
        if inside:
            return json_answer([_listed(id_, each) for id_, each in inside.items()])
        return Answer(404, b"<h1>Not Found</h1>", "text/html")

    def _table(self, table, body):
        if table is None:  # an old id too
            return Answer(400, b"Bad Request", "text/html")
        return _answer(table, json.loads(body), self.limits or LIMITS) if body else json_answer(_metadata(table))

    def _too_many(self):
        now = time.monotonic()
        self.calls.append(now)
        recent = [each for each in self.calls if each > now - self.limits["timeWindow"]]
        return len(recent) > self.limits["maxCalls"]


def _listed(id_, table):
    return {"id": f"{id_.rpartition('/')[2]}.px", "type": "t", "text": table.title, "updated": table.listed or table.updated}


def _path(id_):
    """Database, folders and table of an id; StatFin's are known by folder and table alone."""
    parts = tuple(id_.split("/"))
    return parts if len(parts) > 2 else ("StatFin", *parts)


def _id(path):
    return "/".join(path[1:] if path[0] == "StatFin" else path)


def _metadata(table):
    return {"title": table.title, "variables": table.variables}


def _answer(table, question, limits):
    """Answer a query as PxWeb does: what is not asked for and may be left out is left out."""
    asked = {each["code"]: each["selection"]["values"] for each in question["query"]}
    known = {each["code"]: each["values"] for each in table.variables}
    if any(code not in known or not set(values) <= set(known[code]) for code, values in asked.items()):
        return Answer(400, b"Bad Request", "text/html")
    chosen = {
        each["code"]: asked.get(each["code"], each["values"])
        for each in table.variables
        if each["code"] in asked or not each.get("elimination")
    }
    if prod(map(len, chosen.values())) > limits["maxCells"]:
        return Answer(403, b"Forbidden", "text/html")
    cells = [table.value(dict(zip(chosen, codes, strict=True))) for codes in product(*chosen.values())]
    return json_answer(json_stat(table, chosen, cells))


def json_stat(table, chosen, cells):
    """Return an answer whose values and statuses are dense lists, or sparse objects where the table's form says so."""
    values = [None if isinstance(cell, str) else cell for cell in cells]
    signs = {str(place): cell for place, cell in enumerate(cells) if isinstance(cell, str)}
    texts = {each["code"]: dict(zip(each["values"], each["valueTexts"], strict=True)) for each in table.variables}
    sparse = table.form == "sparse"
    dimensions = {
        code: {
            "label": code,
            "category": {
                "index": list(codes) if sparse else {each: place for place, each in enumerate(codes)},
                "label": {each: texts[code][each] for each in codes},
            },
        }
        for code, codes in chosen.items()
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": table.title,
        "source": "Tilastokeskus",
        "updated": table.updated,
        "id": list(chosen),
        "size": [len(codes) for codes in chosen.values()],
        "dimension": dimensions,
        "value": {str(n): value for n, value in enumerate(values) if value is not None} if sparse else values,
        **({"status": signs} if signs else {}),
        **({"extension": table.extension} if table.extension else {}),
    }


class StatFinService(LoopbackService):
    """The service running; `answers` may be changed while it runs."""

    def __init__(self, answers=None, **options):
        self.answers = answers or StatFinAnswers()
        super().__init__(self.answers, base=BASE, **options)

    @property
    def questions(self):
        """Every query for data so far: codes by variable."""
        return [
            {each["code"]: each["selection"]["values"] for each in json.loads(request.body)["query"]}
            for request in self.requests
            if request.body
        ]


@pytest.fixture
def statfin(monkeypatch):
    """A running service without tables; `statfin.url` is its base address."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with StatFinService() as service:
        yield service


def catalogue_answers(value=None, *, first=2010, last_projected=2045):
    """Invented values in tables with the variables, codes and texts that were recorded live from June to October 2026.

    The list stands on its own, not on what the catalogue asks for: a code that is not here was not seen in the service.
    `value(codes)` gives the number of a cell, `first` is the first year. Key figures of municipalities are as
    public clients ask for them.
    """
    now = timeperiod(first, 2025)
    tables = {
        "vaerak/11re": ("Väestö 31.12.", [division(2026), ages("ikaryhma_10_20180101"), sex(), now, POPULATION]),
        "vaerak/11ra": ("Tunnuslukuja väestöstä alueittain", [division(2026, "MK", "HVA"), now, KEY_FIGURES]),
        "vkour/12bq": ("15 vuotta täyttänyt väestö", [now, division(2026), five_years(80), sex(), education(), OVER_15]),
        "asku/15fh": ("Asuntokunnat", [division(2026), dwelling(), now, sizes(), rooms(), HOUSEHOLDS]),
        "tjt/118w": ("Asuntokuntien tulot alueittain", [INCOME, now, division(2026, "MK", "HVA")]),
        "tyonv/12tf": ("Työttömät työnhakijat", [monthly_areas(), months((max(first, 2019), 1), (2026, 8)), JOBSEEKERS]),
        "muutl/11ae": ("Väestönmuutokset ja väkiluku", [now, division(2026), MOVES]),
        "rpk/13ex": ("Tietoon tulleet rikokset", [now, division(2023, former=("KU588",), unknown="KUX"), offences(), CRIMES]),
        "vaenn/14wx": (
            "Väestö 31.12. (ennuste 2024)",
            [
                division(2024, former=("KU588",)),
                timeperiod(2024, last_projected),
                sex(),
                ages("ikaryhma_10_20180101"),
                PROJECTION,
            ],
        ),
        "Kuntien_avainluvut/2025/kuntien_avainluvut_2025_aikasarja": (
            "Kuntien avainluvut",
            [
                variable("Alue", "Alue", towns("MK")),
                MUNICIPAL_KEY_FIGURES,
                variable("Vuosi", "Vuosi", texts(first, 2024), time=True),
            ],
        ),
    }
    found = {id_: Table(variables, value or invented, title) for id_, (title, variables) in tables.items()}
    answers = StatFinAnswers(found)
    answers.limits |= {"maxCalls": 40, "timeWindow": 2}
    return answers


def content(**texts_by_code):
    """The contents variable with codes whose hyphens are written as two underscores."""
    return variable("contentscode", "Tiedot", {code.replace("__", "-"): text for code, text in texts_by_code.items()})


POPULATION = content(vaerak__vaesto="Väestö 31.12.")
OVER_15 = content(vaesto="15 vuotta täyttänyt väestö 31.12")
PROJECTION = content(vaesto_e24="Väestö 31.12. (ennuste 2024)")
HOUSEHOLDS = content(lkm_asunnkunnat="Asuntokunnat (lkm)", lkm_henk="Asuntoväestö (lkm)")
MOVES = content(
    vm01="Elävänä syntyneet",
    vm43_tulo="Kuntien välinen tulomuutto",
    muutl__vm43_lahto="Kuntien välinen lähtömuutto",
    vm43_netto="Kuntien välinen nettomuutto",
    muutl__vaesto="Väkiluku",
)
JOBSEEKERS = content(
    TYOTTOMATLOPUSSA="Työttömät työnhakijat laskentapäivänä (lkm.)",
    TYOVOIMATK="TK:n Työssäkäyntitilaston työvoima (lkm.)",
    TYOTOSUUS="Työttömien työnhakijoiden %-osuus työvoimasta (%)",
)
CRIMES = content(
    rikokset_lkm="Viranomaisten tietoon tulleet rikokset (lkm.)", selvitetyt_lkm="Selvitetyt rikokset yhteensä (lkm.)"
)
INCOME = content(
    tjt__asuntokuntia="Asuntokuntia",
    tjt__ekvikturaha_med="Käytettävissä oleva rahatulo kulutusyksikköä kohti, mediaani",
    kturaha_med="Asuntokunnan käytettävissä oleva rahatulo, mediaani",
)
KEY_FIGURES = content(
    vaerak__vaesto="Väestö 31.12.", dem_huoltos="Väestöllinen huoltosuhde", tal_huoltos="Taloudellinen huoltosuhde"
)
MUNICIPAL_KEY_FIGURES = variable(
    "Tiedot",
    "Tiedot",
    {
        "M411": "Väkiluku",
        "M410": "Ulkomaan kansalaisten osuus väestöstä, %",
        "M70": "Vuokra-asunnossa asuvien asuntokuntien osuus, %",
        "M485": "Taloudellinen huoltosuhde",
        "M78": "Eläkeläisten osuus väestöstä, %",
    },
)
SHARES = {"tal_huoltos", "dem_huoltos", "M410", "M70", "M485", "M78"}
"""Contents whose values are percentages."""


def towns(*beginnings):
    """Names of the country, of municipalities and of other areas by code."""
    return {each.code: each.name["fi"] for each in read_areas() if each.code.startswith(("SSS", "KU", *beginnings))}


def division(year, *beginnings, former=(), unknown=None):
    """The area variable in the division of a year."""
    known = dict(sorted({**towns(*beginnings), **dict.fromkeys(former, "Pertunmaa")}.items(), key=lambda pair: pair[0] != "SSS"))
    return variable(f"alue_23_{year}0101", "Alue", known | ({unknown: "Tuntematon"} if unknown else {}), elimination=True)


def monthly_areas():
    return variable("Alue", "Alue", towns("MK") | {"KUJOU": "Tuntematon"}, elimination=True)


def texts(first, last):
    return {str(year): str(year) for year in range(first, last + 1)}


def timeperiod(first, last):
    return variable("timeperiod_y", "Vuosi", texts(first, last), time=True)


def five_years(last=85):
    groups = {f"{age}-{age + 4}": f"{age}-{age + 4}" for age in range(15, last, 5)}
    return variable("ikaryhma_10_20180101", "Ikäryhmä", {"SSS": "Yhteensä", **groups, f"{last}-": f"{last} -"})


def education():
    levels = {"3T8": "Tutkinnon suorittaneet yhteensä", **{code: f"Aste {code}" for code in ("3", "4", "5", "6", "7", "8")}}
    names = {"SSS": "Yhteensä", **levels, "9": "Ei perusasteen jälkeistä tutkintoa"}
    return variable("koulutusaste_17_20180101", "Koulutusaste", names, elimination=True)


def dwelling():
    kinds = {"SSS": "Yhteensä", "1": "Omakotitalot", "2": "Rivitalot", "3": "Kerrostalot", "4": "Muu"}
    return variable("talotyyppi_4_20210101", "Talotyyppi", kinds, elimination=True)


def sizes():
    names = {"SSS": "Yhteensä", "1": "1 henkilö", "2": "2 henkilöä", "3": "3 henkilöä", "4-": "4+ henkilöä"}
    return variable("asuntokuntakoko_3_20190101", "Asuntokunnan koko", names, elimination=True)


def rooms():
    return variable("huoneluku_2_20190101", "Huoneluku", {"SSS": "Yhteensä", "1": "1", "2": "2"}, elimination=True)


def offences():
    names = {
        "101T603": "RIKOKSET JA RIKKOMUKSET YHTEENSÄ",
        "211T213": "1206-1208 Pahoinpitelyt",
        "211": "1206 Pahoinpitely 21:5",
        "231T241": "13 Seksuaalirikokset",
    }
    return variable("rikokset_74_20211209", "Rikosryhmä", names, elimination=True)


def invented(codes):
    """A number of the right size for a cell: whole where it counts persons, the same at every start."""
    chance = crc32("".join(codes.values()).encode()) % 1000
    asked = codes.get("contentscode") or codes["Tiedot"]
    if asked in SHARES:
        return round(20 + chance / 100, 1)
    if asked.endswith("_med"):
        return 20_000 + 10 * chance
    if "rikokset_74_20211209" in codes or asked == "TYOTTOMATLOPUSSA":
        return (1 + chance // 200) * towns_of(area_of(codes))
    number = (50 + chance // 20) * towns_of(area_of(codes))
    for code, value in codes.items():
        if value == "SSS" and not code.lower().startswith("alue"):  # everybody is more than any of their groups
            number *= TOTALS.get(code, 10)
    return number


def area_of(codes):
    """The area of a cell."""
    return next(value for code, value in codes.items() if code.lower().startswith("alue"))


@cache
def towns_of(code):
    """How many municipalities an area is made of."""
    areas = read_areas()
    return max(1, len(areas.municipalities(areas.by_code[code]))) if code in areas.by_code else 1


TOTALS = {"sukupuoli_9_20180101": 2, "ikaryhma_10_20180101": 101, "talotyyppi_4_20210101": 1, "huoneluku_2_20190101": 1}


def main():
    """Serve the catalogue's tables until interrupted."""
    parser = argparse.ArgumentParser(description="StatFin on loopback with invented values for the indicator catalogue")
    parser.add_argument("--port", type=int, default=8098)
    parser.add_argument("--failing", type=float, default=0, metavar="SHARE", help="share of requests that fail, such as 0.2")
    parser.add_argument("--seed", type=int, default=1, help="which requests fail")
    options = parser.parse_args()
    with StatFinService(catalogue_answers(), port=options.port) as service:
        service.fail_randomly(options.failing, options.seed)
        print(f"HYTETAULU_STATFIN_URL={service.url}", flush=True)  # noqa: T201  # a program of its own here
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
