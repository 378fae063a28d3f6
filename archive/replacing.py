"""A wrong recording is replaced: another file waits, somebody decides, a new revision refers to it.

    keep_file           the file is stored and looked at, before anything is written
    offer_recording     the file is kept beside the current recording, and waits
    plan_replacement    what would become of the times
    suggest_shift       by how much the two recordings are apart
    replace_recording   the new revision; discard_offer   the file is not wanted after all

Nothing that is public changes before it is published again: the public goes on hearing the
recording that the published revision refers to (archive/publishing.py). Earlier recordings are
kept, and citations play the one that they cited.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.editing import is_edited
from archive.errors import NotFound, Refused
from archive.intake import add_recording, current_recording, make_current, read_audio
from archive.models import Actor, Episode, Recording, Revision, RevisionRow
from archive.outbox import tell_index
from archive.publishing import current_publication, publish
from archive.retiming import Retimed, recording_of, retime
from archive.revisions import Change, Provenance, latest_revision, save_revision
from archive.rows import read_rows
from archive.withdrawing import follows_withdrawal
from media.offsets import Offset, find_offset
from media.store import Blob, Store
from media.tags import Tags


class SameRecording(Refused):
    """The file is the recording that the transcript refers to already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a replacement comes to: `former` is the recording that the times refer to now.

    `revision` is the latest one, None for an episode without a transcript; `retimed` its rows for
    the new recording.
    """

    former: Recording | None
    revision: Revision | None
    retimed: Retimed
    shift: float | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was done: the revision that refers to the new recording, and whether it is public.

    `lapsed` is how many statements were checked by ear against the former recording.
    """

    plan: Plan
    revision: Revision | None
    is_public: bool
    lapsed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store, under the name that it came with, and what it says of itself."""

    name: str
    blob: Blob
    tags: Tags


def keep_file(store: Store, path: Path, name: str) -> Kept:
    """Store a recording and look at it: that takes seconds, and no transaction waits for it.

    Raises UnreadableRecording for what is no audio, and what `Store.receive` raises.
    """
    tags = read_audio(path)
    return Kept(name, store.receive(path), tags)


def offer_recording(session: Session, episode: Episode, kept: Kept, actor: Actor) -> Recording:
    """Have a file that was kept wait to replace the episode's recording; begin to prepare it.

    Another one that waited is discarded. A file that the episode had before is that recording
    again, and what was checked by ear against it is checked again. Raises SameRecording; then
    nothing was changed.
    """
    blob = kept.blob
    known = session.scalar(
        select(Recording)
        .where(Recording.episode_id == episode.id, Recording.master_sha256 == blob.sha256)
        .order_by(Recording.received_at.desc())
        .limit(1)
    )
    if known is not None and known.is_waiting:
        return known
    if known is not None and is_referred_to(session, episode, known):
        raise SameRecording(
            f"This is the recording that {episode.slug} has already, byte for byte; nothing was"
            " changed."
        )
    discard_offer(session, episode, actor)
    if known is None:
        known = add_recording(session, episode, kept.name, blob, kept.tags, actor)
    known.is_waiting, known.deleted_at = True, None
    session.flush()
    record_act(session, actor, "recording offered", known.id, {"master": known.master_sha256})
    return known


def is_referred_to(session: Session, episode: Episode, recording: Recording) -> bool:
    """Whether the latest revision refers to this recording; without one, whether it is current."""
    latest = latest_revision(session, episode.id)
    if latest is None:
        return recording.is_current
    return recording_of(read_rows(session, latest.id)) == recording.id


def find_offer(session: Session, episode: Episode) -> Recording | None:
    """The recording that waits to replace the episode's."""
    return session.scalar(
        select(Recording).where(Recording.episode_id == episode.id, Recording.is_waiting)
    )


def discard_offer(session: Session, episode: Episode, actor: Actor) -> bool:
    """Do without the recording that waits; one that no revision ever named is marked as deleted.

    Returns whether one waited.
    """
    waiting = find_offer(session, episode)
    if waiting is None:
        return False
    waiting.is_waiting = False
    if not waiting.is_current and not was_heard(session, waiting):
        waiting.deleted_at = datetime.now(UTC)
    session.flush()
    record_act(session, actor, "recording not taken", waiting.id, {"master": waiting.master_sha256})
    return True


