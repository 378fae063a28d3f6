"""A transcript file becomes a revision: statements keep their identifiers where words survive."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sqlalchemy.orm import Session

from archive.alignment import Alignment, Carried, New, Old, align, carry_times, keep_cuts
from archive.errors import Refused
from archive.intake import current_recording
from archive.minting import mint_identifiers
from archive.models import Actor, Episode, Recording, Revision
from archive.retiming import recording_of
from archive.revisions import Change, Provenance, latest_revision, save_revision
from archive.rows import Row, read_minted_words, read_rows, read_tombstones
from archive.transcript_labels import label_rows, says_machine
from archive.verification import LABEL_OF_KIND
from media.transcripts import CUE_FORMATS, Spoken, Transcript, cut_statements

MARKING = frozenset({"vtt"})
"""Formats that can say of words in which language they are."""
TIMELESS = frozenset({"srt", "txt", "audacity", "docx", "odt"})
"""Formats that have no place for the times of words."""
MACHINE_FORMATS = frozenset({"whisper"})
"""Formats that recognisers alone write."""
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of identifiers: `kept` in both revisions, `new`, `gone`, `revived`.

    `changed` is False where the statements were those of the latest revision already.
    """

    revision: Revision
    changed: bool
    kept: int
    new: int
    gone: int
    revived: int
    former_labels: Mapping[str, str] = field(default_factory=dict)
    """Labels new in this revision -> the label that most of their statements had before."""

    @property
    def statements(self) -> int:
        """How many statements the revision holds."""
        return self.kept + self.new + self.revived


@dataclass(frozen=True, slots=True)
class Draft:
    """What all rows of a revision in the making have in common."""

    episode: Episode
    kind: str
    transcript: Transcript
    recording_id: str | None

    def language_of(self, spoken: Spoken, same: Row | None) -> str:
        """The language of a statement: as marked, else of the transcript, else of the episode.

        A format that cannot mark one keeps that of the same words (`same`).
        """
        if same is not None and self.transcript.format not in MARKING:
            return same.language
        return spoken.language or self.transcript.language or self.episode.language


@dataclass(frozen=True, slots=True)
class Planned:
    """What a transcript would make of an episode; nothing is saved, nothing is minted.

    `old` are the rows of `former`, the latest revision. `rows` are those of the next one, without
    an identifier where a statement is new; `formers` are the rows that each had before, in `former`
    or, where it comes back, earlier.
    """

    former: Revision | None
    old: Sequence[Row]
    rows: Sequence[Row]
    formers: Sequence[Row | None]
    alignment: Alignment
    draft: Draft

    @property
    def new(self) -> int:
        """How many statements would be new."""
        return self.formers.count(None)

    @property
    def kept(self) -> int:
        """How many would keep the identifier that they have in the latest revision."""
        return len(self.rows) - self.new - self.revived

    @property
    def revived(self) -> int:
        """How many would come back."""
        return len(self.alignment.revived)

    @property
    def gone(self) -> Sequence[Row]:
        """The rows of the latest revision whose statements would be gone."""
        held = {row.statement_id for row in self.rows}
        return [row for row in self.old if row.statement_id not in held]

    @property
    def is_said_before(self) -> bool:
        """Whether the latest revision says all of this already."""
        return self.former is not None and said_before(self.rows, self.old)


