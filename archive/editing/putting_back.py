"""Lines that held withdrawn words give way to those of the revision that they were made of.

An editor may have joined withdrawn words to others, of which nothing was withdrawn: those stand
again where they stood before. What somebody deleted stays deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.editing.lines import Line, Lines
from archive.repeating import Run, holds_any


@dataclass(frozen=True, slots=True)
class Gone:
    """A statement whose words were withdrawn, and runs of words that stood in it alone."""

    statement: str
    runs: frozenset[Run] = frozenset()

    def stands_in(self, line: Line) -> bool:
        """Whether a line is this statement, or has words of it that were not saved as another's.

        Words that nobody had saved when they were typed are known by what they are.
        """
        if line.id == self.statement:
            return True
        if line.row.wording_id is not None:
            return False
        return self.statement in line.held or holds_any(line.row.text or "", self.runs)


@dataclass(frozen=True, slots=True)
class Rid:
    """Lines without the words of a statement; `put_back` are the statements that stand again as
    in the revision that is edited, in its order."""

    lines: Lines
    put_back: tuple[str, ...] = ()


def rid_of(lines: Lines, gone: Gone, base: Lines) -> Rid:
    """The lines without the words that were withdrawn; `base` as it reads today.

    A line of the statement as it was saved becomes the gap that it is in the revision. One with
    words that were not saved yet gives way, and with it every other one that holds words of the
    same statements: no word is lost or stands twice.
    """
    spoiled = spoiled_lines(lines, gone, base)
    standing = {line.id for line in lines if line.id not in spoiled}
    back = {line.id: line for line in base if line.id not in standing}
    homes: dict[str, str] = {}
    for line in spoiled.values():
        homes |= {name: homes.get(name, line.id) for name in line.held if name in back}
    homes |= {name: name for name in spoiled if name in back}
    rid: list[Line] = []
    for line in lines:
        if line.id in spoiled:
            rid += [one for name, one in back.items() if homes.get(name) == line.id]
        else:
            rid.append(hollow(line) if gone.stands_in(line) else line)
    return Rid(tuple(rid), tuple(name for name in back if name in homes))


def spoiled_lines(lines: Lines, gone: Gone, base: Lines) -> dict[str, Line]:
    """Lines that hold some of those words and are no gap of the base, and all others than those of
    the base that share words with them."""
    names = {line.id for line in base}
    wordings = {line.row.wording_id for line in base}
    changed = [line for line in lines if line.row.wording_id not in wordings]
    more = [line for line in changed if gone.stands_in(line) or gone.statement in line.held]
    more += [
        line for line in lines if line.id == gone.statement and (names - {line.id}) & set(line.held)
    ]
    unlike = {line.id for line in (*changed, *more)}
    whole = {line.id for line in lines if line.id not in unlike}
    spoiled: dict[str, Line] = {}
    while more:
        spoiled |= {line.id: line for line in more}
        lost = {name for line in spoiled.values() for name in names_in(line)} & names - whole
        more = [line for line in changed if line.id not in spoiled and lost & names_in(line)]
    return spoiled


def names_in(line: Line) -> set[str]:
    """The statements that a line is, or has words of."""
    return {line.id, *line.held}


def without_words(lines: Lines, gone: Gone) -> Lines:
    """Lines that are kept together and cannot come back, if any holds those words: of these, and
    of what nobody saved, nothing is left but the names."""
    if not any(map(gone.stands_in, lines)):
        return lines
    return tuple(
        hollow(line) if line.row.wording_id is None or gone.stands_in(line) else line
        for line in lines
    )


def hollow(line: Line) -> Line:
    """The line without words."""
    return Line(replace(line.row, text=None, marks=()), ())
