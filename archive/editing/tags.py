"""What an editor sees of a line, as a short hash: who changes a line says which one was seen."""

from __future__ import annotations

import json
from hashlib import blake2b

from archive.editing.lines import Line
from archive.rows import to_milliseconds

SIZE = 6
"""Bytes of a tag: it tells the states of one line apart, of which there are few."""


def tag_of(line: Line) -> str:
    """The tag of a line: of its voice, words, times, label and whether they were heard."""
    row, hearing = line.row, line.hearing
    seen = [
        line.id,
        row.voice,
        row.text,
        to_milliseconds(row.start),
        to_milliseconds(row.end),
        row.times_estimated,
        row.label,
        hearing.heard if hearing else None,
    ]
    return blake2b(json.dumps(seen).encode(), digest_size=SIZE).hexdigest()
