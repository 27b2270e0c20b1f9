"""Composition root: settings in, app out; `python app.py` serves it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import waitress
from dash import Dash
from flask_compress import Compress
from tqdm import tqdm

from dashboard import api
from dashboard.addresses.embeds import read_public_url
from dashboard.addresses.pages import read_pages
from dashboard.analysis.trend import Point, recent_trend
from dashboard.embed import routes
from dashboard.office import routes as office
from dashboard.present import routes as present
from dashboard.queries.reader import Reader
from dashboard.server import bad_requests as malformed
from dashboard.server import callbacks, downloads, headers, health
from dashboard.server.page_cache import PageCache
from dashboard.server.ssr import ServerFirstDash
from dashboard.statement import read_statement
from data_sources import sample
from data_sources.areas import read_areas
from data_sources.errors import HytetauluError
from data_sources.indicators import read_indicators
from data_sources.plan_files.shipped import install_plans
from data_sources.settings import Settings, read_settings
from data_sources.store import Store, open_store

THREADS = 8
"""Requests answered at once; pages come from memory or a few milliseconds of reading."""


def build_app(settings: Settings, store: Store | None = None, today: Callable[[], date] = date.today) -> Dash:
    """Return the app over the settings' store, or over the given one."""
    store = store or open_store(settings.store_url)
    area = read_areas().find(settings.area).slug
    public_url = read_public_url(settings.public_url)
    read_indicators()  # a broken indicator file stops the start, not a visitor
    read_pages()  # so does a page that lacks something
    install_plans(store, datetime.now(UTC))
    reader = Reader(store, today, read_statement(settings))
    pages = PageCache(reader)
    app = ServerFirstDash(
        pages,
        area,
        public_url,
        name="hytetaulu",
        assets_folder=str(Path(__file__).parent / "assets"),
        suppress_callback_exceptions=True,
        title="Hytetaulu",
        update_title=None,
    )
    Compress(app.server)
    callbacks.register(app, pages, reader, area)
    malformed.refuse(app)
    app.server.register_blueprint(downloads.blueprint(reader, area))
    app.server.register_blueprint(health.blueprint(store))
    app.server.register_blueprint(routes.blueprint(reader, area, public_url))
    app.server.register_blueprint(present.blueprint(reader, area))
    app.server.register_blueprint(office.blueprint(reader, area, settings.template))
    app.server.register_blueprint(api.blueprint(store, today))
    headers.protect(app, settings.embed_origins)
    return app


def main() -> int:
    """Serve the dashboard until interrupted; return the exit status."""
    try:
        settings = _arguments(read_settings())
        store = open_store(settings.store_url)
        _fill_what_lacks(store)
        app = build_app(settings, store)
        _warm_up()
    except HytetauluError as error:
        print(f"hytetaulu: {error}", file=sys.stderr)
        return 2
    try:
        server = waitress.create_server(app.server, host=settings.host, port=settings.port, threads=THREADS, ident=None)
        print(f"Hytetaulu at http://{settings.host}:{settings.port}/ (Ctrl-C stops it)", flush=True)
        server.run()
    except OSError as error:
        where = f"port {settings.port} of {settings.host}"
        print(f"hytetaulu: {where} cannot be used ({error}); choose another with --port", file=sys.stderr)
        return 2
    finally:
        store.close()
    return 0


def _warm_up() -> None:
    """Load what is imported at its first use, so that no visitor waits half a second for it."""
    recent_trend([Point(year, year) for year in range(2000, 2006)])


def _arguments(settings: Settings) -> Settings:
    parser = argparse.ArgumentParser(prog="run", description="Serve the dashboard in a browser.")
    parser.add_argument("--host", default=settings.host, help="address to listen on (default %(default)s)")
    parser.add_argument("--port", default=settings.port, type=int, help="port to listen on (default %(default)s)")
    arguments = parser.parse_args()
    return replace(settings, host=arguments.host, port=arguments.port)


def _fill_what_lacks(store: Store) -> None:
    lacking = sample.lacking(store)
    if not lacking:
        return
    print(f"{len(lacking)} indicators without figures: making sample data, not real figures ...", flush=True)
    count = sample.fill(store, datetime.now(UTC), lambda indicators: tqdm(indicators, disable=None, unit="indicator"))
    print(f"{count} sample observations. Fetch real figures with: ./run refresh", flush=True)


if __name__ == "__main__":
    sys.exit(main())
