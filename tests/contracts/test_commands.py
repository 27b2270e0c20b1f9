"""Every command says what it does and what each of its parameters is; looking at the store loads no libraries of pages."""

import subprocess
import sys

import pytest

from dashboard.commands import command_names, find_command

LOADED = """
import sys
from dashboard.commands import main
for name in ("refresh", "status", "show"):
    main([name, "--help"])
print(sorted({"dash", "flask"} & set(sys.modules)))
"""


def test_commands_are_the_files_of_the_two_folders():
    assert command_names() == [
        "add",
        "boundaries",
        "check",
        "deck",
        "export-plan",
        "import-plan",
        "import-table",
        "refresh",
        "report",
        "retire-plan",
        "sample",
        "search",
        "serve",
        "show",
        "status",
        "workbook",
    ]


@pytest.mark.parametrize("name", command_names())
def test_a_command_and_its_parameters_have_help(run, name):
    command = find_command(name)
    assert command.help.endswith(".")
    assert {each.name: each.help for each in command.params if not each.help} == {}
    status, out, _ = run(name, "--help")
    assert (status, out.splitlines()[0].startswith(f"Usage: hytetaulu {name} ")) == (0, True)


def test_the_help_of_all_lists_each_with_a_whole_sentence(run):
    status, out, _ = run("--help")
    listed = dict(line.split(maxsplit=1) for line in out.partition("Commands:\n")[2].splitlines())
    assert (status, list(listed)) == (0, command_names())
    assert [about for about in listed.values() if not about.endswith(".") or about.endswith("...")] == []


def test_commands_of_the_fetching_side_load_no_libraries_of_pages():
    shown = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"
    assert shown.count("Usage: hytetaulu ") == 3
