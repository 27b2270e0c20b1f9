"""Office files of an area's plan: presentation, yearly report and workbook, made while one waits.

Each is a function of a context and the choice of content; the routes and the command line share them.
"""

from __future__ import annotations

from dashboard.queries.context import Context
from dashboard.queries.plans import read_plan


def file_name(context: Context, ending: str) -> str:
    """Return the name under which a file is saved: "kajaani-hyvinvointi-2026-fi.docx".

    Where the plan is another area's, that area comes first: "kainuun-hyvinvointialue-hyvinvointi-2026-sotkamo-fi.docx".
    """
    text, area, owner = context.text, context.view.area.slug, read_plan(context).owner
    about = f"{text.t('wellbeing')}-{context.today.year}"
    subject = f"{owner.slug}-{about}-{area}" if owner else f"{area}-{about}"
    return f"{subject}-{text.language}.{ending}"
