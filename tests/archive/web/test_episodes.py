"""An episode's page: what there is, what there is not, and where the reader lands."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from factories import (
    enter_slug,
    index_all,
    make_actor,
    make_episode,
    make_programme,
    make_published,
    make_revision,
    make_station,
    new_archive,
)
from flask.testing import FlaskClient
from sqlalchemy import select, update
from told_archive import tell_both

from archive import create_app
from archive.models import (
    Broadcast,
    Episode,
    PressItem,
    Programme,
    Recording,
    Segment,
    Station,
)
from archive.publishing import publish, withdraw
from archive.resources import Resources

TALK = "/episode/2024-03-06-jalan-desa"
FACTS = "/episode/2022-06-15-hanya-catatan"
LONG = "/episode/2023-01-04-bincang-panjang"
MANY = 400


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk with a recording, an entry of facts only, and a very long transcript."""
    folder = tmp_path_factory.mktemp("episodes")
    archive = new_archive(folder)
    with archive.writing() as session:
        talk = tell_both(archive, session)
        talk.episode.segments = [
            Segment(start=0.0, end=4.0, title="Pembuka"),
            Segment(start=4.0, end=None, title="Soal jalan"),
        ]
        carrier = make_station(session, "Radio Tetangga")
        talk.episode.broadcasts.append(
            Broadcast(
                ordinal=2,
                kind="relay",
                on=date(2024, 3, 6),
                local_time=time(7, 30),
                zone="Asia/Pontianak",
                station_id=carrier.id,
            )
        )
        programme = session.scalars(select(Programme)).one()
        facts = make_published(
            session, programme, title="Hanya Catatan", on=date(2022, 6, 15), at=None
        )
        facts.press_items.append(PressItem(outlet="Kabar Contoh", title="Sekda Bicara"))
        said = [
            ("Narasumber", f"Ini kalimat nomor {n} dari semuanya.", n * 6.0) for n in range(MANY)
        ]
        make_published(session, programme, said, title="Bincang Panjang", on=date(2023, 1, 4))
        session.commit()
    index_all(archive)
    archive.engine.dispose()
    return folder


@pytest.fixture(scope="module")
def reader(home: Path) -> Iterator[FlaskClient]:
    """Somebody who reads."""
    archive = new_archive(home)
    yield create_app(archive.settings, archive).test_client()
    archive.engine.dispose()


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Iterator[Resources]:
    """A copy of the archive for one test."""
    archive = new_archive(shutil.copytree(home, tmp_path / "own"))
    yield archive
    archive.engine.dispose()


def reader_of(archive: Resources) -> FlaskClient:
    """Somebody who reads this archive."""
    return create_app(archive.settings, archive).test_client()


@pytest.mark.parametrize(
    "part",
    [
        "Rabu, 6 Maret 2024, pukul 08.30 WITA",
        "Dipancarkan ulang:",
        "Rabu, 6 Maret 2024, pukul 07.30 WIB",
        "Dr. H. Ambo Sakti, M.Pd.",
        "Sekretaris Daerah Contoh",
        "Soal jalan",
        "Anggaran jalan desa tidak ada tahun ini.",
        "Memutar seluruhnya memakai",
        "Revisi 2",
        "rekaan",
    ],
)
def test_the_page_tells_when_where_who_and_what(reader: FlaskClient, part: str) -> None:
    assert part in reader.get(TALK).text


@pytest.mark.parametrize(
    ("query", "source"), [("", ""), ("?t=6", "#t=6.0"), ("?t=6.25&q=anggaran", "#t=6.25")]
)
def test_without_a_script_the_audio_element_begins_at_the_moment_asked_for(
    reader: FlaskClient, query: str, source: str
) -> None:
    page = reader.get(TALK + query).text

    assert re.search(rf'<audio controls preload="none" src="/audio/[a-z0-9]{{8}}{source}">', page)


@pytest.mark.parametrize("wrong", ["x", "-1", "nan", "inf", "1e400", "03.12.9"])
def test_a_moment_that_is_no_number_is_refused(reader: FlaskClient, wrong: str) -> None:
    answer = reader.get(f"{TALK}?t={wrong}")

    assert answer.status_code == 400
    assert "t=192.4" in answer.text


def test_the_words_that_were_searched_are_marked_and_cue_the_audio(reader: FlaskClient) -> None:
    page = reader.get(f"{TALK}?q=anggaran").text

    assert "<mark>Anggaran</mark>" in page
    assert re.search(r'data-start="6\.0"', page)
    assert "1 pernyataan memuat" in page


def test_hits_of_an_index_that_lags_behind_mark_nothing_wrong(own: Resources) -> None:
    """Offsets of other words than those shown would mark anything at all."""
    with own.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa")).one()
        said = [("Sekda", "Sama sekali lain, tetapi soal anggaran juga.", 0.0)]
        revision = make_revision(session, episode, said)
        publish(session, episode, revision, make_actor(session))
        session.commit()

    page = reader_of(own).get(f"{TALK}?q=anggaran").text

    assert "Sama sekali lain" in page
    assert "<mark>" not in page


