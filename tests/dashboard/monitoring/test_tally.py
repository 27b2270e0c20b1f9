"""The tally of targets: four states that add up for any plan and any series, and the sentence that tells them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.progress import Progress, Status
from dashboard.monitoring.status import ObjectiveStatus, PlanObservations, StatedStatus, plan_status
from dashboard.monitoring.tally import State, Tally, count_statuses, progresses_by_area, state_of, tally
from dashboard.monitoring.tally_text import followed_text, tally_sentence
from dashboard.text import text_for
from data_sources.areas import read_areas
from data_sources.model import TOTAL, Direction, Observation, ObservationStatus, Period, PopulationGroup
from data_sources.plans import Followed, Objective, Plan, PlanTarget, PriorityArea, StatedTarget
from tests.builders import indicator
from tests.examples import examples

TODAY = date(2026, 11, 21)
KAJAANI, KAINUU, FINLAND = (read_areas().by_code[code] for code in ("KU205", "HVA20", "SSS"))
WOMEN, MEN = PopulationGroup.parse("sex=female"), PopulationGroup.parse("sex=male")
INDICATORS = {
    "smoking": indicator(id="smoking"),
    "exercise": indicator(id="exercise", direction=Direction.HIGHER, interval=2),
    "population": indicator(id="population", direction=Direction.NEITHER, counts="register"),
}

STATES = {
    State.GOOD: {"met", "achieved", "on track", "moving the right way", "kept", "left for the better"},
    State.BEHIND: {
        "not met",
        "achieved and lost",
        "too slow",
        "far behind",
        "wrong direction",
        "moving the wrong way",
        "left for the worse",
    },
    State.UNCERTAIN: {"achieved, uncertain", "not yet certain"},
    State.OPEN: {"waiting for data", "too early to tell", "out of date", "no baseline", "no data yet", "check target"},
}
"""Every status in its state, as METHODS.md has them."""


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_state_and_an_uncertain_one_is_neither_good_nor_behind(status):
    (state,) = (state for state, statuses in STATES.items() if status in statuses)
    assert state_of(Progress(status)) is state
    assert state_of(Progress(status, uncertain=True)) is (State.OPEN if state is State.OPEN else State.UNCERTAIN)


years = st.integers(2018, 2027)
numbers = st.floats(0, 100).map(lambda value: round(value, 1))


@st.composite
def targets(draw: st.DrawFn) -> PlanTarget:
    """A target of any kind, also faulty ones."""
    first = draw(years)
    kinds: list[dict[str, object]] = [
        {},
        {"target": draw(numbers), "milestones": draw(st.sampled_from([(), ((2025, 10.0),)]))},
        {"direction": draw(st.sampled_from(["lower", "higher"]))},
        {"direction": "keep", "tolerance": draw(st.sampled_from([None, 1.0, 30.0]))},
        {"low": 10.0, "high": draw(st.sampled_from([None, 60.0]))},
        {"relation": draw(st.sampled_from(["below", "above"])), "reference_area": "SSS"},
        {"relation": "within", "percent": 10.0, "reference_area": "SSS"},
        {"change": draw(st.sampled_from([-10.0, 10.0]))},
        {"gap": (WOMEN, MEN), "target": draw(st.sampled_from([None, 1.0]))},
    ]
    return PlanTarget(
        id="t",
        indicator=draw(st.sampled_from(list(INDICATORS))),
        group=draw(st.sampled_from([TOTAL, WOMEN])),
        area=draw(st.sampled_from(["KU205", "HVA20"])),
        years=Period(first, draw(st.integers(first, 2030))),
        baseline=draw(st.none() | numbers),
        **draw(st.sampled_from(kinds)),  # type: ignore[arg-type]  # fields by name
    )


stated_targets = st.builds(
    StatedTarget,
    id=st.just("s"),
    name=st.just({"en": "Done"}),
    area=st.just("HVA20"),
    years=st.builds(Period, st.just(2020), st.sampled_from([2024, 2029])),
    planned=st.booleans(),
    done=st.sampled_from([None, True, False]),
)
objectives = st.builds(
    Objective,
    id=st.just("o"),
    name=st.just({"en": "Objective"}),
    targets=st.lists(targets(), max_size=6).map(tuple),
    followed=st.lists(st.sampled_from([Followed("smoking"), Followed("exercise", WOMEN)]), max_size=2).map(tuple),
    stated=st.lists(stated_targets, max_size=2).map(tuple),
)


@st.composite
def series(draw: st.DrawFn) -> dict[str, list[Observation]]:
    """Observations of each indicator in three areas and three groups, some without a margin, some suppressed."""
    found: dict[str, list[Observation]] = {}
    for name in INDICATORS:
        margin = draw(st.sampled_from([None, 0.1, 5.0]))
        found[name] = []
        for area in ("KU205", "HVA20", "SSS"):
            for group in (TOTAL, WOMEN, MEN):
                for year in draw(st.sets(years, max_size=7)):
                    value = draw(numbers)
                    if value > 95:
                        hidden = ObservationStatus.SUPPRESSED
                        found[name].append(Observation(name, area, group, Period.year(year), None, status=hidden))
                        continue
                    ends = (None, None) if margin is None else (value - margin, value + margin)
                    found[name].append(Observation(name, area, group, Period.year(year), value, *ends))
    return found


@examples(60)
@given(st.lists(st.lists(objectives, max_size=3), min_size=1, max_size=3), series(), st.sampled_from(["KU205", "HVA20"]))
def test_the_four_states_add_up_to_the_number_of_targets_of_any_plan(priorities, observations, seen_from):
    areas = tuple(PriorityArea(f"p{number}", {"en": "Area"}, tuple(found)) for number, found in enumerate(priorities))
    plan = Plan("plan", "HVA20", 2022, 2029, {"en": "Plan"}, areas)
    known = PlanObservations(INDICATORS, {each.code: each for each in (KAJAANI, KAINUU, FINLAND)}, observations.get, TODAY)
    area = read_areas().by_code[seen_from]
    statuses = plan_status(plan, area, [KAINUU, FINLAND], [FINLAND], known)
    every = [objective for priority in statuses for objective in priority.objectives]
    progresses = [progress for objective in every for progress in objective.progresses]
    told = sum(each.target is not None for one in every for each in one.indicator_statuses) + sum(
        len(one.stated) for one in every
    )
    whole = tally(progresses)
    assert whole.good + whole.behind + whole.uncertain + whole.open == whole.total == told
    assert sum(each.count for each in count_statuses(progresses)) == told
    parts = [tally(priority.progresses) for priority in statuses]
    assert whole == Tally(*(sum(getattr(part, name) for part in parts) for name in ("good", "behind", "uncertain", "open")))
    assert sum(map(len, progresses_by_area(every).values())) == told
    for language in ("fi", "sv", "en"):
        tally_sentence(every, area, text_for(language))


def objective_of(*progresses: Progress, area: str = "KU205") -> ObjectiveStatus:
    """Return an objective with targets that are stated, of one area."""
    found = tuple(StatedStatus(StatedTarget("s", {}, area, Period(2022, 2029)), each) for each in progresses)
    return ObjectiveStatus(Objective("o", {}), (), found)


SEVEN = (
    *3 * (Progress(Status.ON_TRACK),),
    *2 * (Progress(Status.TOO_SLOW),),
    Progress(Status.MOVING_RIGHT, uncertain=True),
    Progress(Status.TOO_EARLY),
)


@pytest.mark.parametrize(
    ("language", "own", "countys", "one", "ended"),
    [
        (
            "en",
            "7 targets: 3 going well, 2 behind, 1 uncertain, 1 open",
            "The Kainuu wellbeing services county's 7 targets: 3 going well, 2 behind, 1 uncertain, 1 open",
            "1 target: 1 open",
            "3 targets: 1 was met, 2 were not met",
        ),
        (
            "fi",
            "7 tavoitetta: 3 hyvällä mallilla, 2 jäljessä, 1 epävarma, 1 avoinna",
            "Kainuun hyvinvointialueen 7 tavoitetta: 3 hyvällä mallilla, 2 jäljessä, 1 epävarma, 1 avoinna",
            "1 tavoite: 1 avoinna",
            "3 tavoitetta: 1 saavutettiin, 2 jäi saavuttamatta",
        ),
        (
            "sv",
            "7 mål: 3 går bra, 2 ligger efter, 1 är osäkert, 1 är öppet",
            "Kajanalands välfärdsområdes 7 mål: 3 går bra, 2 ligger efter, 1 är osäkert, 1 är öppet",
            "1 mål: 1 är öppet",
            "3 mål: 1 nåddes, 2 nåddes inte",
        ),
    ],
)
def test_the_sentence_in_every_language(language, own, countys, one, ended):
    text, met, missed = text_for(language), Progress(Status.MET), Progress(Status.NOT_MET)
    assert tally_sentence([objective_of(*SEVEN)], KAJAANI, text) == own
    assert tally_sentence([objective_of(*SEVEN, area="HVA20")], KAJAANI, text) == countys
    assert tally_sentence([objective_of(*SEVEN, area="HVA20")], KAINUU, text) == own
    assert tally_sentence([objective_of(Progress(Status.NO_DATA))], KAJAANI, text) == one
    assert tally_sentence([objective_of(met, missed, missed)], KAJAANI, text) == ended


def test_targets_of_two_areas_are_counted_apart_and_the_areas_own_first():
    objectives = [objective_of(Progress(Status.KEPT), area="HVA20"), objective_of(Progress(Status.TOO_SLOW))]
    said = tally_sentence(objectives, KAJAANI, text_for("en"))
    assert said == "1 target: 1 behind; The Kainuu wellbeing services county's 1 target: 1 going well"


def test_indicators_without_a_target_are_told_apart():
    objective = Objective("o", {}, followed=(Followed("smoking"),))
    plan = Plan("plan", "KU205", 2022, 2029, {}, (PriorityArea("p", {}, (objective,)),))
    known = PlanObservations(INDICATORS, {}, lambda _: [], TODAY)
    [priority] = plan_status(plan, KAJAANI, [], [], known)
    text = text_for("en")
    assert tally(priority.progresses).total == 0
    assert tally_sentence(priority.objectives, KAJAANI, text) == "Followed without targets"
    assert followed_text(priority.objectives, text) == "1 indicator without a target"
