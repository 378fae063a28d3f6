"""The player of an episode: its wave with segments and hits, and where it begins.

The wave is drawn for a view box WIDTH units wide; nothing needs a style attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.published.revisions import PublishedStatement
from archive.verification import BY_EAR
from archive.web.parameters import text_of
from media.waveform import bars

WIDTH, HEIGHT, BARS = 800, 56, 200
_MIDDLE = HEIGHT // 2
_TALLEST = 100


@dataclass(frozen=True, slots=True)
class Wave:
    """`path` has one stroke a bar; `ticks` are places of hits, `edges` of segments,
    `checked` are (place, width) of stretches that were checked by ear."""

    path: str
    ticks: tuple[int, ...] = ()
    edges: tuple[int, ...] = ()
    checked: tuple[tuple[int, int], ...] = ()


def draw_wave(
    peaks: bytes,
    duration: float,
    hits: Iterable[float],
    segments: Iterable[float],
    statements: Sequence[PublishedStatement],
) -> Wave:
    """The wave of a recording; moments are seconds."""
    return Wave(
        path="".join(stroke(place, height) for place, height in enumerate(bars(peaks, BARS))),
        ticks=tuple(dict.fromkeys(place_of(at, duration) for at in hits)),
        edges=tuple(place_of(at, duration) for at in segments if at > 0),
        checked=tuple(
            (place_of(start, duration), max(1, round(WIDTH * (end - start) / duration)))
            for start, end in stretches_checked(statements)
        ),
    )


def stroke(place: int, height: int) -> str:
    """One bar about the middle line."""
    half = max(1, round(height * (_MIDDLE - 2) / _TALLEST))
    return f"M{place * WIDTH // BARS + 2} {_MIDDLE - half}v{2 * half}"


def place_of(at: float, duration: float) -> int:
    """Where a second lies."""
    return round(WIDTH * min(1.0, max(0.0, at / duration)))


def stretches_checked(statements: Sequence[PublishedStatement]) -> list[tuple[float, float]]:
    """(start, end) of statements checked by ear, neighbours joined."""
    joined: list[tuple[float, float]] = []
    for one in statements:
        row = one.row
        if one.label != BY_EAR or row.start is None or row.end is None:
            continue
        if joined and row.start - joined[-1][1] < 1:
            joined[-1] = (joined[-1][0], row.end)
        else:
            joined.append((row.start, row.end))
    return joined


def start_asked() -> float | None:
    """`t` in seconds ("192.4"). Raises BadRequest for what is no such number."""
    text = text_of("t")
    if not text:
        return None
    try:
        at = float(text)
    except ValueError:
        at = -1.0
    if 0 <= at < float("inf"):
        return at
    raise BadRequest(_("Waktu mulai (t) harus dalam detik, misalnya t=192.4."))
