"""HTML of a service's texts becomes plain text before it is stored."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "td", "th", "tr", "ul")
)
_UNSEEN = frozenset(("script", "style"))


def plain_text(html: str) -> str:
    """Return what a reader of `html` sees: no tags, entities as characters, an empty line between paragraphs."""
    parser = _TextReader()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n\n".join(filter(None, ("".join(filter(str.isprintable, line)) for line in lines)))


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
