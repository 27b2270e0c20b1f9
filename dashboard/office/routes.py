"""Office files of an area's plan, at `/download/{language}/{area}/deck.pptx`."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug import Response as AnyResponse

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import check_length, read_query, read_view
from dashboard.deck import Choice, read_choice
from dashboard.office import file_name
from dashboard.office.files import FILES, FileOptions, OfficeFile
from dashboard.queries.reader import Reader
from dashboard.web.site_error import site_error
from data_sources.errors import CatalogueError

KNOWN = ("slides", "plan", "compare")
"""Query parameters of these addresses."""

_log = logging.getLogger(__name__)


def blueprint(reader: Reader, default_area: str, template: Path | None = None) -> Blueprint:
    """Return the routes of the office files of one app; `template` is the municipality's own for presentations."""
    routes, era = Blueprint("office", __name__), token_hex(4)

    def download(page: str, kind: str) -> AnyResponse:
        try:
            return _file(reader, FILES[kind], page, request.args.items(multi=True), default_area, FileOptions(template), era)
        except MovedError as moved:
            path, mark, _ = moved.url.partition("?")
            query = request.query_string.decode("utf-8", "replace")
            return redirect(f"/download{path}/{kind}.{FILES[kind].ending}{'?' if query else mark}{query}")
        except AddressError as error:
            return site_error(error)

    for kind, file in FILES.items():  # a path, or the addresses of charts' files would win over these
        address = f"/download/<path:page>/{kind}.{file.ending}"
        routes.add_url_rule(address, kind, download, defaults={"kind": kind}, methods=["GET"])
    return routes


def _file(
    reader: Reader,
    file: OfficeFile,
    page: str,
    given: Iterable[tuple[str, str]],
    default_area: str,
    options: FileOptions,
    era: str,
) -> Response:
    """Return the file, or 304 without making it where the client has it; `era` is a server's, whose next one may make it anew."""
    view = read_view(f"/{page}", "", default_area)
    if view.page != "overview":
        raise AddressError(404, "There is no page at {value}.", request.path, view.language)
    query = read_query(given, KNOWN)
    check_length(sum(len(name) + len(value) for name, value in query.items()), view.language)
    choice = _choice(query.get("slides", ""), view.language)
    others = urlencode({name: query[name] for name in ("plan", "compare") if query.get(name)})
    with reader.context(read_view(view.path, others, default_area)) as context:
        key = (era, context.snapshot.revision, context.today, context.view.url, choice.query, file.ending)
        kept = {"ETag": f'W/"{sha256(repr(key).encode()).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
        if request.if_none_match.contains_weak(kept["ETag"][3:-1]):
            return Response(status=304, headers=kept)
        try:
            content = file.write(context, choice, options)
        except CatalogueError as error:
            if options.template is None:
                raise
            _log.exception("an office file cannot be made")
            raise AddressError(
                500,
                "The file cannot be made: the template {value} is faulty. The service's log says what it lacks.",
                options.template.name,
                view.language,
            ) from error
        name = file_name(context, file.ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **kept}
    return Response(content, content_type=file.media_type, headers=headers)


def _choice(slides: str, language: str) -> Choice:
    """Read the choice; what is wrong with it is said in the language of the address."""
    try:
        return read_choice(slides)
    except AddressError as error:
        raise error.in_language(language) from None
