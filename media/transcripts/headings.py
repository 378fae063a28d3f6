"""Lines above a transcript that describe it: "Judul: …", "Tanggal: …"; they are not speech."""

from __future__ import annotations

from itertools import takewhile

from media.transcripts.findings import Findings
from media.transcripts.label_words import HEADING_ROLES, HEADINGS
from media.transcripts.sentences import ends_sentence

_LONGEST_TITLE = 120  # characters


def count_heading(lines: list[str], findings: Findings) -> int:
    """How many lines at the top, blank ones included, are a heading; each is noted.

    A heading is a title without full stop and lines "Judul: …", "Tanggal: …", up to the first
    line that is neither. "Narasumber: …" and its like, which may be labels as well, belong to
    it only where nothing else stands in the first paragraph.
    """
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    paragraph = list(takewhile(str.strip, lines[first:]))
    count = _count(paragraph)
    for number, line in enumerate(paragraph[:count], first + 1):
        findings.note("heading", number, line.strip())
        findings.tell(line)
    return first + count


def read_heading_language(lines: list[str]) -> str | None:
    """The language that a heading names ("Bahasa: id"), as written."""
    paragraph = takewhile(
        str.strip, lines[next((at for at, x in enumerate(lines) if x.strip()), 0) :]
    )
    keyed = (line for line in paragraph if _key(line) in ("bahasa", "language"))
    return next((line.partition(":")[2].strip() for line in keyed), None)


def _count(paragraph: list[str]) -> int:
    keys = [_key(line) for line in paragraph]
    title = bool(paragraph) and _is_title(paragraph[0], keys)
    rest = keys[title:]
    described = len(list(takewhile(HEADINGS.__contains__, rest)))
    if HEADINGS.intersection(rest) and all(key in HEADINGS | HEADING_ROLES for key in rest):
        described = len(rest)
    return title + described if described or title else 0


def _key(line: str) -> str:
    """The first word before a colon, in lower case; "" where there is none."""
    key, colon, _ = line.partition(":")
    return key.split()[0].casefold() if colon and key.strip() else ""


def _is_title(line: str, keys: list[str]) -> bool:
    """A line above headings, or alone and beginning with a word of headings ("Transkrip …")."""
    words = line.split()
    if keys[0] or len(line) > _LONGEST_TITLE or ends_sentence(words[-1]):
        return False
    if len(keys) == 1:
        return words[0].casefold() in HEADINGS
    return keys[1] in HEADINGS
