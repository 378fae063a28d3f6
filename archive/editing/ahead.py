"""What is still to do in a transcript: voices of nobody, words that nobody heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.editing.viewing import SeenLine, SeenVoice


@dataclass(frozen=True, slots=True)
class Ahead:
    """Statements that come next, and how many there are of their kind; None where there are none.

    `unknown` is the next one whose voice is no known person's, `unchecked` of those that nobody
    heard the one that a recogniser was least sure of.
    """

    unknown: str | None
    unknown_count: int
    unchecked: str | None
    unchecked_count: int


def look_ahead(
    lines: Sequence[SeenLine], voices: Sequence[SeenVoice], after: str | None = None
) -> Ahead:
    """What comes next after a statement, from the top again where nothing follows."""
    known = {voice.label for voice in voices if voice.person}
    place = next((n for n, one in enumerate(lines, 1) if one.line.id == after), 0)
    spoken = [one for one in (*lines[place:], *lines[:place]) if one.line.row.text is not None]
    others = [one for one in spoken if one.line.id != after]
    unknown = [one for one in others if one.line.row.voice not in known]
    unchecked = [one for one in others if one.checked is None]
    least = min(unchecked, key=doubt, default=None)
    return Ahead(
        unknown[0].line.id if unknown else None,
        len(unknown),
        least.line.id if least else None,
        len(unchecked),
    )


def doubt(seen: SeenLine) -> float:
    """The order in which lines are checked: the least certain first, those of people last."""
    confidence = seen.line.row.confidence
    return 1.0 if confidence is None else confidence
