"""A small archive with an episode in every state, and users of every role, for the matrix.

Whatever belongs to one episode alone - its programme, station, people, topics, words - carries a
word of its own, so that it can be told wherever it comes to light. Names are invented.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.audit import find_actor
from archive.importing.context import Context
from archive.importing.episodes import import_row
from archive.importing.files import bring_files
from archive.importing.manifest import ManifestRow
from archive.indexing import rebuild
from archive.minting import mint_identifier
from archive.models import (
    Actor,
    Episode,
    Job,
    Organisation,
    Person,
    Programme,
    Recording,
    Revision,
    RevisionRow,
    SignIn,
    Station,
    Topic,
    User,
)
from archive.models.staff import ROLES
from archive.outbox import PREPARE_RECORDING, begin_job
from archive.publishing import withdraw
from archive.resources import Resources
from archive.staff.sign_ins import begin
from archive.staff.users import add_user

PUBLISHED, WITHDRAWN, STAFF_ONLY = "published", "withdrawn", "staff only"
OWN, FOREIGN, REVIEW, DELETED = "own draft", "foreign draft", "in review", "deleted"
STATES = (PUBLISHED, WITHDRAWN, STAFF_ONLY, OWN, FOREIGN, REVIEW, DELETED)
ONCE_PUBLIC = (PUBLISHED, WITHDRAWN, STAFF_ONLY, DELETED)

ANYBODY = "anybody"
VISITORS = (ANYBODY, *ROLES)

WORDS = {
    PUBLISHED: "terangbenar",
    WITHDRAWN: "ditarikbalik",
    STAFF_ONLY: "tertutuprapat",
    FOREIGN: "milikorang",
    REVIEW: "ditinjaulagi",
    DELETED: "terhapussudah",
}


@dataclass(frozen=True)
class Thing:
    """One episode and all that is only its own: what stands in addresses of each kind."""

    word: str
    slugs: Mapping[str, str]
    statement: str
    recording: str


@dataclass(frozen=True)
class Stage:
    """The archive of the matrix: a thing by state, and by (OWN, role); users by role."""

    archive: Resources
    things: Mapping[str, Thing]
    own: Mapping[str, Thing]
    users: Mapping[str, int]

    def thing(self, state: str, visitor: str) -> Thing:
        """What stands in this state to this visitor; anybody's own is somebody's all the same."""
        return self.own.get(visitor, self.own[ROLES[0]]) if state == OWN else self.things[state]

    def words(self) -> set[str]:
        """All words by which things are told."""
        return {thing.word for thing in (*self.things.values(), *self.own.values())}

    def sign_in(self, visitor: str) -> str:
        """The token of a new sign-in; "" for anybody."""
        if visitor == ANYBODY:
            return ""
        with self.archive.writing() as session:
            user = session.get_one(User, self.users[visitor])
            token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
            session.commit()
        return token

    def number_of_sign_in(self, visitor: str) -> int:
        """A sign-in of this visitor, by its number."""
        with self.archive.reading() as session:
            found = select(SignIn.id).where(SignIn.user_id == self.users.get(visitor, 1)).limit(1)
            return session.scalar(found) or 1

    def number_of_job(self, thing: Thing) -> int:
        """The job that prepares the recording of a thing."""
        with self.archive.reading() as session:
            return session.scalar(select(Job.seq).where(Job.entity == thing.recording)) or 0


def set_stage(archive: Resources, folder: Path) -> Stage:
    """Fill an empty archive; transcripts are written to `folder`."""
    with archive.writing() as session:
        command = find_actor(session, "command", "promises")
        users = {role: add_user(session, f"Si {role}", role, command) for role in ROLES}
        things = {
            state: make_thing(session, archive, folder, state, word, command)
            for state, word in WORDS.items()
        }
        own = {
            role: make_thing(session, archive, folder, OWN, f"sendiri{role}", user.actor)
            for role, user in users.items()
        }
        numbers = {role: user.id for role, user in users.items()}
        session.commit()
    with archive.reading() as session:
        rebuild(session, archive.index, archive.settings["DEFAULT_RIGHTS"])
    return Stage(archive, things, own, numbers)


def make_thing(
    session: Session, archive: Resources, folder: Path, state: str, word: str, actor: Actor
) -> Thing:
    """Import an episode as `actor` and bring it into its state."""
    transcript = folder / f"{word}.txt"
    transcript.write_text(f"Kepala {word}: Kami {word} anggaran jalan desa tahun ini.\n", "utf-8")
    values: dict[str, str | None] = {
        "id": word,
        "programme": f"Program {word}",
        "station": f"Radio {word}",
        "title": f"Siaran {word}",
        "date": "2024-03-06",
        "transcript": transcript.name,
        "people": f"Kepala {word}|Kepala Dinas {word}|Dinas {word}",
        "topics": f"Soal {word}",
        "rights": "staff-only" if state == STAFF_ONLY else "public",
    }
    row = ManifestRow(2, values, folder)
    context = Context(session, archive.store, actor, "Asia/Makassar", state in ONCE_PUBLIC)
    import_row(context, row, bring_files(context, row))
    session.flush()
    episode = session.scalars(select(Episode).where(Episode.source_key == word)).one()
    recording = add_recording(session, archive, episode)
    bring_into_state(session, episode, state, actor)
    return describe(session, episode, word, recording)


def add_recording(session: Session, archive: Resources, episode: Episode) -> Recording:
    """A recording whose copy is there, with a job: to be refused they must first exist."""
    blob = archive.store.receive(io.BytesIO(episode.slug.encode()))
    recording = Recording(
        id=mint_identifier(session, "recording"),
        episode=episode,
        received_at=datetime.now(UTC),
        file_name="siaran.mp3",
        master_sha256=blob.sha256,
        master_size=blob.size,
        duration=60.0,
        access_sha256=blob.sha256,
        access_size=blob.size,
    )
    session.add(recording)
    session.flush()
    begin_job(session, PREPARE_RECORDING, recording.id)
    return recording


def bring_into_state(session: Session, episode: Episode, state: str, actor: Actor) -> None:
    """Withdraw, delete or hand in what was imported."""
    if state == WITHDRAWN:
        withdraw(session, episode, "privacy", actor)
    if state == DELETED:
        episode.deleted_at = datetime.now(UTC)
    if state == REVIEW:
        episode.state = "review"


def describe(session: Session, episode: Episode, word: str, recording: Recording) -> Thing:
    """What stands in the addresses of an episode and of what is only its own."""
    models = {
        "programmes": Programme,
        "stations": Station,
        "speakers": Person,
        "organisations": Organisation,
        "topics": Topic,
    }
    slugs = {"episodes": episode.slug, "staff": episode.slug}
    for room, model in models.items():
        named = select(model.slug).where(model.name.contains(word))  # type: ignore[attr-defined]
        slugs[room] = session.scalars(named).one()
    statement = session.scalars(
        select(RevisionRow.statement_id)
        .join(Revision, Revision.id == RevisionRow.revision_id)
        .where(Revision.episode_id == episode.id)
    ).first()
    return Thing(word, slugs, statement or "", recording.id)
