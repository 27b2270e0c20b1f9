"""Indicators, observations, origins and a plan for tests: one of each with everything filled in, of which a test says what
matters.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from data_sources.model import (
    Area,
    Direction,
    Indicator,
    Observation,
    Origin,
    Period,
    PopulationGroup,
    SampleLevels,
    SourceSeries,
    Unit,
)
from data_sources.plans import Objective, Plan, PlanTarget, PriorityArea, StatedTarget

FETCHED = datetime(2026, 1, 2, tzinfo=UTC)


def indicator(**changes: Any) -> Indicator:
    """Return daily smoking with three source series; `changes` replace its fields."""
    fields = {
        "id": "daily-smoking",
        "theme": "lifestyle",
        "name": {"fi": "Päivittäin tupakoivat", "sv": "Dagligrökare", "en": "Daily smokers"},
        "explanation": {"fi": "Osuus väestöstä."},
        "unit": Unit.PERCENT,
        "decimals": 1,
        "direction": Direction.LOWER,
        "interval": 1,
        "series": (
            SourceSeries.of("sotkanet", "4404"),
            SourceSeries.of("sotkanet", "4405", PopulationGroup.parse("age=20-64")),
            SourceSeries.of("sotkanet", "4408", PopulationGroup.parse("education=low")),
        ),
        "sample": SampleLevels(((2020, 12.0),)),
    }
    return Indicator(**fields | changes)


def observation(
    indicator: str, area: Area | str, period: str | int, value: float | None, group: PopulationGroup | str = "", **more: Any
) -> Observation:
    """Return an observation; `area` as its code or itself, `period` as 2020 or "2018-2020", `group` as its text or itself."""
    code = area if isinstance(area, str) else area.code
    parsed = PopulationGroup.parse(group) if isinstance(group, str) else group
    return Observation(indicator, code, parsed, Period.parse(str(period)), value, **more)


def origin(indicator: str, series: str = "sotkanet:4404", **changes: Any) -> Origin:
    """Return a real origin of THL's; `changes` replace its fields."""
    fields = {
        "publisher": {"fi": "THL", "en": "THL"},
        "licence": "CC BY 4.0",
        "address": "https://example.org",
        "updated": date(2026, 1, 15),
        "fetched": FETCHED,
    }
    return Origin(indicator, series, **fields | changes)


def groups(*texts: str) -> tuple[PopulationGroup, ...]:
    """Return groups of their texts."""
    return tuple(map(PopulationGroup.parse, texts))


def target(id_: str, indicator: str, **changes: Any) -> PlanTarget:
    """Return a target of everybody in Kajaani for 2022-2029, of the indicator's own direction; `changes` replace its fields."""
    fields = {"group": PopulationGroup(), "area": "KU205", "years": Period(2022, 2029)}
    return PlanTarget(id_, indicator, **fields | changes)


def stated(id_: str, fi: str, sv: str, en: str, **changes: Any) -> StatedTarget:
    """Return a target of Kajaani that no indicator measures; `changes` replace its fields."""
    fields = {"area": "KU205", "years": Period(2026, 2029)}
    return StatedTarget(id_, {"fi": fi, "sv": sv, "en": en}, **fields | changes)


EDUCATION = groups("education=low", "education=middle", "education=high")
KINDS_OF_TARGETS = {
    "value": (
        target("smoking", "daily-smoking", baseline=12.5, target=9.0, milestones=((2025, 11.5), (2027, 10.0)), example=True),
        target("smoking-of-men", "daily-smoking", group=PopulationGroup.parse("sex=male"), target=8.5),
    ),
    "direction": (
        target("lonely", "loneliness"),
        target("smoking-again", "daily-smoking", direction="lower"),
        target("more-support", "child-welfare-support", direction="higher"),
        target("less-at-home", "living-at-home", group=PopulationGroup.parse("age=85+"), direction="lower"),
    ),
    "keep": (
        target("turnout", "municipal-election-turnout", years=Period(2021, 2029), direction="keep", baseline=48.1, tolerance=1.5),
        target("employed", "employed", direction="keep"),
    ),
    "range": (
        target("trust", "trust-in-municipal-decisions", low=55.0),
        target("unemployed", "unemployment", high=12.0),
        target("visits", "school-health-care-visits", low=1150.0, high=1400.0),
    ),
    "relative": (
        target("obese", "obesity", relation="below", reference_area="SSS"),
        target("quality-of-life", "good-quality-of-life", relation="above", reference_area="HVA20"),
        target("income", "median-income", relation="within", reference_area="SSS", percent=5.0),
    ),
    "change": (
        target("offences", "violent-offences", change=-10.0),
        target("active", "active-in-associations", change=12.5),
    ),
    "gap": (
        target("gap-in-sleep", "insufficient-sleep", gap=EDUCATION),
        target("gap-in-pensions", "disability-pension", gap=groups("sex=female", "sex=male"), target=1.5),
    ),
    "done": (
        stated("youth-centre", "Nuorisotila on avattu", "Ungdomslokalen är öppnad", "The youth centre is open", done=True),
        stated("path", "Kevyen liikenteen väylä on valmis", "Gång- och cykelvägen är klar", "The path is built", done=False),
        stated("group", "Hyte-työryhmä on perustettu", "Arbetsgruppen är tillsatt", "The working group is set up"),
    ),
    "planned": (
        stated("inclusion", "Osallisuuden kokemus vahvistuu", "Delaktigheten stärks", "People feel more included", planned=True),
    ),
}
"""Targets of every kind of METHODS.md; of those of a kind, each is written in another way."""


def plan_of_every_kind() -> Plan:
    """Return a plan of Kajaani with an objective for each kind of target, of the kind's name as its id."""
    objectives = [
        Objective(
            id=kind,
            name={"fi": f"Tavoite {number}", "sv": f"Mål {number}", "en": f"Objective {number}"},
            targets=tuple(one for one in its if isinstance(one, PlanTarget)),
            stated=tuple(one for one in its if isinstance(one, StatedTarget)),
        )
        for number, (kind, its) in enumerate(KINDS_OF_TARGETS.items(), 1)
    ]
    return Plan(
        key="kajaani-every-kind",
        area="KU205",
        first_year=2026,
        last_year=2029,
        name={"fi": "Kaikenlaisia tavoitteita", "sv": "Mål av alla slag", "en": "Targets of every kind"},
        areas=(
            PriorityArea("values", {"fi": "Luvut", "sv": "Tal", "en": "Values"}, tuple(objectives[:4])),
            PriorityArea("comparisons", {"fi": "Vertailut", "sv": "Jämförelser", "en": "Comparisons"}, tuple(objectives[4:7])),
            PriorityArea("deeds", {"fi": "Teot", "sv": "Gärningar", "en": "Deeds"}, tuple(objectives[7:])),
        ),
    )
