"""Replacing a recording, and marking statements as heard, by the pages of the staff."""

from __future__ import annotations

import re
import wave
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pytest
from factories import make_episode, make_programme, make_revision

from archive.audit import find_actor
from archive.intake import current_recording, receive
from archive.models import Episode, Recording, WorkingCopy
from archive.publishing import publish
from archive.replacing import find_offer
from archive.revisions import latest_revision
from archive.rows import read_rows
from archive.staff.sign_ins import begin
from archive.staff.users import add_user
from archive.web import posted
from archive.web.cookies import SIGN_IN

SAID = [
    ("Sekda", "Jalan desa itu kita perbaiki bulan depan.", 2.0),
    ("Warga", "Air bersih belum sampai ke kampung kami.", 20.0),
]
SLUG = "ganti"
ADDRESS = f"/staf/episode/{SLUG}"


def wav(seconds: float, seed: int) -> bytes:
    samples = np.random.default_rng(seed).integers(-9000, 9000, round(seconds * 8000), np.int16)
    file = BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(samples.tobytes())
    return file.getvalue()


class Desk:
    """Somebody who is signed in, and a public episode with a recording and a transcript."""

    def __init__(self, shelf, role="editor", name="Lina"):
        self.archive, self.client = shelf.archive, shelf.client()
        with shelf.archive.writing() as session:
            user = add_user(session, name, role, find_actor(session, "command", "tests"))
            token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
            session.commit()
        self.client.set_cookie(SIGN_IN, token)

    def page(self, path="/rekaman", status=200, **query):
        answer = self.client.get(f"{ADDRESS}{path}", query_string=query)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path="", page="/rekaman", **fields):
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.page(page))
        return self.client.post(f"{ADDRESS}{path}", data={**dict(hidden), **fields})

    def send(self, data: bytes, name="baru.wav"):
        return self.post("/rekaman", berkas=(BytesIO(data), name))

    def replace(self, **fields):
        return self.post("/rekaman/ganti", **{"alasan": "rekaman salah", **fields})

    def stands(self):
        """Number of the latest revision, its starts, its recording, what the public hears."""
        with self.archive.reading() as session:
            episode = session.query(Episode).filter_by(slug=SLUG).one()
            revision = latest_revision(session, episode.id)
            rows = read_rows(session, revision.id)
            heard = current_recording(session, episode.id)
            return revision.number, [row.start for row in rows], rows[0].recording_id, heard.id

    def rows(self):
        with self.archive.reading() as session:
            episode = session.query(Episode).filter_by(slug=SLUG).one()
            return read_rows(session, latest_revision(session, episode.id).id)

    def waiting(self):
        with self.archive.reading() as session:
            offer = find_offer(session, session.query(Episode).filter_by(slug=SLUG).one())
            return offer.id if offer else None


@pytest.fixture
def public(own_shelf, tmp_path):
    """The recording of a public episode."""
    path = tmp_path / "lama.wav"
    path.write_bytes(wav(30.0, seed=1))
    with own_shelf.archive.writing() as session:
        episode = make_episode(session, make_programme(session, "Ganti"), "Ganti", slug=SLUG)
        actor = find_actor(session, "command", "tests")
        recording = receive(session, own_shelf.archive.store, episode, path, actor)
        recording.access_sha256 = recording.master_sha256
        revision = make_revision(session, episode, SAID, recording=recording)
        publish(session, episode, revision, actor)
        session.commit()
        return recording.id


@pytest.fixture
def desk(own_shelf, public):
    return Desk(own_shelf)


def test_a_sent_recording_waits_for_whoever_opens_the_page(desk, own_shelf, public):
    assert desk.send(wav(31.0, seed=2)).status_code == 303

    page = Desk(own_shelf, name="Sari").page()

    assert "baru.wav" in page
    assert "Belum ada yang berganti" in page
    assert desk.stands() == (1, [2.0, 20.0], public, public)


