"""The lines of a working copy: rows that carry their identifiers, and where each word comes from.

An editor carries identifiers explicitly, so nothing is guessed here; the origins of words say,
when the copy is saved, which statements succeed which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.alignment import Old, find_own, fold_words
from archive.errors import NotFound, Refused
from archive.rows import Marks, Row


class Origin(NamedTuple):
    """Where a word comes from: a statement of the revision that is edited, None where it is new.

    `own` says that the identifier of that statement was minted for this word.
    """

    statement: str | None = None
    own: bool = False


class Hearing(NamedTuple):
    """Somebody heard these words in the recording, or (`heard` False) says that nobody did.

    It waits in the working copy and counts when that is saved; `at` is ISO 8601 in UTC.
    """

    heard: bool
    actor_id: int
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of a working copy, with an origin for each of its words.

    `hearing` is of these very words: other words are made without it.
    """

    row: Row
    origins: tuple[Origin, ...]
    hearing: Hearing | None = None

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.row.statement_id

    @property
    def words(self) -> list[str]:
        """Its words; none where they were withdrawn."""
        return self.row.text.split(" ") if self.row.text else []

    @property
    def held(self) -> Counter[str]:
        """How many words of which statement it holds."""
        return Counter(one.statement for one in self.origins if one.statement)


Lines = tuple[Line, ...]


def lines_of(rows: Iterable[Row], minted_for: Mapping[str, str]) -> Lines:
    """The lines of a working copy that begins with the rows of a revision.

    `minted_for` is that of `archive.rows.read_minted_words`.
    """
    return tuple(Line(row, origins_of(row, minted_for.get(row.statement_id))) for row in rows)


def origins_of(row: Row, minted_for: str | None) -> tuple[Origin, ...]:
    """All words of a row come from its statement."""
    if row.text is None:
        return ()
    words = fold_words(row.text)
    own = set(find_own(Old(row.statement_id, row.text, row.voice, minted_for=minted_for), words))
    return tuple(Origin(row.statement_id, place in own) for place in range(len(words)))


def place_of(lines: Lines, identifier: str) -> int:
    """Where the line of this identifier stands, from 0. Raises NotFound."""
    place = next((place for place, line in enumerate(lines) if line.id == identifier), None)
    if place is None:
        raise NotFound(f"The working copy has no statement {identifier}.")
    return place


def find_spoken(lines: Lines, identifier: str) -> tuple[int, Line]:
    """The place and the line of an identifier. Raises NotFound, Refused for withdrawn words."""
    place = place_of(lines, identifier)
    if lines[place].row.text is None:
        raise Refused(f"The words of {identifier} were withdrawn; nothing is left to change.")
    return place, lines[place]


def with_words(line: Line, text: str, origins: Sequence[Origin], **values: object) -> Line:
    """The line with other words, which are a wording of their own once they are saved."""
    return Line(
        replace(line.row, text=text, wording_id=None, wording_hash=None, **values),  # type: ignore[arg-type]
        tuple(origins),
    )


def rising(marks: Iterable[tuple[int, int]]) -> Marks:
    """The marks that rise in both characters and time."""
    kept: list[tuple[int, int]] = []
    for offset, moment in marks:
        if not kept or (offset > kept[-1][0] and moment >= kept[-1][1]):
            kept.append((offset, moment))
    return tuple(kept)
