"""Composition root: settings in, app out; `python app.py` serves it as the command line `hytetaulu` does.

`build_app` returns a WSGI application, which any WSGI server can run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from dash import Dash
from flask_compress import Compress

import dashboard
from dashboard import BRAND, api
from dashboard.addresses.embeds import read_public_url
from dashboard.addresses.pages import read_pages
from dashboard.commands import main
from dashboard.embed import routes
from dashboard.embed.static_files import STATIC
from dashboard.office import routes as office
from dashboard.present import routes as present
from dashboard.queries.reader import Reader
from dashboard.server import bad_requests, callbacks, downloads, headers, health
from dashboard.server.page_cache import PageCache
from dashboard.server.ssr import ServerFirstDash
from dashboard.statement import read_statement
from dashboard.text import text_for
from dashboard.text.languages import languages
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.plan_files.shipped import install_plans
from data_sources.settings import Settings
from data_sources.store import Store, open_store


def build_app(settings: Settings, store: Store | None = None, today: Callable[[], date] = date.today) -> Dash:
    """Return the app over the settings' store, or over the given one."""
    store = store or open_store(settings.store_url)
    area = read_areas().find(settings.area).slug
    public_url = read_public_url(settings.public_url)
    read_indicators()  # a broken indicator file stops the start, not a visitor
    read_pages()  # so does a page that lacks something
    for language in languages():  # and a catalogue that cannot be read
        text_for(language)
    install_plans(store, datetime.now(UTC))
    reader = Reader(store, today, read_statement(settings))
    pages = PageCache(reader)
    app = ServerFirstDash(
        pages,
        area,
        public_url,
        name="hytetaulu",
        assets_folder=str(assets_folder()),
        external_scripts=[{"src": STATIC.address("reading.js"), "defer": "defer"}],
        suppress_callback_exceptions=True,
        title=BRAND,
        update_title=None,
    )
    Compress(app.server)
    callbacks.register(app, pages, reader, area)
    bad_requests.refuse(app)
    app.server.register_blueprint(downloads.blueprint(reader, area))
    app.server.register_blueprint(health.blueprint(store))
    app.server.register_blueprint(routes.blueprint(reader, area, public_url))
    app.server.register_blueprint(present.blueprint(reader, area))
    app.server.register_blueprint(office.blueprint(reader, area, settings.template))
    app.server.register_blueprint(api.blueprint(store, today))
    headers.protect(app, settings.embed_origins)
    return app


def assets_folder() -> Path:
    """Return the folder of stylesheets and scripts: in the installed package, or next to this module in a checkout."""
    packaged = Path(dashboard.__file__).parent / "assets"
    return packaged if packaged.is_dir() else Path(__file__).parent / "assets"


if __name__ == "__main__":
    sys.exit(main())
