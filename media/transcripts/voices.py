"""The label of a voice where a format keeps it apart from the words."""

from __future__ import annotations

from typing import Any

from media.transcripts.findings import Findings
from media.transcripts.markup import LONGEST_NAME
from media.transcripts.text import clean_text


def voice_of(value: Any, line: int, findings: Findings) -> str | None:
    """The label as text; None for none, and for one too long to be a name (a problem)."""
    if value is None or isinstance(value, dict | list | bool):
        return None
    label = clean_text(str(value))
    if len(label) > LONGEST_NAME:
        findings.problem("long label", line, limit=LONGEST_NAME, text=label)
        return None
    return label or None
