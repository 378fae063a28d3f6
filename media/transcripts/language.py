"""The language that a file names, as a tag (BCP 47)."""

from __future__ import annotations

import re

from media.transcripts.findings import Findings

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}", re.ASCII)
_NAMES = {
    "indonesian": "id",
    "bahasa": "id",
    "indonesia": "id",
    "english": "en",
    "malay": "ms",
    "javanese": "jv",
    "sundanese": "su",
    "arabic": "ar",
    "dutch": "nl",
}
"""Names that recognisers write in place of a tag."""


def read_language_tag(written: object, findings: Findings) -> str | None:
    """The tag that is written, "_" made "-"; None, with a note, for what is none."""
    text = written.strip() if isinstance(written, str) else ""
    if not text or text.casefold() in ("und", "auto"):
        return None
    known = _NAMES.get(text.casefold(), text)
    if not _TAG.fullmatch(known):
        findings.note("language", 1, text)
        return None
    return known.replace("_", "-")
