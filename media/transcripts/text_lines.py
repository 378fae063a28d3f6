"""A line of text taken apart: its times, its label, its words.

Words that look like times, a separator or a line of ours are protected by a backslash before them,
which this archive writes (txt_writing.py) and reading takes off again. A backslash before other
words is a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from media.transcripts.labels import Label, bare_name, find_label, name_shape, strip_leader
from media.transcripts.minutes import take_leading_minute, take_trailing_minute
from media.transcripts.own import is_own_line
from media.transcripts.timecodes import (
    LineTime,
    is_timing,
    take_at,
    take_leading,
    take_trailing,
)

GUARD = "\\"
"""What stands before words that would be taken for something else."""

_SEPARATOR = 3  # characters: a lone dash is a word
_TIMES_OF_DAY = ("pukul", "jam", "at")
_FAR = 60  # characters within which the time beside a label stands
_BAR = "| "  # between the columns of time and speech


@dataclass(slots=True)
class Line:
    """A line without its times; `speech` still holds the label, should it be none.

    `begins` says that a paragraph begins with it. A label without a name is one of nobody known.
    """

    number: int
    begins: bool
    speech: str
    time: LineTime | None = None
    trailing: LineTime | None = None
    label: Label | None = None


def is_separator(line: str) -> bool:
    """Whether a stripped line is drawn rather than said: "-----"."""
    if not _is_drawn(line) or take_guard(line) is not None:
        return False
    label = find_label(line)  # "?: …" is what somebody unknown said
    return label is None or not label.rest


def _is_drawn(line: str) -> bool:
    return len(line) >= _SEPARATOR and not any(map(str.isalnum, line))


def guard(words: str) -> str:
    """Words as they may stand in a line: behind a backslash where they would be misread."""
    return GUARD + words if _is_misread(words) else words


def take_guard(line: str) -> str | None:
    """The words behind a backslash that protects them; None where there is none."""
    words = line.removeprefix(GUARD)
    return words if words != line and _is_misread(words) else None


def _is_misread(words: str) -> bool:
    """Whether words would not be read as such, however many backslashes stand before them."""
    if _is_drawn(words):
        return True
    bare = words.lstrip(GUARD)
    if is_own_line(bare) or is_timing(bare) or bare.startswith(_BAR):
        return True
    line = _take_apart(0, bare, begins=True)
    return bool(line.time or line.trailing) or line.speech != bare


def read_line(number: int, line: str, *, begins: bool) -> Line:
    """A line taken apart; protected words are words and nothing else."""
    guarded = _take_guarded(number, line, begins=begins) if GUARD in line else None
    return guarded or _take_apart(number, line, begins=begins)


def _take_guarded(number: int, line: str, *, begins: bool) -> Line | None:
    """A line with protected words, behind a time or a label or both; None for any other."""
    time, speech = _take_leading(line)
    if (words := take_guard(speech)) is not None:
        return Line(number, begins, words, time)
    label = find_label(speech)
    words = take_guard(label.rest) if label else None
    if label is None or words is None:
        return None
    label = label._replace(rest=words)
    return Line(number, begins, f"{label.name}: {words}", time, None, label)


def _take_apart(number: int, line: str, *, begins: bool) -> Line:
    """A line without protected words: times first, so that their colons are no label's.

    Behind a start and an end no third time is looked for: what looks like one is said.
    """
    leading, speech = _take_leading(line)
    if leading and leading.end is not None:
        return Line(number, begins, speech, leading, None, find_label(speech))
    beside, speech = _take_beside_label(speech)
    trailing, speech = _take_trailing(speech)
    label = find_label(speech)
    after = take_leading(label.rest) if label else None
    if label and after and after[0].certain:
        label = label._replace(rest=after[1])
        speech = f"{label.name}: {label.rest}"
    time = leading or beside or (after[0] if after and after[0].certain else None)
    if trailing and not label and (shape := name_shape(strip_leader(speech))):
        label = Label(bare_name(strip_leader(speech)), "", shape)
        return Line(
            number, begins, speech if trailing.certain else line, time or trailing, None, label
        )
    return Line(number, begins, speech, time, trailing, label)


def _take_leading(line: str) -> tuple[LineTime | None, str]:
    found = take_leading_minute(line) or take_leading(line)
    if not found:
        return None, line
    time, rest = found
    rest = strip_leader(rest.removeprefix(_BAR))
    alone = not rest or find_label(rest) is not None
    return (time, rest) if time.certain or alone else (None, line)


def _take_beside_label(line: str) -> tuple[LineTime | None, str]:
    """A time in brackets between a name and its colon."""
    for bracket in "[(":
        at = line.find(bracket, 1, _FAR)
        found = take_at(line, at) if at > 0 else None
        if found and found[1].startswith(":"):
            return found[0], line[:at].rstrip() + found[1]
    return None, line


def _take_trailing(line: str) -> tuple[LineTime | None, str]:
    found = take_trailing_minute(line) or take_trailing(line)
    if not found:
        return None, line
    time, rest = found
    spoken = rest.rpartition(" ")[2].casefold() in _TIMES_OF_DAY
    certain = time.certain and not spoken
    return (time, rest) if certain or (rest and not spoken and name_shape(rest)) else (None, line)
