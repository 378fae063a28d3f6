"""Words without times find theirs in the recording: a new revision with estimated times.

    plan_synchronising     what would be synchronised: words, recording, times that are known
    find_times             the times of a plan (media/synchronising); takes minutes, saves nothing
    keep_times             the new revision: words and identifiers as they are, times estimated
    synchronise_transcript all three, as a job of the worker

Times that a person or a file of cues gave stay as they are, and the others are found between them:
among the words of a recogniser where the archive has one, else by a synthetic voice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from archive.editing import Lines, is_edited, open_lines, save_lines
from archive.errors import NotFound, Refused
from archive.models import Actor, Episode, Recording, Revision
from archive.publishing import is_current, publish
from archive.recognition import recognised_words
from archive.resources import Resources
from archive.revisions import latest_revision
from archive.rows import Row, read_rows
from archive.staff.asking import may_still, require_edit_still
from archive.synchronised_rows import (
    Outcome,
    anchors_of,
    fit_of_rest,
    is_wanting,
    take_times,
    words_of,
)
from archive.transcripts import Attached, find_standing_recording
from archive.withdrawing import follows_withdrawal
from media.errors import RecogniserUnavailable
from media.store import Store
from media.synchronising import Anchor, Fit, align_recognised, synchronise

logger = logging.getLogger("gaung.worker")

Listener = Callable[[float], None]

REASON = "Waktu diperkirakan mesin"
"""How the reason of every revision begins that was made here."""
BY_VOICE = "dengan suara sintetis"
BY_RECOGNISER = "menurut kata-kata yang dikenali mesin"
NOT_FOUND = "The words of this transcript were not found in this recording."
SOME_LOST = "Some statements have no believable place in the recording, and no time."
MOVED_ON = "The transcript was changed meanwhile: have its times looked for once more."
WORDS_WITHDRAWN = "Words of this transcript were withdrawn: the revision was saved, not published."
UNSEEN = "The transcript was changed before its times were looked for: saved, not published."
MAY_NOT_PUBLISH = "Whoever asked for this may not publish it any more: saved, not published."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is synchronised: the rows of `revision` with a recording at `path`.

    `confirmed` are seconds at which a person says that statements begin, by identifier; `anchors`
    hold them and all else that is known.
    """

    episode: Episode
    revision: Revision
    recording: Recording
    rows: Sequence[Row]
    confirmed: Mapping[str, float]
    anchors: Sequence[Anchor]
    path: Path

    @property
    def wanting(self) -> int:
        """How many statements have words and no time that anybody gave."""
        return sum(map(is_wanting, self.rows))


