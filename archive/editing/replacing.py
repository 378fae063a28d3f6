"""Find and replace in the lines of a working copy: what would change, before anything does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.differences import Step, difference
from archive.editing.lines import Line
from media.transcripts import clean_text

MOST_HITS = 500
"""Lines that are replaced at once: more are the next round."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for and what is put in its place (nothing: it goes)."""

    text: str
    instead: str
    whole_words: bool = True
    same_case: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches; any white space between its words."""
        body = r"\s+".join(map(re.escape, self.text.split()))
        bounded = rf"(?<!\w){body}(?!\w)" if self.whole_words else body
        return re.compile(bounded, 0 if self.same_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that would change: to `text`, in `steps`."""

    line: Line
    text: str
    steps: tuple[Step, ...]


def find_hits(lines: Sequence[Line], wanted: Wanted) -> list[Hit]:
    """The lines that would read otherwise, in their order.

    A line of which nothing would be left is not among them: it is deleted, not replaced.
    """
    if not wanted.text.split():
        return []
    pattern = wanted.pattern
    hits = []
    for line in lines:
        before = line.row.text or ""
        after = clean_text(pattern.sub(lambda _match: wanted.instead, before))
        if after and after != before:
            hits.append(Hit(line, after, tuple(difference(before.split(), after.split()))))
    return hits
