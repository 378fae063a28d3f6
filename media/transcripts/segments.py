"""The segments of a JSON transcript, each with its line; shared by the dialects.

The document is walked at its top, and every segment is decoded alone: what stands before a damage
is kept, a problem names the line, and nothing is read twice.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from media.transcripts.findings import Findings
from media.transcripts.refusals import refusal
from media.transcripts.timecodes import format_time, parse_cue_time

MOST_CONTAINERS = 300_000
"""Objects and lists in a file; an hour with a time for every word has about 12,000."""
MOST_SEGMENTS = 150_000
"""As many as lines in other formats."""
LONGEST_TIME = 100 * 3600.0
"""Seconds; what lies beyond is no moment of a broadcast."""


_SPACE = re.compile(r"[ \t\n\r]*+")


@dataclass(slots=True)
class Document:
    """The top of a document: what is no list by its key, segments with their lines."""

    values: dict[str, Any] = field(default_factory=dict)
    segments: list[tuple[int, Any]] = field(default_factory=list)


def read_document(lines: list[str], names: Collection[str], findings: Findings) -> Document:
    """Read a document; `names` are the keys whose lists hold segments, as a bare list does.

    Raises UnreadableTranscript for one with too many objects and lists.
    """
    text = "\n".join(lines)
    if text.count("{") + text.count("[") > MOST_CONTAINERS:
        raise refusal("json too much")
    walk = _Walk(text)
    document = Document()
    try:
        walk.read_top(document, names)
    except (ValueError, RecursionError) as error:
        place = getattr(error, "pos", walk.at)
        findings.problem("broken json", text.count("\n", 0, place) + 1)
    return document


class _Walk:
    """A place in the text of a document, and the line it is on."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self._text = text
        self._counted = 0
        self._line = 1
        self._decoder = json.JSONDecoder(parse_constant=_no_number)

    def read_top(self, document: Document, names: Collection[str]) -> None:
        """Read the outermost object or list."""
        opening = self._next()
        if opening == "[":
            self._read_segments(document)
        elif opening == "{":
            self._read_object(document, names)
        else:
            self._expect("{")
        if self._next():
            self._expect("")

    def _read_object(self, document: Document, names: Collection[str]) -> None:
        self.at += 1
        while self._next() != "}":
            key = self._value()
            self._expect(":")
            if key in names and self._next() == "[":
                self._read_segments(document)
            else:
                value = self._value()
                if isinstance(key, str) and not isinstance(value, list):
                    document.values.setdefault(key, value)
            if self._next() != "}":
                self._expect(",")
        self.at += 1

    def _read_segments(self, document: Document) -> None:
        self.at += 1
        while self._next() != "]":
            line = self._line_here()
            document.segments.append((line, self._value()))
            if len(document.segments) > MOST_SEGMENTS:
                raise refusal("json too much")
            if self._next() != "]":
                self._expect(",")
        self.at += 1

    def _next(self) -> str:
        """The next character that is not white space; "" at the end."""
        space = _SPACE.match(self._text, self.at)
        self.at = space.end() if space else self.at
        return self._text[self.at : self.at + 1]

    def _expect(self, sign: str) -> None:
        if self._next() != sign or not sign:
            raise json.JSONDecodeError(f"no {sign}", self._text, self.at)
        self.at += 1

    def _value(self) -> Any:
        self._next()
        value, self.at = self._decoder.raw_decode(self._text, self.at)
        return value

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line


def _no_number(name: str) -> None:
    """NaN and Infinity, which JSON does not have, are nothing."""


def read_times(
    values: tuple[Any, Any], line: int, findings: Findings
) -> tuple[int | None, int | None]:
    """Start and end of a segment in milliseconds, from seconds or "00:01:02.5"."""
    start, end = (read_time(value, line, findings) for value in values)
    if start is not None and end is not None and end < start:
        shown = {"start": format_time(start), "end": format_time(end)}
        findings.problem("reversed", line, **shown)
        return start, None
    return start, end


def read_time(value: Any, line: int, findings: Findings) -> int | None:
    """Milliseconds of a time; None where there is none, or an impossible one (a problem)."""
    if value is None:
        return None
    time = _milliseconds(value)
    if time is None:
        findings.problem("impossible time", line, code=str(value)[:80])
    return time


def _milliseconds(value: Any) -> int | None:
    if isinstance(value, str):
        code = value.strip()
        try:
            value = float(code)
        except ValueError:
            return parse_cue_time(code)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value * 1000) if 0 <= value <= LONGEST_TIME and math.isfinite(value) else None


def text_of(segment: Mapping[str, Any], name: str) -> str:
    """The text under a key; "" where there is none."""
    value = segment.get(name)
    return value if isinstance(value, str) else ""
