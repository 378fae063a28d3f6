"""What attaching a transcript would do, by statement and by voice; nothing is saved."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from archive.differences import Step, difference
from archive.models import Episode, Revision
from archive.proposals import Proposal, propose
from archive.revisions import latest_revision
from archive.rows import Row
from archive.transcript_doubts import Doubts, find_doubts
from archive.transcript_labels import BY_MACHINE, is_by_machine
from archive.transcripts import Planned, find_former_labels, kind_of, plan
from media.transcripts import Transcript

Fate = Literal["same", "changed", "new", "revived"]

FIRST_LINES = 2
MOST_VOICES = 100
"""Voices that are mapped at once; a file with more was misread, and its voices stay unknown."""
MOST_STATEMENTS, MOST_WORDS = 20_000, 300_000
"""What is looked at in one piece: twenty hours of talk."""


@dataclass(frozen=True, slots=True)
class PreviewedStatement:
    """A statement as it would be saved; `steps` lead to its words from those that it has now.

    `former` is its row in the latest revision, or in an earlier one where it comes back.
    """

    row: Row
    former: Row | None
    fate: Fate
    steps: tuple[Step, ...] = ()

    @property
    def former_voice(self) -> str | None:
        """The voice that had these words before, where it is another."""
        if self.former is None or self.former.voice == self.row.voice:
            return None
        return self.former.voice

    @property
    def is_touched(self) -> bool:
        """Whether anything that readers see of it changes."""
        return self.fate != "same" or self.former_voice is not None


@dataclass(frozen=True, slots=True)
class PreviewedVoice:
    """A voice of the transcript: how much it says, and with what it begins.

    `label` is None for words that the file gives to nobody; `seconds` None where it has no times.
    """

    label: str | None
    statements: int
    words: int
    seconds: float | None
    first_lines: tuple[str, ...]
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A transcript as it would become the next revision of an episode.

    `doubts` are why the file may be another episode's.
    """

    transcript: Transcript
    kind: str
    latest: Revision | None
    planned: Planned
    statements: tuple[PreviewedStatement, ...]
    voices: tuple[PreviewedVoice, ...]
    doubts: Doubts

    @property
    def is_by_machine(self) -> bool:
        """Whether its new words are taken for a machine's until somebody says otherwise."""
        facts = self.transcript.facts
        return self.kind == "machine" or is_by_machine(self.latest, self.planned.old, facts)

    @property
    def holds_machine(self) -> bool:
        """Whether words of the latest revision are a machine's, that nobody changed."""
        return any(row.label == BY_MACHINE for row in self.planned.old)

    @property
    def number(self) -> int:
        """The number of the revision."""
        return self.latest.number + 1 if self.latest else 1

    @property
    def base(self) -> int:
        """The number of the revision that it follows; 0 for none."""
        return self.number - 1

    @property
    def touched(self) -> list[PreviewedStatement]:
        """The statements of the latest revision that change, and those that come beside them."""
        return [one for one in self.statements if one.is_touched]


def is_overlong(transcript: Transcript) -> bool:
    """Whether a transcript is more than anybody looks through: it has to be divided."""
    words = sum(one.text.count(" ") + 1 for one in transcript.statements)
    return len(transcript.statements) > MOST_STATEMENTS or words > MOST_WORDS


def preview(session: Session, episode: Episode, transcript: Transcript) -> Preview:
    """What attaching would do. Raises Refused for a transcript without words."""
    latest = latest_revision(session, episode.id)
    kind = kind_of(transcript, latest)
    planned = plan(session, episode, transcript, kind)
    return Preview(
        transcript=transcript,
        kind=kind,
        latest=latest,
        planned=planned,
        statements=tuple(list_statements(planned)),
        voices=tuple(list_voices(session, episode, planned)),
        doubts=find_doubts(
            session, episode, transcript.facts, kept=planned.kept, gone=len(planned.gone)
        ),
    )


def list_statements(planned: Planned) -> Iterator[PreviewedStatement]:
    """Every statement with what becomes of it."""
    standing = {row.statement_id for row in planned.old}
    for row, former in zip(planned.rows, planned.formers, strict=True):
        yield preview_row(row, former, standing)


def preview_row(row: Row, former: Row | None, standing: Container[str]) -> PreviewedStatement:
    """A statement with what becomes of it; `standing` are those of the latest revision."""
    if former is None:
        return PreviewedStatement(row, None, "new")
    if former.statement_id not in standing:
        return PreviewedStatement(row, former, "revived")
    if former.text == row.text:
        return PreviewedStatement(row, former, "same")
    return PreviewedStatement(row, former, "changed", steps_between(former, row))


def steps_between(former: Row, row: Row) -> tuple[Step, ...]:
    """From the words of one row to those of another."""
    return tuple(difference((former.text or "").split(), (row.text or "").split()))


def list_voices(session: Session, episode: Episode, planned: Planned) -> Iterator[PreviewedVoice]:
    """The voices in the order in which they are first heard; MOST_VOICES have proposals."""
    rows_of: dict[str | None, list[Row]] = {}
    for row in planned.rows:
        rows_of.setdefault(row.voice, []).append(row)
    labels = [label for label in rows_of if label is not None][:MOST_VOICES]
    former_labels = find_former_labels(planned.old, planned.rows)
    proposals = {one.label: one for one in propose(session, episode, labels, former_labels)}
    for label, rows in rows_of.items():
        yield PreviewedVoice(
            label=label,
            statements=len(rows),
            words=sum(len((row.text or "").split()) for row in rows),
            seconds=sum_seconds(rows),
            first_lines=tuple(row.text or "" for row in rows[:FIRST_LINES]),
            proposal=proposals.get(label or ""),
        )


def sum_seconds(rows: Sequence[Row]) -> float | None:
    """How long the rows last together; None where no row says when it ends."""
    lengths = [row.end - row.start for row in rows if row.start is not None and row.end is not None]
    return sum(lengths) if lengths else None
