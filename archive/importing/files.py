"""The audio and the transcript that a manifest row names."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from sqlalchemy import select

from archive.errors import Refused
from archive.importing.context import IMPORTER, Context, Findings
from archive.importing.manifest import ManifestRow
from archive.intake import current_recording, enter_recording, read_audio
from archive.models import Actor, Episode, Recording, Revision
from archive.publishing import REFERRED
from archive.revisions import Provenance, latest_revision
from archive.transcripts import attach, kind_of
from media.errors import BlobMissing
from media.store import Blob, Store
from media.tags import Tags
from media.transcripts import Transcript, read_transcript

MOST_PROBLEMS = 20
"""Lines of one transcript that are named one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class BroughtFiles:
    """The files of a row, read before its transaction.

    SHA-256 by column, the stored audio, and what that says of itself where it is new: where a
    header is in doubt, the recording is heard to its end, which takes a while.
    """

    hashes: Mapping[str, str]
    audio: Blob | None = None
    tags: Tags | None = None


def bring_files(context: Context, row: ManifestRow) -> BroughtFiles:
    """Read the row's files and store its audio; a dry run only looks whether it could.

    Raises Refused where a file cannot be read, UnreadableRecording where the audio is none, and
    what `Store.receive` raises.
    """
    hashes = hash_files(row)
    path = row.path("audio")
    if path is None:
        return BroughtFiles(hashes)
    if context.dry_run:
        return BroughtFiles(hashes, Blob(hashes["audio"], path.stat().st_size, existed=False))
    audio = keep_audio(context.store, path, hashes["audio"])
    return BroughtFiles(hashes, audio, None if audio.existed else read_audio(path))


def keep_audio(store: Store, path: Path, digest: str) -> Blob:
    """The file in the store; what lies there already is not copied again."""
    try:
        return Blob(digest, store.path(digest).stat().st_size, existed=True)
    except BlobMissing:
        return store.receive(path)


def hash_files(row: ManifestRow) -> dict[str, str]:
    """SHA-256 of the files that a row names. Raises Refused where one cannot be read."""
    hashes = {}
    for column in ("audio", "transcript"):
        path = row.path(column)
        if path is not None:
            hashes[column] = hash_file(path, column)
    return hashes


def hash_file(path: Path, column: str) -> str:
    """SHA-256 of a file. Raises Refused where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(f"{column}: {path} cannot be read: {error.strerror}.") from None


def take_audio(
    context: Context, episode: Episode, row: ManifestRow, files: BroughtFiles, findings: Findings
) -> None:
    """Enter the row's recording, where it names one that is not the current one.

    Raises UnreadableRecording where the file is no audio.
    """
    path = row.path("audio")
    if path is None or files.audio is None:
        return
    if findings.outcome == "updated" and was_replaced(context, episode, files.hashes["audio"]):
        findings.notes.append(
            f"{path.name}: this recording of {episode.slug} was replaced since; it stays replaced."
        )
        return
    recording = enter_recording(
        context.session, episode, path, files.audio, context.actor, files.tags
    )
    said = recording.tags or {}
    findings.notes.extend(f"{path.name}: {problem}" for problem in said.get("problems", []))
    if said.get("lyrics") and not has_transcript(context, episode, row):
        findings.notes.append(
            f"{path.name}: the file carries {len(said['lyrics'])} lines of text, which are no "
            f"transcript yet. `gaung tags {path.name} --lyrics > FILE.txt` writes them out, `gaung "
            f"transcript attach {episode.slug} FILE.txt` takes them over."
        )


def was_replaced(context: Context, episode: Episode, sha256: str) -> bool:
    """Whether the episode had this recording before the one that it has now."""
    earlier = select(Recording.id).where(
        Recording.episode_id == episode.id,
        Recording.master_sha256 == sha256,
        Recording.is_current.is_(False),
    )
    return context.session.scalar(earlier.limit(1)) is not None


def note_other_recording(
    context: Context, episode: Episode, revision: Revision | None, findings: Findings
) -> None:
    """Say where the times of the transcript are those of another recording than the current one."""
    if revision is None or findings.outcome != "updated":
        return
    referred = context.session.scalar(REFERRED, {"revision": revision.id})
    current = current_recording(context.session, episode.id)
    if current is not None and referred not in (None, current.id):
        findings.notes.append(
            f"The times of {episode.slug}, revision {revision.number}, are those of its former"
            f" recording. Decide what becomes of them: `gaung recording replace {episode.slug} FILE"
            " --times keep|drop|auto|SECONDS`."
        )


def has_transcript(context: Context, episode: Episode, row: ManifestRow) -> bool:
    """Whether the row brings a transcript, or the episode has one already."""
    is_brought = row.path("transcript") is not None
    return is_brought or latest_revision(context.session, episode.id) is not None


def take_transcript(
    context: Context, episode: Episode, row: ManifestRow, findings: Findings
) -> Revision | None:
    """Attach the row's transcript, unless someone edited the archive's since the last import.

    Raises UnreadableTranscript where the file is none.
    """
    path = row.path("transcript")
    is_new = findings.outcome == "created"
    latest = None if is_new else latest_revision(context.session, episode.id)
    if path is None:
        return latest
    data = path.read_bytes()
    digest = sha256(data).hexdigest()
    transcript = read_transcript(data, file_name=path.name)
    report_transcript(transcript, path, findings)
    if latest is not None and is_known(context, latest, digest):
        return latest
    if latest is not None and edited_since(context, latest):
        findings.problems.append(
            f"{path.name}: the transcript was edited since its import and was not replaced. Attach"
            f" it with `gaung transcript attach {episode.slug} FILE` if it is the better one."
        )
        return latest
    provenance = Provenance(
        kind_of(transcript, latest), f"import {row.key}", transcript.format, path.name, digest
    )
    attached = attach(context.session, episode, transcript, context.actor, provenance)
    findings.statements = attached.statements
    return attached.revision


def is_known(context: Context, latest: Revision, digest: str) -> bool:
    """Whether the file is that of the latest revision, or the one that the importer took last."""
    taken = select(Revision.source_sha256).where(
        Revision.episode_id == latest.episode_id, Revision.actor_id == context.actor.id
    )
    last_taken = context.session.scalar(taken.order_by(Revision.number.desc()).limit(1))
    return digest in (latest.source_sha256, last_taken)


def edited_since(context: Context, latest: Revision) -> bool:
    """Whether the latest revision is another's than the importer's."""
    actor = context.session.get_one(Actor, latest.actor_id)
    return (actor.kind, actor.name) != ("command", IMPORTER)


def report_transcript(transcript: Transcript, path: Path, findings: Findings) -> None:
    """Say by line what could not be read of a transcript."""
    for problem in transcript.problems[:MOST_PROBLEMS]:
        findings.problems.append(f"{path.name}, {problem.where}: {problem.message}")
    more = len(transcript.problems) - MOST_PROBLEMS
    if more > 0:
        findings.problems.append(
            f"{path.name}: {more} more lines; `gaung transcript check` lists them."
        )
    findings.notes.extend(f"{path.name}: {note}" for note in transcript.notes)
