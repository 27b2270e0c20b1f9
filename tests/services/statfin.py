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


def ages(last=100):
    """Single years of age with everybody first and an open group last."""
    return variable(
        "ika_10_20180101",
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
    """A table; `value(codes)` gives a number, None or a sign for the codes of a cell by variable."""

    variables: list
    value: object
    title: str = "Väestö 31.12. muuttujina Alue, Ikä, Sukupuoli, Vuosi ja Tiedot"
    updated: str = "2026-05-01T08:00:00"
    form: str = "dense"


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
        match request.path.removeprefix(BASE).strip("/").split("/"):
            case ["StatFin"]:
                return json_answer([{"id": each.partition("/")[0], "type": "l", "text": each} for each in self.tables])
            case ["StatFin", database] if any(each.startswith(f"{database}/") for each in self.tables):
                return json_answer([_listed(id_, each) for id_, each in self.tables.items() if id_.startswith(f"{database}/")])
            case ["StatFin", database, file]:
                return self._table(self.tables.get(f"{database}/{file.removesuffix('.px')}"), request.body)
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
    return {"id": f"{id_.partition('/')[2]}.px", "type": "t", "text": table.title, "updated": table.updated}


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


def catalogue_answers():
    """Invented values in tables of the shapes that the indicator catalogue expects."""
    everywhere = {each.code: each.name["fi"] for each in read_areas()}
    towns = {code: name for code, name in everywhere.items() if code.startswith(("KU", "SSS"))}
    single, now = ages(), years(2010, 2025, provisional=True)
    tables = {
        "vaerak/11re": [area(everywhere), single, sex(), now, contents(vaerak_vaesto="Väestö 31.12.")],
        "vaerak/11ra": [area(everywhere), now, contents(**KEY_INDICATORS)],
        "vkour/12bq": [area(towns), five_years(), sex(), education(), now, contents(vkour_vaesto="Väestö 15 vuotta täyttänyt")],
        "asku/15fh": [area(towns), five_years(), sizes(), now, contents(asku_asuntokunnat="Asuntokuntien lukumäärä")],
        "tjt/118w": [area(everywhere), now, contents(tjt_mediaanitulo="Käytettävissä oleva rahatulo, mediaani")],
        "tyonv/12tf": [area(towns), months((2019, 1), (2026, 3)), contents(tyonv_tyottomat="Työttömät työnhakijat")],
        "muutl/11ae": [area(towns), sex(), now, contents(muutl_tulomuutto="Tulomuutto", muutl_lahtomuutto="Lähtömuutto")],
        "rpk/13ex": [area(towns), offences(), now, contents(rpk_ilmoitetut="Ilmoitetut rikokset")],
        "vaenn/14wx": [area(everywhere), single, sex(), years(2025, 2045), contents(vaenn_vaesto="Väestö 31.12.")],
    }
    answers = StatFinAnswers({id_: Table(variables, invented, id_) for id_, variables in tables.items()})
    answers.limits |= {"maxCalls": 40, "timeWindow": 2}
    return answers


KEY_INDICATORS = {
    "m485": "Taloudellinen huoltosuhde",
    "m410": "Ulkomaan kansalaisten osuus väestöstä, %",
    "m70": "Vuokra-asunnoissa asuvien asuntokuntien osuus, %",
    "m78": "Eläkeläisten osuus väestöstä, %",
}


def five_years():
    groups = {f"{age}-{age + 4}": f"{age}-{age + 4}" for age in range(15, 85, 5)}
    return variable("ikaryhma_10_20180101", "Ikäryhmä", {"SSS": "Yhteensä", **groups, "85-": "85 -"})


def education():
    levels = {code: f"Aste {code}" for code in ("3", "4", "5", "6", "7", "8")}
    texts = {"SSS": "Yhteensä", **levels, "9": "Ei perusasteen jälkeistä tutkintoa"}
    return variable("koulutusaste_2_20160101", "Koulutusaste", texts)


def sizes():
    numbers = {str(size): f"{size} henkilöä" for size in range(2, 7)}
    return variable("asuntokunnankoko", "Asuntokunnan koko", {"SSS": "Yhteensä", "1": "1 henkilö", **numbers})


def offences():
    texts = {"SSS": "Yhteensä", "101T119": "Pahoinpitelyrikokset", "120T139": "Seksuaalirikokset"}
    return variable("rikosryhma_1", "Rikosryhmä", texts)


def invented(codes):
    """A number of the right size for a cell: whole where it counts persons, the same at every start."""
    chance = crc32("".join(codes.values()).encode()) % 1000
    content = codes["contentscode"]
    if content.startswith("m"):
        return round(20 + chance / 100, 1)
    if content == "tjt-mediaanitulo":
        return 20_000 + 10 * chance
    number = (50 + chance // 20) * towns_of(codes["alue_23_20260101"])
    for code, value in codes.items():
        if value == "SSS" and not code.startswith("alue"):  # everybody is more than any of their groups
            number *= TOTALS.get(code, 10)
    return number


@cache
def towns_of(code):
    """How many municipalities an area is made of."""
    areas = read_areas()
    return max(1, len(areas.municipalities(areas.by_code[code])))


TOTALS = {"sukupuoli_9_20180101": 2, "ika_10_20180101": 101, "ikaryhma_10_20180101": 40}


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
