"""Speech recognised by a machine becomes a revision, labelled so, with how sure the machine was.

The recogniser is a plug-in (media/recognition); which one, and with which model, the settings say.
A transcript that a person made is never replaced unasked.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from archive.audit import find_actor
from archive.errors import Refused
from archive.expected_names import list_expected_names
from archive.models import Actor, Episode, Recording, Revision
from archive.named_episodes import find_named_episode
from archive.outbox import RECOGNISE_SPEECH, begin_job
from archive.resources import Resources
from archive.revisions import Provenance, latest_revision
from archive.rows import Row, read_rows
from archive.settings import Settings
from archive.staff.asking import require_edit_still
from archive.transcript_files import shape_of
from archive.transcript_labels import BY_MACHINE
from archive.transcripts import Attached, attach, find_standing_recording
from media.recognition import (
    Asked,
    Hearing,
    Setup,
    check_setup,
    recognise,
    sure_of_words,
    words_of,
    write_whisper,
)
from media.synchronising import Recognised as RecognisedWord
from media.transcripts import Transcript, read_transcript

Listener = Callable[[float], None]
SHOWN_HASH = 12
"""Signs of a model's hash that a reason names; the whole stands in the log of the worker."""


SAVED_SINCE = "People saved a revision after this was asked for; nothing was saved. Read it first."


class NotHeard(Refused):
    """A recording in which a recogniser heard no words."""


class MadeByPeople(Refused):
    """The latest transcript was made by people; whoever asks has to say that it is replaced."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was heard, as the transcript it becomes."""

    hearing: Hearing
    transcript: Transcript
    written: bytes

    @property
    def reason(self) -> str:
        """Why the revision exists: which program heard it, with which model."""
        heard = self.hearing
        fingerprint = heard.model_sha256[:SHOWN_HASH]
        return (
            f"Dikenali mesin: {heard.recogniser}, model “{heard.model}” (SHA-256 {fingerprint}…)."
        )

    def as_dict(self) -> dict[str, Any]:
        """What `transcript recognise --dry-run` prints."""
        said = self.transcript.statements
        sure = mean_of([one.text for one in said], sure_of_words(self.hearing))
        return {
            "recogniser": self.hearing.recogniser,
            "model": self.hearing.model,
            "model_sha256": self.hearing.model_sha256,
            "reason": self.reason,
            "statements": [
                {
                    "speaker": one.speaker,
                    "start": one.start,
                    "end": one.end,
                    "text": one.text,
                    "confidence": confidence,
                }
                for one, confidence in zip(said, sure, strict=True)
            ],
        }


def setup_of(settings: Settings) -> Setup:
    """The recogniser of this archive. Raises RecogniserUnavailable with what to do."""
    model = settings["ASR_MODEL"]
    threads = settings["ASR_THREADS"] or max(1, (os.cpu_count() or 2) - 1)
    setup = Setup(settings["ASR_RECOGNISER"], Path(model), threads) if model else None
    return check_setup(setup)


def require_recording(session: Session, episode: Episode) -> Recording:
    """The recording that a new transcript refers to. Raises Refused where there is none."""
    recording = find_standing_recording(session, episode.id)
    if recording is None:
        raise Refused(f"{episode.slug} has no recording: there is nothing to recognise.")
    return recording


def require_replaceable(session: Session, episode: Episode, *, replace: bool) -> int | None:
    """The number of the revision by people that `replace` lets a machine's follow; None: none is.

    Raises MadeByPeople where the latest revision is not a machine's, unless `replace`.
    """
    latest = latest_revision(session, episode.id)
    if latest is None or not is_by_people(session, latest):
        return None
    if not replace:
        raise MadeByPeople(
            f"Revision {latest.number} of {episode.slug} was made by people. Nothing was changed;"
            " give --replace to put a machine's transcript in its place."
        )
    return latest.number


def refuse_saved_since(session: Session, episode: Episode, replaces: int | None) -> None:
    """Raise MadeByPeople where people saved another revision than the one that may be followed."""
    latest = latest_revision(session, episode.id)
    if latest is not None and is_by_people(session, latest) and latest.number != replaces:
        raise MadeByPeople(SAVED_SINCE)


def is_by_people(session: Session, revision: Revision) -> bool:
    """Whether people wrote or corrected a revision, or words of it that a machine's file kept."""
    if revision.kind != "machine":
        return True
    return any(row.label != BY_MACHINE for row in read_rows(session, revision.id) if row.text)


def begin_recognition(session: Session, episode: Episode, actor: Actor, *, replace: bool) -> int:
    """Have the worker recognise the recording of an episode; returns the job's seq.

    Raises Refused where there is no recording, MadeByPeople.
    """
    require_recording(session, episode)
    replaces = require_replaceable(session, episode, replace=replace)
    asked = {"replaces": replaces, "actor": actor.id}
    return begin_job(session, RECOGNISE_SPEECH, episode.id, asked)


