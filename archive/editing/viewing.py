"""What an editor sees of a working copy: lines with their tags, voices, who else is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session, joinedload

from archive.attributions import read_attributions
from archive.checking import Standing, read_checks
from archive.editing.copies import Copy, Head, read_head, view_copy
from archive.editing.lines import Line
from archive.editing.notices import PutBack, list_put_back
from archive.editing.presence import Editor, list_others
from archive.editing.tags import tag_of
from archive.models import Episode, User, Voice, WorkingAct
from archive.publishing import current_publication
from archive.verification import BY_EAR, shown_label

MOST_ACTS = 50
"""How many acts are looked through for who changed a line last."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as it is shown: `label` with what was heard of it, `checked` who heard it and when."""

    line: Line
    tag: str
    label: str
    checked: Standing | None


@dataclass(frozen=True, slots=True)
class SeenVoice:
    """A voice of the transcript, and the person whose it is; None where that is not known."""

    label: str
    person: str | None
    person_name: str | None


@dataclass(frozen=True, slots=True)
class View:
    """A working copy as one of its editors sees it.

    `lines` are those that changed since the version that was asked for, `order` all identifiers,
    None where it is as it was then. `saved_by` is who saved the latest revision, `published` the
    number of the one that the public reads, None where it reads none;
    `put_back` is what gave way to withdrawn words since.
    """

    head: Head
    order: Sequence[str] | None
    lines: Sequence[SeenLine]
    voices: Sequence[SeenVoice]
    others: Sequence[Editor]
    saved_by: str
    published: int | None
    put_back: Sequence[PutBack] = ()


def read_view(
    session: Session,
    episode: Episode,
    user: User,
    at: datetime,
    since: int | None = None,
    copy: Copy | None = None,
) -> View:
    """What changed since a version; everything for None and for a version that there never was.

    `copy` is what stands, where that is at hand. Raises NotFound where there is no transcript.
    """
    head = read_head(session, episode)
    others = list_others(session, episode.id, user.id, at)
    public = current_publication(session, episode.id)
    saved = (head.latest.actor.name, public.revision.number if public else None)
    if since == head.version:
        return View(head, None, (), read_voices(session, episode, ()), others, *saved)
    copy = copy or view_copy(session, episode)
    known = since if since is not None and since <= head.version else -1
    changed = [line for line in copy.lines if copy.changed[line.id] > known]
    order = [line.id for line in copy.lines] if copy.ordered > known else None
    voices = read_voices(session, episode, (line.row.voice for line in copy.lines))
    back = list_put_back(session, episode, None if known < 0 else known) if head.saved_at else ()
    return View(head, order, see_lines(session, changed), voices, others, *saved, back)


def see_lines(session: Session, lines: Sequence[Line]) -> list[SeenLine]:
    """Lines as they are shown."""
    checks = read_checks(session, [line.row for line in lines])
    return [see_line(line, checks) for line in lines]


def see_line(line: Line, checks: Mapping[tuple[int, str], Standing]) -> SeenLine:
    """A line with what was heard of its words: in this copy, else as it is known of them."""
    row, hearing = line.row, line.hearing
    checked = None
    if hearing is not None and hearing.heard:
        checked = Standing(datetime.fromisoformat(hearing.at), hearing.name)
    elif hearing is None and row.wording_id is not None and row.recording_id is not None:
        checked = checks.get((row.wording_id, row.recording_id))
    label = BY_EAR if checked else shown_label(row.label, checked=False)
    return SeenLine(line, tag_of(line), label, checked)


def read_voices(
    session: Session, episode: Episode, labels: Iterable[str | None]
) -> list[SeenVoice]:
    """The voices of an episode and those of the lines that are worked on, by label."""
    known = session.scalars(select(Voice).where(Voice.episode_id == episode.id)).all()
    whose = read_attributions(session, episode.id)
    people = {voice.label: whose[voice.id].person for voice in known if voice.id in whose}
    every = {voice.label for voice in known} | {label for label in labels if label}
    return [
        SeenVoice(label, person.id if person else None, person.name if person else None)
        for label, person in ((label, people.get(label)) for label in sorted(every))
    ]


def who_changed(session: Session, episode: Episode, statement: str) -> str | None:
    """The name of whoever changed a statement last, or took it away."""
    mentioned = cast(WorkingAct.content, String).contains(f'"{statement}"', autoescape=True)
    acts = (
        select(WorkingAct)
        .where(WorkingAct.episode_id == episode.id, mentioned)
        .order_by(WorkingAct.version.desc(), WorkingAct.at.desc())
        .limit(MOST_ACTS)
        .options(joinedload(WorkingAct.actor))
    )
    return next((act.actor.name for act in session.scalars(acts) if touched(act, statement)), None)


def touched(act: WorkingAct, statement: str) -> bool:
    """Whether an act left a statement other than it was."""
    content = act.content
    if "moved" not in content:  # of the whole copy
        return False
    before = {one["statement_id"] for one in content.get("before", ())}
    after = {name for name, _ in content.get("after", ())}
    return statement in before | after
