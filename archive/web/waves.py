"""The small wave of a recording as the path of an SVG: one stroke per bar."""

from __future__ import annotations

WIDTH, HEIGHT = 480, 32
"""The view box that the path is drawn for (templates/_partials/wave.html)."""

_MIDDLE = HEIGHT // 2
_LOUDEST = 255


def wave_path(bars: str) -> str:
    """`bars` (two hexadecimal digits a bar, Recording.bars) as strokes about the middle line.

    Whole units keep a wave of 120 bars under a kilobyte. "" for no bars.
    """
    heights = bytes.fromhex(bars)
    if not heights:
        return ""
    step = WIDTH / len(heights)
    return "".join(
        _stroke(round(step * (place + 0.5)), height) for place, height in enumerate(heights)
    )


def _stroke(x: int, height: int) -> str:
    half = max(1, round(height * (_MIDDLE - 1) / _LOUDEST))
    return f"M{x} {_MIDDLE - half}v{2 * half}"
