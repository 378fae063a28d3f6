"""Where a walk through a document is in its tables; a table within a cell belongs to that cell."""

from __future__ import annotations

from dataclasses import dataclass

from media.transcripts.office.paragraphs import Cell


@dataclass(slots=True)
class Grid:
    """The place in the outermost table: its number and row from 1, the column from 0."""

    number: int = 0
    depth: int = 0
    row: int = 0
    column: int = 0
    next_column: int = 0

    @property
    def cell(self) -> Cell | None:
        """The cell that is being read; None outside of tables."""
        return Cell(self.number, self.row, self.column) if self.depth else None

    def begin_table(self) -> None:
        """A table begins."""
        self.depth += 1
        if self.depth == 1:
            self.number += 1
            self.row = 0

    def end_table(self) -> None:
        """A table ends."""
        self.depth -= 1

    def begin_row(self) -> None:
        """A row begins."""
        if self.depth == 1:
            self.row += 1
            self.column = self.next_column = 0

    def begin_cell(self, columns: int = 1) -> None:
        """A cell begins that takes so many columns."""
        if self.depth == 1:
            self.column = self.next_column
            self.next_column += columns

    def skip_columns(self, count: int) -> None:
        """The next cell stands so many columns farther."""
        if self.depth == 1:
            self.next_column += count
