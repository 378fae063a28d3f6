"""The small wave of a recording as the path of an SVG: one stroke per bar."""

from __future__ import annotations

WIDTH, HEIGHT = 480, 32
"""The view box that the path is drawn for (templates/_partials/parts.html)."""

_MIDDLE = HEIGHT // 2
_FLOOR = 0.7
"""How much of the quietest bar is left out: speech fills a scale that begins at silence badly."""


def wave_path(bars: str) -> str:
    """`bars` (two hexadecimal digits a bar, Recording.bars) as strokes about the middle line.

    Heights are stretched between the recording's own quietest and loudest bar; their order stays.
    Whole units keep a wave of 120 bars under two kilobytes. "" for no bars.
    """
    values = bytes.fromhex(bars)
    if not values:
        return ""
    loudest, floor = max(values), _FLOOR * min(values)
    scale = (_MIDDLE - 1) / max(1.0, loudest - floor)
    step = WIDTH / len(values)
    return "".join(
        _stroke(round(step * (place + 0.5)), round((value - floor) * scale))
        for place, value in enumerate(values)
    )


def _stroke(x: int, half: int) -> str:
    return f"M{x} {_MIDDLE - max(1, half)}v{2 * max(1, half)}"
