"""Labels of every code of the vocabulary: the English messages of categories, units, statuses and outcomes."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.model import Direction, ObservationStatus, Unit


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


def n(singular: str, plural: str) -> tuple[str, str]:
    """Mark a message with a plural for the catalogues; it is translated where it is used."""
    return singular, plural


CATEGORIES: Mapping[tuple[str, str], str] = {
    ("sex", "female"): _("women"),
    ("sex", "male"): _("men"),
    ("education", "low"): _("low level of education"),
    ("education", "middle"): _("medium level of education"),
    ("education", "high"): _("high level of education"),
    ("income", "lowest"): _("lowest income fifth"),
    ("income", "second"): _("second income fifth"),
    ("income", "third"): _("third income fifth"),
    ("income", "fourth"): _("fourth income fifth"),
    ("income", "highest"): _("highest income fifth"),
    ("school-stage", "grades-4-5"): _("pupils in grades 4 and 5"),
    ("school-stage", "grades-8-9"): _("pupils in grades 8 and 9"),
    ("school-stage", "upper-secondary"): _("general upper secondary students"),
    ("school-stage", "vocational"): _("vocational students"),
    ("language", "finnish"): _("Finnish speakers"),
    ("language", "swedish"): _("Swedish speakers"),
    ("language", "other"): _("speakers of other languages"),
}
"""A category in the middle of a label."""

CHILDREN: Mapping[tuple[str, str], str] = {("sex", "female"): _("girls"), ("sex", "male"): _("boys")}
"""Categories of pupils and other children."""

AMONG: Mapping[tuple[str, str], str] = {
    ("sex", "female"): _("among women"),
    ("sex", "male"): _("among men"),
    ("education", "low"): _("among people with a low level of education"),
    ("education", "middle"): _("among people with a medium level of education"),
    ("education", "high"): _("among people with a high level of education"),
    ("income", "lowest"): _("in the lowest income fifth"),
    ("income", "second"): _("in the second income fifth"),
    ("income", "third"): _("in the third income fifth"),
    ("income", "fourth"): _("in the fourth income fifth"),
    ("income", "highest"): _("in the highest income fifth"),
    ("school-stage", "grades-4-5"): _("among pupils in grades 4 and 5"),
    ("school-stage", "grades-8-9"): _("among pupils in grades 8 and 9"),
    ("school-stage", "upper-secondary"): _("among general upper secondary students"),
    ("school-stage", "vocational"): _("among vocational students"),
    ("language", "finnish"): _("among Finnish speakers"),
    ("language", "swedish"): _("among Swedish speakers"),
    ("language", "other"): _("among speakers of other languages"),
}
"""A category as an adverbial, in a sentence about a value."""

AMONG_CHILDREN: Mapping[tuple[str, str], str] = {("sex", "female"): _("among girls"), ("sex", "male"): _("among boys")}
"""The same as adverbials."""

DIMENSIONS: Mapping[str, str] = {
    "sex": _("sex"),
    "age": _("age"),
    "education": _("education"),
    "income": _("income"),
    "school-stage": _("school stage"),
    "language": _("language"),
}

BY_DIMENSION: Mapping[str, str] = {
    "sex": _("by sex"),
    "age": _("by age"),
    "education": _("by education"),
    "income": _("by income"),
    "school-stage": _("by school stage"),
    "language": _("by language"),
}

UNITS: Mapping[Unit, str] = {
    Unit.PERCENT: _("per cent"),
    Unit.PER_1000: _("per 1,000"),
    Unit.PER_10000: _("per 10,000"),
    Unit.PER_100000: _("per 100,000"),
    Unit.PERSONS: _("persons"),
    Unit.CASES: _("cases"),
    Unit.YEARS: _("years"),
    Unit.EUROS: _("euros"),
    Unit.INDEX: _("index"),
    Unit.RATIO: _("ratio"),
}
"""A unit for an axis or the head of a table."""

VALUES: Mapping[Unit, str] = {
    Unit.PERCENT: _("{value}%"),
    Unit.PER_1000: _("{value} per 1,000"),
    Unit.PER_10000: _("{value} per 10,000"),
    Unit.PER_100000: _("{value} per 100,000"),
    Unit.EUROS: _("€{value}"),
}
"""A value with the symbol of its unit."""

AMOUNTS: Mapping[Unit, tuple[str, str]] = {
    Unit.PERCENT: n("{value} percentage point", "{value} percentage points"),
    Unit.PERSONS: n("{value} person", "{value} people"),
    Unit.CASES: n("{value} case", "{value} cases"),
    Unit.YEARS: n("{value} year", "{value} years"),
    Unit.EUROS: n("{value} euro", "{value} euros"),
}
"""An amount, such as the difference of two values, with its unit in full; other units are written as in VALUES or omitted."""

DIRECTIONS: Mapping[Direction, str] = {
    Direction.LOWER: _("lower is better"),
    Direction.HIGHER: _("higher is better"),
    Direction.NEITHER: _("neither direction is better as such"),
}

STATUSES: Mapping[ObservationStatus, str] = {
    ObservationStatus.NORMAL: "",
    ObservationStatus.BREAK: _("break in the series"),
    ObservationStatus.PROVISIONAL: _("provisional"),
    ObservationStatus.SUPPRESSED: _("suppressed"),
    ObservationStatus.MISSING: _("no value"),
}

SIGNS: Mapping[ObservationStatus, str] = {
    ObservationStatus.NORMAL: "",
    ObservationStatus.BREAK: "|",
    ObservationStatus.PROVISIONAL: "*",
    ObservationStatus.SUPPRESSED: STATUSES[ObservationStatus.SUPPRESSED],
    ObservationStatus.MISSING: "..",
}
"""Symbols in tables, after Statistics Finland; a suppressed value has its label instead."""

OUTCOMES: Mapping[str, str] = {
    "complete": _("complete"),
    "with gaps": _("with gaps"),
    "with failures": _("with failures"),
    "interrupted": _("interrupted"),
    "running": _("running"),
    "updated": _("updated"),
    "unchanged": _("unchanged"),
    "left out": _("left out"),
    "kept back": _("kept back"),
    "failed": _("failed"),
}
"""Outcomes of refresh runs and of their results."""

PROGRESS: Mapping[str, str] = {
    "no baseline": _("no baseline"),
    "check target": _("check target"),
    "out of date": _("out of date"),
    "waiting for data": _("waiting for data"),
    "too early to tell": _("too early to tell"),
    "no data yet": _("no data yet"),
    "kept": _("kept"),
    "left for the better": _("improved"),
    "left for the worse": _("deteriorated"),
    "moving the right way": _("improving"),
    "not yet certain": _("not yet certain"),
    "moving the wrong way": _("moving the wrong way"),
    "met": _("met"),
    "not met": _("not met"),
    "achieved": _("achieved"),
    "achieved, uncertain": _("achieved, uncertain"),
    "achieved and lost": _("achieved and lost"),
    "on track": _("on track"),
    "too slow": _("too slow"),
    "far behind": _("far behind"),
    "wrong direction": _("wrong direction"),
}
"""Statuses of progress towards a target (`dashboard.analysis.progress.Status`)."""
