"""Lines that this archive writes into SRT and TXT, which have no comments; no speech.

A reader knows them again and leaves them out, so that a file that was downloaded, corrected and
brought back says nothing but its words. Words that only look like such a line are written so that
they are none.
"""

from __future__ import annotations

COLOPHON = "[Tentang transkrip ini]"
"""The first line of the last cue of an SRT; its other lines are those of the colophon."""
WITHDRAWN = "[Kata-kata ditarik"
"""How a line begins that stands for withdrawn words; the reason class may follow."""


def withdrawn_line(because: str | None) -> str:
    """The line for withdrawn words."""
    return f"{WITHDRAWN}: {because}]" if because else f"{WITHDRAWN}]"


def is_withdrawn_line(line: str) -> bool:
    """Whether a line stands for withdrawn words."""
    line = line.strip()
    return line.startswith(WITHDRAWN) and line.endswith("]")


def is_own_line(line: str) -> bool:
    """Whether a line is one that this archive writes beside what was said."""
    return line.strip() == COLOPHON or is_withdrawn_line(line)
