"""Lines as JSON, as a working copy and the acts on it keep them."""

from __future__ import annotations

from dataclasses import fields
from itertools import groupby
from typing import Any

from archive.editing.lines import Hearing, Line, Origin
from archive.rows import Row

ROW_FIELDS = tuple(
    field.name for field in fields(Row) if field.name not in ("checked_at", "checked_by")
)
"""Whether words were checked is a fact of the archive, not of the copy."""


def pack(line: Line) -> dict[str, Any]:
    """A line as JSON; origins as runs [statement, own, how many words]."""
    runs = groupby(line.origins)
    packed: dict[str, Any] = {name: getattr(line.row, name) for name in ROW_FIELDS}
    packed["origins"] = [[*origin, len(list(run))] for origin, run in runs]
    if line.hearing is not None:
        packed["hearing"] = list(line.hearing)
    return packed


def unpack(packed: dict[str, Any]) -> Line:
    """The line that `pack` made JSON of."""
    values = dict(packed)
    origins: list[Origin] = []
    for name, own, count in values.pop("origins"):
        origins += (Origin(name, own),) * count
    hearing = values.pop("hearing", None)
    values["marks"] = tuple(map(tuple, values["marks"]))
    return Line(Row(**values), tuple(origins), Hearing(*hearing) if hearing else None)
