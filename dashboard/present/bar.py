"""The controls of a presentation: a bar of buttons and links, and the help that lists the keys."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.addresses.presentations import CHOOSE, FILES, file_path
from dashboard.present.request import PresentRequest
from dashboard.text import Text

_BUTTON = Markup('<button type="button" data-does="{}" aria-label="{}" title="{}">{}</button>')
_HELP = Markup(
    '<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">{}</h2><table><tbody>{}</tbody></table>'
    '<form method="dialog"><button>{}</button></form></dialog>'
)
_ROW = Markup('<tr><th scope="row">{}</th><td>{}</td></tr>')


def bar(asked: PresentRequest, text: Text) -> Markup:
    """Return the bar; without JavaScript only its links show."""
    buttons = Markup("").join(_BUTTON.format(name, words, f"{words} ({key})", sign) for name, words, key, sign in _buttons(text))
    return Markup(
        '<nav class="bar" aria-label="{}"><span class="buttons" hidden>{}<output class="place"></output></span>'
        '<details class="more"><summary>{}</summary><ul>{}</ul></details></nav>'
    ).format(text.t("Presentation"), buttons, text.t("More"), Markup("").join(_links(asked, text)))


def file_links(asked: PresentRequest, text: Text) -> Iterator[Markup]:
    """Yield links to the same content as files; a script says that one is being made."""
    for name, program in FILES.items():
        yield Markup('<a href="{}" download data-making="{}" data-failed="{}" data-done="{}">{}</a>').format(
            file_path(asked.view, name, asked.choice.query),
            text.t("The file is being made …"),
            text.t("The file could not be made. Check the network and try again."),
            text.t("The file is ready."),
            program,
        )


def help_dialog(text: Text) -> Markup:
    """Return the dialog that lists the keys."""
    rows = Markup("").join(_ROW.format(keys, words) for keys, words in _keys(text))
    return _HELP.format(text.t("Keys of the presentation"), rows, text.t("Close"))


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


def _links(asked: PresentRequest, text: Text) -> Iterator[Markup]:
    links = [
        Markup('<a href="{}">{}</a>').format(asked.view.url, text.t("To the overview")),
        Markup('<a href="{}">{}</a>').format(asked.address(CHOOSE), text.t("Choose the content")),
        *file_links(asked, text),
    ]
    yield from (Markup("<li>{}</li>").format(link) for link in links)
    yield Markup('<li><output class="making" role="status"></output></li>')
