"""An embed's address -> what is asked for: the view in the words of the dashboard, the kind of chart, its form and options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from dashboard import theme
from dashboard.addresses.embeds import CODE, embed_path
from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import LONGEST_ADDRESS, read_view
from dashboard.addresses.view import View
from dashboard.charts.kinds import CHARTS
from dashboard.renderers import EXPORT_FORMATS, ExportOptions
from data_sources.model import LANGUAGES

CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("auto", "light", "dark"),
    "table": ("folded", "open", "link"),
    "title": ("on", "off"),
    "bom": ("0", "1"),
    "width": ("600", "320", "1000"),
}
"""Options of embeds beside those of the view, the default first; one that means nothing to a form changes nothing there.

`table`: folded below the chart, open, or a link; `bom`: a byte order mark before CSV; `width`: the preview of the code page.
"""
HEIGHTS = range(200, 1201)
"""Heights in CSS pixels that `height` may ask of the drawing."""


@dataclass(frozen=True, slots=True)
class EmbedOptions:
    """How an embed looks: a choice of each of CHOICES, and the height of the drawing in CSS pixels (None: what suits it)."""

    theme: str = CHOICES["theme"][0]
    table: str = CHOICES["table"][0]
    title: str = CHOICES["title"][0]
    bom: str = CHOICES["bom"][0]
    width: str = CHOICES["width"][0]
    height: int | None = None

    @property
    def file_options(self) -> ExportOptions:
        """What the options ask of a file; a picture that is a file cannot follow the reader, so `auto` is light."""
        scheme: theme.Scheme = "dark" if self.theme == "dark" else "light"
        return ExportOptions(scheme, bom=self.bom == "1")

    def query(self, *names: str) -> dict[str, str]:
        """Return the options that are not the default as parameters; of all, or of the names given."""
        chosen = {name: getattr(self, name) for name in CHOICES if getattr(self, name) != CHOICES[name][0]}
        if self.height:
            chosen["height"] = str(self.height)
        return {name: value for name, value in chosen.items() if not names or name in names}


@dataclass(frozen=True, slots=True)
class EmbedRequest:
    """One address: `form` is empty for the page; `code` asks for the page that gives the code of it."""

    view: View
    kind: str
    form: str
    code: bool
    options: EmbedOptions

    @property
    def address(self) -> str:
        """The canonical address of what is asked for."""
        return with_query(embed_path(self.view, self.kind, self.form), self.options.query(), part=CODE if self.code else "")


def with_query(address: str, query: Mapping[str, str], part: str = "") -> str:
    """Return an address with more parameters, and with one more part at the end of its path."""
    path, _, search = address.partition("?")
    whole = "&".join(filter(None, (search, urlencode(query))))
    return f"{path}{f'/{part}' if part else ''}{f'?{whole}' if whole else ''}"


def read_request(path: str, search: str, default_area: str) -> EmbedRequest:
    """Read what stands after `/embed/` and the query. `AddressError` as of `read_view`; `MovedError` with the embed's address."""
    language = path.split("/", maxsplit=1)[0]
    language = language if language in LANGUAGES else LANGUAGES[0]
    if len(path) + len(search) > LONGEST_ADDRESS:
        raise AddressError(400, "The address is longer than {value} characters.", str(LONGEST_ADDRESS), language)
    parts = path.split("/")
    code = len(parts) == 5 and parts.pop() == CODE
    if len(parts) != 4 or not all(parts):
        raise AddressError(404, "There is no page at {value}.", f"/embed/{path}", language)
    kind, _, form = parts[3].partition(".")
    if kind not in CHARTS:
        raise AddressError(404, "There is no chart called {value} on this page.", kind, language)
    if form and (form not in EXPORT_FORMATS or code):
        raise AddressError(404, "There is no file format called {value}.", form, language)
    options, rest = _options(search, language)
    try:
        view = read_view(f"/{parts[0]}/{parts[1]}/indicator/{parts[2]}", rest, default_area)
    except MovedError as moved:
        raise MovedError(_moved(moved.url, kind, form, options, default_area, code=code)) from None
    return EmbedRequest(view, kind, form, code, options)


def _moved(url: str, kind: str, form: str, options: EmbedOptions, default_area: str, *, code: bool) -> str:
    path, _, rest = url.partition("?")
    view = read_view(path, rest, default_area)
    return EmbedRequest(view, kind, form, code, options).address


def _options(search: str, language: str) -> tuple[EmbedOptions, str]:
    """Return the options, and the query without them for the view to read."""
    own: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    for name, value in parse_qsl(search, keep_blank_values=True):
        if name not in {*CHOICES, "height"}:
            rest.append((name, value))
            continue
        if name in own:
            raise AddressError(400, "The address says this twice: {value}.", name, language)
        if name in CHOICES and value not in CHOICES[name]:
            message = "The address has a part that this page does not know: {value}."
            raise AddressError(400, message, f"{name}={value}", language)
        own[name] = value
    height = _height(own.pop("height"), language) if "height" in own else None
    return EmbedOptions(**own, height=height), urlencode(rest, quote_via=quote)


def _height(text: str, language: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) in HEIGHTS):
        raise AddressError(400, "A height is a number of pixels from 200 to 1200, not {value}.", text, language)
    return int(text)
