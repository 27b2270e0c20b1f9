"""The stylesheets and scripts of embeds."""

from __future__ import annotations

from dashboard.web.static_files import StaticFiles

STATIC = StaticFiles("dashboard.embed", "/embed", themed={"embed.css"})
HOST_SCRIPT = "/embed.js"
"""Where `host.js` stands, which is for the pages that embed."""
