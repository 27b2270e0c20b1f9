"""The template of the catalogues: every message of the code with its places and the translators' comments above it.

`python -m dashboard.text.template` writes it anew. Babel's own extraction does not see messages inside f-strings.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import write_po

FILE = Path(__file__).with_name("messages.pot")
ROOT = Path(__file__).parents[1]
PLACES = {"t": slice(0, 1), "_": slice(0, 1), "n": slice(0, 2), "AddressError": slice(1, 2)}
"""Positions of the messages among the arguments of the functions that take them."""
MARK = "# Translators:"


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message, with its plural where it has one, and the comment for its translators."""

    texts: tuple[str, ...]
    comment: str = ""


def messages_in(source: str) -> Iterator[MarkedMessage]:
    """Yield the messages of a module in their order."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and not _makes_element(node.func):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            arguments = [getattr(argument, "value", None) for argument in node.args[PLACES.get(name, slice(0, 0))]]
            if arguments and all(isinstance(each, str) for each in arguments):
                yield MarkedMessage(tuple(map(str, arguments)), _comment_above(lines, node.lineno))


def _makes_element(function: ast.expr) -> bool:
    """Tell whether a function is that of a maker of XML, such as `A.t`, whose names of elements look like ours."""
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id.isupper()


def template(root: Path = ROOT) -> str:
    """Return the template as text: messages sorted by the file of their first occurrence."""
    catalogue = Catalog(project="Hytetaulu", charset="utf-8")
    for path in sorted(root.rglob("*.py")):
        for found in messages_in(path.read_text(encoding="utf-8")):
            place = (path.relative_to(root.parent).as_posix(), 0)
            comments = [found.comment] if found.comment else []
            catalogue.add(found.texts if len(found.texts) > 1 else found.texts[0], locations=[place], auto_comments=comments)
    written = io.BytesIO()
    write_po(written, catalogue, width=110, include_lineno=False, omit_header=True)
    return written.getvalue().decode()


def _comment_above(lines: list[str], line: int) -> str:
    """Return the comment for translators that ends on the line before `line` (counted from 1)."""
    found: list[str] = []
    for above in reversed(lines[: line - 1]):
        text = above.strip()
        if not text.startswith("#"):
            return ""
        found.insert(0, text.removeprefix(MARK).removeprefix("#").strip())
        if text.startswith(MARK):
            return " ".join(found)
    return ""


if __name__ == "__main__":
    FILE.write_text(template(), encoding="utf-8")
