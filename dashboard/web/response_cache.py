"""Responses kept with their compressed form until the store's revision or the day changes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Response, request

from dashboard.addresses.view import View
from dashboard.queries.context import Context
from dashboard.queries.reader import Reader
from dashboard.web.cache import Cache

MOST_KEPT = 256
"""Responses kept in memory; one is some 80 kB."""
CACHING = "public, max-age=60, must-revalidate"
"""Caches revalidate a response after a minute, so new values show by themselves."""
HTML = "text/html; charset=utf-8"
COMPRESSED = ("text/", "application/json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A response as bytes, and gzipped where that makes it smaller; `tag` is the hash of its content."""

    body: bytes
    gzipped: bytes
    tag: str
    media_type: str

    def response(self) -> Response:
        """Return the response to the current request: 304 where the client has it, gzipped where it may be."""
        zipped = bool(self.gzipped) and request.accept_encodings["gzip"] > 0
        response = Response(self.gzipped if zipped else self.body, content_type=self.media_type)
        response.set_etag(f"{self.tag}-gzip" if zipped else self.tag)  # a strong ETag is of the bytes that are sent
        response.headers["Cache-Control"] = CACHING
        if self.gzipped:
            response.headers["Vary"] = "Accept-Encoding"
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.make_conditional(request)
        return response


class ResponseCache:
    """The latest responses of one app."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cache: Cache[tuple[Any, ...], CachedResponse] = Cache(MOST_KEPT)

    def get(self, view: View, asked: tuple[str, ...], media_type: str, write: Callable[[Context], str | bytes]) -> CachedResponse:
        """Return what `write` makes of a view's context; `asked` is everything else it depends on."""
        with self._reader.context(view) as context:
            key = (context.snapshot.revision, context.today, *asked)
            return self._cache.get(key, lambda: _kept(write(context), media_type))


def _kept(written: str | bytes, media_type: str) -> CachedResponse:
    body = written.encode() if isinstance(written, str) else written
    gzipped = gzip.compress(body, 9, mtime=0) if media_type.startswith(COMPRESSED) else b""
    return CachedResponse(body, gzipped, sha256(body).hexdigest()[:32], media_type)
