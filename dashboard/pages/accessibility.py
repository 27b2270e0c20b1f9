"""The accessibility statement required by act 306/2019; the operator of the installation completes it in the settings."""

from __future__ import annotations

from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.components import html
from dashboard.queries.context import Context
from dashboard.statement import Statement
from dashboard.text import Text
from dashboard.text.labels import _

AUTHORITY_MAIL = "saavutettavuus@traficom.fi"
AUTHORITY_PHONE = "029 534 5000"

PAGE = Page(
    "/<language>/accessibility",
    navigation=Navigation(1, _("Accessibility statement"), "footer"),
)


def title(context: Context) -> str:
    """Return the name of the page."""
    return context.text.t("Accessibility statement")


def content(context: Context) -> list[Any]:
    """Return the statement: state, known gaps, assessment, feedback, supervision."""
    text, statement = context.text, context.statement
    law = text.t(
        "This statement concerns the service Hytetaulu. The act on the provision of digital services (306/2019) demands that "
        "public online services be accessible."
    )
    return [
        html.Header([html.H1(title(context)), html.P(law, className="lede"), _operator(statement, text)], className="page-head"),
        _section(text.t("How accessible the service is"), html.P(_state(text))),
        _section(text.t("What is not accessible yet"), html.Ul([html.Li(gap) for gap in _gaps(statement, text)])),
        _section(text.t("How accessibility was assessed"), *_assessment(statement, text)),
        _section(text.t("Did you notice a fault in accessibility?"), *_feedback(statement, text)),
        _section(text.t("Supervision of accessibility"), *_supervision(text)),
    ]


def _section(heading: str, *parts: Any) -> html.Section:
    return html.Section([html.H2(heading), *parts])


def _operator(statement: Statement, text: Text) -> html.P:
    if statement.operator:
        return html.P(text.t("The service is offered by {operator}.", operator=statement.operator))
    return _open(text.t("The service provider has not yet given its name here."), "OPERATOR")


def _state(text: Text) -> str:
    return text.t(
        "The service conforms in part to the criteria of levels A and AA of the accessibility guidelines (WCAG 2.1) "
        "that the act demands."
    )


def _gaps(statement: Statement, text: Text) -> list[str]:
    """Return the known gaps of the product, each with criterion and reason, then those of the installation."""
    return [
        text.t(
            "The interactive form of a chart (Point by point) cannot be read by keyboard or screen reader. The "
            "same values stand in the sentence and the table of each chart. (WCAG 2.1.1; the drawing library "
            "does not support it.)"
        ),
        text.t(
            "The statistics services describe many series in Finnish only, and names in a plan may lack a "
            "translation. Such a text is shown in Finnish, and its language is not marked for screen readers. "
            "(WCAG 3.1.2; the sources give no translation.)"
        ),
        text.t(
            "A chart downloaded as a picture holds its sentence as an alternative text, but not its table. The "
            "values can be downloaded beside it. (WCAG 1.1.1; a picture cannot hold a table.)"
        ),
        text.t(
            "The key / goes to the search and cannot be turned off. Where you write into a field it is a character like any "
            "other. (WCAG 2.1.4; nothing is stored in your browser, so neither is such a choice.)"
        ),
        *(text.name(gap) for gap in statement.gaps),
    ]


def _assessment(statement: Statement, text: Text) -> list[html.P]:
    how = text.t(
        "The makers of Hytetaulu have assessed it themselves: every kind of page is checked automatically in three languages and "
        "three widths, used by keyboard alone, and read without JavaScript. Automatic checks find only a part of all faults, "
        "and users of assistive technology have not yet tried the service."
    )
    if statement.assessed:
        return [html.P(how), html.P(text.t("This installation was assessed on {date}.", date=text.date(statement.assessed)))]
    return [
        html.P(how),
        _open(text.t("The service provider has not yet said when this installation was assessed."), "ASSESSED"),
    ]


def _feedback(statement: Statement, text: Text) -> list[html.P]:
    phrase = html.P(text.t("Tell us, and we will do our best to fix it. You will get an answer within 14 days."))
    if not statement.feedback:
        return [phrase, _open(text.t("The service provider has not yet given an address for feedback."), "FEEDBACK")]
    link = html.A(statement.feedback, href=statement.feedback_link)
    return [phrase, html.P([text.t("Feedback on accessibility"), ": ", link])]


def _supervision(text: Text) -> list[Any]:
    appeal = text.t(
        "First give your feedback to whoever offers the service. An answer may take 14 days. If you are not content with the "
        "answer, or get none within two weeks, you can lodge a complaint or a request for clarification with the Finnish "
        "Transport and Communications Agency Traficom. Its website tells how to do so and how the matter is handled."
    )
    site = text.t("webaccessibility.fi")
    lines = [
        html.Strong(text.t("Finnish Transport and Communications Agency Traficom")),
        text.t("Digital Accessibility Supervision Unit"),
        html.A(f"www.{site}", href=f"https://www.{site}"),
        html.A(AUTHORITY_MAIL, href=f"mailto:{AUTHORITY_MAIL}"),
        text.t("Telephone {number}", number=AUTHORITY_PHONE),
    ]
    address = html.Address([part for line in lines for part in (line, html.Br())][:-1])
    return [html.P(appeal), html.H3(text.t("The supervising authority")), address]


def _open(phrase: str, setting: str) -> html.P:
    """Return the notice of a missing entry, and the setting that completes it."""
    return html.P([html.Strong(phrase), " ", html.Code(f"HYTETAULU_{setting}")], className="unfinished")
