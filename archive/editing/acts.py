"""What an editor does to the lines of a working copy; each act gives new lines.

Identifiers are carried as record.md says of files ("Alignment"): the part with most of the words
keeps the identifier of what is split, the statement with most words that of what is merged.
`fresh` is an identifier from `archive.minting`, for a statement that has none yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.alignment import (
    SHORT,
    New,
    Old,
    carry_times,
    fold_words,
    hold_runs,
    match_words,
    trace_words,
)
from archive.citations import weakest_label
from archive.editing.lines import (
    Line,
    Lines,
    Origin,
    find_spoken,
    place_of,
    rising,
    with_words,
)
from archive.errors import Refused
from archive.rows import Row
from archive.verification import LAPSING
from media.transcripts import clean_text
from search import moment_at

ENOUGH = 4
"""One part in so many of the shorter wording that must stay for a rewording to be a correction."""


def split(lines: Lines, identifier: str, word: int, fresh: str) -> Lines:
    """Two statements of one; `word` (from 2) is the first of the second.

    Raises NotFound, or Refused where no word would be left on one side.
    """
    place, line = find_spoken(lines, identifier)
    if not 1 < word <= len(line.words):
        raise Refused(f"Statement {identifier} can be split before words 2 to {len(line.words)}.")
    first, second = _cut(line, word - 1)
    if _second_inherits(line, word - 1):
        first = _named(first, fresh)
    else:
        second = _named(second, fresh)
    return (*lines[:place], first, second, *lines[place + 1 :])


def merge(lines: Lines, identifier: str) -> Lines:
    """One statement of this one and the next, in the voice of the one whose identifier it has.

    Raises NotFound, or Refused for the last one.
    """
    place, one = find_spoken(lines, identifier)
    if place + 1 == len(lines):
        raise Refused(f"Statement {identifier} is the last; there is no next one to merge with.")
    _, other = find_spoken(lines, lines[place + 1].id)
    return (*lines[:place], _joined(one, other), *lines[place + 2 :])


def reword(lines: Lines, identifier: str, text: str, fresh: str) -> Lines:
    """Other words in the place of those of a statement.

    It keeps its identifier where a quarter of the words stay, in runs, or where it is short before
    and after: a run of two (“untuk itu”) is found in anything. So is a short statement (“Ada.”):
    of the long one that takes its place it must be a quarter.
    What is left of none of the words that the identifier was minted for is another statement,
    under `fresh`, and succeeds it. Raises NotFound, or Refused where no words are given.
    """
    place, line = find_spoken(lines, identifier)
    said = clean_text(text)
    if not said:
        raise Refused("A statement has words; delete it where nothing was said.")
    if said == line.row.text:
        return lines
    old, new = fold_words(line.row.text or ""), fold_words(said)
    label = line.row.label
    changed = with_words(
        line,
        said,
        _origins_after(line, match_words([(old, new)]), len(new)),
        marks=_marks_after(line, said),
        label="transkrip" if label in LAPSING else label,
    )
    if not _is_correction(line, changed, old, new):
        changed = _named(changed, fresh)
    return (*lines[:place], changed, *lines[place + 1 :])


def _is_correction(line: Line, changed: Line, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the folded words `new` can stand under the identifier of `old`."""
    is_own = any(one.own for one in changed.origins) or not any(one.own for one in line.origins)
    wanted = len(new) if len(old) < SHORT else min(len(old), len(new))
    return is_own and (
        max(len(old), len(new)) < SHORT or ENOUGH * len(hold_runs(old, new)) >= wanted
    )


def insert(lines: Lines, identifier: str, text: str, fresh: str) -> Lines:
    """A statement that the transcript lacked, after another one and in its voice, under `fresh`.

    Raises NotFound, or Refused where no words are given.
    """
    place = place_of(lines, identifier)
    said = clean_text(text)
    if not said:
        raise Refused("A statement has words.")
    bare = with_words(
        lines[place],
        said,
        (Origin(),) * len(said.split(" ")),
        start=None,
        end=None,
        marks=(),
        times_carried=False,
        label="transkrip",
    )
    return (*lines[: place + 1], _named(bare, fresh), *lines[place + 1 :])


def reassign(lines: Lines, identifier: str, voice: str | None) -> Lines:
    """The words of a statement in another voice; None where it is not known. Raises NotFound."""
    place = place_of(lines, identifier)
    line = lines[place]
    label = clean_text(voice) if voice else None
    return (
        *lines[:place],
        replace(line, row=replace(line.row, voice=label or None)),
        *lines[place + 1 :],
    )


