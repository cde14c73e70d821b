"""One colour a theme, the same wherever it is shown."""

from __future__ import annotations

import colorsys
from functools import cache

from govtext.pipes import themes

_GOLDEN = 0.618034  # steps around the wheel by the golden ratio keep neighbours apart


@cache
def colours() -> dict[str, str]:
    """Theme id → a light colour that black text stands out on, as #rrggbb."""
    found: dict[str, str] = {"": "#d9d9d9"}
    for number, theme in enumerate(themes.load().themes):
        red, green, blue = colorsys.hls_to_rgb(number * _GOLDEN % 1, 0.78, 0.65)
        found[theme] = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return found


def colour_of(theme: str) -> str:
    """The colour of a theme; themes of a table of one's own share the colour of none."""
    return colours().get(theme, colours()[""])


def name_of(theme: str) -> str:
    """The Chinese name of a theme; a theme of a table of one's own is named by its id."""
    known = themes.load().themes
    return known[theme].zh if theme in known else theme or "—"