def test_the_preview_lists_what_would_lose_its_times_and_changes_nothing(desk, public):
    desk.send(wav(31.0, seed=2))

    page = desk.page(waktu="geser", detik="-12,5")

    assert "waktu digeser -12,5 detik" in page
    assert "1 pernyataan terletak di luar rekaman baru" in page
    assert SAID[0][1] in page
    assert desk.stands() == (1, [2.0, 20.0], public, public)


@pytest.mark.parametrize(
    ("waktu", "detik", "starts"),
    [
        ("tetap", "", [2.0, 20.0]),
        ("geser", "1,5", [3.5, 21.5]),
        ("geser", "−2", [0.0, 18.0]),
        ("lepas", "", [None, None]),
    ],
)
def test_an_editor_replaces_and_the_public_hears_the_former_one(desk, public, waktu, detik, starts):
    desk.send(wav(31.0, seed=2))
    offered = desk.waiting()

    answer = desk.replace(waktu=waktu, detik=detik)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ADDRESS}?rekaman=tersimpan")
    assert desk.stands() == (2, starts, offered, public)
    assert "Yang terbit tetap seperti semula" in desk.page("", rekaman="tersimpan")
    assert "terbitkan" not in desk.page()


def test_a_publisher_replaces_and_publishes_in_one_go(own_shelf, public):
    desk = Desk(own_shelf, role="publisher")
    desk.send(wav(31.0, seed=2))
    offered = desk.waiting()

    answer = desk.replace(waktu="tetap", terbitkan="1")

    assert answer.headers["Location"] == f"{ADDRESS}?rekaman=terbit"
    assert desk.stands() == (2, [2.0, 20.0], offered, offered)


def test_an_editor_cannot_publish_by_replacing(desk, public):
    desk.send(wav(31.0, seed=2))

    assert desk.replace(waktu="tetap", terbitkan="1").status_code == 403
    assert desk.stands() == (1, [2.0, 20.0], public, public)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Sekda: Selamat pagi.\n", "bukan audio"),
        (b"", "bukan audio"),
        (wav(30.0, seed=1), "sama persis"),
    ],
)
def test_what_is_no_other_recording_is_told_and_not_kept(desk, public, data, said):
    answer = desk.send(data, "catatan.mp3")

    assert (answer.status_code, said in answer.text) == (422, True)
    assert desk.waiting() is None
    with desk.archive.reading() as session:
        assert session.query(Recording).filter_by(is_waiting=True).count() == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"waktu": "geser", "detik": "besok"}, "berapa detik"),
        ({"waktu": "geser", "detik": ""}, "berapa detik"),
        ({"waktu": "lain"}, "Pilih apa"),
        ({"waktu": "tetap", "alasan": " "}, "Tulis alasannya"),
    ],
)
def test_a_form_that_is_not_complete_comes_back_with_a_sentence(desk, public, fields, said):
    desk.send(wav(31.0, seed=2))

    answer = desk.replace(**fields)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert desk.stands() == (1, [2.0, 20.0], public, public)
    assert desk.waiting() is not None


@pytest.mark.parametrize("seconds", ["lima", "", "1e9", "nan"])
def test_seconds_that_are_none_have_no_result(desk, public, seconds):
    desk.send(wav(35, 2))

    page = desk.page(waktu="geser", detik=seconds)

    assert "Tulis berapa detik waktunya digeser" in page
    assert "Hasilnya" not in page
    assert 'name="alasan"' not in page
    assert "Buang rekaman yang menunggu" in page
    assert "Hasilnya" in desk.page(waktu="geser", detik="-1,5")


def test_what_was_looked_at_is_what_is_taken(desk, public):
    desk.send(wav(31.0, seed=2))
    first = desk.waiting()
    desk.send(wav(31.0, seed=3))

    answer = desk.replace(waktu="tetap", rekaman=first)

    assert answer.status_code == 409
    assert desk.stands() == (1, [2.0, 20.0], public, public)


