"""What is shown without Dash does not load it: embeds, decks, files, the API and the pages themselves."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


@pytest.mark.parametrize("module", ALONE)
def test_only_the_server_loads_dash(module: str) -> None:
    code = f"import {module}, sys; print(sorted({{'dash', 'dash_mantine_components', 'plotly'}} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