def move(lines: Lines, identifier: str, before: str | None) -> Lines:
    """A statement in another place: before this one, or at the end. Raises NotFound."""
    line = lines[place_of(lines, identifier)]
    if before == identifier:
        return lines
    rest = delete(lines, identifier)
    place = len(rest) if before is None else place_of(rest, before)
    return (*rest[:place], line, *rest[place:])


def delete(lines: Lines, identifier: str) -> Lines:
    """The lines without a statement, which becomes a tombstone. Raises NotFound."""
    place = place_of(lines, identifier)
    return (*lines[:place], *lines[place + 1 :])


def revert(lines: Lines, rows: Sequence[Row]) -> Lines:
    """The statements of an earlier revision, each under its identifier.

    `rows` are those of the revision as it is read today: words withdrawn since stay withdrawn.
    """
    spoken = [line for line in lines if line.row.text is not None]
    said = [row for row in rows if row.text is not None]
    traced = trace_words(
        [Old(line.id, line.row.text or "", line.row.voice) for line in spoken],
        [New(row.text or "", row.voice) for row in said],
        [row.statement_id for row in said],
    )
    found = {
        row.statement_id: tuple(
            spoken[source[0]].origins[source[1]] if source else Origin() for source in words
        )
        for row, words in zip(said, traced, strict=True)
    }
    return tuple(Line(row, found.get(row.statement_id, ())) for row in rows)


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """The line before and from its word `at` (from 0), each with the times of its words."""
    words, row = line.words, line.row
    head, tail = " ".join(words[:at]), " ".join(words[at:])
    offset = len(head) + 1
    moment = moment_at(row.moments, offset)
    before = [mark for mark in row.marks if mark[0] < offset]
    after = [(place - offset, ms) for place, ms in row.marks if place >= offset]
    if moment is not None:
        after = [(0, round(moment * 1000)), *after]
    return (
        with_words(line, head, line.origins[:at], end=moment, marks=tuple(before)),
        with_words(line, tail, line.origins[at:], start=moment, marks=rising(after)),
    )


def _second_inherits(line: Line, at: int) -> bool:
    """Whether the words from `at` on have the better claim to the identifier of the line.

    Most words of the statement; the first within a tenth of them. A side without any of the words
    that the identifier was minted for has none.
    """
    sides = line.origins[:at], line.origins[at:]
    own = [any(one.own and one.statement == line.id for one in side) for side in sides]
    if own[0] != own[1]:
        return own[1]
    first, second = (sum(one.statement in (line.id, None) for one in side) for side in sides)
    return 10 * (second - first) > first + second


def _named(line: Line, identifier: str) -> Line:
    """The line under another identifier; wordings are never shared between statements."""
    row = replace(line.row, statement_id=identifier, wording_id=None, wording_hash=None)
    return replace(line, row=row)


def _joined(one: Line, other: Line) -> Line:
    """Both lines as one."""
    shift = len(one.row.text or "") + 1
    alike = one.row.recording_id == other.row.recording_id
    keeper = other if len(other.words) > len(one.words) else one
    first, last = one.row, other.row
    heard_on = alike and (first.start is None or last.end is None or last.end >= first.start)
    later = ((place + shift, ms) for place, ms in last.marks)
    return with_words(
        keeper,
        f"{first.text} {last.text}",
        (*one.origins, *other.origins),
        start=first.start,
        end=last.end if heard_on else first.end,
        marks=rising((*first.marks, *later)) if heard_on else first.marks,
        times_carried=first.times_carried or (heard_on and last.times_carried),
        recording_id=first.recording_id,
        label=weakest_label({first.label, last.label}),
    )


def _origins_after(line: Line, pairs: Sequence[tuple[int, int]], count: int) -> tuple[Origin, ...]:
    """Origins of `count` new words: a word that stands for another one comes from where it did."""
    origins = [Origin()] * count
    i = j = 0
    for next_i, next_j in [*pairs, (len(line.origins), count)]:
        replaced = line.origins[i:next_i]
        for step in range(next_j - j if replaced else 0):
            origins[j + step] = replaced[min(step, len(replaced) - 1)]
        if next_j < count:
            origins[next_j] = line.origins[next_i]
        i, j = next_i + 1, next_j + 1
    return tuple(origins)


def _marks_after(line: Line, text: str) -> tuple[tuple[int, int], ...]:
    """The marks of the words that stayed."""
    row = line.row
    old = Old(row.statement_id, row.text or "", row.voice, row.start, row.end, row.marks)
    (carried,) = carry_times([old], [New(text, row.voice)])
    if carried.marks or row.start is None:
        return carried.marks
    return ((0, round(row.start * 1000)),)
