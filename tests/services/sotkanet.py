"""Sotkanet on loopback: the manners of REST 1.1 with small hand-made answers, for tests and for hand use.

`python -m tests.services.sotkanet --port 8099` serves invented values for the whole indicator catalogue; then
`HYTETAULU_SOTKANET_URL=http://127.0.0.1:8099/rest/1.1 ./run refresh` reads them.
"""

import argparse
import re
import signal
from dataclasses import dataclass, field

import pytest

from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import AreaLevel, Unit
from tests.services.loopback import Answer, LoopbackService, json_answer

BASE = "/rest/1.1"
KAJAANI, KUOPIO, KAINUU, KAINUU_REGION, SUBREGION, COUNTRY, MAINLAND, FORMER = 94, 161, 962, 504, 560, 658, 727, 201
CATEGORIES = {AreaLevel.MUNICIPALITY: "KUNTA", AreaLevel.COUNTY: "HYVINVOINTIALUE", AreaLevel.REGION: "MAAKUNTA"}


def region(number, category, code, name):
    """One object of `GET /regions`."""
    title = {"fi": name, "sv": name, "en": name}
    return {"id": number, "code": code, "category": category, "title": title, "memberOf": [], "uri": ""}


REGIONS = (
    region(KAJAANI, "KUNTA", "205", "Kajaani"),
    region(KUOPIO, "KUNTA", "297", "Kuopio"),
    region(FORMER, "KUNTA", "588", "Pertunmaa"),
    region(KAINUU, "HYVINVOINTIALUE", "20", "Kainuun hyvinvointialue"),
    region(961, "HYVINVOINTIALUE", "1", "Itä-Uudenmaan hyvinvointialue"),
    region(KAINUU_REGION, "MAAKUNTA", "18", "Kainuu"),
    region(SUBREGION, "SEUTUKUNTA", "205", "Kajaani"),
    region(COUNTRY, "MAA", "358", "Koko maa"),
    region(MAINLAND, "NUTS1", "1", "Manner-Suomi"),
    region(728, "NUTS1", "2", "Ahvenanmaa"),
)


def metadata(number, title, /, updated="2026-05-01", **changes):
    """One object of `GET /indicators/{id}`; a change to None leaves the field out."""
    whole = {
        "id": number,
        "data-updated": updated,
        "range": {"start": 2019, "end": 2020},
        "title": {"fi": title, "sv": f"{title} sv", "en": f"{title} en"},
        "description": {"fi": "<p>Osuus v&auml;est&ouml;st&auml;.</p><p>L&auml;hde: &lt;rekisteri&gt;</p>", "sv": "", "en": " "},
        "limits": {"fi": "Ikä &#8805; 20<br/>vuotta", "sv": "", "en": ""},
        "primaryValueType": {"code": "PROS", "title": {"fi": "Prosenttia"}},
        "decimals": 1,
        "classifications": {"region": {"values": ["Kunta", "Maa"]}, "sex": {"values": ["male", "female", "total"]}},
        "organization": {"id": 3, "title": {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}},
    }
    return {name: value for name, value in (whole | changes).items() if value is not None}


def row(indicator, region_id, year, value, gender="total", **more):
    """One row of `GET /json`; a value of None leaves it out, `absValue` and others come by name."""
    named = {"indicator": indicator, "region": region_id, "year": year, "gender": gender}
    return named | ({} if value is None else {"value": value}) | more


