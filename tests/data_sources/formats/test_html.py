"""Texts of a service become plain, whole and of a length that can be shown."""

import time

import pytest

from data_sources.formats.html import LONGEST_TEXT, LONGEST_TITLE, plain_line, plain_text


def test_tags_go_and_entities_are_read_once():
    assert plain_text("<p>V&auml;est&ouml;</p><!-- <p>no</p> --><p>a &amp;lt; b</p>") == "Väestö\n\na &lt; b"
    assert plain_text("alle 5 < 10 ja yli") == "alle 5 < 10 ja yli"


def test_a_long_text_ends_in_an_ellipsis_and_one_of_just_the_length_does_not():
    assert plain_text("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    assert plain_text("x" * (LONGEST_TEXT + 1)) == "x" * (LONGEST_TEXT - 1) + "…"
    assert plain_text("y" * 301, LONGEST_TITLE) == "y" * 299 + "…"
    assert plain_line("z" * 10**6) == "z" * 299 + "…"


@pytest.mark.parametrize("clean", [plain_text, plain_line])
def test_signs_that_cannot_be_seen_and_halves_of_characters_go(clean):
    assert clean("Nu\x00ori\x07 \ud800sotilas\u202e\u200b 😀") == "Nuori sotilas 😀"


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "&", "</", "<![CDATA[", "<script>", "<a b='", "<?", "&#", "<x <y>", "<a b", "<p>", "<script></"]
)
def test_hostile_markup_takes_no_time(piece):
    started = time.process_time()
    assert len(plain_text(piece * (400_000 // len(piece)))) <= LONGEST_TEXT
    assert time.process_time() - started < 3
