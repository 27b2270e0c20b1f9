"""What keeps the house in order in addition to the linters: names, few modules at the top, and imports."""

import ast
import json
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("data_sources", "dashboard")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@cache
def syntax_trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(list)
    for path, tree in syntax_trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_few_modules_stand_at_the_door(package: str) -> None:
    assert len(list((ROOT / package).glob("*.py"))) <= 6


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    silent = []
    for path, tree in syntax_trees().items():
        first = (ast.get_docstring(tree) or "").splitlines()
        if "migrations" not in path.parts and not (first and (first[0].endswith((".", ":", ";", ",")) or len(first) > 1)):
            silent.append(path.relative_to(ROOT).as_posix())
    assert silent == []


LIGHT = {
    "data_sources.commands.status": ["dash", "flask", "plotly", "pandas"],
    "dashboard.deck": ["dash", "flask", "plotly"],
    "dashboard.embed.routes": ["dash", "plotly", "docx"],
    "dashboard.present.routes": ["dash", "plotly"],
    "dashboard.api": ["dash", "plotly"],
    "dashboard.pages": ["dash", "plotly"],
    "dashboard.office.files": ["dash", "plotly"],
    "dashboard.office.routes": ["dash", "plotly"],
    "dashboard.commands.report": ["dash", "plotly"],
}
"""What each module does not load, directly or through others: what is shown without Dash needs none of it."""
LOADER = """
import importlib, json, sys
for name, unwanted in json.loads(sys.argv[1]).items():
    importlib.import_module(name)
    print(name, *(each for each in unwanted if each in sys.modules))
"""


def test_what_needs_little_loads_little() -> None:
    """One process loads them one after the other, the lightest first, so that what one must not load is not yet there."""
    command = [sys.executable, "-c", LOADER, json.dumps(LIGHT)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert loaded.splitlines() == list(LIGHT)
