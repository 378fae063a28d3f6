"""One talk in two published revisions, with a recording: what permanent addresses are tested on.

r1  0 host asks, 1 the secretary answers in three cues, 2 a caller thanks, 3 the host ends
r2  a "tidak" that was missing comes back, the caller's thanks are gone, the last words are
    given to the secretary
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from factories import (
    make_actor,
    make_episode,
    make_person,
    make_programme,
    make_recording,
    make_station,
    name_voice,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.attributions import Office
from archive.models import Episode, Person, Revision, RevisionRow
from archive.publishing import publish
from archive.resources import Resources
from archive.revisions import Provenance
from archive.transcripts import attach
from media.transcripts import read_transcript

Cue = tuple[str, float, float, str]
"""(voice, start, end, words)"""

SOUND = bytes(range(256)) * 40
QUESTION = "Selamat pagi. Apakah jalan desa diperbaiki tahun ini?"
GUARDED = "Layanan dasar tidak boleh disentuh, kecuali ada keadaan darurat."
FIRST: tuple[Cue, ...] = (
    ("Galuh", 0, 4, QUESTION),
    ("Sekda", 4, 6, "Begini, Mbak."),
    ("Sekda", 6, 10, "Anggaran jalan desa ada tahun ini."),
    ("Sekda", 10, 20, GUARDED),
    ("Penanya 1", 20, 24, "Terima kasih banyak, Pak Sekda."),
    ("Galuh", 24, 30, "Sampai jumpa pada siaran berikutnya, hari Rabu pagi."),
)
SECOND: tuple[Cue, ...] = (
    *FIRST[:2],
    ("Sekda", 6, 10, "Anggaran jalan desa tidak ada tahun ini."),
    FIRST[3],
    ("Sekda", 24, 30, "Sampai jumpa pada siaran berikutnya, hari Rabu pagi."),
)


@dataclass(frozen=True)
class Talk:
    """The episode, its secretary, and the identifiers of r1's statements in their order."""

    episode: Episode
    secretary: Person
    ids: tuple[str, ...]


def write_vtt(cues: Sequence[Cue]) -> bytes:
    """Cues as a WebVTT file."""
    blocks = (
        f"{clock(start)} --> {clock(end)}\n<v {voice}>{words}" for voice, start, end, words in cues
    )
    return "\n\n".join(("WEBVTT", *blocks, "")).encode()


def clock(seconds: float) -> str:
    """Seconds as WebVTT writes them."""
    return f"{int(seconds // 3600):02}:{int(seconds // 60) % 60:02}:{seconds % 60:06.3f}"


def tell(
    session: Session, episode: Episode, cues: Sequence[Cue], *, opened: bool = True
) -> Revision:
    """Attach a transcript, and publish it unless told otherwise."""
    actor = make_actor(session)
    transcript = read_transcript(write_vtt(cues), file_name="siaran.vtt")
    revision = attach(session, episode, transcript, actor, Provenance(format="vtt")).revision
    if opened:
        publish(session, episode, revision, actor)
    return revision


def ids_of(session: Session, revision: Revision) -> tuple[str, ...]:
    """The identifiers of a revision in their order."""
    chosen = select(RevisionRow.statement_id).where(RevisionRow.revision_id == revision.id)
    return tuple(session.scalars(chosen.order_by(RevisionRow.ordinal)))


def tell_first(archive: Resources, session: Session, **values: Any) -> Talk:
    """The talk as first published: the host known by name, the secretary with an office."""
    blob = archive.store.receive(BytesIO(SOUND))
    programme = make_programme(session, station=make_station(session))
    host = make_person(session, "Galuh Ramanda")
    secretary = make_person(session, "Ambo Sakti", honorifics=["Dr.", "H."], degrees=["M.Pd."])
    episode = make_episode(session, programme, guests=[(secretary, "Sekretaris Daerah Contoh")])
    make_recording(
        session,
        episode,
        **{"access_sha256": blob.sha256, "access_size": blob.size, "duration": 30.0, **values},
    )
    revision = tell(session, episode, FIRST, opened=False)
    name_voice(session, episode, "Galuh", host)
    name_voice(session, episode, "Sekda", secretary, Office(wording="Sekretaris Daerah Contoh"))
    publish(session, episode, revision, make_actor(session))
    return Talk(episode, secretary, ids_of(session, revision))


def tell_both(archive: Resources, session: Session, **values: Any) -> Talk:
    """The talk with its corrected revision, which is the current one."""
    talk = tell_first(archive, session, **values)
    tell(session, talk.episode, SECOND)
    return talk
