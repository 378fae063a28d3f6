"""What is written into a transcript file: statements, and the colophon that says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from media.transcripts.model import Marks
from media.transcripts.timecodes import to_milliseconds

SHORTEST = 1
"""Milliseconds of a cue: in WebVTT it ends after its start, whatever was said to be heard then."""
PACE = 400
"""Milliseconds a word, for words of which nobody knows when they end."""


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """A statement as a file holds it; `text` is None where words were withdrawn (`withdrawn`).

    `start` and `end` are seconds, `marks` are as in Spoken. `identifier` and `person` go where a
    format has room for them; `language` is None where it is that of the whole file. `label` is the
    code of who vouches for the words, `checked_at` the instant (ISO 8601) since when they are
    checked by ear, `remark` a sentence that says so beside them, `is_about` that the
    times are estimates.
    """

    identifier: str
    speaker: str | None
    start: float | None
    end: float | None
    text: str | None
    marks: Marks = ()
    language: str | None = None
    person: str | None = None
    withdrawn: str | None = None
    label: str | None = None
    checked_at: str | None = None
    remark: str | None = None
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a file says of itself, so that it can be cited and found again from a copy.

    `address` is that of the episode, `rights` a sentence, `voices` are labels with who it is,
    `source` says who vouches for how many of the statements.
    """

    title: str
    programme: str
    date: str
    address: str
    revision: int
    rights: str
    language: str
    voices: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def lines(self) -> list[str]:
        """A line for each fact, "Judul: …"; without what is empty."""
        facts = [
            ("Judul", self.title),
            ("Program", self.programme),
            ("Tanggal", self.date),
            ("Alamat", self.address),
            ("Revisi", str(self.revision)),
            ("Hak", self.rights),
            ("Bahasa", self.language),
            ("Sumber", self.source),
            *(("Keterangan", f"{label} = {who}") for label, who in self.voices),
        ]
        return [f"{name}: {' '.join(fact.split())}" for name, fact in facts if fact.strip()]


@dataclass(frozen=True, slots=True)
class Timed:
    """A statement with the times (ms) of its cue; `estimated` where it has none of its own."""

    statement: WrittenStatement
    start: int
    end: int
    estimated: bool


def are_timed(statements: Iterable[WrittenStatement]) -> bool:
    """Whether any statement has a time, so that cues can be made of them."""
    return any(one.start is not None for one in statements)


def time_all(statements: Sequence[WrittenStatement]) -> Iterator[Timed]:
    """Every statement with times; those that lack one are given what their neighbours leave."""
    latest = 0
    for one, following in zip(statements, _following_starts(statements), strict=True):
        start, end = to_milliseconds(one.start), to_milliseconds(one.end)
        begin = latest if start is None else start
        if end is None or end < begin:
            spoken = begin + PACE * len((one.text or "").split())
            end = spoken if following is None or following < begin else min(spoken, following)
            end = max(end, *(time for _, time in one.marks), begin)
        latest = max(begin, end)
        yield Timed(one, begin, end, one.is_about or one.start is None or one.end is None)


def _following_starts(statements: Sequence[WrittenStatement]) -> list[int | None]:
    """For every statement the start of the next one that has one."""
    following: list[int | None] = []
    found: int | None = None
    for one in reversed(statements):
        following.append(found)
        found = to_milliseconds(one.start) if one.start is not None else found
    return following[::-1]
