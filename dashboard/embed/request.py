"""An embed's address -> the request: the view, the kind of chart, its export format and options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard import theme
from dashboard.addresses.embeds import CODE, OPTIONS, embed_path
from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import PARAMETERS
from dashboard.addresses.reading import (
    check_length,
    follow,
    language_of,
    match_page,
    query_pairs,
    read_query,
    read_value,
    tidy,
    view_of,
)
from dashboard.addresses.view import View
from dashboard.charts.kinds import CHARTS
from dashboard.renderers import EXPORT_FORMATS, ExportOptions


@dataclass(frozen=True, slots=True)
class EmbedOptions:
    """How an embed looks: a value of each parameter of OPTIONS; a height of None is the drawing's own."""

    theme: str = PARAMETERS["theme"].default
    table: str = PARAMETERS["table"].default
    title: str = PARAMETERS["title"].default
    excel: str = PARAMETERS["excel"].default
    bom: str = PARAMETERS["bom"].default
    width: str = PARAMETERS["width"].default
    height: int | None = None

    @property
    def export_options(self) -> ExportOptions:
        """What the options ask of a file; a picture that is a file cannot follow the reader, so `auto` is light."""
        scheme: theme.Scheme = "dark" if self.theme == "dark" else "light"
        return ExportOptions(scheme, bom=self.bom == "1", excel=self.excel == "1")

    def query(self, *names: str) -> dict[str, str]:
        """Return the options that are not the default as parameters; of all, or of the names given."""
        chosen = {name: getattr(self, name) for name in OPTIONS if not names or name in names}
        return {name: PARAMETERS[name].write(value) for name, value in chosen.items() if value != PARAMETERS[name].default}


@dataclass(frozen=True, slots=True)
class EmbedRequest:
    """One address: `form` is the export format, empty for the page; `code` asks for the page with the embed's code."""

    view: View
    kind: str
    form: str
    code: bool
    options: EmbedOptions

    @property
    def address(self) -> str:
        """The canonical address of the request."""
        return with_query(embed_path(self.view, self.kind, self.form), self.options.query(), part=CODE if self.code else "")


def with_query(address: str, query: Mapping[str, str], part: str = "") -> str:
    """Return an address with more parameters, and with one more part at the end of its path."""
    path, _, search = address.partition("?")
    whole = "&".join(filter(None, (search, urlencode(query))))
    return f"{path}{f'/{part}' if part else ''}{f'?{whole}' if whole else ''}"


def read_request(path: str, search: str, default_area: str) -> EmbedRequest:
    """Read the path after `/embed/` and the query. `AddressError` as of `read_view`; `MovedError` with the embed's address."""
    given, path = path, tidy(path).lstrip("/")
    language = language_of(path)
    check_length(len(path), language)
    parts = path.split("/")
    code = len(parts) == 5 and parts[-1].casefold() == CODE
    if len(parts) != 4 + code or not all(parts):
        raise AddressError(404, "There is no page at {value}.", f"/embed/{path}", language)
    kind, _, form = parts[3].casefold().partition(".")
    if kind not in CHARTS:
        raise AddressError(404, "There is no chart called {value} on this page.", kind, language)
    if form and (form not in EXPORT_FORMATS or code):
        raise AddressError(404, "There is no file format called {value}.", form, language)
    row = read_pages()["indicator"]
    page, values = match_page(row.address({"language": parts[0], "area": parts[1], "indicator": parts[2]}))
    query = read_query(query_pairs(search), {*row.parameters, *OPTIONS})
    check_length(len(path) + sum(len(name) + len(text) for name, text in query.items()), language)
    options = EmbedOptions(**{name: read_value(name, query, language) for name in OPTIONS})
    try:
        view = view_of(page, values, {name: text for name, text in query.items() if name not in OPTIONS}, default_area)
    except MovedError as moved:
        raise MovedError(EmbedRequest(follow(moved, default_area), kind, form, code, options).address) from None
    asked = EmbedRequest(view, kind, form, code, options)
    if asked.address.partition("?")[0] != f"/embed/{given}":
        raise MovedError(asked.address)
    return asked
