"""Importing a manifest: what a row makes, what it changes, and that the same again is nothing."""

from datetime import UTC, date, datetime, time

import pytest
from factories import make_actor
from sqlalchemy import select

from archive.models import Broadcast, Episode, Programme, Revision, Station
from archive.origins import PERSON, Suggestion, entity_of, note_origins
from archive.publishing import current_publication, withdraw
from archive.rows import read_rows
from archive.transcripts import attach
from archive.withdrawing import withdraw_words
from media.transcripts import read_transcript

FULL = {
    "station": "Radio Contoh",
    "time": "08:30",
    "zone": "WITA",
    "topics": "Jalan; Banjir",
    "summary": "Tentang jalan.",
    "language": "BJN",
    "rights": "words-only",
}


@pytest.fixture
def read(desk):
    """The session in which a test looks at what was imported."""
    with desk.archive.writing() as session:
        yield session


def episode_of(session, key="e1"):
    return session.scalar(select(Episode).where(Episode.source_key == key))


def counts(report):
    return tuple(report["episodes"].values())


def edit(desk, act):
    """Do something to the episode as a person would, and commit."""
    with desk.archive.writing() as session:
        act(session, episode_of(session))
        session.commit()


def set_by_person(name, attribute, value):
    def act(session, episode):
        setattr(episode, attribute, value)
        suggestion = Suggestion(name, str(value), PERSON, "page")
        entity = entity_of("episode", episode.id)
        note_origins(session, entity, [suggestion], make_actor(session))

    return act


def attach_by_person(text):
    def act(session, episode):
        from archive.revisions import Provenance

        transcript = read_transcript(text.encode())
        attach(session, episode, transcript, make_actor(session), Provenance("corrected"))

    return act


def test_a_row_makes_an_episode_with_everything_it_says(desk, row, read):
    report = desk.bring(row | FULL)

    episode = episode_of(read)
    assert counts(report) == (1, 0, 0, 0)
    assert (report["statements"], report["problems"]) == (2, [])
    assert (episode.slug, episode.title, episode.state) == (
        "2022-06-15-jalan-desa",
        "Jalan Desa",
        "draft",
    )
    assert (episode.summary, episode.language, episode.rights) == (
        "Tentang jalan.",
        "bjn",
        "words-only",
    )
    assert [topic.name for topic in episode.topics] == ["Banjir", "Jalan"]
    assert (episode.programme.name, episode.programme.station.name) == (
        "Bincang Pagi",
        "Radio Contoh",
    )
    (first,) = episode.broadcasts
    assert (first.on, first.local_time, first.zone) == (
        date(2022, 6, 15),
        time(8, 30),
        "Asia/Makassar",
    )
    assert first.planned_at == datetime(2022, 6, 15, 0, 30, tzinfo=UTC)
    assert [one.person.name for one in episode.appearances] == ["Sari Melati", "Ambo Contoh"]


def test_a_part_of_day_is_kept_as_one(desk, row, read):
    desk.bring(row | {"time": "pagi"})

    (first,) = episode_of(read).broadcasts
    assert (first.part_of_day, first.local_time, first.planned_at) == ("pagi", None, None)


@pytest.mark.parametrize("publish", [False, True])
def test_the_same_again_changes_nothing_at_all(desk, row, publish):
    desk.bring(row | FULL, publish=publish)
    before = desk.snapshot()

    report = desk.bring(row | FULL, publish=publish)

    assert counts(report) == (0, 0, 1, 0)
    assert report["statements"] == 0
    assert desk.snapshot() == before


def test_a_dry_run_changes_nothing_at_all(desk, row):
    desk.bring(row)
    before = desk.snapshot()
    desk.put("e2.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Budi>Satu dua tiga.\n")
    new = row | {"id": "e2", "title": "Lain", "transcript": "e2.vtt", "topics": "Baru"}

    report = desk.bring(
        row | {"title": "Judul baru", "topics": ""}, new, dry_run=True, publish=True
    )

    assert counts(report) == (1, 1, 0, 0)
    assert report["statements"] == 2 + 1
    assert desk.snapshot() == before


def test_a_dry_run_of_an_archive_that_never_imported_goes_on_after_its_first_transaction(
    desk, row, monkeypatch
):
    from archive.importing import run

    monkeypatch.setattr(run, "LONGEST_TRANSACTION", 0)
    rows = [row | {"id": f"e{number}"} for number in range(4)]

    report = desk.bring(*rows, dry_run=True, publish=True)

    assert counts(report) == (4, 0, 0, 0)
    assert report["problems"] == []