def test_without_an_index_the_page_says_that_it_cannot_search(own: Resources) -> None:
    shutil.rmtree(own.settings.index_path)

    page = reader_of(own).get(f"{TALK}?q=anggaran").text

    assert "Pencarian sedang tidak dapat dipakai" in page
    assert "Anggaran jalan desa tidak ada" in page


def test_a_moment_or_a_search_does_not_make_another_page(reader: FlaskClient) -> None:
    page = reader.get(f"{TALK}?t=6&q=anggaran").text

    assert f'<link rel="canonical" href="http://127.0.0.1:8000{TALK}">' in page


def test_an_entry_of_facts_shows_what_it_lacks_and_makes_nothing_up(reader: FlaskClient) -> None:
    page = reader.get(FACTS).text

    for part in ("Hanya catatan", "Tidak ada rekaman", "Tidak ada transkrip", "Sekda Bicara"):
        assert part in page
    assert "<audio" not in page
    assert "tanggal terbit tidak diketahui" in page


@pytest.mark.parametrize(
    ("rights", "says", "words"),
    [
        ("words-only", "hanya mengizinkan kata-katanya dibaca", True),
        ("staff-only", "Transkrip siaran ini hanya untuk pengelola arsip", False),
    ],
)
def test_rights_decide_what_is_heard_and_read(
    own: Resources, rights: str, says: str, words: bool
) -> None:
    with own.writing() as session:
        session.execute(update(Recording).values(rights=rights))
        session.commit()
    reader = reader_of(own)

    page = reader.get(TALK).text

    assert says in page
    assert "<audio" not in page
    for form in ("", ".json", ".csv"):
        assert ("Anggaran jalan desa" in reader.get(TALK + form).text) is words


def test_a_former_slug_leads_to_the_present_one(own: Resources) -> None:
    with own.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa")).one()
        enter_slug(session, "episode", "2024-03-06-judul-lama", episode.id)
        session.commit()

    answer = reader_of(own).get("/episode/2024-03-06-judul-lama?t=6")

    assert (answer.status_code, answer.location) == (301, f"{TALK}?t=6")


def test_a_withdrawn_episode_is_a_labelled_gap_without_words(own: Resources) -> None:
    with own.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa")).one()
        withdraw(session, episode, "privacy", make_actor(session))
        session.commit()
    reader = reader_of(own)

    for form in ("", ".json", ".csv"):
        answer = reader.get(TALK + form)
        assert answer.status_code == 410
        assert "Anggaran" not in answer.text
    assert "data pribadi" in reader.get(TALK).text


def test_a_draft_has_no_page(own: Resources) -> None:
    with own.writing() as session:
        draft = make_episode(session, session.scalars(select(Programme)).one(), title="Rancangan")
        slug = draft.slug
        session.commit()

    assert reader_of(own).get(f"/episode/{slug}").status_code == 404


def test_a_long_transcript_comes_in_parts(reader: FlaskClient) -> None:
    first, second = reader.get(LONG).text, reader.get(f"{LONG}?bagian=2").text

    assert first.count('class="said"') < MANY
    assert "nomor 0 dari" in first and "nomor 0 dari" not in second
    assert reader.get(f"{LONG}?bagian=semua").text.count('class="said"') == MANY


def test_a_moment_opens_the_part_in_which_it_is_heard(reader: FlaskClient) -> None:
    page = reader.get(f"{LONG}?t=2350").text

    assert "nomor 391 dari" in page and "nomor 0 dari" not in page


def test_a_hit_opens_the_part_in_which_it_stands(reader: FlaskClient) -> None:
    page = reader.get(f'{LONG}?q="nomor 390"').text

    assert "<mark>nomor 390</mark>" in page
    assert 'href="?bagian=1&amp;q=%22nomor%20390%22"' in page


@pytest.mark.parametrize(("part", "status"), [("99", 404), ("0", 404), ("x", 400), ("-1", 400)])
def test_a_part_that_there_is_not_is_refused(reader: FlaskClient, part: str, status: int) -> None:
    assert reader.get(f"{LONG}?bagian={part}").status_code == status


def test_json_and_csv_hold_the_whole_transcript(reader: FlaskClient) -> None:
    data = reader.get(f"{LONG}.json").get_json()
    rows = list(csv.DictReader(io.StringIO(reader.get(f"{LONG}.csv").text)))

    assert len(data["statements"]) == len(rows) == MANY
    assert data["statements"][3]["text"] == rows[3]["text"] == "Ini kalimat nomor 3 dari semuanya."
    assert data["revision"] == 1


def test_the_station_that_carried_the_relay_is_linked(reader: FlaskClient) -> None:
    assert 'href="/stasiun/radio-tetangga"' in reader.get(TALK).text


def test_a_programme_without_a_station_has_a_page_too(own: Resources) -> None:
    with own.writing() as session:
        lone = make_programme(session, "Tanpa Stasiun")
        make_published(session, lone, [("A", "Selamat pagi.", 0.0)], title="Sendiri")
        session.commit()
        assert session.scalars(select(Station)).all()

    assert reader_of(own).get("/episode/2024-03-06-sendiri").status_code == 200
