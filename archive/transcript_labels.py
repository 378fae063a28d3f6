"""Who wrote the words of a file that follows a transcript: a machine's stay a machine's.

A label says who wrote the words of one statement. A file that is brought gives it to the words that
it changes; those that stand as they stood keep theirs, as in the editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.models import Revision
from archive.rows import Row
from archive.transcript_writing import LABELS
from archive.verification import BY_HAND, LABEL_OF_KIND, LAPSING

BY_MACHINE = "mesin"
"""What a row is whose words a machine wrote, and no person changed."""


def label_rows(
    rows: Sequence[Row], formers: Sequence[Row | None], old: Sequence[Row], kind: str
) -> list[Row]:
    """The rows of a file with their labels, where `kind` is that of the revision they become.

    `formers` are the rows that they had before, `old` those of the latest revision. Words of a
    machine that stand in it as they are, though divided otherwise, are still the machine's.
    """
    standing = _Standing(old if LABEL_OF_KIND[kind] != BY_MACHINE else ())
    pairs = zip(rows, formers, strict=True)
    return [replace(row, label=_label_of(row, former, kind, standing)) for row, former in pairs]


def _label_of(row: Row, former: Row | None, kind: str, standing: _Standing) -> str:
    if former is not None and former.text == row.text:
        return former.label
    if standing.holds(row.text or ""):
        return BY_MACHINE
    lapses = former is None or former.label in LAPSING or kind == "machine"
    return LABEL_OF_KIND[kind] if former is None or lapses else former.label


class _Standing:
    """The words of a revision in a row, where a machine wrote some of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._words: list[str] = []
        self._by_machine: list[bool] = []
        self._places: dict[str, list[int]] = {}
        if any(row.label == BY_MACHINE for row in rows):
            self._read(rows)

    def _read(self, rows: Iterable[Row]) -> None:
        for row in rows:
            own = (row.text or "").split()
            self._words += own
            self._by_machine += [row.label == BY_MACHINE] * len(own)
        for at, word in enumerate(self._words):
            self._places.setdefault(word, []).append(at)

    def holds(self, text: str) -> bool:
        """Whether these very words stand in a row, and a machine wrote some of them."""
        words = text.split()
        if not words:
            return False
        found = [self._places.get(word, []) for word in words]
        rarest = min(range(len(words)), key=lambda at: len(found[at]))
        return any(
            self._words[first : first + len(words)] == words
            and any(self._by_machine[first : first + len(words)])
            for first in (place - rarest for place in found[rarest])
            if first >= 0
        )


def call_checked(rows: Sequence[Row]) -> list[Row]:
    """The rows of a transcript that a person went through from beginning to end."""
    return [replace(row, label=BY_HAND) if row.label == BY_MACHINE else row for row in rows]


def is_by_machine(latest: Revision | None, old: Iterable[Row], facts: Mapping[str, str]) -> bool:
    """Whether new words of a file are taken for a machine's until somebody says otherwise.

    So they are where some words of the latest revision are, or where the file itself says so
    (`facts` of a Transcript): a person may have changed one line of hundreds.
    """
    kind = latest is not None and latest.kind == "machine"
    return says_machine(facts) or kind or any(row.label == BY_MACHINE for row in old)


def says_machine(facts: Mapping[str, str]) -> bool:
    """Whether a file says of itself that a machine wrote words of it, and nobody checked them."""
    return LABELS[BY_MACHINE] in facts.get("source", "")
