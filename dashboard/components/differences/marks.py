"""Small drawings of the table of differences: better or worse off, how certainly, and the value on the row's scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import escape

from dashboard.differences import Breakdown, GroupComparison, GroupPosition
from dashboard.differences.sentences import certainty_text, position_text
from dashboard.text import Text
from data_sources.model import Indicator, ObservationStatus, PopulationGroup, Unit, is_shown

SIGNS: Mapping[GroupPosition, str] = {
    GroupPosition.BETTER: '<path d="M6 10h8M10 6v8"/>',
    GroupPosition.WORSE: '<path d="M6 10h8"/>',
    GroupPosition.SAME: '<path d="M6.5 8h7M6.5 12h7"/>',
    GroupPosition.NEITHER: '<path d="M6.5 8h7M6.5 12h7M12.5 5.5l-5 9"/>',
}
"""Signs as strokes in a square of 20: plus, minus, equal, unequal."""

RIMS: Mapping[bool | None, str] = {True: "certain", False: "uncertain", None: "unknown"}
"""How a mark is drawn: filled, hollow, or hollow with a dashed rim."""

SHORT = (Unit.PERCENT, Unit.EUROS)
"""Units whose sign is written with every value of a row."""

WIDTH, HEIGHT, MARGIN = 96, 20, 6
"""Size of the drawing of one value in CSS pixels."""


def icon(position: GroupPosition, *, certain: bool | None) -> str:
    """Return the mark of a group: its sign says better or worse, rim and filling how certain that is."""
    look = f"stand-{position.name.lower()} {'certain' if position is GroupPosition.SAME else RIMS[certain]}"
    return (
        f'<svg class="stand {look}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">'
        f'<circle cx="10" cy="10" r="8"/>{SIGNS[position]}</svg>'
    )


def legend_marks(text: Text) -> str:
    """Return the list of marks with their meanings."""
    signs = {
        GroupPosition.BETTER: text.t("better than the other groups"),
        GroupPosition.WORSE: text.t("worse than the other groups"),
        GroupPosition.SAME: text.t("the same as the other groups"),
        GroupPosition.NEITHER: text.t("different from the other groups, neither direction being better"),
    }
    rims = {certain: certainty_text(certain, text) for certain in RIMS}
    entries = [(icon(position, certain=True), phrase) for position, phrase in signs.items()]
    entries += [(icon(GroupPosition.WORSE, certain=certain), phrase) for certain, phrase in rims.items()]
    items = "".join(f"<li>{mark} {escape(phrase)}</li>" for mark, phrase in entries)
    return f'<ul class="legend-marks">{items}</ul>'


def group_lines(breakdown: Breakdown, text: Text) -> str:
    """Return the groups of a breakdown as a list: mark, name, place on the row's scale, value; a mark is also given as text."""
    scale = _RowScale(breakdown.groups)
    lines = "".join(_line(each, breakdown, scale, text) for each in breakdown.groups)
    return f'<ul class="group-lines">{lines}</ul>'


def profile_lines(breakdown: Breakdown, text: Text) -> str:
    """Return the groups of a profile as a list in their order, with a line from value to value."""
    scale, rows = _RowScale(breakdown.groups), len(breakdown.groups)
    lines = "".join(
        f'<li style="grid-row:{row}"><span class="group-name">{escape(_name(each, breakdown, text))}</span>'
        f"{scale.drawing(each)}{_value(each, breakdown, text)}</li>"
        for row, each in enumerate(breakdown.groups, 1)
    )
    return (
        f'<div class="group-lines"><ul>{lines}</ul><svg class="profile-line" style="grid-row:1/span {rows}" aria-hidden="true" '
        f'viewBox="0 0 {WIDTH} {rows * HEIGHT}" preserveAspectRatio="none"><path d="{scale.line(breakdown.groups)}"/></svg></div>'
    )


