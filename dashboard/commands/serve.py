"""The command `serve`: the dashboard in a browser; an empty store is filled with sample data."""

from __future__ import annotations

from dataclasses import replace

import click
import waitress

from app import build_app
from dashboard.analysis.trend import Point, recent_trend
from data_sources import sample
from data_sources.errors import HytetauluError
from data_sources.settings import Settings, read_settings
from data_sources.store import Store, open_store
from data_sources.terminal import Clock, ExitStatus, say
from data_sources.terminal.progress_bar import with_bar

THREADS = 8
"""Requests handled at the same time; a page takes a few milliseconds, or comes from memory."""


@click.command(help="Serve the dashboard in a browser. An empty store is filled with sample data.")
@click.option("--host", help="address to listen on; default: HYTETAULU_HOST")
@click.option("--port", type=int, help="port to listen on; default: HYTETAULU_PORT")
@click.pass_obj
def command(clock: Clock, host: str | None, port: int | None) -> ExitStatus:
    """Serve until interrupted."""
    try:
        settings = read_settings()
        settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
        with open_store(settings.store_url) as store:
            _fill_what_lacks(store, clock)
            _warm_up()
            return _serve(settings, store)
    except HytetauluError as error:  # also a store that cannot be opened: what does not start was started wrongly
        say(str(error))
        return ExitStatus.WRONG_USE


def _serve(settings: Settings, store: Store) -> ExitStatus:
    app = build_app(settings, store)
    try:
        server = waitress.create_server(app.server, host=settings.host, port=settings.port, threads=THREADS, ident=None)
        print(f"Hytetaulu at http://{settings.host}:{settings.port}/ (Ctrl-C stops it)", flush=True)
        server.run()
    except OSError as error:
        say(f"port {settings.port} of {settings.host} cannot be used ({error}); choose another with --port")
        return ExitStatus.WRONG_USE
    return ExitStatus.GOOD


def _fill_what_lacks(store: Store, clock: Clock) -> None:
    lacking = sample.lacking(store)
    if not lacking:
        return
    print(f"{len(lacking)} indicators without values: generating sample data, not real figures ...", flush=True)
    count = sample.fill(store, clock(), lambda indicators: with_bar(indicators, "indicator"))
    print(f"{count} sample observations. Fetch real values with: ./run refresh", flush=True)


def _warm_up() -> None:
    """Load what is imported at its first use, so that no visitor waits half a second for it."""
    recent_trend([Point(year, year) for year in range(2000, 2006)])
