"""The values of a transcript file: what the file says, and what could not be read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Marks = tuple[tuple[int, int], ...]
"""Known moments inside a text: (character offset, milliseconds), both rising."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken over, with its 1-based line in the file.

    `place` names it where the file has no lines that a person could count: "paragraph 3".
    `kind` and `details` are what `message` is made of (findings.MESSAGES), for those who say it in
    another language; `words` are the first of that line in the file.
    """

    line: int
    message: str
    place: str | None = None
    kind: str = field(default="", compare=False)
    details: Mapping[str, str] = field(default_factory=dict, compare=False)
    words: str = field(default="", compare=False)

    @property
    def where(self) -> str:
        """Where it stands, for a person."""
        return self.place or f"line {self.line}"

    def as_dict(self) -> dict[str, Any]:
        """The shape of a problem in JSON; `place` only where there is one."""
        place = {"place": self.place} if self.place else {}
        return {"line": self.line, **place, "message": self.message}


@dataclass(frozen=True, slots=True)
class Example:
    """A line that a note is about, with the words it is about; `place` as in Problem."""

    line: int
    place: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was taken over with a doubt, in an English sentence.

    `kind` is one of findings.NOTES, for `count` lines of which some are `examples`; or one of
    findings.REMARKS, about the file as a whole, made of `details`.
    """

    sentence: str
    kind: str
    details: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """A piece of speech as the file gives it: one voice of a cue, or one paragraph.

    `text` is clean (see text.clean_text); `start` and `end` are seconds or None where the file
    is silent. `begins` says that the file itself begins a statement here: a label line or a
    paragraph of TXT, or a changed voice. `line` is where the words stand, from 1. `language` is
    that of most of its words where the file marks it (<lang bjn>), else None.
    """

    speaker: str | None
    text: str
    start: float | None
    end: float | None
    marks: Marks
    begins: bool
    line: int
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement of a file, before it has an identifier; `marks` are relative to its `text`.

    `language` is that of most of its words where the file marks it, else None.
    """

    speaker: str | None
    start: float | None
    end: float | None
    text: str
    marks: Marks
    line: int
    language: str | None = None


@dataclass(frozen=True)
class Transcript:
    """A transcript file that was read: `speakers` are labels as written, first heard first.

    `facts` are what it says of itself beside the speech: its "address", the "source" of its words.
    """

    format: str
    language: str | None
    turns: tuple[Turn, ...]
    statements: tuple[Spoken, ...]
    speakers: tuple[str, ...]
    problems: tuple[Problem, ...]
    noted: tuple[Note, ...]
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noted, as sentences."""
        return tuple(note.sentence for note in self.noted)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of `gaung transcript check`."""
        return {
            "format": self.format,
            "speakers": list(self.speakers),
            "statements": [
                {"speaker": s.speaker, "start": s.start, "end": s.end, "text": s.text}
                for s in self.statements
            ],
            "problems": [problem.as_dict() for problem in self.problems],
            "notes": list(self.notes),
        }
