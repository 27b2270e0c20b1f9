"""The controls of a presentation: a bar of buttons and links, and the help that lists the keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from dashboard.addresses.presentations import CHOOSE, FILES, file_path
from dashboard.present.request import PresentRequest
from dashboard.text import Text


class FileLink(NamedTuple):
    """A link to the same content as a file, with the messages of the script while it is being made and after."""

    address: str
    program: str
    making: str
    failed: str
    done: str


def bar(asked: PresentRequest, text: Text) -> Mapping[str, Any]:
    """Return texts and links of the bar."""
    return {
        "label": text.t("Presentation"),
        "buttons": _buttons(text),
        "more": text.t("More"),
        "links": [(asked.view.url, text.t("To the overview")), (asked.address(CHOOSE), text.t("Choose the content"))],
        "files": file_links(asked, text),
    }


def file_links(asked: PresentRequest, text: Text) -> list[FileLink]:
    """Return the links to files."""
    making = text.t("The file is being made …")
    failed = text.t("The file could not be made. Check the network and try again.")
    done = text.t("The file is ready.")
    address = partial(file_path, asked.view, slides=asked.choice.query)
    return [FileLink(address(name), program, making, failed, done) for name, program in FILES.items()]


def key_help(text: Text) -> Mapping[str, Any]:
    """Return the texts of the dialog that lists the keys."""
    return {"title": text.t("Keys of the presentation"), "shortcuts": list(_keys(text)), "close": text.t("Close")}


def _buttons(text: Text) -> Iterator[tuple[str, str, str, str]]:
    """Yield what each button does, its name, its key and its sign."""
    yield "previous", text.t("Previous slide"), "←", "◀"
    yield "next", text.t("Next slide"), "→", "▶"
    yield "notes", text.t("Speaker notes"), "N", "N"
    yield "theme", text.t("Light or dark"), "T", "◐"
    yield "black", text.t("Black screen"), "B", "■"
    yield "full", text.t("Full screen"), "F", "F"
    yield "help", text.t("Help"), "?", "?"


def _keys(text: Text) -> Iterator[tuple[str, str]]:
    yield "→ ↓ Page Down Space", text.t("Next slide")
    yield "← ↑ Page Up", text.t("Previous slide")
    yield "Home, End", text.t("First or last slide")
    yield "7 Enter", text.t("To slide 7")
    yield "F", text.t("Full screen")
    yield "B", text.t("Black screen, and back")
    yield "N", text.t("Speaker notes")
    yield "T", text.t("Light or dark")
    yield "Esc", text.t("Close what is open")
    yield "?", text.t("This help")