def test_a_missing_column_changes_nothing_and_an_empty_cell_clears(desk, row, read):
    desk.bring(row | FULL)

    desk.bring({**row, "summary": "", "topics": "", "rights": "", "time": ""})

    episode = episode_of(read)
    (first,) = episode.broadcasts
    assert (episode.summary, episode.topics, episode.rights) == (None, [], None)
    assert (first.local_time, first.planned_at) == (None, None)
    assert episode.language == "bjn"
    assert episode.programme.station.name == "Radio Contoh"
    assert [one.person.name for one in episode.appearances] == ["Sari Melati", "Ambo Contoh"]


def test_another_date_moves_the_broadcast_with_its_time(desk, row, read):
    desk.bring(row | FULL)

    desk.bring(row | {"date": "2022-06-16"})

    (first,) = episode_of(read).broadcasts
    assert first.on == date(2022, 6, 16)
    assert first.planned_at == datetime(2022, 6, 16, 0, 30, tzinfo=UTC)


def test_another_zone_moves_the_instant_and_an_empty_one_is_that_of_the_station(desk, row, read):
    desk.bring(row | FULL)

    desk.bring(row | {"zone": "WIB", "time": "08:30"})
    (first,) = read.scalars(select(Broadcast)).all()
    assert first.planned_at == datetime(2022, 6, 15, 1, 30, tzinfo=UTC)
    read.rollback()
    desk.bring(row | {"zone": "", "time": "08:30"})

    read.expire_all()
    assert (first.zone, first.planned_at.hour) == ("Asia/Makassar", 0)


def test_two_episodes_of_one_title_and_day_have_two_addresses(desk, row, read):
    desk.bring(row, row | {"id": "e2"})

    slugs = sorted(read.scalars(select(Episode.slug)))
    assert slugs == ["2022-06-15-jalan-desa", "2022-06-15-jalan-desa-2"]


def test_an_id_that_is_the_address_of_another_episode_is_refused(desk, row):
    desk.bring(row)

    report = desk.bring(row | {"id": "2022-06-15-jalan-desa"})

    assert counts(report) == (0, 0, 0, 1)
    assert "address of another episode" in report["problems"][0]["message"]


BAD_ROWS = [
    ({"date": "15 Juny"}, "15 Juny"),
    ({"date": "2022-02-30"}, "2022-02-30"),
    ({"time": "25:00"}, "25:00"),
    ({"zone": "WIX"}, "WIX"),
    ({"transcript": "none.vtt"}, "none.vtt"),
    ({"audio": "none.mp3"}, "none.mp3"),
    ({"people": "|Sekda|X"}, "Name|position|organisation"),
]


@pytest.mark.parametrize(("bad", "said"), BAD_ROWS)
def test_a_bad_row_is_a_problem_and_leaves_nothing_behind(desk, row, bad, said):
    report = desk.bring(row | {"id": "e2"}, row | bad)

    assert counts(report) == (1, 0, 0, 1)
    (problem,) = report["problems"]
    assert problem["row"] == 3
    assert said in problem["message"]
    with desk.archive.reading() as session:
        assert session.scalars(select(Episode.source_key)).all() == ["e2"]


def test_a_row_that_fails_later_leaves_the_episode_as_it_was(desk, row):
    desk.bring(row)
    before = desk.snapshot()

    report = desk.bring(row | {"title": "Lain", "transcript": desk.put("x.vtt", "WEBVTT\n")})

    assert counts(report) == (0, 0, 0, 1)
    assert desk.snapshot() == before


def test_programmes_and_stations_meet_by_alias_and_signs(desk, row, read):
    desk.bring(row | {"station": "Radio Contoh"})
    desk.bring(row | {"id": "e2", "programme": "bincang  PAGI", "station": "RADIO-CONTOH"})

    assert read.query(Programme).count() == read.query(Station).count() == 1


def test_a_programme_of_several_stations_needs_the_station(desk, row):
    desk.bring(row | {"station": "Radio A"}, row | {"id": "e2", "station": "Radio B"})

    report = desk.bring(row | {"id": "e3", "station": ""})

    assert "name the station" in report["problems"][0]["message"]


@pytest.mark.parametrize(
    ("name", "attribute", "value", "cell"),
    [
        ("title", "title", "Dari redaksi", "Dari berkas"),
        ("summary", "summary", "Dari redaksi", ""),
        ("language", "language", "bjn", "en"),
    ],
)
def test_a_value_that_a_person_set_stays_with_a_note(desk, row, read, name, attribute, value, cell):
    desk.bring(row | FULL)
    edit(desk, set_by_person(name, attribute, value))

    report = desk.bring(row | FULL | {name: cell})

    assert getattr(episode_of(read), attribute) == value
    assert f"Row 2: {name} was set by a person and stays as it is." in report["notes"]
    assert report["problems"] == []