def was_heard(session: Session, recording: Recording) -> bool:
    """Whether a revision refers to a recording."""
    named = select(RevisionRow.revision_id).where(RevisionRow.recording_id == recording.id)
    return session.scalar(named.limit(1)) is not None


def plan_replacement(
    session: Session,
    episode: Episode,
    recording_id: str,
    duration: float | None,
    shift: float | None,
) -> Plan:
    """What becomes of the latest revision with another recording; see `retime` for `shift`."""
    revision = latest_revision(session, episode.id)
    rows = read_rows(session, revision.id) if revision else []
    former_id = recording_of(rows)
    former = session.get(Recording, former_id) if former_id else None
    return Plan(
        former=former or current_recording(session, episode.id),
        revision=revision,
        retimed=retime(rows, recording_id, duration, shift),
        shift=shift,
    )


def suggest_shift(former: Recording | None, recording: Recording) -> Offset | None:
    """By how much a recording is apart from the former one, as far as their waves are known."""
    if former is None or not former.peaks or not recording.peaks:
        return None
    return find_offset(former.peaks, recording.peaks)


def replace_recording(
    session: Session,
    episode: Episode,
    shift: float | None,
    actor: Actor,
    reason: str,
    *,
    publish_it: bool = False,
) -> Replaced:
    """Have the recording that waits replace the one that the transcript refers to.

    Saves a revision whose rows refer to it. A draft has it at once, what is public when it is
    published. Raises NotFound where none waits; Refused without a reason, while somebody edits the
    transcript, and where only the recording is public and is not to be published.
    """
    recording = find_offer(session, episode)
    if recording is None:
        raise NotFound(f"No recording waits to replace that of {episode.slug}.")
    require_replaceable(session, episode, reason, publish_it=publish_it)
    plan = plan_replacement(session, episode, recording.id, recording.duration, shift)
    was_checked = Counter(
        row.checked_at is not None
        for row in (read_rows(session, plan.revision.id) if plan.revision else ())
    )
    recording.is_waiting = False
    revision = save_plan(session, episode, plan, actor, reason)
    hashes = {"master": recording.master_sha256}
    if plan.former is not None:
        hashes["former"] = plan.former.master_sha256
    record_act(session, actor, "recording replaced", recording.id, hashes)
    is_public = put_in_place(session, episode, recording, revision, plan, actor, publish_it)
    tell_index(session, episode.id, revision.number if revision else None)
    return Replaced(plan, revision, is_public, was_checked[True])


def require_replaceable(
    session: Session, episode: Episode, reason: str, *, publish_it: bool
) -> None:
    """Raise Refused where a recording may not be replaced now."""
    if not reason.strip():
        raise Refused("A recording is replaced with a reason.")
    if is_edited(session, episode):
        raise Refused(
            f"Somebody is editing the transcript of {episode.slug}. Save or discard what they did,"
            " then replace the recording."
        )
    is_bare = episode.state == "published" and latest_revision(session, episode.id) is None
    if is_bare and not publish_it:
        raise Refused(
            f"{episode.slug} is public without a transcript: whoever may publish replaces its"
            " recording, and publishes it by that."
        )


def save_plan(
    session: Session, episode: Episode, plan: Plan, actor: Actor, reason: str
) -> Revision | None:
    """The revision that refers to the new recording; None without a transcript."""
    if plan.revision is None:
        return None
    kind = "machine" if plan.revision.kind == "machine" else "corrected"
    provenance = Provenance(kind, reason.strip())
    return save_revision(session, episode, plan.retimed.rows, Change(), actor, provenance)


def put_in_place(
    session: Session,
    episode: Episode,
    recording: Recording,
    revision: Revision | None,
    plan: Plan,
    actor: Actor,
    publish_it: bool,
) -> bool:
    """Make the recording current, now or by publishing; returns whether the public hears it."""
    standing = current_publication(session, episode.id)
    if revision is None or standing is None or episode.state != "published":
        make_current(session, recording, plan.shift or 0.0)
    if not publish_it:
        return episode.state == "published" and recording.is_current
    unseen = standing is None or plan.revision is None or standing.revision_id != plan.revision.id
    if revision is not None and unseen and follows_withdrawal(session, revision):
        return False
    publish(session, episode, revision, actor)
    return True
