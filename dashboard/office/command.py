"""The command that writes an office file of an area's plan: one for every kind of `FILES`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.addresses.view import View
from dashboard.deck import read_choice
from dashboard.office import file_name
from dashboard.office.files import FILES, FileOptions
from dashboard.queries.context import Context
from dashboard.text import text_for
from dashboard.text.languages import SOURCE_LANGUAGE, languages
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError, HytetauluError
from data_sources.model import DEFAULT_LANGUAGE
from data_sources.plan_files.shipped import install_plans
from data_sources.settings import read_settings
from data_sources.store import open_store
from data_sources.terminal import Clock, ExitStatus, say
from data_sources.terminal.progress_bar import with_bar


@dataclass(frozen=True, slots=True)
class _FileRequest:
    """What is asked for, by the names of its parameters."""

    area: str
    lang: str
    out: Path | None
    slides: str
    plan: str


def office_command(kind: str) -> click.Command:
    """Return the command that writes a kind of file."""
    about = FILES[kind].about

    @click.command(help=f"{about[0].upper()}{about[1:]}.")
    @click.argument("area", help="slug or name of an area, such as kajaani")
    @click.option("--lang", type=click.Choice(tuple(languages())), default=DEFAULT_LANGUAGE, show_default=True, help="language")
    @click.option(
        "--out",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="file to write; default: named after area, year and language",
    )
    @click.option("--slides", metavar="CHOICE", default="", help="contents: priority.indicator.chart, separated by commas")
    @click.option("--plan", metavar="PLAN", default="", help="key of a plan; default: the area's current one")
    @click.pass_obj
    def command(clock: Clock, /, **options: Any) -> ExitStatus:
        return _told(kind, _FileRequest(**options), clock)

    return command


def _told(kind: str, request: _FileRequest, clock: Clock) -> ExitStatus:
    """Write the file, tell what was written or what is wrong, and return the exit status."""
    try:
        click.echo(_write(kind, request, clock))
    except AddressError as error:
        say(text_for(SOURCE_LANGUAGE).t(error.message, value=error.value))
        return ExitStatus.WRONG_USE
    except CatalogueError:
        raise
    except (HytetauluError, OSError) as error:
        say(f"{error}. No file was written.")
        return ExitStatus.FAILURES
    return ExitStatus.GOOD


def _write(kind: str, request: _FileRequest, clock: Clock) -> str:
    """Write a temporary file in the same folder and rename it, so that a failure leaves an older file whole."""
    file, text, began, today = FILES[kind], text_for(request.lang), clock(), clock().astimezone().date()
    settings, choice, view = read_settings(), read_choice(request.slides), _view(request)
    _check_ending(request.out, file.ending)
    with open_store(settings.store_url) as store:
        install_plans(store, began)
        with store.snapshot() as snapshot:
            options = FileOptions(settings.template, lambda parts: with_bar(parts, "part"))
            context = Context(view, snapshot, text, today)
            content, target = file.write(context, choice, options), request.out or Path(file_name(context, file.ending))
    temporary = target.with_name(f".{target.name}.part")
    temporary.write_bytes(content)
    temporary.replace(target)
    return f"{target}: {len(content) / 1000:,.0f} kB in {(clock() - began).total_seconds():.1f} s"


def _check_ending(out: Path | None, ending: str) -> None:
    if out is not None and out.suffix != f".{ending}":
        raise CatalogueError(f"--out is {str(out)!r}; expected a name that ends in .{ending}")


def _view(request: _FileRequest) -> View:
    area = read_areas().find(request.area)
    plan = f"plan={request.plan}" if request.plan else ""
    try:
        return read_view(f"/{request.lang}/{area.slug}", plan, area.slug)
    except MovedError as moved:
        path, _, search = moved.url.partition("?")
        return read_view(path, search, area.slug)
