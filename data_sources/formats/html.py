"""Texts of a service become plain ones before anything is done with them: no HTML, no signs that cannot be seen, not endless."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS = frozenset(
    ("br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "td", "th", "tr", "ul")
)
_UNSEEN = frozenset(("script", "style"))


LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 20_000
"""Characters of the longest title, and of the longest description, that are taken from a service."""

_MARKUP: Final = 4
"""Times as much HTML as text is read: tags and entities take room."""


def plain_text(html: str, most: int = LONGEST_TEXT) -> str:
    """Return what a reader of `html` sees: no tags, entities as characters, an empty line between paragraphs.

    Characters that cannot be seen and halves of characters are left out; a text of more than `most` characters ends there
    in an ellipsis.
    """
    parser = _TextReader()
    # The parser begins again at each `<` of a tag that never ends: a text of such would take it minutes.
    parser.feed(re.sub(r"<(?![^<>]*>)", "&lt;", _without_comments(html[: _MARKUP * most])))
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return _shortened("\n\n".join(filter(None, ("".join(filter(str.isprintable, line)) for line in lines))), most)


def plain_line(text: str, most: int = LONGEST_TITLE) -> str:
    """Return a text that is no HTML as one line, without what cannot be seen, of `most` characters at most."""
    return _shortened("".join(filter(str.isprintable, " ".join(text[: _MARKUP * most].split()))), most)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _without_comments(html: str) -> str:
    pieces, start = [], 0
    while (begin := html.find("<!--", start)) >= 0 and (end := html.find("-->", begin + 4)) >= 0:
        pieces.append(html[start:begin])
        start = end + 3
    return "".join((*pieces, html[start:]))


class _TextReader(HTMLParser):
    """Collects text; a lone `<` that begins no tag stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser gives them
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= bool(self._unseen and tag in _UNSEEN)
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # A line break in HTML source is a space.
            self.pieces.append(data.replace("\n", " "))
