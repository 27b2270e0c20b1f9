"""Command line of the showing side: office files of an area's plan, as `./run deck kajaani` writes them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.addresses.view import View
from dashboard.deck import read_choice
from dashboard.office import file_name
from dashboard.office.files import FILES, FileOptions
from dashboard.queries.context import Context
from dashboard.text import text_for
from dashboard.text.languages import LANGUAGES
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError, HytetauluError
from data_sources.plan_files.shipped import install_plans
from data_sources.settings import Settings, read_settings
from data_sources.store import open_store

GOOD, FAILURES, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None, today: Callable[[], date] = date.today) -> int:
    """Write one file and return the exit status: 0 good, 1 something failed, 2 wrong use or settings, 130 interrupted."""
    options = _parser().parse_args(arguments)
    try:
        print(_write(options, read_settings(), today()))
    except AddressError as error:
        return _fail(text_for("en").t(error.message, value=error.value), WRONG_USE)
    except CatalogueError as error:
        return _fail(str(error), WRONG_USE)
    except (HytetauluError, OSError) as error:
        return _fail(f"{error}. No file was written.", FAILURES)
    except KeyboardInterrupt:
        return STOPPED
    return GOOD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run", description="Write office files of an area's wellbeing plan.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, file in FILES.items():
        command = commands.add_parser(name, help=file.about, description=f"{file.about[0].upper()}{file.about[1:]}.")
        command.add_argument("area", metavar="AREA", help="slug or name of an area, such as kajaani")
        command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language (default %(default)s)")
        command.add_argument(
            "--out", metavar="FILE", type=Path, help="where to write; left out: a name of area, year and language"
        )
        command.add_argument(
            "--slides", metavar="CHOICE", default="", help="what it holds: priority.indicator.chart, with commas between"
        )
        command.add_argument("--plan", metavar="PLAN", default="", help="key of a plan; left out: the area's own of today")
        command.set_defaults(kind=name)
    return parser


def _write(options: argparse.Namespace, settings: Settings, today: date) -> str:
    """Write the file beside its place and move it there, so that a failure leaves an older one whole."""
    file, text, began = FILES[options.kind], text_for(options.lang), datetime.now(UTC)
    choice, view = read_choice(options.slides), _view(options)
    target = options.out or Path(file_name(view.area, today, text, file.ending))
    if target.suffix != f".{file.ending}":
        raise CatalogueError(f"--out is {str(target)!r}; expected a name that ends in .{file.ending}")
    with closing(open_store(settings.store_url)) as store:
        install_plans(store, began)
        with store.snapshot() as snapshot:
            content = file.write(Context(view, snapshot, text, today), choice, FileOptions(settings.template, _bar))
    beside = target.with_name(f".{target.name}.part")
    beside.write_bytes(content)
    beside.replace(target)
    seconds = (datetime.now(UTC) - began).total_seconds()
    return f"{target}: {len(content) / 1000:,.0f} kB in {seconds:.1f} s"


def _view(options: argparse.Namespace) -> View:
    area = read_areas().find(options.area)
    plan = f"plan={options.plan}" if options.plan else ""
    try:
        return read_view(f"/{options.lang}/{area.slug}", plan, area.slug)
    except MovedError as moved:
        path, _, search = moved.url.partition("?")
        return read_view(path, search, area.slug)


def _bar(parts: Sequence[Any]) -> Iterable[Any]:
    """Return the parts with a bar of progress where standard error is a terminal."""
    bar: Iterable[Any] = tqdm(parts, disable=None, unit="part")
    return bar


def _fail(words: str, status: int) -> int:
    print(f"hytetaulu: {words}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
