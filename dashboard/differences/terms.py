"""Labels of differences for tables and lists: a group's position, the course of a gap, why a number is missing."""

from __future__ import annotations

from dashboard.analysis import Reason
from dashboard.differences import GapCourse, GroupComparison, GroupPosition
from dashboard.text import Text
from data_sources.model import Direction


def position_text(compared: GroupComparison, text: Text) -> str:
    """Return the position of a group and its certainty: "heikompi, varma"; none where it is not compared."""
    position = _position(compared, text)
    if compared.position not in (GroupPosition.BETTER, GroupPosition.WORSE, GroupPosition.NEITHER):
        return position
    return text.t("{stand}, {certainty}", stand=position, certainty=certainty_text(compared.certain, text))


def _position(compared: GroupComparison, text: Text) -> str:
    neither = text.t("higher") if (compared.difference.value or 0) > 0 else text.t("lower")
    return {
        GroupPosition.BETTER: text.t("better"),
        GroupPosition.SAME: text.t("the same"),
        GroupPosition.WORSE: text.t("worse"),
        GroupPosition.NEITHER: text.t("different") if compared.difference.value is None else neither,
        GroupPosition.NOT_COMPARED: text.t("not compared"),
        GroupPosition.SUPPRESSED: text.t("suppressed"),
        GroupPosition.MISSING: text.t("no value"),
    }[compared.position]


def certainty_text(certain: bool | None, text: Text) -> str:
    """Return "certain", "uncertain" or, for None, that certainty cannot be assessed."""
    if certain is None:
        return text.t("certainty not assessable")
    return text.t("certain") if certain else text.t("uncertain")


def course_text(course: GapCourse, text: Text) -> str:
    """Return the course of a gap as a label: "kasvaa"."""
    return {
        GapCourse.WIDENING: text.t("growing"),
        GapCourse.NARROWING: text.t("narrowing"),
        GapCourse.UNCERTAIN: text.t("within the margin of error"),
        GapCourse.UNCHANGED: text.t("unchanged"),
        GapCourse.UNKNOWN: text.t("not assessable"),
    }[course]


def reason_sentence(reason: str | None, text: Text) -> str:
    """Return why a number of a breakdown, or its interval, is missing (an `analysis.Reason`), as a sentence; "" for None."""
    if reason is None:
        return ""
    return {
        Reason.NO_MARGIN: text.t("No margin of error available."),
        Reason.NO_POPULATION: text.t("The sizes of the groups are not known."),
        Reason.NO_VALUE: text.t("A group has no value that could be used."),
        Reason.NO_ORDER: text.t("The groups have no order from worse to better off."),
        Reason.NO_DIRECTION: f"{text.capitalise(text.direction(Direction.NEITHER))}.",
        Reason.NOT_A_SHARE: text.t("The values are not shares of people."),
        Reason.PROFILE: text.t("The groups are stages of life and may overlap, so they are not compared with each other."),
        Reason.TOO_FEW_GROUPS: text.t("There are fewer than three groups."),
        Reason.TOO_FEW_POINTS: text.t("There is no earlier value to compare with."),
        Reason.ZERO_COMPARISON: text.t("The value to divide by is zero."),
        Reason.ZERO_VALUE: text.t("One of the values is zero."),
        Reason.NEGATIVE_VALUE: text.t("Some of the values are negative."),
        Reason.SLOPE_END: text.t("The slope reaches zero at one end of the scale."),
        Reason.UNBOUNDED: text.t("The values are too uncertain for a margin of error."),
        Reason.TOO_WIDE: text.t("The ratio cannot be assessed: its margin of error is too wide."),
        Reason.TOO_FEW_CASES: text.t("The values may rest on too few people or cases to be compared."),
        Reason.NOT_CERTAIN: text.t("The difference is not certain."),
    }[Reason(reason)]


def joined(*sentences: str) -> str:
    """Return the non-empty sentences with spaces between."""
    return " ".join(filter(None, sentences))
