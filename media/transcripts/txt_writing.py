"""Statements as plain text: a paragraph each, "[start - end] Name: words", below a heading.

A statement without times has none; times of words have no place here. Words that look like times or
like a line of ours stand behind a backslash (text_lines.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from media.transcripts.labelling import Labeller
from media.transcripts.own import withdrawn_line
from media.transcripts.text_lines import guard
from media.transcripts.timecodes import format_time, to_milliseconds
from media.transcripts.written import Colophon, WrittenStatement


def format_txt(colophon: Colophon, statements: Sequence[WrittenStatement]) -> str:
    """The file."""
    labeller = Labeller(one.speaker for one in statements if one.text is not None)
    paragraphs = ["\n".join(colophon.lines()), *(_paragraph(one, labeller) for one in statements)]
    return "\n\n".join(paragraphs) + "\n"


def _paragraph(one: WrittenStatement, labeller: Labeller) -> str:
    if one.text is None:
        return withdrawn_line(one.withdrawn)
    return _times(one) + labeller.label(one.speaker, one.text) + guard(one.text)


def _times(one: WrittenStatement) -> str:
    start, end = to_milliseconds(one.start), to_milliseconds(one.end)
    if start is None:
        return ""
    return f"[{format_time(start)}{'' if end is None else f' - {format_time(end)}'}] "
