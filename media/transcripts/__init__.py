"""Transcript files, read and written: WebVTT, SRT, TTML, JSON, Audacity's labels, plain text.

    read_transcript(data, file_name=…, format=…) -> Transcript
    write_transcript(format, colophon, statements) -> bytes
    cut_statements(turns, keep) -> list of Spoken
    clean_text(text) -> str, the gate for every text of the archive

One file per format; a reader gives turns (a voice, its words, their times) and reports by line
what it could not read. Nothing here knows the archive.
"""

from media.transcripts.model import Note, Problem, Spoken, Transcript, Turn
from media.transcripts.reading import CUE_FORMATS, SUFFIXES, read_transcript
from media.transcripts.statements import cut_statements
from media.transcripts.text import clean_text
from media.transcripts.writing import WRITERS, write_transcript
from media.transcripts.written import Colophon, WrittenStatement

__all__ = [
    "CUE_FORMATS",
    "SUFFIXES",
    "WRITERS",
    "Colophon",
    "Note",
    "Problem",
    "Spoken",
    "Transcript",
    "Turn",
    "WrittenStatement",
    "clean_text",
    "cut_statements",
    "read_transcript",
    "write_transcript",
]
