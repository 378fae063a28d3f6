"""Captions that roll up: a cue shows the line above it once more before its own new one.

Video platforms write their automatic captions so, with a cue of a hundredth of a second between
each two: every line stands in the file two or three times and was said once. People repeat
themselves too; so a repeated line is only left out where most cues of the file begin with one, and
some go on with a new line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from media.transcripts.cues import Cue
from media.transcripts.findings import Findings
from media.transcripts.text import clean_text

LEAST_REPEATS = 3
LEAST_SHARE = 0.5
STILL_SHOWN = 500
"""Milliseconds that may lie between a cue and the next one that still shows its lines."""

_TAG = re.compile(r"<[^<>]*+>")


def unroll(cues: list[Cue], findings: Findings) -> list[Cue]:
    """The cues with every line once; the same list where the captions do not roll up."""
    shown = [replace(cue, lines=[line for line in cue.lines if _plain(line)]) for cue in cues]
    repeats = [0, *(_repeated(above, cue) for above, cue in pairwise(shown))]
    many = sum(map(bool, repeats)) >= max(LEAST_REPEATS, LEAST_SHARE * len(cues))
    pairs = zip(repeats, shown, strict=True)
    if not many or not any(0 < count < len(cue.lines) for count, cue in pairs):
        return cues
    return list(_with_new_lines(shown, repeats, findings))


def _with_new_lines(cues: list[Cue], repeats: list[int], findings: Findings) -> Iterator[Cue]:
    """The cues that say something new, without what they repeat."""
    for cue, count in zip(cues, repeats, strict=True):
        if count:
            findings.note("rolling", cue.text_line, " ".join(map(_plain, cue.lines[:count])))
        if count < len(cue.lines) or not cue.lines:
            yield replace(cue, text_line=cue.text_line + count, lines=cue.lines[count:])


def _repeated(above: Cue, cue: Cue) -> int:
    """How many lines at the top of a cue are those at the bottom of the one above it."""
    if cue.start is None or above.end is None or abs(cue.start - above.end) > STILL_SHOWN:
        return 0
    before, now = list(map(_plain, above.lines)), list(map(_plain, cue.lines))
    most = min(len(before), len(now))
    return next((count for count in range(most, 0, -1) if before[-count:] == now[:count]), 0)


def _plain(line: str) -> str:
    return clean_text(_TAG.sub("", line))