def plan(session: Session, episode: Episode, transcript: Transcript, kind: str) -> Planned:
    """Align a transcript with the latest saved revision, as `attach` does, and only look.

    Raises Refused for one without words.
    """
    former = latest_revision(session, episode.id)
    old = read_rows(session, former.id) if former else []
    tombs = read_tombstones(session, episode.id, former.id) if former else []
    spoken = cut_as_before(transcript, old, former)
    if not spoken:
        raise Refused("The transcript holds no words; nothing was changed.")
    minted_for = read_minted_words(session, episode.id) if former else {}
    said = [new_of(one) for one in spoken]
    alignment = align(alive(old, minted_for), said, alive(tombs, minted_for))
    known = {row.statement_id: row for row in (*tombs, *old)}
    formers = [known.get(name or "") for name in alignment.identifiers]
    recording_id = find_referred(session, episode.id, former, old)
    draft = Draft(episode, kind, transcript, recording_id)
    carried = carry_times(alive(old), said, alignment.identifiers)
    rows = [
        draft_row(draft, one, row.statement_id if row else "", row, kept)
        for one, row, kept in zip(spoken, formers, carried, strict=True)
    ]
    rows = label_rows(rows, formers, old, kind)
    return Planned(former, old, rows, formers, alignment, draft)


def attach(
    session: Session,
    episode: Episode,
    transcript: Transcript,
    actor: Actor,
    provenance: Provenance,
    finish: Callable[[Sequence[Row]], Sequence[Row]] = list,
) -> Attached:
    """Save a transcript as the episode's next revision, aligned with the latest saved one.

    A transcript that says nothing new makes no revision. What its format cannot hold (times,
    speakers) is kept from the words of the latest revision. `finish` may add to the rows, whose
    words are those of the transcript in their order, before they are saved. Raises Refused for a
    transcript without words.
    """
    planned = plan(session, episode, transcript, provenance.kind)
    if planned.former is not None and planned.is_said_before:
        return Attached(planned.former, False, kept=planned.kept, new=0, gone=0, revived=0)
    minted = mint_identifiers(session, "statement", planned.new)
    fresh = iter(minted)
    rows = [
        row if row.statement_id else replace(row, statement_id=next(fresh)) for row in planned.rows
    ]
    return save_aligned(session, planned, finish(rows), minted, actor, provenance)


def find_referred(
    session: Session, episode_id: str, former: Revision | None, old: Sequence[Row]
) -> str | None:
    """The recording that the times of a new revision refer to.

    That of the latest revision, which may be one that the public does not hear yet; the current
    one where none was named, or where it came later than that revision.
    """
    current = current_recording(session, episode_id)
    referred = recording_of(old)
    if referred is None or former is None:
        return current.id if current else None
    return current.id if current and current.received_at > former.saved_at else referred


def find_standing_recording(session: Session, episode_id: str) -> Recording | None:
    """The recording that the next revision refers to (`find_referred`), to be heard for it.

    One that replaces another is not public before its revision is, and is this one already.
    """
    former = latest_revision(session, episode_id)
    old = read_rows(session, former.id) if former else []
    referred = find_referred(session, episode_id, former, old)
    return session.get(Recording, referred) if referred else None


def kind_of(transcript: Transcript, former: Revision | None) -> str:
    """The kind of the revision that a transcript becomes after `former`.

    What a recogniser wrote is a machine's, also where it follows a person's; so is the first
    transcript of an episode that says so itself.
    """
    if transcript.format in MACHINE_FORMATS or (former is None and says_machine(transcript.facts)):
        return "machine"
    return "human" if former is None else "corrected"


def save_aligned(
    session: Session,
    planned: Planned,
    rows: Sequence[Row],
    minted: Sequence[str],
    actor: Actor,
    provenance: Provenance,
) -> Attached:
    """Save the revision with its tombstones and successors; `minted` are its new statements."""
    change = Change(
        minted=frozenset(minted),
        gone={row.statement_id: row.wording_id for row in planned.gone},
        successors=successors_of(planned.alignment, rows),
    )
    revision = save_revision(session, planned.draft.episode, rows, change, actor, provenance)
    return Attached(
        revision,
        True,
        kept=planned.kept,
        new=planned.new,
        gone=len(change.gone),
        revived=planned.revived,
        former_labels=find_former_labels(planned.old, rows),
    )


