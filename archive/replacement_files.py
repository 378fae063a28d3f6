"""A file replaces the recording of an episode by command, in one go or as a dry run."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from archive.audit import find_actor
from archive.errors import Refused
from archive.intake import read_audio
from archive.models import Episode, Recording
from archive.named_episodes import find_named_episode
from archive.replacing import (
    Plan,
    Replaced,
    keep_file,
    offer_recording,
    plan_replacement,
    replace_recording,
)
from archive.resources import Resources
from archive.rows import Row
from media.access import prepare_access
from media.errors import UnreadableRecording
from media.offsets import Offset, find_offset

KEEP, DROP, AUTO = "keep", "drop", "auto"
WAITING = "waiting"
"""In a dry run the recording has no identifier yet."""
LONGEST = 1_000_000.0
"""Seconds by which nobody shifts a broadcast."""
REASONS = {
    "kept": "Rekaman diganti; waktunya tetap.",
    "shifted": "Rekaman diganti; waktunya digeser {shift:+g} detik.",
    "dropped": "Rekaman diganti; waktunya dilepas.",
}
"""Why a revision was made, where nobody said so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for: `times` is keep, drop, auto or a number of seconds."""

    episode: str
    file: Path
    times: str
    reason: str | None = None
    publish_it: bool = False


def preview_file(resources: Resources, asked: Asked) -> dict[str, Any]:
    """What `replace_by_file` would do; nothing is stored. Raises as it does."""
    tags = read_audio(asked.file)
    with resources.reading() as session:
        episode = find_named_episode(session, asked.episode)
        shift, offset = decide_shift(resources, session, episode, asked)
        plan = plan_replacement(session, episode, WAITING, tags.duration, shift)
        refuse_same(plan.former, hash_file(asked.file), episode)
        return shape_of(episode, plan, offset) | {"sha256": hash_file(asked.file)}


def replace_by_file(resources: Resources, asked: Asked, command: tuple[str, str]) -> dict[str, Any]:
    """Have the file replace the recording; returns the shape that the command prints.

    Raises NotFound; Refused for times that are none, for the same file and where the offset of the
    two recordings is not sure; UnreadableRecording. Then nothing was changed.
    """
    read_audio(asked.file)
    with resources.reading() as session:  # others may write while both recordings are heard
        episode = find_named_episode(session, asked.episode)
        shift, offset = decide_shift(resources, session, episode, asked)
    kept = keep_file(resources.store, asked.file, asked.file.name)
    with resources.writing() as session:
        episode, actor = find_named_episode(session, asked.episode), find_actor(session, *command)
        recording = offer_recording(session, episode, kept, actor)
        reason = asked.reason or reason_for(shift)
        done = replace_recording(
            session, episode, shift, actor, reason, publish_it=asked.publish_it
        )
        shape = shape_of(episode, done.plan, offset) | shape_of_done(recording, done, asked)
        session.commit()
    return shape


def decide_shift(
    resources: Resources, session: Session, episode: Episode, asked: Asked
) -> tuple[float | None, Offset | None]:
    """The shift asked for (None: dropped), and what `auto` found. Raises Refused."""
    if asked.times != AUTO:
        return parse_times(asked.times), None
    former = plan_replacement(session, episode, WAITING, None, 0.0).former
    if former is None:
        raise Refused(
            f"{episode.slug} has no recording to compare with; give --times keep or drop."
        )
    known = former.peaks or measure_peaks(resources, resources.store.path(former.master_sha256))
    offset = find_offset(known, measure_peaks(resources, asked.file))
    if offset is None or not offset.is_sure:
        likeness = f"{offset.likeness:.0%} alike at best" if offset else "nothing alike"
        raise Refused(
            f"By how much the two recordings are apart is not sure ({likeness}); nothing was"
            " changed. Listen to both, then give the seconds, keep or drop."
        )
    return offset.seconds, offset


def parse_times(text: str) -> float | None:
    """keep: 0; drop: None; else seconds. Raises Refused."""
    if text == DROP:
        return None
    try:
        shift = 0.0 if text == KEEP else float(text)
    except ValueError:
        shift = float("inf")
    if not abs(shift) < LONGEST:
        raise Refused(f"--times is keep, drop, auto or a number of seconds, not {text!r}.")
    return shift


def measure_peaks(resources: Resources, path: Path) -> bytes:
    """The peaks of a recording; it is heard once from beginning to end."""
    with tempfile.TemporaryDirectory(dir=resources.settings.home) as folder:
        return prepare_access(path, Path(folder) / "access.mp3").peaks


def hash_file(path: Path) -> str:
    """SHA-256 of a file. Raises UnreadableRecording."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableRecording(f"{path} cannot be read: {error.strerror}.") from None


def refuse_same(former: Recording | None, sha256: str, episode: Episode) -> None:
    """Raise Refused where the file is the recording that there is."""
    if former is not None and former.master_sha256 == sha256:
        raise Refused(
            f"This is the recording that {episode.slug} has already, byte for byte; there is"
            " nothing to change."
        )


def name_times(shift: float | None) -> str:
    """kept, shifted or dropped."""
    if shift is None:
        return "dropped"
    return "shifted" if shift else "kept"


def reason_for(shift: float | None) -> str:
    """The reason that is given where nobody gave one."""
    return REASONS[name_times(shift)].format(shift=shift)


def shape_of(episode: Episode, plan: Plan, offset: Offset | None) -> dict[str, Any]:
    """What becomes of the times, as the command prints it."""
    lost = plan.retimed.lost
    told = [] if plan.shift is None else [sentence_of(row) for row in lost]
    return {
        "episode": episode.slug,
        "recording": None,
        "former": plan.former.id if plan.former else None,
        "former_sha256": plan.former.master_sha256 if plan.former else None,
        "sha256": None,
        "revision": None,
        "times": name_times(plan.shift),
        "shift": plan.shift,
        "likeness": offset.likeness if offset else None,
        "statements": len(plan.retimed.rows),
        "lost": [row.statement_id for row in lost],
        "checks_lapsed": None,
        "public": False,
        "problems": told,
        "notes": [],
    }


def sentence_of(row: Row) -> str:
    """A statement that loses its times, in words."""
    return (
        f"Statement {row.statement_id} (from second {row.start:g}) lies outside the new recording"
        " and has no times now."
    )


def shape_of_done(recording: Recording, done: Replaced, asked: Asked) -> dict[str, Any]:
    """What was done, beside what `shape_of` says."""
    notes = []
    if done.lapsed:
        notes.append(
            f"{done.lapsed} statements were checked by ear against the former recording; against"
            " this one nobody has checked them."
        )
    if done.revision is not None and not done.is_public:
        notes.append("The public hears the former recording until this revision is published.")
        if asked.publish_it:
            notes.append(
                "It was not published: words were withdrawn meanwhile. Look for them first."
            )
    return {
        "recording": recording.id,
        "sha256": recording.master_sha256,
        "revision": done.revision.number if done.revision else None,
        "checks_lapsed": done.lapsed,
        "public": done.is_public,
        "notes": notes,
    }
