"""Which formats a transcript is written in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from media.errors import Untimed
from media.transcripts.office.writing import format_docx
from media.transcripts.podcast_writing import format_json
from media.transcripts.srt_writing import format_srt
from media.transcripts.txt_writing import format_txt
from media.transcripts.vtt_writing import format_vtt
from media.transcripts.written import Colophon, WrittenStatement, are_timed


class Writer(NamedTuple):
    """How a format is written: its media type, and whether it has no place for words untimed."""

    format: Callable[[Colophon, Sequence[WrittenStatement]], str | bytes]
    media_type: str
    needs_times: bool


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WRITERS: dict[str, Writer] = {
    "vtt": Writer(format_vtt, "text/vtt", True),
    "srt": Writer(format_srt, "application/x-subrip", True),
    "txt": Writer(format_txt, "text/plain", False),
    "json": Writer(format_json, "application/json", False),
    "docx": Writer(format_docx, DOCX_TYPE, False),
}
"""Format, which is also how the name of the file ends -> its writer."""


def write_transcript(
    format: str, colophon: Colophon, statements: Sequence[WrittenStatement]
) -> bytes:
    """The bytes of a transcript file in a format of WRITERS; text is UTF-8.

    Raises Untimed where the format needs times and no statement has one.
    """
    writer = WRITERS[format]
    if writer.needs_times and not are_timed(statements):
        others = [name.upper() for name, one in WRITERS.items() if not one.needs_times]
        offered = f"{', '.join(others[:-1])} or {others[-1]}"
        raise Untimed(f"The transcript has no times, which {format} needs; take {offered}.")
    written = writer.format(colophon, statements)
    return written.encode() if isinstance(written, str) else written
