"""When the words of a statement are heard, as far as its marks say; nothing is interpolated.

A listener who starts at the mark at or before a word hears that word; one who stops at the mark at
or after the last word has heard it whole.
"""

from __future__ import annotations

from archive.rows import Row


def offset_of(text: str, word: int) -> int:
    """The character at which a word (from 1) begins."""
    return sum(len(one) + 1 for one in text.split(" ")[: word - 1])


def time_before(row: Row, word: int) -> float | None:
    """Seconds of the last known moment up to the beginning of a word (from 1)."""
    if row.text is None:
        return row.start
    at = offset_of(row.text, word)
    heard = [moment for offset, moment in row.marks if offset <= at]
    return heard[-1] / 1000 if heard else row.start


def time_after(row: Row, word: int) -> float | None:
    """Seconds of the first known moment from the end of a word (from 1) on."""
    if row.text is None:
        return row.end
    at = offset_of(row.text, word + 1) - 1
    heard = [moment for offset, moment in row.marks if offset >= at]
    return heard[0] / 1000 if heard else row.end
