"""Transcript files, read: WebVTT, SRT and plain text.

    read_transcript(data, file_name=…, format=…) -> Transcript
    cut_statements(turns, keep) -> list of Spoken
    clean_text(text) -> str, the gate for every text of the archive

One file per format; a reader gives turns (a voice, its words, their times) and reports by line
what it could not read. Nothing here knows the archive.
"""

from media.transcripts.model import Problem, Spoken, Transcript, Turn
from media.transcripts.reading import read_transcript
from media.transcripts.statements import cut_statements
from media.transcripts.text import clean_text

__all__ = [
    "Problem",
    "Spoken",
    "Transcript",
    "Turn",
    "clean_text",
    "cut_statements",
    "read_transcript",
]