def find_former_labels(old: Sequence[Row], rows: Sequence[Row]) -> dict[str, str]:
    """Labels that `old` does not know -> the one under which most of their statements stood."""
    before = {row.statement_id: row.voice for row in old}
    known = set(before.values())
    moved = Counter(
        (row.voice, before[row.statement_id])
        for row in rows
        if row.voice not in known and before.get(row.statement_id)
    )
    return {new: former for (new, former), _ in reversed(moved.most_common()) if new and former}


def cut_as_before(
    transcript: Transcript, old: Sequence[Row], former: Revision | None
) -> Sequence[Spoken]:
    """The statements of the file, cut where the latest revision was, as far as words survive."""
    if former is None:
        return transcript.statements
    words = [word for turn in transcript.turns for word in turn.text.split()]
    keep = keep_cuts(
        alive(old),
        words,
        cues=bool(CUE_FORMATS.intersection((former.source_format, transcript.format))),
        unlabelled=not transcript.speakers,
    )
    return cut_statements(transcript.turns, keep)


def alive(rows: Sequence[Row], minted_for: Mapping[str, str] = NOTHING_KNOWN) -> list[Old]:
    """Rows as the alignment sees them; withdrawn words have nothing to align."""
    return [
        Old(
            row.statement_id,
            row.text,
            row.voice,
            row.start,
            row.end,
            row.marks,
            minted_for.get(row.statement_id),
        )
        for row in rows
        if row.text is not None
    ]


def new_of(spoken: Spoken) -> New:
    """A statement of the file as the alignment sees it."""
    return New(spoken.text, spoken.speaker, spoken.start, spoken.end)


def draft_row(
    draft: Draft, spoken: Spoken, identifier: str, former: Row | None, carried: Carried
) -> Row:
    """The row of a statement; `former` is the one that it has in an earlier revision.

    Words that did not change keep their wording.
    """
    times_carried = spoken.start is None and carried.start is not None
    same = former if former and former.text == spoken.text else None
    brought_back = same if same and says_no_more(draft.transcript, spoken, same) else None
    return Row(
        statement_id=identifier,
        voice=spoken.speaker if spoken.speaker is not None else carried.voice,
        text=spoken.text,
        start=carried.start if times_carried else spoken.start,
        end=carried.end if times_carried else spoken.end,
        marks=carried.marks
        if times_carried
        else (brought_back.marks if brought_back else spoken.marks),
        times_carried=brought_back.times_carried if brought_back else times_carried,
        times_estimated=known_by_machine(brought_back, former if times_carried else None),
        language=draft.language_of(spoken, same),
        label=LABEL_OF_KIND[draft.kind],
        recording_id=draft.recording_id,
        wording_id=same.wording_id if same else None,
        wording_hash=same.wording_hash if same else None,
        confidence=same.confidence if same else None,
    )


def known_by_machine(*rows: Row | None) -> bool:
    """Whether the times that are kept of earlier rows are estimates of a machine."""
    return any(row is not None and row.times_estimated for row in rows)


def says_no_more(transcript: Transcript, spoken: Spoken, former: Row) -> bool:
    """Whether a file gives the same words the same times, and tells no more of the moments inside.

    So does a file that was taken from the archive and brought back. In TIMELESS formats moments
    inside a statement are those of cues, which the archive estimates where it writes them.
    """
    if (spoken.start, spoken.end) != (former.start, former.end):
        return False
    if transcript.format in TIMELESS:
        return len(spoken.marks) <= len(former.marks)
    return set(former.marks).issuperset(spoken.marks)


def said_before(rows: Sequence[Row], old: Sequence[Row]) -> bool:
    """Whether the statements, their voices, times and words are those of the old rows."""
    return [row.content for row in rows] == [row.content for row in old]


def successors_of(alignment: Alignment, rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Pairs (statement, where its words went) by identifier."""
    pairs = ((old_id, rows[number].statement_id) for old_id, number in alignment.successors)
    return tuple((old_id, new_id) for old_id, new_id in pairs if old_id != new_id)