@dataclass
class SotkanetAnswers:
    """What the service knows: regions, metadata by id and rows by id; a test may change all of it at any time."""

    regions: list = field(default_factory=lambda: [dict(each) for each in REGIONS])
    indicators: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)

    def add(self, number, title, /, rows=(), **changes):
        """Add an indicator with its rows."""
        self.indicators[number] = metadata(number, title, **changes)
        self.rows[number] = list(rows)

    def __call__(self, request):
        agent = request.headers.get("user-agent", "")
        if not agent or agent.startswith("python-requests"):
            return Answer(403, b"<h1>Forbidden</h1>", "text/html")
        match request.path.removeprefix(BASE).strip("/").split("/"):
            case ["regions"]:
                return json_answer(self.regions)
            case ["indicators"]:
                return json_answer([_listed(each) for each in self.indicators.values()])
            case ["indicators", number] if number.isdecimal() and int(number) in self.indicators:
                return json_answer(self.indicators[int(number)])
            case ["json"]:
                return self._values(request.query)
        return Answer(404, b"<h1>Not Found</h1>", "text/html")

    def _values(self, query):
        wanted, years, genders = (query.get(name, []) for name in ("indicator", "years", "genders"))
        if len(wanted) != 1 or not years or not genders or "," in "".join(years + genders):
            return Answer(400, b"<h1>Bad Request</h1>", "text/html")
        if int(wanted[0]) not in self.indicators:
            return Answer(404, b"<h1>Not Found</h1>", "text/html")
        rows = self.rows.get(int(wanted[0]), [])
        # A row that a test has spoilt comes whatever is asked for.
        spoilt = [each for each in rows if not (isinstance(each, dict) and re.fullmatch(r"\d{4}", str(each.get("year", ""))))]
        asked = [each for each in rows if each not in spoilt and str(each["year"]) in years and _gender(each) in genders]
        return json_answer(asked + spoilt)


def _gender(each):
    gender = each.get("gender")
    return gender if gender in ("male", "female") else "total"


def _listed(indicator):
    return {name: indicator[name] for name in ("id", "title", "organization", "classifications") if name in indicator}


class SotkanetService(LoopbackService):
    """The service running; `answers` may be changed while it runs."""

    def __init__(self, answers=None, **options):
        self.answers = answers or SotkanetAnswers()
        super().__init__(self.answers, base=BASE, **options)


@pytest.fixture
def sotkanet(monkeypatch):
    """A running service without indicators; `sotkanet.url` is its base address."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with SotkanetService() as service:
        yield service


def catalogue_answers(years=range(2010, 2026)):
    """Invented values for every series of the indicator catalogue and all areas."""
    answers = SotkanetAnswers(regions=all_regions())
    for indicator in read_indicators().values():
        for series in indicator.series:
            if series.source == "sotkanet":
                genders = ("total", "male", "female") if series.parts[0].with_sex else ("total",)
                rows = invented_rows(int(series.id), indicator, answers.regions, years[:: indicator.interval], genders)
                answers.add(int(series.id), series.titles[0], rows)
    return answers


def all_regions():
    """All areas of the codelist as regions, mainland Finland last."""
    areas = [area for area in read_areas() if area.level in CATEGORIES]
    numbered = enumerate(areas, 1000)
    ours = [region(n, CATEGORIES[a.level], a.code.lstrip("KUHVAM"), a.name["fi"]) for n, a in numbered]
    return [*ours, region(COUNTRY, "MAA", "358", "Koko maa"), region(MAINLAND, "NUTS1", "1", "Manner-Suomi")]


def invented_rows(number, indicator, regions, years, genders):
    """A row for every region, year and gender, near the indicator's level."""
    level = indicator.sample.country[-1][1]
    for place in regions:
        for year in years:
            for position, gender in enumerate(genders):
                factor = 0.9 + (place["id"] % 9) / 40 + (year % 10) / 100 + position / 50
                value = round(level * factor, indicator.decimals)
                yield row(number, place["id"], year, min(value, 100) if indicator.unit is Unit.PERCENT else value, gender)


def main():
    """Serve the catalogue's indicators until interrupted."""
    parser = argparse.ArgumentParser(description="Sotkanet on loopback with invented values for the indicator catalogue")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--failing", type=float, default=0, metavar="SHARE", help="share of requests that fail, such as 0.2")
    parser.add_argument("--seed", type=int, default=1, help="which requests fail")
    options = parser.parse_args()
    with SotkanetService(catalogue_answers(), port=options.port) as service:
        service.fail_randomly(options.failing, options.seed)
        print(f"HYTETAULU_SOTKANET_URL={service.url}", flush=True)  # noqa: T201  # a program of its own here
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
