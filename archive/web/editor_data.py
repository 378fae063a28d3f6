"""A working copy as JSON, for the browser code of the editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.editing.outcomes import Outcome
from archive.editing.viewing import SeenLine, View
from archive.web.editor_words import put_back_sentence, sentence_of
from archive.web.templating import say_local_moment


def view_data(view: View) -> dict[str, Any]:
    """What changed in a working copy."""
    head = view.head
    return {
        "version": head.version,
        "base": head.base.number,
        "latest": head.latest.number,
        "latest_by": view.saved_by,
        "published": view.published,
        "saved_at": head.saved_at.isoformat() if head.saved_at else None,
        "saved": say_local_moment(head.saved_at) if head.saved_at else None,
        "order": list(view.order) if view.order is not None else None,
        "lines": [line_data(line) for line in view.lines],
        "voices": [
            {"label": one.label, "person": one.person, "person_name": one.person_name}
            for one in view.voices
        ],
        "editors": [
            {"name": one.name, "statement": one.statement, "seconds": one.seconds}
            for one in view.others
        ],
        "notices": [put_back_sentence(one) for one in view.put_back],
    }


def line_data(seen: SeenLine) -> dict[str, Any]:
    """One line; times in seconds, marks as [character, milliseconds]."""
    row = seen.line.row
    return {
        "id": row.statement_id,
        "tag": seen.tag,
        "voice": row.voice,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "marks": [list(mark) for mark in row.marks],
        "label": seen.label,
        "confidence": row.confidence,
        "estimated": row.times_estimated,
        "language": row.language,
        "checked": {"by": seen.checked.by, "at": seen.checked.at.isoformat()}
        if seen.checked
        else None,
    }


def results_data(
    outcomes: Iterable[Outcome], lines: dict[str, SeenLine], changed_by: dict[str, str | None]
) -> list[dict[str, Any]]:
    """What became of acts; `lines` are those that stood in the way, `changed_by` who was there."""
    return [
        {"id": one.id, "done": True, "names": dict(one.names)}
        | ({"message": sentence_of(one)} if one.code else {})
        if one.done
        else {
            "id": one.id,
            "done": False,
            "why": one.why,
            "message": sentence_of(one),
            "line": line_data(lines[one.statement]) if one.statement in lines else None,
            "by": changed_by.get(one.id),
        }
        for one in outcomes
    ]