def recognise_speech(
    resources: Resources, episode_id: str, parameters: Mapping[str, Any], on_progress: Listener
) -> Sequence[str]:
    """The task of the worker: hear the recording, and save what was heard as a revision.

    `parameters`: "actor" (id of who asked), "replaces", the number of the revision by people that
    it may follow. Raises Refused, RecogniserUnavailable, RecognitionFailed, UnreadableRecording.
    """
    replaces: int | None = parameters.get("replaces")
    with resources.reading() as session:
        episode = session.get_one(Episode, episode_id)
        require_edit_still(session, asker_of(session, parameters), episode)
        refuse_saved_since(session, episode, replaces)
        recording = require_recording(session, episode).id
    recognised = hear_episode(resources, episode_id, on_progress)
    on_progress(1.0)
    with resources.writing() as session:
        episode = session.get_one(Episode, episode_id)
        actor = asker_of(session, parameters)
        require_edit_still(session, actor, episode)
        if require_recording(session, episode).id != recording:
            raise Refused("The recording was replaced meanwhile; nothing was saved.")
        save_recognised(session, episode, recognised, actor, replaces=replaces)
        session.commit()
    return ()


def asker_of(session: Session, parameters: Mapping[str, Any]) -> Actor:
    """Who asked for a job; the worker where that was never said."""
    actor = session.get(Actor, parameters.get("actor") or 0)
    return actor or find_actor(session, "worker", "gaung worker")


def hear_episode(resources: Resources, episode_id: str, on_progress: Listener) -> Recognised:
    """What is said in the recording of an episode; nothing is saved.

    Raises what `recognise_speech` raises, and NotHeard.
    """
    hearing = hear_recording(resources, episode_id, on_progress)
    written = write_whisper(hearing)
    transcript = read_transcript(written, format="whisper")
    if not transcript.statements:
        raise NotHeard("The recogniser heard no words in this recording; nothing was changed.")
    return Recognised(hearing, transcript, written)


def hear_recording(resources: Resources, episode_id: str, on_progress: Listener) -> Hearing:
    """The recording of an episode as the recogniser of this archive hears it."""
    setup = setup_of(resources.settings)
    with resources.reading() as session:
        episode = session.get_one(Episode, episode_id)
        master = resources.store.path(require_recording(session, episode).master_sha256)
        asked = Asked(resources.settings["ASR_LANGUAGE"], list_expected_names(session, episode))
    return recognise(master, setup, asked, on_progress)


def recognised_words(
    resources: Resources, episode_id: str, on_progress: Listener
) -> list[RecognisedWord]:
    """Every word that is heard in the recording of an episode, with its times in seconds.

    For synchronising a text that people wrote. Raises what `recognise_speech` raises.
    """
    heard = words_of(hear_recording(resources, episode_id, on_progress))
    return [RecognisedWord(word.text, word.start, word.end) for word in heard]


def save_recognised(
    session: Session,
    episode: Episode,
    recognised: Recognised,
    actor: Actor,
    *,
    replaces: int | None,
) -> Attached:
    """Save what was heard as the next revision, of kind machine. Raises MadeByPeople."""
    refuse_saved_since(session, episode, replaces)
    provenance = Provenance(
        kind="machine",
        reason=recognised.reason,
        format=recognised.transcript.format,
        sha256=sha256(recognised.written).hexdigest(),
    )
    sure = sure_of_words(recognised.hearing)
    recording = require_recording(session, episode).id
    return attach(
        session,
        episode,
        recognised.transcript,
        actor,
        provenance,
        finish=lambda rows: as_heard(rows, sure, recording),
    )


def as_heard(rows: Sequence[Row], sure: Sequence[float | None], recording: str) -> list[Row]:
    """Rows with the recording in which they were heard, and how sure of each (see mean_of)."""
    means = mean_of([row.text or "" for row in rows], sure)
    return [
        dataclasses.replace(row, confidence=mean, recording_id=recording)
        for row, mean in zip(rows, means, strict=True)
    ]


def mean_of(texts: Iterable[str], sure: Sequence[float | None]) -> list[float | None]:
    """How sure the recogniser was of each statement: the mean of its words.

    Not the least: in sixty words one is nearly always doubtful, and all statements would look
    alike. `sure` has one figure a word, in the order of the texts.
    """
    means: list[float | None] = []
    at = 0
    for text in texts:
        count = len(text.split())
        known = [one for one in sure[at : at + count] if one is not None]
        at += count
        means.append(round(sum(known) / len(known), 4) if known else None)
    return means


def hear_named(
    resources: Resources, name: str, on_progress: Listener, *, replace: bool
) -> tuple[Recognised, int | None]:
    """What is said in the recording of the episode called `name`, for a command.

    Beside it the number of the revision by people that it may follow, as `replace` says. Raises
    NotFound, and what `recognise_speech` raises.
    """
    with resources.reading() as session:
        episode = find_named_episode(session, name)
        require_recording(session, episode)
        replaces = require_replaceable(session, episode, replace=replace)
    return hear_episode(resources, episode.id, on_progress), replaces


def save_named(
    session: Session, name: str, recognised: Recognised, actor: Actor, *, replaces: int | None
) -> dict[str, Any]:
    """Save what was heard; returns the shape of `transcript attach`."""
    episode = find_named_episode(session, name)
    saved = save_recognised(session, episode, recognised, actor, replaces=replaces)
    notes = list(recognised.transcript.notes)
    return shape_of(episode, saved, recognised.transcript, notes)
