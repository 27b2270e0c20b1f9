"""The stylesheets and scripts of the presentation."""

from __future__ import annotations

from dashboard.web.static_files import StaticFiles

STATIC = StaticFiles("dashboard.present", "/present", themed={"present.css", "choose.css"})
