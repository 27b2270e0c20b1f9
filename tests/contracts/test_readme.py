"""The README names every setting, command and folder, so that it cannot fall behind."""

import re
from pathlib import Path

import pytest

from dashboard.commands import command_names
from data_sources.adapters import settings_table
from data_sources.settings import Setting

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", settings_table(), ids=lambda setting: setting.name)
def test_a_setting_is_listed_with_its_default_and_help(setting: Setting) -> None:
    default = f" `{setting.default}` " if setting.default else " "
    assert f"| `{setting.variable}` |{default}| {setting.help} |" in README


def test_every_command_of_run_is_listed() -> None:
    own = set(re.findall(r"^\./run (\w+)", (ROOT / "run").read_text(encoding="utf-8"), re.MULTILINE))
    assert own == {"setup", "test", "bench", "lint", "lock"}
    assert [name for name in sorted({*own, *command_names()}) if f"`./run {name}" not in README] == []


def test_the_tree_names_what_there_is() -> None:
    tree = README.split("## The tree")[1].split("## Add something")[0]
    folders = {path.name for root in ("data_sources", "dashboard") for path in (ROOT / root).iterdir() if path.is_dir()}
    modules = {path.name for root in ("data_sources", "dashboard") for path in (ROOT / root).glob("*.py")}
    missing = {name for name in (folders | modules) - {"__pycache__", "__init__.py"} if name not in tree}
    assert missing == set()