def _line(each: GroupComparison, breakdown: Breakdown, scale: _RowScale, text: Text) -> str:
    """Return mark, name, drawing and value of a group; the text of the mark is for screen readers."""
    phrase, name = escape(position_text(each, text)), escape(_name(each, breakdown, text))
    mark = icon(each.position, certain=each.certain) if each.position in SIGNS else ""
    said = (
        ""
        if each.position in (GroupPosition.SUPPRESSED, GroupPosition.MISSING)
        else f'<span class="visually-hidden"> ({phrase})</span>'
    )
    return (
        f'<li><span class="stand-cell" title="{phrase}">{mark}</span><span class="group-name">{name}</span>'
        f"{scale.drawing(each)}{_value(each, breakdown, text)}{said}</li>"
    )


def _name(each: GroupComparison, breakdown: Breakdown, text: Text) -> str:
    """Return the part of a group's name that the others of its breakdown do not share."""
    own = PopulationGroup(tuple(pair for pair in each.group.pairs if pair not in breakdown.whole.pairs))
    return text.group(own, each.group)


def _value(each: GroupComparison, breakdown: Breakdown, text: Text) -> str:
    """Return the value with its sign, the label of a suppressed one, or the sign of a missing one with its label."""
    observation, indicator = each.observation, breakdown.indicator
    if observation is not None and is_shown(observation):
        value = row_value(observation.value, indicator, text)
        return f'<span class="group-value">{escape(value)}{_sign(observation.status, text)}</span>'
    if each.position is GroupPosition.SUPPRESSED:
        return f'<span class="group-value absent">{escape(text.sign(ObservationStatus.SUPPRESSED))}</span>'
    return f'<span class="group-value absent">{_sign(ObservationStatus.MISSING, text)}</span>'


def row_value(value: float | None, indicator: Indicator, text: Text) -> str:
    """Return a value as written in a row: with its unit where that is short, else the number (the header has the unit)."""
    if value is None:
        return text.sign(ObservationStatus.MISSING)
    return (
        text.value(value, indicator.unit, indicator.decimals)
        if indicator.unit in SHORT
        else text.number(value, indicator.decimals)
    )


def _sign(status: ObservationStatus, text: Text) -> str:
    sign, phrase = text.sign(status), escape(text.status(status))
    if not sign:
        return ""
    return f' <abbr title="{phrase}" aria-hidden="true">{escape(sign)}</abbr><span class="visually-hidden"> {phrase}</span>'


class _RowScale:
    """The scale that the groups of one row share, from the smallest to the largest end of value or interval."""

    def __init__(self, groups: Sequence[GroupComparison]) -> None:
        shown = [each.observation for each in groups if each.observation and is_shown(each.observation)]
        ends = [end for each in shown for end in (each.value, each.low, each.high) if end is not None]
        self._low, self._high = (min(ends), max(ends)) if ends else (0.0, 0.0)

    def drawing(self, each: GroupComparison) -> str:
        """Return dot and whisker of a group; an empty line where there is no value. The value is in text next to it."""
        observation, middle = each.observation, HEIGHT // 2
        parts = f'<path class="base" d="M0 {middle}H{WIDTH}"/>'
        if observation is not None and observation.value is not None and is_shown(observation):
            if observation.low is not None and observation.high is not None:
                parts += f'<path class="whisker" d="M{self._place(observation.low)} {middle}H{self._place(observation.high)}"/>'
            parts += f'<circle cx="{self._place(observation.value)}" cy="{middle}" r="4.5"/>'
        return (
            f'<svg class="dot dot-{each.position.name.lower().replace("_", "-")}" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">{parts}</svg>'
        )

    def line(self, groups: Sequence[GroupComparison]) -> str:
        """Return the path from value to value of groups in successive rows; a group without a value breaks it."""
        path, pen = "", "M"
        for row, each in enumerate(groups):
            if each.observation is None or each.observation.value is None or not is_shown(each.observation):
                pen = "M"
                continue
            path += f"{pen}{self._place(each.observation.value)} {(row + 0.5) * HEIGHT:g}"
            pen = "L"
        return path

    def _place(self, value: float) -> str:
        spread = self._high - self._low
        share = (value - self._low) / spread if spread else 0.5
        return f"{MARGIN + (WIDTH - 2 * MARGIN) * share:.1f}"
