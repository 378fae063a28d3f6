"""The confined process that opens a document: `python -m media.transcripts.office.confined LIMITS
PATH`.

It reports {"format"}, then {"paragraph"} and {"aside"} one by one, and at the end {"done"}; or why
not: {"refused", "details"}.
"""

from __future__ import annotations

import sys
from pathlib import Path

from media.confinement import confine, report
from media.errors import UnreadableTranscript
from media.transcripts.office.docx import read_docx
from media.transcripts.office.odt import read_odt
from media.transcripts.office.package import Package
from media.transcripts.office.paragraphs import Body

READERS = {"docx": read_docx, "odt": read_odt}
"""Kind of package -> its reader."""


def open_document(path: Path) -> tuple[str, Body]:
    """The kind of a document, and what stands in it.

    Raises UnreadableTranscript where it is none, damaged or a bomb.
    """
    package, body = Package(path), Body()
    READERS[package.kind](package, body)
    return package.kind, body


def tell(path: Path) -> None:
    """Open a document and report what stands in it."""
    format, body = open_document(path)
    report(format=format)
    for paragraph in body.paragraphs:
        report(paragraph=paragraph.as_dict())
    for aside in body.asides:
        report(aside=aside)
    report(done=True)


def main(limits: str, path: str) -> None:
    """Take the limits, do the work, and report a refusal rather than fail."""
    confine(limits)
    try:
        tell(Path(path))
    except UnreadableTranscript as error:
        report(refused=error.kind, details=error.details)
    except MemoryError:
        report(refused="document memory", details={})


if __name__ == "__main__":
    main(*sys.argv[1:])
