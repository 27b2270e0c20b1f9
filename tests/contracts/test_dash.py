"""What is shown without Dash does not load it: embeds, decks, files, the API and the pages themselves."""

from __future__ import annotations

import subprocess
import sys

ALONE = (
    "dashboard.api",
    "dashboard.commands.office",
    "dashboard.deck",
    "dashboard.embed.routes",
    "dashboard.office.files",
    "dashboard.office.routes",
    "dashboard.pages",
    "dashboard.present.routes",
)


def test_only_the_server_loads_dash() -> None:
    code = "import importlib, sys\nfor name in sys.argv[1:]:\n importlib.import_module(name)\n print(name, *HEAVY & sys.modules.keys())"
    code = f"HEAVY = {{'dash', 'dash_mantine_components', 'plotly'}}\n{code}"
    done = subprocess.run([sys.executable, "-c", code, *ALONE], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == [*ALONE, ""]
