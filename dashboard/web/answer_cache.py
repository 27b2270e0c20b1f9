"""Answers kept with their compressed form while the store's revision and the day stand."""

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
"""Answers kept in memory; one is some 80 kB."""
CACHING = "public, max-age=60, must-revalidate"
"""Whoever keeps an answer asks after a minute whether it still stands, so new figures show by themselves."""
HTML = "text/html; charset=utf-8"
COMPRESSED = ("text/", "application/json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as bytes, and gzipped where that makes it smaller; `tag` is the hash of its content."""

    body: bytes
    gzipped: bytes
    tag: str
    media_type: str

    def response(self) -> Response:
        """Return the answer to the request under way: 304 where the client has it, gzipped where it may be."""
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


class AnswerCache:
    """The newest answers of one app."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cache: Cache[tuple[Any, ...], Kept] = Cache(MOST_KEPT)

    def answer(self, view: View, asked: tuple[str, ...], media_type: str, write: Callable[[Context], str | bytes]) -> Kept:
        """Return what `write` makes of a view's context; `asked` is all else that it depends on."""
        with self._reader.context(view) as context:
            key = (context.snapshot.revision, context.today, *asked)
            return self._cache.get(key, lambda: _kept(write(context), media_type))


def _kept(written: str | bytes, media_type: str) -> Kept:
    body = written.encode() if isinstance(written, str) else written
    gzipped = gzip.compress(body, 9, mtime=0) if media_type.startswith(COMPRESSED) else b""
    return Kept(body, gzipped, sha256(body).hexdigest()[:32], media_type)
