"""Answers of embeds, kept with their compressed form while the store's revision and the day stand."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from flask import Response, request

from dashboard.answers import Answers
from dashboard.chart_reading import read_chart
from dashboard.charts import Chart
from dashboard.context import Context
from dashboard.embed.request import EmbedRequest
from dashboard.view import AddressError, View

MOST_KEPT = 256
"""Answers kept in memory; one is some 80 kB."""
CACHING = "public, max-age=60, must-revalidate"
"""Whoever keeps an answer asks after a minute whether it still stands, so new figures show by themselves."""
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


class KeptAnswers:
    """The newest answers of one app."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._kept: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: EmbedRequest, base: str, media_type: str, write: Callable[[Chart], str | bytes]) -> Kept:
        """Return what `write` makes of the chart that is asked for; `base` is where absolute addresses in it begin.

        `AddressError` where the chart has no figures.
        """

        def written(context: Context) -> str | bytes:
            chart = read_chart(context, asked.kind)
            if chart is None:
                raise AddressError(404, "There are no figures for this chart: {value}.", asked.kind, asked.view.language)
            return write(chart)

        return self.of_view(asked.view, (base, asked.address), media_type, written)

    def of_view(self, view: View, asked: tuple[str, ...], media_type: str, write: Callable[[Context], str | bytes]) -> Kept:
        """Return what `write` makes of a view's context; `asked` is all else that it depends on."""
        with self._answers.context(view) as context:
            key = (context.snapshot.revision, context.today, *asked)
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
            kept = _kept(write(context), media_type)
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept


def _kept(written: str | bytes, media_type: str) -> Kept:
    body = written.encode() if isinstance(written, str) else written
    gzipped = gzip.compress(body, 9, mtime=0) if media_type.startswith(COMPRESSED) else b""
    return Kept(body, gzipped, sha256(body).hexdigest()[:32], media_type)
