"""Which documents a change touches: after any public act the index equals the database."""

import shutil
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import (
    make_actor,
    make_organisation,
    make_person,
    make_position,
    make_programme,
    make_published,
    make_revision,
    make_tenure,
    make_topic,
    name_voice,
    new_archive,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive.attributions import Office
from archive.errors import Refused
from archive.headings import (
    ORGANISATION,
    PERSON,
    TOPIC,
    Heading,
    list_kin,
    parse_heading,
    read_headings_of,
    tell_index_of,
    tell_index_of_change,
)
from archive.indexing import apply_outbox, check, rebuild
from archive.minting import enter_slug
from archive.models import (
    Appearance,
    Episode,
    Organisation,
    Person,
    PersonAlias,
    Segment,
    Succession,
    Topic,
    TopicSynonym,
)
from archive.outbox import tell_index
from archive.publishing import publish, withdraw
from archive.revisions import latest_revision

SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Narasumber", "Jembatan selesai.", 5.0)]
WRONG = ("missing", "stale", "extra", "pending")
TITLES = ("Satu", "Dua", "Tiga")


def fill(session):
    """Three published episodes, three people, two organisations with an office, three topics."""
    programme = make_programme(session)
    above = make_topic(session, "Bencana")
    topics = [make_topic(session, "Banjir", above), make_topic(session, "Jalan")]
    body = make_organisation(session, "Dinas Contoh")
    make_organisation(session, "Bidang Contoh", parent=body)
    office = make_position(session, "Kepala Dinas", body)
    people = [make_person(session, name) for name in ("Sari Melati", "Budi Santoso", "Wulan")]
    make_tenure(session, people[0], office, date(2020, 1, 1))
    for title, person, topic in zip(TITLES, people, [*topics, above], strict=True):
        named = {"Narasumber": (person, "Kadis Contoh")}
        make_published(session, programme, SAID, named, title=title, topics=[topic])


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The folder of the archive of `fill`, with its index."""
    folder = tmp_path_factory.mktemp("filled")
    archive = new_archive(folder)
    with archive.writing() as session:
        fill(session)
        session.commit()
    with archive.reading() as session:
        rebuild(session, archive.index, "public")
    archive.engine.dispose()
    return folder


@contextmanager
def copy_of(folder):
    """An archive of one's own that begins like the one in the folder."""
    with TemporaryDirectory() as place:
        shutil.copytree(folder, place, dirs_exist_ok=True)
        archive = new_archive(Path(place))
        yield archive
        archive.index.close()
        archive.engine.dispose()


def one_of(session, model, place):
    """One of the rows of a table, by a number of any size."""
    rows = session.scalars(select(model).order_by(model.id)).all()
    return rows[place % len(rows)]


def make_public(session, place):
    episode = one_of(session, Episode, place)
    publish(session, episode, latest_revision(session, episode.id), make_actor(session))


def take_back(session, place):
    withdraw(session, one_of(session, Episode, place), "court", make_actor(session))


def delete(session, place):
    episode = one_of(session, Episode, place)
    episode.deleted_at = None if episode.deleted_at else datetime.now(UTC)
    tell_index(session, episode.id)


def name_another(session, place):
    episode, person = one_of(session, Episode, place), one_of(session, Person, place + 1)
    body = one_of(session, Organisation, place)
    office = Office(f"Jabatan {place % 3}", organisation_id=body.id)
    name_voice(session, episode, "Narasumber", person, office)


def forget_voice(session, place):
    name_voice(session, one_of(session, Episode, place), "Narasumber", None)


def revise(session, place):
    make_revision(session, one_of(session, Episode, place), SAID)


def announce_another(session, place):
    """As an import does that names other people and topics for an episode."""
    episode = one_of(session, Episode, place)
    before = read_headings_of(session, [episode.id])
    episode.appearances.clear()
    session.flush()
    episode.appearances.append(
        Appearance(
            person=one_of(session, Person, place // 3),
            ordinal=1,
            position_wording="Juru Bicara",
            organisation=one_of(session, Organisation, place // 5),
        )
    )
    episode.topics = [one_of(session, Topic, place // 7)]
    session.flush()
    tell_index(session, episode.id)
    tell_index_of(session, before - read_headings_of(session, [episode.id]))


def cut_segment(session, place):
    episode = one_of(session, Episode, place)
    topics = [one_of(session, Topic, place // 3)]
    episode.segments.append(Segment(start=float(place), end=None, title="Bagian", topics=topics))
    tell_index(session, episode.id)


def rename(session, place):
    kind, model = [(PERSON, Person), (ORGANISATION, Organisation), (TOPIC, Topic)][place % 3]
    one = one_of(session, model, place // 3)
    one.name = f"{one.name} Baru"
    one.slug = f"{one.slug}-baru"
    enter_slug(session, kind, one.slug, one.id)
    session.flush()
    tell_index_of_change(session, Heading(kind, str(one.id)))


def add_names(session, place):
    person, topic = one_of(session, Person, place), one_of(session, Topic, place)
    person.aliases.append(PersonAlias(name="Bu Sari", key="sari", kind="short"))
    person.honorifics, person.degrees = ["Dr."], ["M.Si."]
    topic.synonyms.append(TopicSynonym(name="Genangan", key="genangan"))
    session.flush()
    tell_index_of_change(session, Heading(PERSON, person.id))
    tell_index_of_change(session, Heading(TOPIC, str(topic.id)))


def merge(session, place):
    person, into = one_of(session, Person, place), one_of(session, Person, place + 1)
    person.merged_into_id = None if person.merged_into_id else into.id
    session.flush()
    tell_index_of_change(session, Heading(PERSON, person.id))


def succeed(session, place):
    first, second = one_of(session, Organisation, 0), one_of(session, Organisation, 1)
    session.merge(Succession(predecessor_id=first.id, successor_id=second.id))
    session.flush()
    changed = one_of(session, Organisation, place)
    tell_index_of_change(session, Heading(ORGANISATION, str(changed.id)))


def move_topic(session, place):
    topic, above = one_of(session, Topic, place), one_of(session, Topic, place // 3)
    before = list_kin(session, Heading(TOPIC, str(topic.id)))
    topic.parent = None if topic is above else above
    session.flush()
    tell_index_of_change(session, Heading(TOPIC, str(topic.id)))
    tell_index_of(session, before)


ACTS = (
    make_public,
    take_back,
    delete,
    name_another,
    forget_voice,
    revise,
    announce_another,
    cut_segment,
    rename,
    add_names,
    merge,
    succeed,
    move_topic,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 60)), min_size=1, max_size=6))
def test_after_any_acts_the_index_holds_what_is_public_and_nothing_else(filled, acts):
    with copy_of(filled) as archive:
        with archive.writing() as session:
            for act, place in acts:
                with suppress(Refused):
                    act(session, place)
            session.commit()

        with archive.reading() as session:
            apply_outbox(session, archive.index, "public")
            found = asdict(check(session, archive.index, "public"))

    assert {name: found[name] for name in WRONG} == dict.fromkeys(WRONG, 0)


def test_a_heading_is_told_apart_from_an_episode():
    heading = Heading(PERSON, "k3f9m2xd")

    assert parse_heading(heading.entity) == heading
    assert parse_heading("k3f9m2xd") is None
