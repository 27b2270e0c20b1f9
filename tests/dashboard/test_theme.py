"""Colours keep the contrast that WCAG 2.1 asks for, and no two series look alike without them."""

import re

import pytest

from dashboard import theme
from dashboard.charts.chart import Role

SCHEMES = tuple(theme.COLOURS)
GROUNDS = ("paper", "wash", "notice")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("colour", theme.TEXT_COLOURS)
def test_text_is_legible_on_paper(scheme, colour):
    assert contrast(theme.COLOURS[scheme][colour], theme.COLOURS[scheme]["paper"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_legible_on_other_grounds(scheme, ground):
    for colour in ("ink", "muted", "focus"):
        assert contrast(theme.COLOURS[scheme][colour], theme.COLOURS[scheme][ground]) >= 4.5, colour


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_of_controls_can_be_seen(scheme):
    assert contrast(theme.COLOURS[scheme]["edge"], theme.COLOURS[scheme]["paper"]) >= 3


def test_white_can_be_read_on_filled_controls():
    assert contrast(theme.MANTINE["colors"]["focus"][theme.MANTINE["primaryShade"]], "#ffffff") >= 4.5


def test_series_differ_without_colour():
    planned = [theme.style(role) for role in (Role.TARGET, Role.PROJECTION)]
    looks = [theme.style(Role.FOCUS), *(theme.style(Role.COMPARISON, number) for number in range(4)), *planned]
    assert len({(look.mark, look.dash, look.bold) for look in looks}) == len(looks)
    assert len({look.dash for look in looks[1:]}) == len(looks) - 1


def test_the_fifth_comparison_looks_like_the_first():
    assert theme.style(Role.COMPARISON, 4) == theme.style(Role.COMPARISON, 0)


def test_both_schemes_have_the_same_colours():
    assert theme.COLOURS["light"].keys() == theme.COLOURS["dark"].keys()


def test_every_colour_is_a_variable_of_the_page():
    css = theme.css_variables()
    light, dark = css.split('data-mantine-color-scheme="dark"')
    for name in theme.COLOURS["light"]:
        assert f"--{name}:{theme.COLOURS['light'][name]}" in light
        assert f"--{name}:{theme.COLOURS['dark'][name]}" in dark
    assert theme.variable("focus") == f"var(--focus, {theme.COLOURS['light']['focus']})"
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for scheme in SCHEMES for colour in theme.COLOURS[scheme].values())
