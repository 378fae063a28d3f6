"""The markup inside cues: voices, inline times, styling, entities (WebVTT 1.0, section 6.4; the
same tags, and {\\an8} of ASS, occur in SRT).

Tags that are in no table are words: a transcriber's <tidak jelas> is not lost. Patterns are
possessive or bounded, so a hostile cue takes time in proportion to its length.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from media.transcripts.findings import Findings
from media.transcripts.model import Marks
from media.transcripts.text import clean_text
from media.transcripts.timecodes import parse_cue_time

STYLING = frozenset(["b", "i", "u", "s", "c", "ruby", "font"])
"""Tags without a meaning for the words; <rt>, a gloss, is put in brackets."""

LONGEST_NAME = 120
"""Characters of a speaker's label."""

_TAG = re.compile(r"(<[^<>]*+>|\{\\[^{}]*+\})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LANGUAGE = re.compile(r"(?i)<lang(?:\.[^\s<>]*)?\s+([A-Za-z]{2,3})(?:-[A-Za-z0-9-]{1,30})?\s*>")
"""A language tag; what is kept of it is the language itself (BCP 47, primary subtag)."""
_TAG_NAME = re.compile(r"</?+([A-Za-z]++)")


@dataclass(slots=True)
class Stretch:
    """What one voice says in a cue: raw pieces, each with the time (ms) it begins at, if given.

    `letters` are how many signs are in which language; None is what no tag names.
    """

    voice: str | None
    pieces: list[tuple[str, int | None]] = field(default_factory=list)
    letters: Counter[str | None] = field(default_factory=Counter)

    @property
    def language(self) -> str | None:
        """The language that most of it is in; None where no tag says so."""
        return most_of(self.letters)


def most_of(letters: Counter[str | None]) -> str | None:
    """The language of most letters; None where that is what the file leaves open."""
    return max(letters, key=lambda one: (letters[one], one is None), default=None)


def read_markup(
    payload: str, line: int, findings: Findings, times: tuple[int | None, int | None] = (None, None)
) -> list[Stretch]:
    """The stretches of a cue's text, tags taken out and entities decoded.

    An inline time must lie within the times of the cue (ms) and not before the one in front of it.
    """
    if "<" not in payload and "{" not in payload:
        return [Stretch(None, [(decode_entities(payload), None)])]
    cue = _Cue(line, findings, times)
    for index, part in enumerate(_TAG.split(payload)):
        if index % 2:
            cue.take_tag(part)
        elif part:
            cue.take_text(part)
    return cue.stretches


class _Cue:
    """The stretches of a cue while it is read from left to right."""

    def __init__(self, line: int, findings: Findings, times: tuple[int | None, int | None]) -> None:
        self.stretches = [Stretch(None)]
        self._line = line
        self._findings = findings
        self._time: int | None = None
        self._languages: list[str | None] = []
        self._earliest = times[0] or 0
        self._end = times[1]

    def take_text(self, text: str) -> None:
        self.stretches[-1].pieces.append((decode_entities(text), self._time))
        language = self._languages[-1] if self._languages else None
        self.stretches[-1].letters[language] += len(text.replace(" ", ""))
        self._time = None

    def take_tag(self, tag: str) -> None:
        """Take in a tag: a time, a voice, styling that says nothing; others are noted."""
        if tag[0] == "{":
            return
        if tag[1:2].isdigit():
            self._take_time(tag)
            return
        match = _TAG_NAME.match(tag)
        name = match[1].casefold() if match else ""
        if name == "v":
            self._change_voice(tag)
        elif name == "lang":
            self._change_language(tag)
        elif name == "rt":
            self.take_text(")" if tag[1] == "/" else " (")
        elif name not in STYLING:
            self._findings.note("unknown tag", self._line, tag)
            self.take_text(tag)

    def _take_time(self, tag: str) -> None:
        if ":" not in tag:
            self.take_text(tag)
            return
        time = parse_cue_time(tag[1:-1].strip())
        if time is None or time < self._earliest or (self._end is not None and time > self._end):
            self._findings.problem("stamp", self._line, code=tag[1:-1])
        else:
            self._time = self._earliest = time

    def _change_language(self, tag: str) -> None:
        if tag[1] == "/":
            del self._languages[-1:]
            return
        named = _LANGUAGE.fullmatch(tag)
        self._languages.append(named[1].casefold() if named else None)

    def _change_voice(self, tag: str) -> None:
        name = None if tag[1] == "/" else voice_name(tag)
        if name and len(name) > LONGEST_NAME:
            self._findings.problem("long label", self._line, limit=LONGEST_NAME, text=name)
            name = None
        if name != self.stretches[-1].voice:
            self.stretches.append(Stretch(name))


@lru_cache(maxsize=4096)
def voice_name(tag: str) -> str | None:
    """The name in a voice tag, <v Name> or <v.class Name>; None where it has none."""
    _, _, annotation = tag[1:-1].replace("\t", " ").replace("\n", " ").partition(" ")
    return clean_text(decode_entities(annotation)) or None


def decode_entities(text: str) -> str:
    """&amp; and its like as characters; only with a semicolon, so that R&D stays."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def lay_out(pieces: list[tuple[str, int | None]], start: int | None) -> tuple[str, Marks]:
    """The clean text of a stretch and its marks: its start, then the inline times.

    A mark stands at the first letter after its time; a time with nothing after it marks nothing.
    """
    if len(pieces) == 1:
        text = clean_text(pieces[0][0])
        start = start if pieces[0][1] is None or start is not None else pieces[0][1]
        return text, ((0, start),) if start is not None and text else ()
    text, marks = _join(pieces)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)  # an accent behind a tag: marks move by a letter
    if start is not None:
        marks.setdefault(0, start)
        marks[0] = start
    return text, tuple((at, marks[at]) for at in sorted(marks) if at < len(text))


def _join(pieces: list[tuple[str, int | None]]) -> tuple[str, dict[int, int]]:
    """Cleaned pieces joined, a space only where white space stood, and offset -> ms."""
    parts: list[str] = []
    marks: dict[int, int] = {}
    length, spaced, pending = 0, False, None
    for raw, time in pieces:
        pending = time if time is not None else pending
        piece = clean_text(raw)
        spaced = spaced or raw[:1].isspace()
        if piece:
            glue = " " if spaced and length else ""
            length += len(glue)
            if pending is not None:
                marks[length] = pending
            parts.append(glue + piece)
            length += len(piece)
            pending = None
        spaced = (spaced and not piece) or raw[-1:].isspace()
    return "".join(parts), marks
