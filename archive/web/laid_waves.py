"""Two recordings drawn one above the other, moved so that what is the same lies below itself."""

from __future__ import annotations

from dataclasses import dataclass

from media.waveform import bars

WIDTH, BAND, GAP = 800, 48, 12
HEIGHT = 2 * BAND + GAP
STROKES = 260
"""Strokes over the whole width."""
TALLEST = 100


@dataclass(frozen=True, slots=True)
class LaidWaves:
    """Paths of the upper (former) and the lower (new) wave in a view box WIDTH by HEIGHT.

    `upper` and `lower` are (x, width) of each recording; `marks` are x of moments in both.
    """

    former: str
    new: str
    upper: tuple[int, int]
    lower: tuple[int, int]
    marks: tuple[int, ...]


def lay_waves(
    former: tuple[bytes, float], new: tuple[bytes, float], shift: float, moments: list[float]
) -> LaidWaves | None:
    """Both waves (peaks, seconds); a time of the former is `shift` seconds later in the new one.

    `moments` are seconds of the new recording. None where one of them has no wave.
    """
    if not (former[0] and new[0] and former[1] > 0 and new[1] > 0):
        return None
    first, last = min(0.0, shift), max(former[1] + shift, new[1])
    scale = WIDTH / (last - first)
    upper = (round((shift - first) * scale), max(1, round(former[1] * scale)))
    lower = (round(-first * scale), max(1, round(new[1] * scale)))
    return LaidWaves(
        former=draw(former[0], *upper, BAND // 2),
        new=draw(new[0], *lower, BAND + GAP + BAND // 2),
        upper=upper,
        lower=lower,
        marks=tuple(round((at - first) * scale) for at in moments),
    )


def draw(peaks: bytes, left: int, width: int, middle: int) -> str:
    """One wave as strokes about its middle line, from `left` on."""
    count = max(1, round(STROKES * width / WIDTH))
    step = width / count
    strokes = []
    for place, height in enumerate(bars(peaks, count)):
        half = max(1, round(height * (BAND // 2 - 2) / TALLEST))
        strokes.append(f"M{round(left + step * (place + 0.5))} {middle - half}v{2 * half}")
    return "".join(strokes)