def test_a_changed_transcript_becomes_a_revision_and_is_published_where_asked(desk, row, read):
    desk.bring(row, publish=True)
    desk.put("e1.vtt", (desk.folder / "e1.vtt").read_text().replace("bulan", "pekan"))

    report = desk.bring(row, publish=True)

    publication = current_publication(read, episode_of(read).id)
    assert counts(report) == (0, 1, 0, 0)
    assert publication.revision.number == 2


def test_a_draft_is_published_by_the_same_import_with_publish(desk, row, read):
    desk.bring(row)

    report = desk.bring(row, publish=True)

    episode = episode_of(read)
    assert counts(report) == (0, 1, 0, 0)
    assert episode.state == "published"
    assert current_publication(read, episode.id).revision.number == 1


def test_a_transcript_edited_since_its_import_is_a_problem_each_time_and_stays(desk, row, read):
    text = (desk.folder / "e1.vtt").read_text()
    desk.bring(row)
    edit(desk, attach_by_person(text.replace("bulan", "pekan")))
    desk.put("e1.vtt", text.replace("bulan", "tahun"))

    first = desk.bring(row)
    before = desk.snapshot()
    again = desk.bring(row)

    assert "edited since its import" in first["problems"][0]["message"]
    assert again["problems"] == first["problems"]
    assert counts(again) == (0, 0, 1, 0)
    assert desk.snapshot() == before
    revisions = read.scalars(select(Revision).order_by(Revision.number)).all()
    assert [one.number for one in revisions] == [1, 2]


def test_an_edited_transcript_is_no_problem_while_the_file_stays(desk, row):
    desk.bring(row)
    edit(desk, attach_by_person((desk.folder / "e1.vtt").read_text().replace("bulan", "pekan")))

    assert desk.bring(row | {"title": "Lain"})["problems"] == []


def test_a_file_that_goes_back_to_an_earlier_state_is_taken_again(desk, row, read):
    text = (desk.folder / "e1.vtt").read_text()
    for content in (text, text.replace("bulan", "pekan"), text):
        desk.put("e1.vtt", content)
        report = desk.bring(row)
        assert report["problems"] == []

    latest = read.scalars(select(Revision).order_by(Revision.number)).all()[-1]
    assert latest.number == 3
    assert "bulan" in read_rows(read, latest.id)[1].text


def test_lines_that_cannot_be_read_are_problems_each_time_and_change_nothing_again(desk, row):
    broken = (desk.folder / "e1.vtt").read_text() + "\n00:xx --> 00:20.000\n<v A>Satu dua.\n"
    desk.put("e1.vtt", broken)

    first = desk.bring(row, publish=True)
    before = desk.snapshot()
    again = desk.bring(row, publish=True)

    assert counts(first) == (1, 0, 0, 0)
    assert "line" in first["problems"][0]["message"]
    assert again["problems"] == first["problems"]
    assert counts(again) == (0, 0, 1, 0)
    assert desk.snapshot() == before


def test_a_withdrawn_episode_stays_withdrawn_with_a_note(desk, row, read):
    desk.bring(row, publish=True)
    edit(desk, lambda session, one: withdraw(session, one, "court", make_actor(session)))

    reports = [desk.bring(row | {"title": title}, publish=True) for title in ("Jalan Desa", "Lain")]

    assert episode_of(read).state == "withdrawn"
    assert all("stays so" in report["notes"][-1] for report in reports)


def test_words_that_were_withdrawn_are_not_published_again_by_an_import(desk, row, read):
    from archive.models import Statement

    text = (desk.folder / "e1.vtt").read_text()
    desk.bring(row, publish=True)

    def blank(session, episode):
        statements = select(Statement).where(Statement.episode_id == episode.id)
        withdraw_words(session, session.scalars(statements).first(), "court", make_actor(session))

    edit(desk, blank)
    desk.put("e1.vtt", text.replace("bulan", "pekan"))

    first = desk.bring(row, publish=True)
    before = desk.snapshot()
    again = desk.bring(row, publish=True)

    assert "may bring them back" in first["problems"][0]["message"]
    assert again["problems"] == first["problems"]
    assert desk.snapshot() == before
    assert current_publication(read, episode_of(read).id).revision.number == 1


def test_rights_in_words_are_kept_as_a_statement_with_a_note(desk, row, read):
    report = desk.bring(row | {"rights": "CC BY 4.0"})

    episode = episode_of(read)
    assert (episode.rights, episode.rights_statement) == (None, "CC BY 4.0")
    assert any("CC BY 4.0" in note for note in report["notes"])
