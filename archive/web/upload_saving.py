"""A kept file becomes a revision, as its form says: done once, however often the form is sent."""

from __future__ import annotations

from flask import url_for
from sqlalchemy.orm import Session

from archive.attaching import Brought, Outcome, attach_brought
from archive.models import Episode, Revision
from archive.revisions import latest_revision
from archive.staff.roles import require
from archive.transcripts import plan
from archive.web.looking import Looked, open_to_edit
from archive.web.naming import VoiceForm, make_people, read_forms
from archive.web.posted import posted
from archive.web.reading import resources
from archive.web.visitor import writing_user
from media.transcripts import Transcript


def address_of(outcome: Outcome, slug: str) -> str:
    """The page of the episode, which says what was saved."""
    number, held = outcome.attached.revision.number, "1" if outcome.is_held_back else None
    return url_for("staff.episode", slug=slug, tersimpan=number, ditahan=held)


class UnclearVoices(Exception):
    """Voices of which it is not clear whose they are."""

    def __init__(self, voices: list[VoiceForm]) -> None:
        """Keep the form, each problem at its voice."""
        super().__init__("It is not clear whose voices these are.")
        self.voices = voices


def require_clear(voices: list[VoiceForm]) -> list[VoiceForm]:
    """The voices as they were sent. Raises UnclearVoices."""
    if any(voice.problem for voice in voices):
        raise UnclearVoices(voices)
    return voices


def save(slug: str, looked: Looked) -> Outcome | None:
    """Save what was looked at; None where another revision was saved since.

    People are looked for once more here, where nobody else can add one. Raises UnclearVoices, and
    NotAllowed where this user may not, or may not publish.
    """
    publish_it = posted("terbitkan") == "1"
    with resources().writing() as session:
        user = writing_user(session)
        episode = open_to_edit(session, slug, user).episode
        if publish_it:
            require(session, user, "publish", episode)
        if has_moved_on(session, episode, looked.transcript):
            return None
        seen = looked.preview.voices if looked.preview else ()
        voices = require_clear(read_forms(session, seen))
        outcome = attach_brought(
            session,
            episode,
            Brought.of(looked.transcript, looked.upload.file_name, looked.upload.data),
            user.actor,
            naming=make_people(session, voices, user.actor),
            publish_it=publish_it,
            reason=posted("alasan") or None,
            kind=kind_of_words(latest_revision(session, episode.id)),
            is_checked=posted("penulis") == "checked",
        )
        session.commit()
    return outcome


def kind_of_words(latest: Revision | None) -> str:
    """The kind of a revision after `latest`, by who is said to have written its words."""
    if posted("penulis") == "machine":
        return "machine"
    return "corrected" if latest else "human"


def has_moved_on(session: Session, episode: Episode, transcript: Transcript) -> bool:
    """Whether the latest revision is not the one that was looked at, and does not say the same."""
    latest = latest_revision(session, episode.id)
    if posted("dasar") == str(latest.number if latest else 0):
        return False
    return not plan(session, episode, transcript, "corrected").is_said_before
