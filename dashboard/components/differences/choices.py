"""Around the table of differences: counts, links that filter and order it, and how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dashboard.addresses.parameters import SORTS
from dashboard.components import html
from dashboard.components.differences.marks import legend_marks
from dashboard.components.html import Markup
from dashboard.differences import Breakdown
from dashboard.queries.context import Context
from dashboard.queries.sources import indicators_source
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.plans import PriorityArea

SORT_NAMES: Mapping[str, str] = {
    "width": _("widest difference first"),
    "growth": _("growing differences first"),
    "persons": _("most people first"),
    "plan": _("as in the plan"),
}


def counts(rows: Sequence[Breakdown], text: Text) -> html.P:
    """Return "12 certain differences, 5 uncertain, …" of the area's own values, and how many rows show a larger area's."""
    found: Counter[bool | None] = Counter(each.gap.certain for each in rows if each.own and each.gap)
    parts = [
        text.n("{count} certain difference", "{count} certain differences", found[True]),
        text.n("{count} uncertain", "{count} uncertain", found[False]),
        text.n("{count} whose certainty cannot be assessed", "{count} whose certainty cannot be assessed", found[None]),
    ]
    without = sum(each.own and each.gap is None for each in rows)
    if without:
        parts.append(text.n("{count} not computed", "{count} not computed", without))
    sentences = [f"{', '.join(parts)}."] if any(each.own for each in rows) else []
    others = sum(not each.own for each in rows)
    if others:
        sentences.append(
            text.n(
                "In {count} row the values are those of a larger area, which is named; they are not counted.",
                "In {count} rows the values are those of a larger area, which is named; they are not counted.",
                others,
            )
        )
    return html.P(" ".join(sentences), className="difference-counts")


def sources(indicators: Collection[str], context: Context) -> html.P | None:
    """Return publisher and licence of these indicators, and when the newest values were updated."""
    text, phrase = context.text, indicators_source(indicators, context)
    if not phrase:
        return None
    origins = (origin for name in indicators for origin in context.origins.get(name, ()))
    sample = text.capitalise(text.t("sample data, not real figures")) if any(each.sample for each in origins) else ""
    return html.P(". ".join(filter(None, (phrase, sample))), className="source page-source")


def choices(context: Context, priorities: Sequence[PriorityArea], dimensions: Sequence[str]) -> html.Nav:
    """Return links that filter and order the table: links, so that a choice can be shared, undone and made without scripts."""
    text, view = context.text, context.view

    def line(label: str, field: str, options: Sequence[tuple[str | None, str]]) -> html.Li:
        links = []
        for value, name in options:
            current = {"aria-current": "true"} if getattr(view, field) == value else {}
            links.append(html.A(name, href=view.at(**{field: value}).url, **current))
        return html.Li([html.Span(label), *links])

    everything = (None, text.t("All"))
    lines = [
        line(text.t("Priority area:"), "priority", [everything, *((each.id, text.name(each.name)) for each in priorities)]),
        line(text.t("Groups by:"), "dimension", [everything, *((each, text.dimension(each)) for each in dimensions)]),
        line(text.t("Order:"), "sort", [(sort, text.capitalise(text.t(SORT_NAMES[sort]))) for sort in SORTS]),
    ]
    return html.Nav(html.Ul(lines), className="tags choices", **{"aria-label": text.t("Filter and order the differences")})


def legend(text: Text) -> html.Div:
    """Return what the marks mean and how the table is read."""
    notes = [
        text.t("Each group is compared with all the other groups of its row together; the sign says where it stands."),
        text.t("Dots of a row share one scale; the lines through them are 95% confidence intervals."),
        text.t(
            "The widest difference is the one with the highest ratio of its values, since differences in unlike "
            "units cannot be compared; the absolute difference stands beside it. Where no ratio can be computed, "
            "the row is last."
        ),
        text.t(
            "Differences that may be due to chance, rest on few people or cases, or are old come after the others, "
            "whatever their size."
        ),
        text.t("Growing differences are ordered by certainty, then by the change relative to the lower value."),
        text.t("In people: how many fewer, or of a favourable value more, if every group did as well as the best one; rounded."),
    ]
    how = [html.Summary(text.t("How the table is read")), html.Ul([html.Li(note) for note in notes], className="notes")]
    return html.Div([Markup(legend_marks(text)), html.Details(how)], className="difference-legend")
