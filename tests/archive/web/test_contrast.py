"""Colours of the tokens, measured: text 7:1, controls 4.5:1, in both themes (WCAG 2.2)."""

import math
import re
from pathlib import Path

import pytest

SHEET = Path("archive/static/css/layers/tokens.css")
DECLARATION = re.compile(r"--([\w-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\);")

TEXT = (
    ("ink", "paper"),
    ("ink", "paper-raised"),
    ("ink", "paper-sunken"),
    ("ink", "gaung-soft"),
    ("ink-quiet", "paper"),
    ("ink-quiet", "paper-raised"),
    ("ink-quiet", "paper-sunken"),
    ("ink-quiet", "gaung-soft"),
    ("gaung", "paper"),
    ("saffron-ink", "saffron"),
    ("paper", "gaung"),
    ("red", "paper"),
    ("ink", "red-soft"),
)
CONTROLS = (("line-strong", "paper"), ("gaung", "paper-raised"), ("gaung", "gaung-soft"))


def read_themes(root: Path) -> dict[str, dict[str, tuple[float, float, float]]]:
    """The colours of both themes, in OKLCH."""
    light, dark = (root / SHEET).read_text("utf-8").split("prefers-color-scheme: dark")
    themes = {"light": light, "dark": dark}
    return {
        theme: {
            name: (float(lightness) / 100, float(chroma), float(hue))
            for name, lightness, chroma, hue in DECLARATION.findall(text)
        }
        for theme, text in themes.items()
    }


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance of an OKLCH colour, clipped to sRGB (CSS Color 4, section 10)."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    clipped = [min(1.0, max(0.0, part)) for part in (red, green, blue)]
    return 0.2126 * clipped[0] + 0.7152 * clipped[1] + 0.0722 * clipped[2]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(*pair, 7.0) for pair in TEXT] + [(*pair, 4.5) for pair in CONTROLS],
)
def test_what_is_read_and_touched_stands_out(
    root: Path, theme: str, front: str, back: str, least: float
) -> None:
    colours = read_themes(root)[theme]

    assert contrast(colours[front], colours[back]) >= least


def test_black_on_white_is_21_to_1() -> None:
    assert contrast((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)) == pytest.approx(21, abs=0.01)