@dataclass(frozen=True, slots=True)
class Found:
    """The times of a plan's words, and how they were found, for the reason of the revision."""

    fit: Fit
    how: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a fit: the revision that holds it, and how the statements fared."""

    attached: Attached
    outcome: Outcome
    problems: Sequence[str]


def plan_synchronising(
    session: Session,
    store: Store,
    episode: Episode,
    *,
    confirmed: Mapping[str, float] | None = None,
    anchors: Sequence[Anchor] = (),
) -> Plan:
    """What there is to do. Raises Refused where that is nothing, or cannot be done now."""
    revision = latest_revision(session, episode.id)
    if revision is None:
        raise Refused(f"{episode.slug} has no transcript yet.")
    recording = find_standing_recording(session, episode.id)
    if recording is None:
        raise Refused(f"{episode.slug} has no recording yet.")
    refuse_edited(session, episode)
    rows = read_rows(session, revision.id)
    if not any(map(is_wanting, rows)):
        raise Refused("Every statement has a time that a person or a file gave; nothing is left.")
    given = dict(confirmed or {})
    unknown = set(given).difference(row.statement_id for row in rows)
    if unknown:
        raise NotFound(f"The transcript has no statement {', '.join(sorted(unknown))}.")
    known = anchors_of(rows, recording.id, given)
    path = store.path(recording.access_sha256 or recording.master_sha256)
    return Plan(episode, revision, recording, rows, given, (*known, *anchors), path)


def refuse_edited(session: Session, episode: Episode) -> None:
    """Raise Refused where a working copy would lose what a new revision says."""
    if is_edited(session, episode):
        raise Refused(
            "The transcript is being edited: have the working copy saved or discarded first."
        )


def find_times(resources: Resources, plan: Plan, on_progress: Listener) -> Found:
    """When the words of a plan are heard. Raises MediaError, as `synchronise` does.

    A recogniser that is set and cannot be used is passed over; the reason of the revision says
    which way it was.
    """
    statements = [words_of(row) for row in plan.rows]
    if resources.settings["ASR_MODEL"]:
        try:
            heard = recognised_words(resources, plan.episode.id, on_progress)
            return Found(align_recognised(statements, heard, plan.anchors), BY_RECOGNISER)
        except RecogniserUnavailable as error:
            logger.warning("Times are found by a synthetic voice: %s", error)
    home = resources.settings.home
    fit = synchronise(plan.path, statements, plan.anchors, folder=home, on_progress=on_progress)
    return Found(fit, BY_VOICE)


def keep_times(session: Session, plan: Plan, found: Found, actor: Actor) -> Kept:
    """Save the times that were found as the episode's next revision.

    Raises Refused where the transcript or its recording is another one by now.
    """
    base = latest_revision(session, plan.episode.id)
    recording = find_standing_recording(session, plan.episode.id)
    if (base, recording) != (plan.revision, plan.recording) or base is None:
        raise Refused(MOVED_ON)
    refuse_edited(session, plan.episode)
    outcome = take_times(plan.rows, found.fit, plan.recording, plan.confirmed)
    lines = with_rows(open_lines(session, base), outcome.rows)
    attached = save_lines(session, plan.episode, base, lines, actor, say_how(outcome, found.how))
    return Kept(attached, outcome, problems_of(outcome))


def with_rows(lines: Lines, rows: Sequence[Row]) -> Lines:
    """The lines with these rows in their places."""
    return tuple(replace(line, row=row) for line, row in zip(lines, rows, strict=True))


def say_how(outcome: Outcome, how: str) -> str:
    """The reason of the revision, in the language of the record."""
    said = (
        f"{REASON} {how}: {outcome.placed} dari {outcome.wanting} pernyataan,"
        f" {outcome.sure} di antaranya dengan yakin"
    )
    kept = f"; {outcome.given} waktu yang sudah diberikan tetap" if outcome.given else ""
    return f"{said}{kept}."


def problems_of(outcome: Outcome) -> list[str]:
    """What did not go well, in sentences."""
    lost = outcome.wanting - outcome.placed
    if not outcome.placed:
        return [NOT_FOUND]
    return [SOME_LOST] if lost else []


def synchronise_transcript(
    resources: Resources,
    episode_id: str,
    parameters: Mapping[str, Any],
    on_progress: Listener,
) -> Sequence[str]:
    """Synchronise the latest revision of an episode with its recording; a task of the worker.

    `parameters`: "actor" (id of who asked), "confirmed" (statement -> seconds), "publish", and
    "revision", the number of the one whose words they saw: no others are published. Done again it
    finds the same times, which make no revision. Raises Refused, MediaError.
    """
    with resources.reading() as session:
        episode = session.get_one(Episode, episode_id)
        require_edit_still(session, session.get_one(Actor, parameters["actor"]), episode)
        confirmed = parameters.get("confirmed") or {}
        plan = plan_synchronising(session, resources.store, episode, confirmed=confirmed)
    found = find_times(resources, plan, on_progress)
    with resources.writing() as session:
        episode = session.get_one(Episode, episode_id)
        actor = session.get_one(Actor, parameters["actor"])
        require_edit_still(session, actor, episode)
        plan, found = again(session, resources.store, episode, plan, found)
        kept = keep_times(session, plan, found, actor)
        problems = [*kept.problems]
        if parameters.get("publish"):
            is_seen = plan.revision.number == parameters.get("revision")
            problems += publish_seen(session, episode, kept, actor, is_seen=is_seen)
        session.commit()
    return problems


def publish_seen(
    session: Session, episode: Episode, kept: Kept, actor: Actor, *, is_seen: bool
) -> list[str]:
    """Publish the revision where its publisher has seen its words, and is one still.

    Returns why it was not published, in sentences.
    """
    if not kept.attached.changed or is_current(session, episode, kept.attached.revision):
        return []
    if not is_seen:
        return [UNSEEN]
    if not may_still(session, actor, "publish", episode):
        return [MAY_NOT_PUBLISH]
    return publish_times(session, episode, kept, actor)


def publish_times(session: Session, episode: Episode, kept: Kept, actor: Actor) -> list[str]:
    """Publish the revision that was saved, if any; returns why it was not, in sentences."""
    if not kept.attached.changed:
        return []
    if follows_withdrawal(session, kept.attached.revision):
        return [WORDS_WITHDRAWN]
    publish(session, episode, kept.attached.revision, actor)
    return []


def again(
    session: Session, store: Store, episode: Episode, former: Plan, found: Found
) -> tuple[Plan, Found]:
    """The plan as it is in this session, and the times of the words that are left in it.

    Words that were withdrawn meanwhile make no revision, and have no times any more. Raises Refused
    where the transcript is another by now.
    """
    plan = plan_synchronising(session, store, episode, confirmed=former.confirmed)
    if plan.revision.id != former.revision.id or plan.recording.id != former.recording.id:
        raise Refused(MOVED_ON)
    fit = fit_of_rest(former.rows, plan.rows, found.fit)
    return replace(plan, anchors=former.anchors), replace(found, fit=fit)
