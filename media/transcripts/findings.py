"""What a reader reports while it reads: problems by line, and notes.

Problems are things that were not taken over; notes are things that were, with a doubt. A file
damaged in the same way a hundred thousand times gives a short list, not a long one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from media.transcripts.model import Example, Note, Problem

MESSAGES = {
    "reversed": "The end ({end}) lies before the start ({start}); the end was left out.",
    "impossible time": "“{code}” is not a possible time; the words were kept without it.",
    "backwards": "The time {code} lies before the one above it; the words were kept in file order.",
    "overlap": "The cue starts at {start}, before the one above it by the same voice ends ({end}).",
    "stamp": "The time <{code}> inside the cue does not fit its place and was left out.",
    "no text": "The cue has no text.",
    "no speech": "“{label}” is followed by no speech.",
    "no times": "The cue number {number} is followed by no times.",
    "unknown block": "Text that belongs to no cue was not taken over: “{text}”",
    "no header": "The file does not begin with WEBVTT; it was read as if it did.",
    "long label": "A name of more than {limit} characters was not taken over: “{text}”",
    "broken json": "The JSON is damaged or cut off here; what stands above was read.",
    "broken xml": "The XML is damaged or cut off here ({reason}); what stands above was read.",
    "no segment": "An entry that is no segment was not taken over: “{text}”",
    "nothing": "The file holds no speech.",
    "footnote": "A footnote was not taken over: “{text}”. If it was said, move it into the text.",
    "text box": "A text box was not taken over: “{text}”. If it was said, move it into the text.",
    "formula": "A formula was not taken over: “{text}”. If it was said, write it in words.",
    "hidden": "Hidden text was not taken over: “{text}”. If it was said, show it.",
    "embedded": "A document inside this one was not taken over; copy its words into the text.",
    "column": "“{text}” stands in a column that holds no speech, and was not taken over.",
    "more": "{count} more lines like this: {kind}.",
}
"""Every problem a transcript may have; the names are used by the readers."""

NOTES = {
    "comment": "Comments (NOTE) were left out",
    "style": "Style and region blocks were left out",
    "metadata": "Lines of the file's header were left out",
    "unknown tag": "Unknown tags were kept as words",
    "dialogue": "Cues with several lines that begin with a dash may hold several voices; "
    "each was read as one",
    "rolling": "Lines that a cue shows again from the one above it were left out",
    "unclaimed": "Text after a blank line was read as part of the cue above it",
    "jumping number": "Digits under the words of a cue were read as the number of the next",
    "loose number": "Digits under the words of a cue were read as words",
    "numbering": "The numbers of the cues do not follow each other; the order of the file was kept",
    "unread label": "Cues begin with what looks like a name; WebVTT names voices by <v>, "
    "so these were read as words",
    "once": "Names that occur only once were read as speakers",
    "speech": "Words before a colon that may be names were read as speech",
    "heading": "Lines at the top were read as a heading, not as speech",
    "separator": "Lines without letters or digits were left out",
    "line ends": "Times at the end of lines were read as the time at which the line ends "
    "and the next one starts",
    "colophon": "Lines that say what this file is were left out",
    "withdrawn": "Gaps where words were withdrawn were left out",
    "word time": "Times of words that do not fit their place were left out",
    "lost word": "Words with a time that are not in the text of their segment were passed over",
    "frequencies": "Ranges of frequencies were left out",
    "unknown element": "Unknown elements were read for their words",
    "sequence": "Times one after the other (timeContainer) were read as counted from the beginning",
    "language": "What should name the language names none",
    "frames": "The last digits of times were read as frames, 25 in a second",
    "minutes": "Minutes that are marked were read as times",
    "line starts": "Times at the end of lines were read as the time at which the line starts",
    "inserted": "Changes that were tracked: what was inserted was read as accepted",
    "deleted": "Changes that were tracked: what was deleted was left out",
    "remark": "Comments in the margin were not taken over",
    "margin": "Headers and footers were not taken over",
    "picture": "Pictures were left out",
    "symbol": "Symbols that only one font has were left out",
    "counted": "Numbers and bullets in front of lines were left out",
    "contents": "Tables of contents were left out",
    "styled heading": "Headings were read as headings, not as speech",
    "columns": "Tables were read by their columns, each row as a statement",
    "bold": "Bold words at the beginning of lines were read as speech",
}
"""Every note that may hold for many lines; it is printed once, with the lines it is about."""

REMARKS = {
    "encoding": "The file was read as {name}.",
    "damaged bytes": "{count} bytes that are no {name} were read as U+FFFD.",
    "hidden": "{count} control or direction characters were removed.",
    "late": "The first time is {first}. Should the tape not begin at zero, take the time of its"
    " beginning from all times before the file is attached.",
    "tape": "The first time is {first}: all times were counted from {origin}, where the recording"
    " is taken to begin.",
}
"""Every note about a file as a whole."""

FACTS = {"alamat": "address", "address": "address", "sumber": "source", "source": "source"}
"""What a file may say of itself beside its speech, by the word that it says it with."""

_PER_KIND = 100
_EXAMPLES = 8
_EXCERPT = 60
_WORDS = 160  # characters of a line that a problem carries


def excerpt(text: str) -> str:
    """At most 60 characters of a text, for use in a message."""
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


class Findings:
    """Collects the problems and notes of one file."""

    def __init__(self, places: Mapping[int, str] = MappingProxyType({})) -> None:
        """`places` names lines that a person could not count: line -> "paragraph 3"."""
        self._places = places
        self._lines: Sequence[str] = ()
        self._problems: list[Problem] = []
        self._kinds: Counter[str] = Counter()
        self._last: dict[str, int] = {}
        self._examples: dict[str, list[Example]] = {}
        self._noted: Counter[str] = Counter()
        self._remarks: list[Note] = []
        self.facts: dict[str, str] = {}

    def tell(self, line: str) -> None:
        """Keep what a line that is no speech says of the file, where it is one of FACTS."""
        name, _, fact = line.partition(":")
        known = FACTS.get(name.strip().casefold())
        if known and fact.strip():
            self.facts.setdefault(known, fact.strip())

    def know(self, lines: Sequence[str]) -> None:
        """The lines of the file, so that problems can show the words they are about."""
        self._lines = lines

    def problem(self, kind: str, line: int, **details: object) -> None:
        """Report a problem of MESSAGES at a line; a text among the details is cut short."""
        self._kinds[kind] += 1
        self._last[kind] = line
        if self._kinds[kind] <= _PER_KIND:
            short = {name: excerpt(str(value)) for name, value in details.items()}
            self._problems.append(self._make(kind, line, short))

    def note(self, kind: str, line: int, text: str = "") -> None:
        """Note something of NOTES at a line, with the text it is about."""
        self._noted[kind] += 1
        examples = self._examples.setdefault(kind, [])
        if len(examples) < _EXAMPLES:
            examples.append(Example(line, self._places.get(line), excerpt(text)))

    def remark(self, kind: str, **details: object) -> None:
        """Note something of REMARKS about the file as a whole."""
        told = {name: str(value) for name, value in details.items()}
        self._remarks.append(Note(REMARKS[kind].format(**told), kind, told))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of their lines; at most 100 of a kind, then their number."""
        rest = [
            self._make("more", self._last[kind], {"count": str(count - _PER_KIND), "kind": kind})
            for kind, count in self._kinds.items()
            if count > _PER_KIND
        ]
        return tuple(sorted(self._problems + rest, key=lambda problem: problem.line))

    @property
    def noted(self) -> tuple[Note, ...]:
        """All notes, those about the whole file first."""
        return (*self._remarks, *map(self._sum_up, self._noted))

    @property
    def notes(self) -> tuple[str, ...]:
        """All notes as sentences."""
        return tuple(note.sentence for note in self.noted)

    def _make(self, kind: str, line: int, details: Mapping[str, str]) -> Problem:
        message = MESSAGES[kind].format(**details)
        return Problem(line, message, self._places.get(line), kind, details, self._words_at(line))

    def _words_at(self, line: int) -> str:
        words = " ".join(self._lines[line - 1].split()) if 0 < line <= len(self._lines) else ""
        return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"

    def _sum_up(self, kind: str) -> Note:
        examples, count = self._examples[kind], self._noted[kind]
        rest = count - len(examples)
        more = f"; and {rest} more" if rest else ""
        sentence = f"{NOTES[kind]} ({'; '.join(map(_in_words, examples))}{more})."
        return Note(sentence, kind, examples=tuple(examples), count=count)


def _in_words(example: Example) -> str:
    where = example.place or f"line {example.line}"
    return f"{where}: “{example.text}”" if example.text else where
