"""Time expressions of TTML (TTML 2, section 12.3.1), in milliseconds.

Clock times "00:01:02.5" and "00:01:02:12" (the last are frames), offsets "62.5s", "1500ms",
"1.5m", "0.5h", "36f", "1000t".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_CLOCK = re.compile(
    r"(\d{1,5}):(\d{2}):(\d{2})(?:[.,](\d{1,9})|[:;](\d{1,3})(?:\.\d{1,3})?)?", re.ASCII
)
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)", re.ASCII)
_SIXTY = 60
_PAIR = 2
_LONGEST = 9  # digits of a rate
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Frames and ticks in a second."""

    frames: Fraction = Fraction(30)
    ticks: Fraction = Fraction(1)


def read_rates(attributes: Mapping[str, str]) -> Rates:
    """The rates that the root element states; those of the specification where it states none."""
    stated = _positive(attributes.get("frameRate"))
    parts = attributes.get("frameRateMultiplier", "").replace(":", " ").split()
    numerator, denominator = map(_positive, parts) if len(parts) == _PAIR else (None, None)
    frames = stated or Fraction(30)
    if numerator and denominator:
        frames = frames * numerator / denominator
    in_frame = _positive(attributes.get("subFrameRate")) or 1
    ticks = _positive(attributes.get("tickRate")) or (frames * in_frame if stated else Fraction(1))
    return Rates(frames, ticks)


def _positive(written: str | None) -> Fraction | None:
    """A whole number above zero; None for any other text."""
    digits = (written or "").strip()
    usable = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST
    return Fraction(int(digits)) if usable and int(digits) else None


def parse_ttml_time(written: str, rates: Rates) -> int | None:
    """Milliseconds; None where the text is no time, or an impossible one."""
    code = written.strip()
    if clock := _CLOCK.fullmatch(code):
        hours, minutes, seconds = (int(clock[group]) for group in (1, 2, 3))
        frames = int(clock[5] or 0)
        if minutes >= _SIXTY or seconds >= _SIXTY or (frames and frames >= rates.frames):
            return None
        whole = (hours * _SIXTY + minutes) * _SIXTY + seconds
        return round((whole + frames / rates.frames) * 1000) + _thousandths(clock[4])
    if offset := _OFFSET.fullmatch(code):
        units = {
            "h": Fraction(3600),
            "m": Fraction(60),
            "s": Fraction(1),
            "ms": Fraction(1, 1000),
            "f": 1 / rates.frames,
            "t": 1 / rates.ticks,
        }
        seconds_told = Fraction(offset[1]) * units[offset[2]]
        return round(seconds_told * 1000) if seconds_told < _MOST * 3600 else None
    return None


def _thousandths(fraction: str | None) -> int:
    return int((fraction or "0")[:3].ljust(3, "0"))
