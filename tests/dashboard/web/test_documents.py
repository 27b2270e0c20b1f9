"""Templates: values are escaped, a missing one is an error, and they hold no text of any language."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from dashboard.addresses.errors import AddressError
from dashboard.web.documents import json_block, render, written
from dashboard.web.error_page import error_response
from dashboard.web.site_error import site_error

ROOT = Path(__file__).parents[3] / "dashboard"
TEMPLATES = sorted(ROOT.rglob("templates/*.html"))
HOSTILE = """<b>&amp; "x" 'y' {{ title }} {% raw %}</script><script>a"""
ESCAPED = "&lt;b&gt;&amp;amp; &#34;x&#34; &#39;y&#39; {{ title }} {% raw %}&lt;/script&gt;&lt;script&gt;a"
SAID = ("aria-label", "title", "alt", "placeholder")
"""Attributes that are read out or shown."""


class WordFinder(HTMLParser):
    """What a template says by itself, once its expressions are taken out."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False
        self.feed(re.sub(r"{{.*?}}|{%.*?%}|{#.*?#}", "", template, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.found += [word for name, value in attrs if name in SAID for word in re.findall(r"\w+", value or "")]

    def handle_endtag(self, _tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        self.found += [] if self._in_style else re.findall(r"\w+", data)


def test_text_of_a_template_is_found_between_elements_and_in_what_is_read_out():
    template = '<a title="To {{ there }}" href="/fi"{% if x %} class="y"{% endif %}>{{ text }} now</a><style>p{}</style>'
    assert WordFinder(template).found == ["To", "now"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_holds_no_text_and_is_used(path: Path):
    assert WordFinder(path.read_text(encoding="utf-8")).found == []
    name = str(path.relative_to(ROOT))
    assert [file for file in [*ROOT.rglob("*.py"), *TEMPLATES] if f'"{name}"' in file.read_text(encoding="utf-8")]


def test_documents_are_written_in_one_place():
    files = [*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]
    assert [str(file.relative_to(ROOT)) for file in files if "<!DOCTYPE" in file.read_text(encoding="utf-8")] == [
        "web/templates/document.html"
    ]


def test_values_are_escaped_in_texts_and_attributes_and_what_a_renderer_wrote_is_not():
    frame = render("embed/templates/picture.html", page=HOSTILE, picture="/a?b=1&c=2", alternative=HOSTILE)
    assert f'<a href="{ESCAPED}"><img src="/a?b=1&amp;c=2" alt="{ESCAPED}"' in frame
    drawings = render("present/templates/drawings.html", drawings={"wide": written("<svg></svg>"), "narrow": "<svg>"})
    assert drawings == '<div class="drawing wide"><svg></svg></div>\n<div class="drawing narrow">&lt;svg&gt;</div>\n'


def test_a_value_that_lacks_is_an_error():
    with pytest.raises(UndefinedError, match="'alternative' is undefined"):
        render("embed/templates/picture.html", page="/", picture="/a.png")


def test_json_cannot_close_its_element():
    assert json_block('["</script>", "&"]') == r'["\u003c/script>", "&"]'


def test_an_error_says_the_value_of_the_address_escaped():
    error = AddressError(404, "There is no page at {value}.", HOSTILE, "en")
    framed = error_response(error, heading="Sorry", advice="Go", link="Home", styles="/s.css", framed=True)
    assert (framed.status_code, framed.headers["Cache-Control"]) == (404, "no-cache")
    assert f"<p>There is no page at {ESCAPED}.</p>" in framed.get_data(as_text=True)
    assert '<a href="/en" target="_blank" rel="noopener">Home</a>' in framed.get_data(as_text=True)


def test_the_error_of_a_file_is_a_document_of_its_own():
    answer = site_error(AddressError(404, "There is no page at {value}.", HOSTILE, "en"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>')
    assert "<h1>Page not found</h1>" in page
    assert f"There is no page at {ESCAPED}." in page
