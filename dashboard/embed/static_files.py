"""The stylesheets and scripts of embeds."""

from __future__ import annotations

from dashboard.web.static_files import StaticFiles

STATIC = StaticFiles("dashboard.embed", "/embed", themed={"embed.css"})
HOST_SCRIPT = "/embed.js"
"""Address of `host.js`, the script for pages that embed a chart."""
