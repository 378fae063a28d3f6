"""The audio and the transcript that a manifest row names."""

from hashlib import file_digest, sha256
from pathlib import Path

from sqlalchemy import select

from archive.errors import Refused
from archive.importing.context import IMPORTER, Context, Findings
from archive.importing.manifest import ManifestRow
from archive.intake import receive
from archive.models import Actor, Episode, Revision
from archive.revisions import Provenance, latest_revision
from archive.transcripts import attach
from media.transcripts import Transcript, read_transcript

MOST_PROBLEMS = 20
"""Lines of one transcript that are named one by one; the rest is counted."""


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


def take_audio(context: Context, episode: Episode, row: ManifestRow, findings: Findings) -> None:
    """Receive the row's recording, where it names one that is not the current one."""
    path = row.path("audio")
    if path is None:
        return
    if context.dry_run:
        return
    recording = receive(context.session, context.store, episode, path, context.actor)
    problems = (recording.tags or {}).get("problems", [])
    findings.notes.extend(f"{path.name}: {problem}" for problem in problems)


def take_transcript(
    context: Context, episode: Episode, row: ManifestRow, findings: Findings
) -> Revision | None:
    """Attach the row's transcript, unless someone edited the archive's since the last import.

    Raises UnreadableTranscript where the file is none.
    """
    path = row.path("transcript")
    latest = latest_revision(context.session, episode.id)
    if path is None:
        return latest
    data = path.read_bytes()
    digest = sha256(data).hexdigest()
    if latest is not None and was_imported(context, episode, digest):
        return latest
    if latest is not None and edited_since(context, latest):
        findings.problems.append(
            f"{path.name}: the transcript was edited since its import and was not replaced. Attach"
            f" it with `gaung transcript attach {episode.slug} FILE` if it is the better one."
        )
        return latest
    transcript = read_transcript(data, file_name=path.name)
    report_transcript(transcript, path, findings)
    kind = "human" if latest is None else "corrected"
    provenance = Provenance(kind, f"import {row.key}", transcript.format, path.name, digest)
    attached = attach(context.session, episode, transcript, context.actor, provenance)
    findings.statements = attached.statements
    return attached.revision


def was_imported(context: Context, episode: Episode, digest: str) -> bool:
    """Whether the importer took this very file before."""
    taken = select(Revision.id).where(
        Revision.episode_id == episode.id,
        Revision.source_sha256 == digest,
        Revision.actor_id == context.actor.id,
    )
    return context.session.scalar(taken.limit(1)) is not None


def edited_since(context: Context, latest: Revision) -> bool:
    """Whether the latest revision is another's than the importer's."""
    actor = context.session.get_one(Actor, latest.actor_id)
    return (actor.kind, actor.name) != ("command", IMPORTER)


def report_transcript(transcript: Transcript, path: Path, findings: Findings) -> None:
    """Say by line what could not be read of a transcript."""
    for problem in transcript.problems[:MOST_PROBLEMS]:
        findings.problems.append(f"{path.name}, line {problem.line}: {problem.message}")
    more = len(transcript.problems) - MOST_PROBLEMS
    if more > 0:
        findings.problems.append(
            f"{path.name}: {more} more lines; `gaung transcript check` lists them."
        )
    findings.notes.extend(f"{path.name}: {note}" for note in transcript.notes)
