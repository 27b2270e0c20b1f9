"""The README names every setting, command and folder, so that it cannot fall behind."""

import re
import subprocess
from pathlib import Path

import pytest

from data_sources.adapters import settings_table
from data_sources.settings import Setting

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", settings_table(), ids=lambda setting: setting.name)
def test_a_setting_is_listed_with_its_default_and_help(setting: Setting) -> None:
    default = f" `{setting.default}` " if setting.default else " "
    assert f"| `{setting.variable}` |{default}| {setting.help} |" in README


def test_every_command_of_run_is_listed() -> None:
    shown = subprocess.run([ROOT / "run", "help"], capture_output=True, text=True, check=True).stdout
    commands = set(re.findall(r"^\./run (\w+)", shown, re.MULTILINE))
    assert commands
    assert {command for command in commands if f"`./run {command}" not in README} == set()


def test_the_tree_names_what_there_is() -> None:
    tree = README.split("## The tree")[1].split("## Add something")[0]
    folders = {path.name for root in ("data_sources", "dashboard") for path in (ROOT / root).iterdir() if path.is_dir()}
    modules = {path.name for root in ("data_sources", "dashboard") for path in (ROOT / root).glob("*.py")}
    missing = {name for name in (folders | modules) - {"__pycache__", "__init__.py"} if name not in tree}
    assert missing == set()
