"""The card of one chart: drawing, sentence, notes, table, source and downloads."""

from __future__ import annotations

from dashboard.addresses.embeds import code_path
from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.components import html
from dashboard.components.html import Graph, Markup
from dashboard.drawing.reading import reader
from dashboard.renderers import OFFERED, plotly, svg, table
from dashboard.text import Text

WIDE, NARROW = 760, 340
"""Widths in CSS pixels for which the server draws; the page shows the one that fits its column."""


def chart_card(chart: Chart, view: View, text: Text, *, interactive: bool = False) -> html.Section:
    """Return the card; `interactive` has Plotly draw the chart instead of the server."""
    return html.Section(
        [
            html.H2(chart.title),
            html.P(chart.subtitle, className="subtitle") if chart.subtitle else None,
            html.P(chart.sentence, className="sentence"),
            html.Div(
                graph(chart) if interactive else drawing(chart, text),
                id={"type": "figure", "chart": chart.kind},
                className="figure",
                **{"data-chart": chart.kind},
            ),
            html.Ul([html.Li(note) for note in chart.notes], className="notes") if chart.notes else None,
            html.Details([html.Summary(text.t("Values as a table")), _table(chart)]),
            html.P(chart.source, className="source"),
            _actions(chart, view, text, interactive=interactive),
        ],
        className="card",
        **{"aria-label": chart.title},
    )


def _table(chart: Chart) -> html.Div:
    """Return the table in a frame that the keyboard can scroll where the column is narrow."""
    return html.Div(Markup(table.table(chart)), className="table-wrap", tabIndex=0, role="group", **{"aria-label": chart.title})


def drawing(chart: Chart, text: Text) -> Markup:
    """Return the server's drawings of a chart, one for a wide and one for a narrow column, and the slider that reads them."""
    wide = f'<div class="wide">{svg.svg(chart, WIDE)}</div>'
    narrow = f'<div class="narrow">{svg.svg(chart, NARROW)}</div>'
    return Markup(f'<div class="drawing">{wide}{narrow}</div>{reader(chart, text)}', className="reads")


def graph(chart: Chart) -> html.Div:
    """Return a chart as a Plotly figure, labelled by its sentence for screen readers."""
    figure = plotly.figure(chart)
    drawn = Graph(
        id={"type": "graph", "chart": chart.kind},
        figure=figure,
        config=plotly.CONFIG,
        responsive=True,
        style={"height": f"{figure['layout'].get('height', 400)}px"},
    )
    return html.Div(drawn, role="img", className="graph", **{"aria-label": f"{chart.title}. {chart.sentence}"})


def _actions(chart: Chart, view: View, text: Text, *, interactive: bool) -> html.Div:
    explore = html.Button(
        text.t("Point by point"),
        id={"type": "explore", "chart": chart.kind},
        className="explore needs-script",
        type="button",
        hidden=interactive,
        **{"aria-label": f"{text.t('Point by point')}: {chart.title}"},
    )
    return html.Div([explore, _downloads(chart, view, text), _embed_link(chart, view, text)], className="actions")


def _downloads(chart: Chart, view: View, text: Text) -> html.Div:
    """Return the links to the chart's files as a short labelled list."""
    links = [
        html.A(
            form.upper(),
            href=f"/download{view.path}/{chart.kind}.{form}{_with_form(view.search, form)}",
            download="",
            **{"aria-label": f"{text.t('Download')} {form.upper()}: {chart.title}"},
        )
        for form in OFFERED
    ]
    items = html.Ul([html.Li(link) for link in links])
    return html.Div([html.Span(text.t("Download")), items], className="downloads")


def _with_form(search: str, form: str) -> str:
    """Return a query, of CSV with the switch for Excel: who saves it from a page opens it there."""
    return (f"{search}&excel=1" if search else "?excel=1") if form == "csv" else search


def _embed_link(chart: Chart, view: View, text: Text) -> html.A | None:
    """Return the link to the code of the chart's embed, which a script opens as a dialog; only charts of indicators have it."""
    if view.indicator is None:
        return None
    return html.A(
        text.t("Embed"),
        href=code_path(view, chart.kind),
        className="embed",
        **{
            "aria-label": f"{text.t('Embed')}: {chart.title}",
            "aria-haspopup": "dialog",
            "data-dialog": text.t("Embed the chart"),
            "data-close": text.t("Close"),
        },
    )
