"""The JSON of Whisper and of programs that write as it does.

Segments {"start", "end", "text"} in seconds, with or without "words" [{"start", "end", "word"}]
(openai-whisper with word timestamps, faster-whisper dumped, WhisperX with "speaker"); whisper.cpp
writes {"offsets": {"from", "to"}, "text"} in milliseconds. Times of words are kept as marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from media.transcripts.cue_turns import mark_changes, report_order
from media.transcripts.findings import Findings
from media.transcripts.model import Marks, Turn
from media.transcripts.segments import read_document, read_time, read_times, text_of
from media.transcripts.text import clean_text
from media.transcripts.timecodes import to_seconds
from media.transcripts.voices import voice_of

_LISTS = ("segments", "transcription")
_LOOKED_AHEAD = 200
"""Characters within which a word of the list stands in the text."""


def read_whisper(lines: list[str], findings: Findings) -> tuple[list[Turn], object]:
    """The turns of a Whisper document, one per segment, and the language it names."""
    document = read_document(lines, _LISTS, findings)
    turns = mark_changes(
        turn for line, segment in document.segments for turn in _turns(segment, line, findings)
    )
    whole = clean_text(text_of(document.values, "text"))
    if whole and not turns:
        turns = [Turn(None, whole, None, None, (), True, 1)]
    report_order(turns, findings)
    result = document.values.get("result")
    told = result if isinstance(result, Mapping) else document.values
    return turns, told.get("language")


def _turns(segment: Any, line: int, findings: Findings) -> Iterator[Turn]:
    if not isinstance(segment, Mapping):
        findings.problem("no segment", line, text=str(segment)[:80])
        return
    text = clean_text(text_of(segment, "text"))
    start, end = _times(segment, line, findings)
    if not text:
        findings.problem("no text", line)
        return
    marks = _word_marks(segment.get("words"), text, (start, end), line, findings)
    voice = voice_of(segment.get("speaker"), line, findings)
    yield Turn(voice, text, to_seconds(start), to_seconds(end), marks, False, line)


def _times(
    segment: Mapping[str, Any], line: int, findings: Findings
) -> tuple[int | None, int | None]:
    offsets = segment.get("offsets")
    if not isinstance(offsets, Mapping):
        return read_times((segment.get("start"), segment.get("end")), line, findings)
    values = (offsets.get("from"), offsets.get("to"))
    seconds = tuple(one / 1000 if isinstance(one, int | float) else one for one in values)
    return read_times((seconds[0], seconds[1]), line, findings)


def _word_marks(
    words: Any, text: str, times: tuple[int | None, int | None], line: int, findings: Findings
) -> Marks:
    """The start of a segment and those of its words, in their places in the text."""
    start, end = times
    marks: dict[int, int] = {} if start is None else {0: start}
    earliest, place = start or 0, 0
    for word in words if isinstance(words, list) else ():
        spelt = clean_text(text_of(word, "word")) if isinstance(word, Mapping) else ""
        at = text.find(spelt, place, place + len(spelt) + _LOOKED_AHEAD) if spelt else -1
        if at < 0:
            findings.note("lost word", line, spelt)
            continue
        place = at + len(spelt)
        time = read_time(word.get("start"), line, findings)
        if time is None or at in marks:
            continue
        if time < earliest or (end is not None and time > end):
            findings.note("word time", line, spelt)
            continue
        marks[at] = earliest = time
    return tuple(marks.items())
