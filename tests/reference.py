"""docs/reference.md, made of the tables of the program: `python -m tests.reference` writes it anew."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import PARAMETERS
from dashboard.api.operations import BASE, OPERATIONS
from dashboard.charts.kinds import CHARTS
from dashboard.commands import command_names, find_command
from dashboard.office.files import FILES
from dashboard.renderers import EXPORT_FORMATS
from dashboard.text.languages import languages
from data_sources import indicators, plans
from data_sources.adapters import settings_table, sources

FILE = Path(__file__).parents[1] / "docs" / "reference.md"
MADE = """# Reference

Made of the program's own tables by `python -m tests.reference`; a test keeps it up to date.
"""


def reference() -> str:
    """Return the whole text of the reference."""
    parts = (MADE, *_settings(), *_commands(), *_addresses(), *_api(), *_tables(), *_keys())
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines)


def _settings() -> Iterator[str]:
    yield "## Settings\n\nEnvironment variables, all optional."
    rows = ((f"`{each.variable}`", f"`{each.default}`" if each.default else "", each.help) for each in settings_table())
    yield _table(("variable", "default", "meaning"), rows)


def _commands() -> Iterator[str]:
    yield "## Commands\n\nOf `hytetaulu`, which `./run` calls; `hytetaulu COMMAND --help` says the same."
    for name in command_names():
        command = find_command(name)
        assert command is not None
        yield f"### {name}\n\n{inspect.cleandoc(command.help or '')}"
        yield from _command_parameters(command)


def _command_parameters(command: click.Command) -> Iterator[str]:
    rows = [(f"`{_usage(each)}`", str(getattr(each, "help", None) or "")) for each in command.params]
    if rows:
        yield _table(("argument or option", "meaning"), rows)


def _usage(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        value = "" if parameter.is_flag else f" {parameter.metavar or parameter.type.name.upper()}"
        return f"{', '.join(parameter.opts)}{value}"
    return parameter.human_readable_name


def _addresses() -> Iterator[str]:
    yield "## Addresses"
    rows = [(f"`{page.path}`", " ".join(f"`{each}`" for each in page.parameters)) for page in read_pages().values()]
    yield _table(("page", "parameters of the query"), rows)
    yield (
        "`/` and `/<language>` lead to the area of `HYTETAULU_AREA`. Behind other addresses:\n\n"
        "- `/download` before the address of an indicator, and `/trend.csv` behind it: a chart as a file\n"
        f"- `/download/<language>/<area>/`{', '.join(f'`{name}.{file.ending}`' for name, file in FILES.items())}: Office files\n"
        "- `/embed/<language>/<area>/<indicator>/<chart>`: a chart for other sites; `.svg`, `.csv` … behind it: a file;\n"
        "  `/code` behind it: the code to paste; `/oembed?url=`: the same as JSON\n"
        "- `/<language>/<area>/present`: the presentation; `/present/choose`: the choice of its content\n"
        "- `/health`: status, store revision and number of observations as JSON"
    )
    parameters = ((f"`{each.name}`", each.help, f"`{each.example}`", _choices(each.choices)) for each in PARAMETERS.values())
    yield "### Parameters\n\nOf pages, embeds and presentations."
    yield _table(("parameter", "meaning", "example", "choices"), parameters)


def _choices(choices: Iterable[str]) -> str:
    return " ".join(f"`{each}`" for each in choices)


def _api() -> Iterator[str]:
    yield f"## API\n\n`{BASE}/openapi.json` describes it for programs."
    rows = [(f"`{BASE}{each.path}`", each.summary, " ".join(f"`{one.name}`" for one in each.parameters)) for each in OPERATIONS]
    yield _table(("address", "answers", "parameters"), rows)


def _tables() -> Iterator[str]:
    yield "## Kinds of charts, formats, languages, sources"
    yield _table(
        ("table", "members"),
        (
            ("kinds of charts", _choices(CHARTS)),
            ("export formats", _choices(EXPORT_FORMATS)),
            ("languages", ", ".join(f"`{each.code}` {each.name}" for each in languages().values())),
            ("sources", _choices(sources())),
        ),
    )


def _keys() -> Iterator[str]:
    for heading, module in (("Keys of an indicator file", indicators), ("Keys of a plan file", plans)):
        text = re.sub(r"\A.*\n\n", "", inspect.cleandoc(module.__doc__ or ""))
        yield f"## {heading}\n\n```text\n{text}\n```"


if __name__ == "__main__":
    FILE.write_text(reference(), encoding="utf-8")
