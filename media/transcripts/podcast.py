"""The JSON transcript of Podcasting 2.0: segments {"speaker", "startTime", "endTime", "body"}.

https://github.com/Podcastindex-org/podcast-namespace, transcripts; times are seconds. A file that
this archive wrote says more, and is read back whole: "marks" (moments inside a body), "estimated"
(names of times that were not known), "withdrawn" (words that are gone), "language".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from media.transcripts.cue_turns import mark_changes, report_order
from media.transcripts.findings import Findings
from media.transcripts.language import read_language_tag
from media.transcripts.model import Marks, Turn
from media.transcripts.segments import read_document, read_time, read_times, text_of
from media.transcripts.text import clean_text
from media.transcripts.timecodes import to_seconds
from media.transcripts.voices import voice_of

_LISTS = ("segments",)
_PAIR = 2


def read_podcast(lines: list[str], findings: Findings) -> tuple[list[Turn], object]:
    """The turns of a Podcasting 2.0 document, one per segment, and the language it names."""
    document = read_document(lines, _LISTS, findings)
    turns = mark_changes(
        turn for line, segment in document.segments for turn in _turns(segment, line, findings)
    )
    report_order(turns, findings)
    for name, value in document.values.items():
        findings.tell(f"{name}: {value}")
    return turns, document.values.get("language")


def _turns(segment: Any, line: int, findings: Findings) -> Iterator[Turn]:
    if not isinstance(segment, Mapping):
        findings.problem("no segment", line, text=str(segment)[:80])
        return
    if segment.get("withdrawn"):
        findings.note("withdrawn", line)
        return
    text = clean_text(text_of(segment, "body"))
    if not text:
        findings.problem("no text", line)
        return
    start, end = read_times(
        (_told(segment, "startTime"), _told(segment, "endTime")), line, findings
    )
    voice = voice_of(segment.get("speaker"), line, findings)
    marks = _marks(segment.get("marks"), text, start, line, findings)
    language = read_language_tag(segment.get("language"), findings)
    yield Turn(voice, text, to_seconds(start), to_seconds(end), marks, False, line, language)


def _told(segment: Mapping[str, Any], name: str) -> Any:
    """A time of a segment; None where it is said to be estimated."""
    estimated = segment.get("estimated")
    return None if isinstance(estimated, list) and name in estimated else segment.get(name)


def _marks(pairs: Any, text: str, start: int | None, line: int, findings: Findings) -> Marks:
    """Pairs (character, seconds), both rising; what does not fit is noted."""
    marks: dict[int, int] = {} if start is None else {0: start}
    place, earliest = 0 if marks else -1, start or 0
    for pair in pairs if isinstance(pairs, list) else ():
        at, seconds = pair if isinstance(pair, list) and len(pair) == _PAIR else (None, None)
        time = read_time(seconds, line, findings)
        if not isinstance(at, int) or not place < at < len(text) or time is None or time < earliest:
            findings.note("word time", line, str(pair)[:80])
            continue
        marks[at] = earliest = time
        place = at
    return tuple(marks.items())
