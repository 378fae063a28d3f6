"""Names of speakers that a document shows by how they look.

Bold words at the beginning of a line are a name where a colon follows them and they look like
one, where they hold a role or an honorific, or where the same words begin another line. Words in
a character style for speakers or times are taken at its word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from media.transcripts.findings import Findings
from media.transcripts.label_words import NO_LABELS
from media.transcripts.labels import (
    LONGEST,
    MOST_WORDS,
    UNKNOWN,
    Label,
    Shape,
    bare_name,
    name_shape,
    strip_leader,
)
from media.transcripts.markup import LONGEST_NAME
from media.transcripts.office.paragraphs import BOLD, SPEAKER, TIME, TITLE, Span
from media.transcripts.office.typed import TypedLine
from media.transcripts.sentences import ends_sentence
from media.transcripts.text_lines import Line, read_line
from media.transcripts.timecodes import LineTime, take_leading, take_trailing

_LOOKED_AT = 40
"""Spans at the beginning of a line among which its name stands."""
_AFTER_NAMES = " \t:-–—|"


class BoldName(NamedTuple):
    """Bold words that may be a name: the time beside it, the speech after it."""

    name: str
    rest: str
    colon: bool
    time: LineTime | None
    shape: Shape | None


class BoldNames:
    """Decides, knowing every line of a document, which bold words are names."""

    def __init__(self, lines: Iterable[TypedLine], findings: Findings) -> None:
        self._findings = findings
        found = filter(None, map(find_bold_name, lines))
        self._counts = Counter(one.name for one in found)

    def read(self, line: TypedLine) -> Line | None:
        """The line taken apart where it begins with a name, else None."""
        found = find_bold_name(line)
        if found is None:
            return None
        if not self._is_name(found):
            if found.shape and found.rest and not found.colon:
                self._findings.note("bold", line.number, found.name)
            return None
        if found.shape is not Shape.SURE and self._counts[found.name] == 1:
            self._findings.note("once", line.number, found.name)
        return label_line(line.number, found.name, found.rest, found.time)

    def _is_name(self, found: BoldName) -> bool:
        again = self._counts[found.name] > 1
        if found.colon:
            return found.shape is not None or again
        if found.shape is None or (not found.rest and ends_sentence(found.name.split()[-1])):
            return False
        return again or (found.shape is Shape.SURE and not found.rest[:1].islower())


def find_bold_name(line: TypedLine) -> BoldName | None:
    """The bold words that a line begins with, or the whole of a heading; None if no name."""
    if line.heading == TITLE or (not line.heading and not _has_bold(line)):
        return None
    lead, bold, rest = ("", line.text, "") if line.heading else _take_bold(line)
    name, colon, behind = bold.partition(":") if _ends_label(bold) else (bold, "", "")
    if behind.strip():
        return None
    if not colon and rest.startswith(":"):
        colon, rest = ":", rest[1:]
    time, name = _take_times(lead, name)
    name = bare_name(strip_leader(name).rstrip(_AFTER_NAMES))
    words = name.split()
    if not words or len(name) > LONGEST or len(words) > MOST_WORDS:
        return None
    if words[0].casefold().strip(".,") in NO_LABELS:
        return None
    rest = rest.strip() if colon else rest.lstrip(_AFTER_NAMES).rstrip()
    return BoldName(name, rest, bool(colon), time, name_shape(name))


def _take_bold(line: TypedLine) -> tuple[str, str, str]:
    """A time before the bold words, these themselves, and what follows them."""
    spans, tail = _first_spans(line)
    lead = ""
    while spans and spans[0].look != BOLD and _is_time(lead + spans[0].text):
        lead += spans.pop(0).text
    bold = ""
    while spans and (spans[0].look == BOLD or (bold and not spans[0].text.strip())):
        bold += spans.pop(0).text
    rest = "".join(span.text for span in spans) + tail
    return lead.strip(), bold.strip(), rest.strip()


def _first_spans(line: TypedLine) -> tuple[list[Span], str]:
    """The spans among which a name stands, and the words after them."""
    first = [span for span in line.spans[:_LOOKED_AT] if span.text]
    return first, "".join(span.text for span in line.spans[_LOOKED_AT:])


def _has_bold(line: TypedLine) -> bool:
    return any(span.look == BOLD for span in line.spans[:_LOOKED_AT])


def _is_time(text: str) -> bool:
    found = take_leading(text.strip())
    return not text.strip() or (found is not None and not found[1])


def _ends_label(bold: str) -> bool:
    """Whether the first colon is one after a name, and not inside a time."""
    at = bold.find(":")
    return at >= 0 and not bold[at + 1 : at + 2].isdigit()


def _take_times(lead: str, name: str) -> tuple[LineTime | None, str]:
    """The time before, at the beginning or at the end of a name, and the name without it."""
    before = take_leading(lead) if lead else None
    name = name.strip()
    for take in (take_leading, take_trailing):
        if found := take(name):
            return (before or found)[0], found[1].strip()
    return before[0] if before else None, name


def label_line(number: int, name: str, speech: str, time: LineTime | None) -> Line:
    """A line of which the name is known; times may stand around its speech as in TXT."""
    line = read_line(number, speech, begins=True)
    label = Label(bare_name(name), line.speech, Shape.SURE)
    whole = f"{label.name}: {line.speech}"
    return Line(number, True, whole, time or line.time, line.trailing, label)


def is_styled(line: TypedLine) -> bool:
    """Whether a line holds words in a style of times or speakers."""
    return any(span.look in (TIME, SPEAKER) for span in line.spans[:_LOOKED_AT])


def read_styled(line: TypedLine, findings: Findings) -> Line | None:
    """A line that begins with a style of times or speakers; its words are nothing but words."""
    spans, tail = _first_spans(line)
    time, name = _take_look(spans, TIME), _take_look(spans, SPEAKER)
    if not time and not name:
        return None
    rest = ("".join(span.text for span in spans) + tail).strip()
    if name and rest.startswith(":"):
        rest = rest[1:].strip()
    elif name and name != UNKNOWN:
        name = name.rstrip(": ")
    name = check_name(name, line.number, findings)
    label = Label(name, rest, Shape.SURE) if name else None
    found = take_leading(time) if time else None
    if time and not found:
        findings.problem("impossible time", line.number, code=time)
    return Line(line.number, True, rest, found[0] if found else None, None, label)


def _take_look(spans: list[Span], look: str) -> str:
    """Take the spans of a look off the beginning, and white space around them."""
    while spans and not spans[0].text.strip():
        spans.pop(0)
    taken = ""
    while spans and spans[0].look == look:
        taken += spans.pop(0).text
    return " ".join(taken.split())


def check_name(name: str, number: int, findings: Findings) -> str:
    """The name, or nobody's in place of one that is too long, which is reported."""
    if len(name) <= LONGEST_NAME:
        return name
    findings.problem("long label", number, limit=LONGEST_NAME, text=name)
    return UNKNOWN
