"""From the database to the index: what is public is in it, and nothing else."""

import shutil
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest
from factories import (
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
from sqlalchemy import select

from archive.attributions import Office
from archive.documents import read_documents
from archive.heading_documents import (
    list_public_headings,
    office_words,
    read_heading_documents,
    without_repetitions,
)
from archive.headings import PERSON
from archive.indexing import apply_outbox, check, count_pending, rebuild
from archive.minting import enter_slug
from archive.models import (
    Episode,
    OrganisationAlias,
    PersonAlias,
    PositionAlias,
    Segment,
    Statement,
    Succession,
    TopicSynonym,
)
from archive.outbox import last_seq, tell_index
from archive.publishing import publish, withdraw
from archive.revisions import latest_revision
from archive.withdrawing import withdraw_words
from search import SearchRequest

SAID = [
    ("Penyiar", "Selamat pagi pendengar semua.", 0.0),
    ("Narasumber", "Jembatan gantung selesai bulan depan.", 5.0),
]


@pytest.fixture
def published(archive):
    """Two published episodes and a draft, committed."""
    with archive.writing() as session:
        programme = make_programme(session, station=make_station(session))
        for title in ("Satu", "Dua"):
            make_published(session, programme, SAID, title=title)
            tell_index(session, session.scalar(select(Episode.id).where(Episode.title == title)))
        make_episode(session, programme, "Rancangan")
        session.commit()
    return archive


def bring_up(archive):
    with archive.reading() as session:
        return apply_outbox(session, archive.index, "public")


def checked(archive):
    with archive.reading() as session:
        found = asdict(check(session, archive.index, "public"))
    return {name: found[name] for name in ("documents", "missing", "stale", "extra", "pending")}


def wholesome(documents):
    return {"documents": documents, "missing": 0, "stale": 0, "extra": 0, "pending": 0}


def change(archive, act):
    """Do something to the episode “Satu” and commit."""
    with archive.writing() as session:
        act(session, session.scalar(select(Episode).where(Episode.title == "Satu")))
        session.commit()


def found(archive, words):
    return archive.index.search(SearchRequest(query=words)).total


def test_an_index_that_is_not_there_is_built_whole(published):
    assert checked(published)["missing"] == 6

    assert bring_up(published) == 2

    assert checked(published) == wholesome(6)
    assert found(published, "jembatan") == 2


def test_applying_again_does_nothing(published):
    bring_up(published)
    before = published.index.status()

    assert bring_up(published) == 0

    assert published.index.status() == before


def test_a_change_waits_in_the_outbox_until_it_is_applied(published):
    bring_up(published)

    change(published, lambda session, episode: tell_index(session, episode.id))

    assert checked(published)["pending"] == 1
    assert bring_up(published) == 1
    assert checked(published) == wholesome(6)


def test_rows_that_are_applied_twice_change_nothing(published):
    """As after a crash between the index and whoever wrote the seq down."""
    bring_up(published)
    before = checked(published)
    with published.reading() as session:
        from archive.indexing import replace_episodes

        ids = session.scalars(select(Episode.id)).all()
        for _ in range(2):
            changes = replace_episodes(session, ids, "public")
            published.index.apply(changes, seq=last_seq(session))

    assert checked(published) == before


def test_a_withdrawn_episode_leaves_the_index(published):
    bring_up(published)

    change(published, lambda session, one: withdraw(session, one, "court", make_actor(session)))
    bring_up(published)

    assert checked(published) == wholesome(3)
    assert found(published, "jembatan") == 1


def test_withdrawn_words_leave_the_index(published):
    bring_up(published)

    def blank(session, episode):
        statements = select(Statement).where(Statement.episode_id == episode.id)
        for statement in session.scalars(statements).all():
            withdraw_words(session, statement, "privacy", make_actor(session))

    change(published, blank)
    bring_up(published)

    assert checked(published) == wholesome(4)
    assert found(published, "jembatan") == 1


def test_documents_under_a_former_slug_leave_with_the_rename(published):
    bring_up(published)

    def rename(session, episode):
        enter_slug(session, "episode", "nama-baru", episode.id)
        episode.slug = "nama-baru"
        tell_index(session, episode.id)

    change(published, rename)
    bring_up(published)

    assert checked(published) == wholesome(6)
    assert found(published, "jembatan") == 2


def test_a_new_revision_is_found_when_it_is_published_not_before(published):
    bring_up(published)
    corrected = [SAID[0], ("Narasumber", "Dermaga selesai bulan depan.", 5.0)]
    change(published, lambda session, one: make_revision(session, one, corrected))
    bring_up(published)
    assert found(published, "dermaga") == 0

    def make_public(session, episode):
        from archive.revisions import latest_revision

        publish(session, episode, latest_revision(session, episode.id), make_actor(session))

    change(published, make_public)
    bring_up(published)

    assert found(published, "dermaga") == 1
    assert found(published, "jembatan") == 1
    assert checked(published) == wholesome(6)


def test_a_deleted_index_is_built_again(published):
    bring_up(published)
    published.index.close()
    shutil.rmtree(published.settings.index_path)

    assert checked(published)["missing"] == 6
    bring_up(published)

    assert checked(published) == wholesome(6)


def test_the_check_tells_missing_stale_and_extra_apart(published):
    from search import Deletion

    bring_up(published)
    with published.reading() as session:
        ids = session.scalars(select(Episode.id).where(Episode.state == "published")).all()
        documents = list(read_documents(session, ids, "public"))
    first, second = (one for one in documents if one.kind == "pernyataan" and one.start == 5.0)
    stale = type(first)(**{**{n: getattr(first, n) for n in first.__slots__}, "text": "lain"})
    extra = type(first)(id="lain", kind="topik", title="lain")

    published.index.apply([Deletion(id=first.id), stale, Deletion(id=second.id), extra], seq=99)

    assert checked(published) == {
        "documents": 6, "missing": 1, "stale": 1, "extra": 1, "pending": 0
    }  # fmt: skip


def test_a_rebuild_reports_how_far_it_is(published):
    seen = []

    with published.reading() as session:
        rebuild(session, published.index, "public", seen.append)

    assert [(one.done, one.total) for one in seen] == [(2, 2)]


def test_what_nobody_waits_for_is_not_pending(published):
    bring_up(published)

    with published.reading() as session:
        assert count_pending(session, published.index) == 0


def documents_of(archive, default_rights="public"):
    with archive.reading() as session:
        ids = session.scalars(select(Episode.id)).all()
        return {one.kind: one for one in read_documents(session, ids, default_rights)}


def test_a_statement_says_who_spoke_in_which_office_where_and_when(archive):
    with archive.writing() as session:
        programme = make_programme(session, station=make_station(session))
        body = make_organisation(session, "Dinas Contoh")
        position = make_position(session, "Kepala Dinas", body)
        person = make_person(session, "Sari Melati")
        person.aliases.append(PersonAlias(name="Bu Sari", key="sari", kind="short"))
        above = make_topic(session, "Bencana")
        flood, road = make_topic(session, "Banjir", above), make_topic(session, "Jalan")
        episode = make_published(session, programme, SAID, topics=[road])
        episode.segments.append(Segment(start=4.0, end=9.0, title="Banjir", topics=[flood]))
        episode.segments.append(Segment(start=9.0, end=None, title="Lain", topics=[]))
        make_recording(session, episode)
        office = Office("Plt. Kadis", position.id, body.id)
        name_voice(session, episode, "Narasumber", person, office)
        publish(session, episode, latest_revision(session, episode.id), make_actor(session))
        session.commit()
        identifier, day = episode.id, episode.on

    documents = documents_of(archive)

    statement = documents["pernyataan"]
    assert (statement.text, statement.start) == (SAID[1][1], 5.0)
    assert statement.marks[0] == (0, 5000)
    assert (statement.person, statement.person_name) == ("sari-melati", "Sari Melati")
    assert (statement.position, statement.position_wording) == (
        "kepala-dinas-dinas-contoh",
        "Plt. Kadis",
    )
    assert (statement.organisation, statement.names) == ("dinas-contoh", "Sari Melati Bu Sari")
    assert statement.topics == ("banjir", "bencana", "jalan")
    assert (statement.programme, statement.station) == ("bincang-pagi", "radio-contoh")
    assert (statement.date, statement.revision, statement.label) == (day, 1, "transkrip")
    assert (documents["episode"].id, documents["episode"].start) == (identifier, 0.0)


def test_an_unknown_voice_is_found_by_its_label_and_names_nobody(published):
    statement = documents_of(published)["pernyataan"]

    assert (statement.person, statement.person_name, statement.names) == (None, "Narasumber", "")


@pytest.mark.parametrize(
    ("rights", "kinds"),
    [
        ("public", {"episode", "pernyataan"}),
        ("words-only", {"episode", "pernyataan"}),
        ("staff-only", {"episode"}),
    ],
)
def test_words_that_are_not_public_have_no_document(published, rights, kinds):
    assert set(documents_of(published, rights)) == kinds


def test_drafts_and_deleted_episodes_have_no_document(archive):
    with archive.writing() as session:
        programme = make_programme(session)
        make_episode(session, programme)
        make_published(session, programme, SAID, title="Hapus", deleted_at=None)
        deleted = session.scalar(select(Episode).where(Episode.title == "Hapus"))
        deleted.deleted_at = datetime.now(UTC)
        session.commit()

    assert documents_of(archive) == {}


def test_documents_of_many_episodes_take_as_many_queries_as_of_one(archive):
    from sqlalchemy import event

    with archive.writing() as session:
        programme = make_programme(session)
        for number in range(8):
            make_published(session, programme, SAID, title=f"E {number}", on=date(2024, 1, 1))
        session.commit()
    seen = []
    event.listen(archive.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    counts = []
    for wanted in (1, 8):
        with archive.reading() as session:
            ids = session.scalars(select(Episode.id).limit(wanted)).all()
            seen.clear()
            assert len(list(read_documents(session, ids, "public"))) == 3 * wanted
            counts.append(len(seen))

    assert counts[0] == counts[1]


def test_a_person_is_found_by_every_name_and_every_office_held_in_public(archive):
    with archive.writing() as session:
        programme = make_programme(session)
        body = make_organisation(session, "Kabupaten Contoh")
        position = make_position(session, "Sekretaris Daerah", body)
        position.aliases.append(PositionAlias(name="Sekda Contoh", key="sekda-contoh"))
        person = make_person(session, "Sari Melati", honorifics=["Dr."], degrees=["M.Si."])
        person.aliases.append(PersonAlias(name="Bu Sari", key="sari", kind="short"))
        make_tenure(session, person, position, date(2021, 1, 1), kind="plt")
        make_published(session, programme, SAID, {"Narasumber": (person, "Kepala Bappeda")})
        make_episode(session, programme, "Rancangan", guests=[(person, "Bupati")])
        session.commit()

    document = headings_of(archive)["tokoh"]

    assert (document.id, document.person) == ("tokoh/sari-melati", "sari-melati")
    assert (document.title, document.names) == ("Sari Melati", "Dr. Sari Melati, M.Si. Bu Sari")
    assert document.text == (
        "Plt. Sekretaris Daerah, Kabupaten Contoh (Sekda Contoh); Kepala Bappeda"
    )
    assert (document.episode, document.date) == (None, None)


def test_an_organisation_is_found_by_its_other_names_and_those_of_its_kin(archive):
    with archive.writing() as session:
        programme = make_programme(session)
        above = make_organisation(session, "Pemerintah Contoh")
        body = make_organisation(session, "Dinas Contoh", parent=above, summary="Mengurus jalan.")
        former = make_organisation(session, "Dinas Lama")
        body.aliases.append(OrganisationAlias(name="Discon", key="discon"))
        session.add(Succession(predecessor=former, successor=body))
        person = make_person(session)
        episode = make_published(session, programme, SAID)
        office = Office("Kepala", organisation_id=body.id)
        name_voice(session, episode, "Narasumber", person, office)
        publish(session, episode, latest_revision(session, episode.id), make_actor(session))
        session.commit()

    document = headings_of(archive)["lembaga"]

    assert (document.id, document.organisation) == ("lembaga/dinas-contoh", "dinas-contoh")
    assert (document.title, document.names) == ("Dinas Contoh", "")
    assert document.text == "Discon; Pemerintah Contoh; Dinas Lama. Mengurus jalan."


def test_a_topic_is_found_by_its_synonyms_and_under_its_whole(archive):
    with archive.writing() as session:
        programme = make_programme(session)
        above = make_topic(session, "Bencana")
        topic = make_topic(session, "Banjir", above)
        topic.synonyms.append(TopicSynonym(name="Genangan", key="genangan"))
        make_published(session, programme, SAID, topics=[topic])
        session.commit()

    document = headings_of(archive)["topik"]

    assert (document.id, document.title, document.text) == ("topik/banjir", "Banjir", "Genangan")
    assert document.topics == ("banjir", "bencana")


def test_a_segment_is_found_by_its_title_and_begins_where_it_is_heard(archive):
    with archive.writing() as session:
        programme = make_programme(session)
        flood, road = make_topic(session, "Banjir"), make_topic(session, "Jalan")
        episode = make_published(session, programme, SAID, topics=[road])
        episode.segments.append(Segment(start=4.0, end=9.0, title="Pintu air", topics=[flood]))
        session.commit()
        slug = episode.slug

    segment = documents_of(archive)["segmen"]

    assert (segment.title, segment.start, segment.topics) == ("Pintu air", 4.0, ("banjir",))
    assert (segment.episode, segment.text) == (slug, "")


def test_headings_that_only_a_draft_names_have_no_document(archive):
    with archive.writing() as session:
        programme, person = make_programme(session), make_person(session)
        topics = [make_topic(session, "Banjir")]
        make_episode(session, programme, guests=[(person, "Bupati")], topics=topics)
        session.commit()

    assert headings_of(archive) == {}


def test_documents_of_many_people_take_as_many_queries_as_of_one(archive):
    from sqlalchemy import event

    with archive.writing() as session:
        programme = make_programme(session)
        body = make_organisation(session)
        office = make_position(session, "Kepala Dinas", body)
        for name in ("Sari", "Budi", "Wulan", "Tono"):
            person = make_person(session, name)
            make_tenure(session, person, office, date(2020, 1, 1))
            make_published(session, programme, SAID, {"Narasumber": (person, name)}, title=name)
        session.commit()
    seen = []
    event.listen(archive.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    counts = []
    for wanted in (1, 4):
        with archive.reading() as session:
            people = [one for one in list_public_headings(session, "public") if one.kind == PERSON]
            seen.clear()
            found = list(read_heading_documents(session, people[:wanted], "public"))
            assert len(found) == wanted
            counts.append(len(seen))

    assert counts[0] == counts[1]


def headings_of(archive):
    """The documents of all public headings, by kind."""
    with archive.reading() as session:
        headings = list_public_headings(session, "public")
        return {one.kind: one for one in read_heading_documents(session, headings, "public")}


@pytest.mark.parametrize(
    ("wording", "organisation", "words"),
    [
        ("Sekretaris Daerah", None, "Sekretaris Daerah"),
        ("Bupati", "Kabupaten Contoh", "Bupati, Kabupaten Contoh"),
        ("Bupati Contoh", "Contoh", "Bupati Contoh"),
        ("Bupati Contoh", "Pemerintah Contoh", "Bupati Contoh"),
        ("Kepala Dinas Sosial", "Dinas Sosial Kota Contoh", "Kepala Dinas Sosial Kota Contoh"),
        ("Kepala dinas", "Dinas Sosial", "Kepala dinas Sosial"),
    ],
)
def test_a_position_is_joined_to_its_organisation_without_saying_it_twice(
    wording, organisation, words
):
    assert office_words(wording, organisation) == words


def test_a_position_that_says_nothing_new_is_not_repeated():
    positions = ["Kepala Dinas Sosial Kota", "Kepala Dinas Sosial", "Plt. Kepala Dinas Sosial"]

    assert without_repetitions(positions) == [positions[0], positions[2]]
