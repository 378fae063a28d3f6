"""Draft to published to withdrawn: the acts that make an episode and its revisions public."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from archive.attributions import read_attributions, read_frozen_attributions
from archive.audit import record_act
from archive.errors import Refused
from archive.intake import make_current
from archive.models import Actor, Episode, Publication, Recording, Revision, RevisionRow
from archive.models.transcripts import WITHDRAWAL_REASONS, publication_attributions
from archive.outbox import tell_index
from archive.retiming import shift_between
from archive.rows import read_rows


def publish(session: Session, episode: Episode, revision: Revision | None, actor: Actor) -> bool:
    """Make the episode public and, where one is given, this revision of its transcript.

    Freezes which attributions the revision shows; voices named since then are a new publication
    of the same revision. Publishing what is public already changes nothing; returns whether
    anything changed. Raises Refused for a deleted or a withdrawn episode.
    """
    require_publishable(episode)
    changed = open_episode(session, episode, actor)
    if revision is not None and not is_current(session, episode, revision):
        former = current_publication(session, episode.id)
        add_publication(session, episode, revision, actor)
        follow_recording(session, revision, former)
        changed = True
    if changed:
        tell_index(session, episode.id, revision.number if revision else None)
    return changed


def require_publishable(episode: Episode) -> None:
    """Raise Refused where an episode is deleted, or withdrawn: `restore` takes that back.

    Whoever publishes a revision may not know of the withdrawal.
    """
    if episode.deleted_at is not None:
        raise Refused(f"{episode.slug} is deleted; restore it before it is published.")
    if episode.state == "withdrawn":
        raise Refused(
            f"{episode.slug} was withdrawn and stays so; nothing was published. To take that back:"
            f" gaung withdraw {episode.slug} --undo."
        )


def open_episode(session: Session, episode: Episode, actor: Actor) -> bool:
    """Set the state of the episode to published; returns whether it was another."""
    if episode.state == "published":
        return False
    episode.state = "published"
    episode.withdrawn_because = None
    session.flush()
    record_act(session, actor, "episode published", episode.id)
    return True


def add_publication(
    session: Session, episode: Episode, revision: Revision, actor: Actor
) -> Publication:
    """Append the publication of a revision with the attributions of this moment."""
    publication = Publication(
        episode_id=episode.id, revision_id=revision.id, at=datetime.now(UTC), actor_id=actor.id
    )
    session.add(publication)
    session.flush()
    frozen = [
        {"publication_id": publication.id, "attribution_id": attribution.id}
        for attribution in read_attributions(session, episode.id).values()
    ]
    if frozen:
        session.execute(insert(publication_attributions), frozen)
    entity = f"{episode.id}/r{revision.number}"
    record_act(session, actor, "revision published", entity, {"content": revision.content_hash})
    return publication


def follow_recording(session: Session, revision: Revision, former: Publication | None) -> None:
    """Let the public hear the recording that a published revision refers to.

    Segments go along by as much as the times of its statements differ from those of `former`.
    """
    recording_id = session.scalar(REFERRED, {"revision": revision.id})
    recording = session.get(Recording, recording_id) if recording_id else None
    if recording is None or recording.is_current or recording.deleted_at is not None:
        return
    shift = 0.0
    if former is not None:
        earlier, rows = (read_rows(session, id_) for id_ in (former.revision_id, revision.id))
        shift = shift_between(earlier, rows)
    make_current(session, recording, shift)


REFERRED = (
    select(RevisionRow.recording_id)
    .where(RevisionRow.revision_id == bindparam("revision"), RevisionRow.recording_id.is_not(None))
    .group_by(RevisionRow.recording_id)
    .order_by(func.count().desc(), RevisionRow.recording_id.desc())
    .limit(1)
)
"""The recording that most rows of the revision `:revision` refer to."""


def current_publication(session: Session, episode_id: str) -> Publication | None:
    """The publication that the public reads: the latest that is not withdrawn."""
    return session.scalar(CURRENT, {"episode": episode_id})


CURRENT = (
    select(Publication)
    .where(Publication.episode_id == bindparam("episode"), Publication.withdrawn_at.is_(None))
    .order_by(Publication.id.desc())
    .limit(1)
)
"""The current publication of the episode `:episode`."""


def is_current(session: Session, episode: Episode, revision: Revision) -> bool:
    """Whether the public reads this revision now, with the voices as they are attributed now."""
    publication = current_publication(session, episode.id)
    if publication is None or publication.revision_id != revision.id:
        return False
    frozen = read_frozen_attributions(session, [publication.id])[publication.id]
    latest = read_attributions(session, episode.id)
    return {one.id for one in frozen.values()} == {one.id for one in latest.values()}


def withdraw(session: Session, episode: Episode, because: str, actor: Actor) -> None:
    """Take an episode from the public: its addresses answer 410 with the class of the reason.

    Raises Refused for a reason that is not one of WITHDRAWAL_REASONS or an unpublished episode.
    """
    if because not in WITHDRAWAL_REASONS:
        raise Refused(f"{because!r} is no reason class; give one of {WITHDRAWAL_REASONS}.")
    if episode.state != "published":
        raise Refused(f"{episode.slug} is not public.")
    episode.state = "withdrawn"
    episode.withdrawn_because = because
    session.execute(
        update(Publication)
        .where(Publication.episode_id == episode.id, Publication.withdrawn_at.is_(None))
        .values(withdrawn_at=datetime.now(UTC))
    )
    record_act(session, actor, f"episode withdrawn: {because}", episode.id)
    tell_index(session, episode.id)


def restore(session: Session, episode: Episode, actor: Actor) -> None:
    """Take the withdrawal of an episode back: the revision that was public then is so again.

    Raises Refused for one that is not withdrawn, or deleted.
    """
    if episode.state != "withdrawn":
        raise Refused(f"{episode.slug} is not withdrawn.")
    last = session.scalar(LAST, {"episode": episode.id})
    episode.state = "draft"
    record_act(session, actor, "withdrawal taken back", episode.id)
    publish(session, episode, last.revision if last else None, actor)


LAST = (
    select(Publication)
    .where(Publication.episode_id == bindparam("episode"))
    .order_by(Publication.id.desc())
    .limit(1)
)
"""The last publication of the episode `:episode`, withdrawn or not."""