def test_nothing_is_replaced_under_somebody_who_edits(desk, public):
    desk.send(wav(31.0, seed=2))
    with desk.archive.writing() as session:
        episode = session.query(Episode).filter_by(slug=SLUG).one()
        actor = find_actor(session, "command", "tests")
        copy = WorkingCopy(
            episode_id=episode.id,
            based_on_id=latest_revision(session, episode.id).id,
            content=[],
            version=2,
            actor_id=actor.id,
            saved_at=datetime.now(UTC),
        )
        session.add(copy)
        session.commit()

    answer = desk.replace(waktu="tetap")

    assert (answer.status_code, "sedang disunting" in answer.text) == (422, True)
    assert desk.stands() == (1, [2.0, 20.0], public, public)


def test_a_waiting_recording_is_discarded(desk, public):
    desk.send(wav(31.0, seed=2))

    assert desk.post("/rekaman/buang").status_code == 303

    assert desk.waiting() is None
    assert "Kirim dan bandingkan" in desk.page()


def test_a_file_larger_than_the_page_takes_is_told_how_large_it_may_be(desk, public, monkeypatch):
    monkeypatch.setitem(posted.LARGEST, "recordings.receive", (200_000, 100_000))

    answer = desk.send(wav(31.0, seed=2))

    assert (answer.status_code, "terlalu besar" in answer.text) == (413, True)


def test_a_statement_is_marked_as_heard_and_unmarked_without_a_script(desk, public):
    name = desk.rows()[0].statement_id

    answer = desk.post("/didengar", page="", sudah=name)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ADDRESS}#{name}")
    row, other = desk.rows()
    assert (row.verification, row.checked_by, other.verification) == (
        "rekaman",
        "Lina",
        "transkrip",
    )
    assert "Lina" in desk.page("")
    assert "Lina" not in desk.client.get(f"/s/{name}").text
    desk.post("/didengar", page="", batal=name)
    assert desk.rows()[0].verification == "transkrip"


def test_a_later_check_is_a_dated_addition_to_what_is_frozen(desk, public):
    name = desk.rows()[0].statement_id
    desk.post("/didengar", page="", sudah=name)

    frozen = desk.client.get(f"/s/{name}/r1").text
    today = desk.client.get(f"/s/{name}").text
    cited = desk.client.get(f"/s/{name}/r1/1-3/kutip?gaya=pustaka").text
    data = desk.client.get(f"/s/{name}/r1.json").json

    marks = re.search(r'<p class="marks">(.*?)</p>', frozen, re.DOTALL)
    assert marks is not None
    assert "badge-transkrip" in marks[1]
    assert "diperiksa dengan rekaman pada" in marks[1]
    assert "badge-rekaman" in re.search(r'<p class="marks">(.*?)</p>', today, re.DOTALL)[1]
    assert "transkrip v1, diperiksa dengan rekaman pada" in cited
    assert data["label"] == "transkrip"
    assert data["checked_at"] is not None


def test_a_cited_page_plays_and_states_the_recording_that_it_cited(own_shelf, public):
    desk = Desk(own_shelf, role="publisher")
    name = desk.rows()[0].statement_id
    desk.send(wav(31.0, seed=2))
    desk.replace(waktu="geser", detik="1", terbitkan="1")

    frozen = desk.client.get(f"/s/{name}/r1.json").json
    today = desk.client.get(f"/s/{name}.json").json
    page = desk.client.get(f"/s/{name}/r1").text

    assert (frozen["start"], today["start"]) == (2.0, 3.0)
    assert frozen["recording"] == public != today["recording"]
    assert frozen["recording_sha256"] != today["recording_sha256"]
    assert (frozen["recording_replaced"], today["recording_replaced"]) == (True, False)
    assert frozen["audio"].endswith(f"/audio/{public}")
    assert "sudah diganti sejak itu" in page
    assert f'href="/audio/{public}#t=2.0"' in page
