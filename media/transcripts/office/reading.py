"""A document, read: opened in a confined process, its paragraphs made turns here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from tempfile import NamedTemporaryFile, gettempdir
from typing import Any

from media.confinement import Limits, run_confined
from media.errors import StoreFull, UnreadableRecording
from media.transcripts.findings import Findings
from media.transcripts.model import Turn
from media.transcripts.office.lines import find_language, find_lines, name_places, report_asides
from media.transcripts.office.paragraphs import Aside, Paragraph, read_paragraph
from media.transcripts.refusals import refusal
from media.transcripts.txt import read_turns

MAX_BYTES = 32 * 1024 * 1024
"""A document may hold pictures, which are not read."""

LIMITS = Limits(memory=512 << 20, cpu=10, wall=25, file_size=0, open_files=16)

_MARK = b"PK\x03\x04"


@dataclass
class OfficeText:
    """A document that was read: "docx" or "odt", its turns, and what was found on the way.

    `language` is what a line at its top names, as written.
    """

    format: str
    turns: list[Turn]
    language: str | None
    findings: Findings


@dataclass
class _Told:
    """What the confined process reported."""

    format: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    done: bool = False


def is_office(data: bytes) -> bool:
    """Whether a file is a ZIP file, as the documents of word processors are."""
    return data.startswith(_MARK)


def read_office(data: bytes) -> OfficeText:
    """Read a DOCX or ODT.

    Raises UnreadableTranscript where it is none, damaged or a bomb; StoreFull where there is no
    room for it while it is read.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise refusal("document too large", limit=limit)
    told = _open_confined(data)
    return make_text(told.format, told.paragraphs, told.asides)


def make_text(format: str, paragraphs: Sequence[Paragraph], asides: Iterable[Aside]) -> OfficeText:
    """What the paragraphs of a document say."""
    findings = Findings(name_places(paragraphs))
    findings.know([paragraph.text for paragraph in paragraphs])
    report_asides(asides, findings)
    turns = read_turns(find_lines(paragraphs, findings), findings)
    return OfficeText(format, turns, find_language(paragraphs), findings)


def _open_confined(data: bytes) -> _Told:
    try:
        told = _tell_confined(data)
    except OSError as error:
        raise StoreFull(
            f"There is no room to open the document: {error.strerror}. Please make some in"
            f" {gettempdir()}."
        ) from None
    if not told.done:
        raise refusal("document too much")
    return told


def _tell_confined(data: bytes) -> _Told:
    told = _Told()
    with NamedTemporaryFile(prefix="gaung-") as file:
        file.write(data)
        file.flush()
        try:
            for report in run_confined("media.transcripts.office.confined", [file.name], LIMITS):
                _take(report, told)
        except UnreadableRecording:
            raise refusal("document too much") from None
    return told


def _take(report: dict[str, Any], told: _Told) -> None:
    match report:
        case {"refused": str(kind), "details": dict(details)}:
            raise refusal(kind, **details)
        case {"format": str(format)}:
            told.format = format
        case {"paragraph": dict(paragraph)}:
            told.paragraphs.append(read_paragraph(paragraph))
        case {"aside": [kind, at, text]}:
            told.asides.append(Aside(kind, at, text))
        case {"done": True}:
            told.done = True
