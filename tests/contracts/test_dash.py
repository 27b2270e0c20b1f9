"""What is shown without Dash does not load it: embeds, decks, files, the API and the pages themselves."""

from __future__ import annotations

import subprocess
import sys

ALONE = (
    "dashboard.api",
    "dashboard.commands.report",
    "dashboard.deck",
    "dashboard.embed.routes",
    "dashboard.office.files",
    "dashboard.office.routes",
    "dashboard.pages",
    "dashboard.present.routes",
)


LOOK = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    print(name, *{"dash", "dash_mantine_components", "plotly"} & sys.modules.keys())
"""


def test_only_the_server_loads_dash() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK, *ALONE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == list(ALONE)
