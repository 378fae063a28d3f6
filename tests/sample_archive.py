"""One small archive: something of every state that an episode can be in.

Whatever the public must not see carries a word of SECRETS. Names are invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from factories import (
    index_all,
    make_actor,
    make_episode,
    make_organisation,
    make_person,
    make_position,
    make_programme,
    make_published,
    make_recording,
    make_revision,
    make_station,
    make_tenure,
    make_topic,
    name_voice,
)
from sqlalchemy.orm import Session

from archive.attributions import Office
from archive.models import Appearance, Episode, Programme
from archive.publishing import publish, withdraw
from archive.resources import Resources

SECRETS = ("Rancangan", "Peninjauan", "Penarikan", "Terhapus", "Tertutup")
"""Words of what is a draft, in review, withdrawn, deleted, for staff only."""

LONG_NAME = "Muhammad Zainuddin Abdurrahman As-Siddiqi"


def furnish(archive: Resources) -> None:
    """Fill the archive."""
    with archive.writing() as session:
        programme = make_programme(session, station=make_station(session))
        make_open_episodes(session, programme)
        for secret in SECRETS:
            hide_episode(session, programme, secret)
        session.commit()
    index_all(archive)


def make_open_episodes(session: Session, programme: Programme) -> None:
    """A full episode, one whose audio is closed, one of facts only."""
    body = make_organisation(session, "Dinas Jalan", fictional=True)
    office = make_position(session, "Kepala Dinas Jalan", body)
    person = make_person(
        session,
        LONG_NAME,
        slug="zainuddin",
        honorifics=["Prof.", "Dr.", "KH."],
        degrees=["S.Sos.", "M.A.P.", "Ph.D."],
        fictional=True,
    )
    tenure = make_tenure(session, person, office, date(2023, 1, 2), until_written="sekarang")
    roads = make_topic(session, "Jalan desa", parent=make_topic(session, "Infrastruktur"))
    full = make_published(
        session,
        programme,
        said=[
            ("Kadis", "Anggaran jalan desa tahun ini <b>empat</b> miliar rupiah & sisanya menunggu "
                      "perubahan anggaran yang dibahas bersama dewan bulan depan.", 12.4),
            ("Penanya 1", "Kapan jalan kami dikerjakan, Pak?", 30.0),
        ],
        people={"Kadis": (person, "Kepala Dinas Jalan")},
        title="Jalan Desa Kita",
        on=date(2024, 3, 6),
        topics=[roads],
    )  # fmt: skip
    full.appearances[0].organisation = body
    full.appearances[0].tenure = tenure
    make_recording(session, full)
    closed = make_published(
        session,
        programme,
        said=[("Kadis", "Perbaikan jembatan menunggu anggaran tahun depan.", 4.0)],
        people={"Kadis": (person, "Kepala Dinas Jalan")},
        title="Jembatan",
        on=date(2023, 5, 3),
    )
    make_recording(session, closed, rights="words-only")
    make_published(session, programme, title="Hanya Fakta", on=date(2022, 6, 15), at=None)


def hide_episode(session: Session, programme: Programme, secret: str) -> None:
    """An episode that the public must not see, with a person, a body, a topic of its own."""
    person = make_person(session, f"Si {secret}")
    body = make_organisation(session, f"Badan {secret}")
    topic = make_topic(session, f"Soal {secret}")
    episode = make_episode(session, programme, f"Siaran {secret}", date(2024, 1, 1), topics=[topic])
    revision = make_revision(session, episode, [("Suara", f"Kata {secret} anggaran.", 1.0)])
    name_voice(session, episode, "Suara", person, Office(wording=f"Kepala {secret}",
                                                         organisation_id=body.id))  # fmt: skip
    episode.appearances.append(Appearance(person=person, ordinal=0, organisation=body))
    session.flush()
    match secret:
        case "Peninjauan":
            episode.state = "review"
        case "Penarikan":
            publish(session, episode, revision, make_actor(session))
            withdraw(session, episode, "privacy", make_actor(session))
        case "Terhapus":
            publish(session, episode, revision, make_actor(session))
            episode.deleted_at = datetime(2024, 2, 1, tzinfo=UTC)
        case "Tertutup":
            close_words(session, episode.id)
            publish(session, episode, revision, make_actor(session))


def close_words(session: Session, episode_id: str) -> None:
    """Make an episode staff-only: its entry is public, so its people are named elsewhere only."""
    episode = session.get_one(Episode, episode_id)
    episode.title = "Rapat Internal"
    episode.slug = "2024-01-01-rapat-internal"
    episode.topics.clear()
    episode.appearances.clear()
    make_recording(session, episode, rights="staff-only")
