"""Editing a transcript: lines that carry their identifiers, acts on them, saving, reverting.

    open_lines(session, revision) -> Lines
    split, merge, reword, insert, reassign, move, delete, revert: Lines -> Lines
    save_lines(session, episode, base, lines, actor, reason) -> Attached

Lines are values: an editor keeps as many of them as it wants to undo. `copies` keeps those that
are being worked on.
"""

from archive.editing.acts import delete, insert, merge, move, reassign, revert, reword, split
from archive.editing.copies import (
    Copy,
    drop_copy,
    is_edited,
    keep_copy,
    open_copy,
    read_copy,
    view_copy,
)
from archive.editing.lines import Hearing, Line, Lines, Origin
from archive.editing.saving import open_lines, save_lines

__all__ = [
    "Copy",
    "Hearing",
    "Line",
    "Lines",
    "Origin",
    "delete",
    "drop_copy",
    "insert",
    "is_edited",
    "keep_copy",
    "merge",
    "move",
    "open_copy",
    "open_lines",
    "read_copy",
    "reassign",
    "revert",
    "reword",
    "save_lines",
    "split",
    "view_copy",
]
