"""Editing a transcript: lines that carry their identifiers, acts on them, saving, reverting.

    open_lines(session, revision) -> Lines
    split, merge, reword, insert, reassign, move, delete, revert: Lines -> Lines
    save_lines(session, episode, base, lines, actor, reason) -> Attached

Lines are values: an editor keeps as many of them as it wants to undo. `copies` keeps those that
are being worked on.
"""

from archive.editing.acts import delete, insert, merge, move, reassign, revert, reword, split
from archive.editing.lines import Line, Lines, Origin
from archive.editing.saving import open_lines, save_lines

__all__ = [
    "Line",
    "Lines",
    "Origin",
    "delete",
    "insert",
    "merge",
    "move",
    "open_lines",
    "reassign",
    "revert",
    "reword",
    "save_lines",
    "split",
]
