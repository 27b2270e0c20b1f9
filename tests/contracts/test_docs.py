"""README and docs say what there is: the tree, the reference, and links that lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.reference import FILE, reference

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
WIDEST = 110
"""Characters of a line of prose that a terminal can show; tables and pictures may be wider."""


def test_the_reference_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == reference(), "python -m tests.reference writes it anew"


def test_the_tree_names_what_there_is() -> None:
    tree = README.split("## Where things are")[1].split("## Read on")[0]
    places = [path for root in ("data_sources", "dashboard") for path in (ROOT / root).iterdir()]
    names = {path.name for path in places if path.is_dir() or path.suffix == ".py"} - {"__pycache__", "__init__.py"}
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}", tree)} == set()


@pytest.mark.parametrize("file", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(file: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", [path for path in TEXTS if path != FILE], ids=lambda path: path.name)
def test_lines_fit_a_terminal(file: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert [line for line in prose.splitlines() if len(line) > WIDEST and not line.startswith("|")] == []
