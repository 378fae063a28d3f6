"""The editor of a transcript: its page, its plain forms, saving."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from factories import make_episode, make_programme, make_recording, make_revision

from archive.audit import find_actor
from archive.models import Episode
from archive.revisions import latest_revision
from archive.rows import read_rows
from archive.staff.sign_ins import begin
from archive.staff.users import add_user
from archive.web.cookies import SIGN_IN

ROAD = "Jalan desa itu akan kita perbaiki mulai bulan depan dengan dana kabupaten."
WATER = "Air bersih belum sampai ke kampung kami, Pak, sudah hampir dua tahun."
SHORT = "Betul, Pak."


class Desk:
    """Somebody who is signed in, and a draft of three statements."""

    def __init__(self, shelf, role="editor", name="Sari"):
        self.archive = shelf.archive
        self.client = shelf.client()
        with shelf.archive.writing() as session:
            command = find_actor(session, "command", "tests")
            user = add_user(session, name, role, command)
            token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
            session.commit()
        self.client.set_cookie(SIGN_IN, token)

    def get(self, path="", **query):
        return self.client.get(f"/staf/transkrip/sunting{path}", query_string=query)

    def page(self, path="", **query):
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.text

    def fields(self, path=""):
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.page(path))
        return dict(found)

    def post(self, path, page="", **fields):
        return self.client.post(
            f"/staf/transkrip/sunting{path}", data={**self.fields(page or path), **fields}
        )

    def texts(self):
        return re.findall(r'<p class="said" lang="id">([^<]*)</p>', self.page())


@pytest.fixture
def ids(own_shelf):
    """The identifiers of a draft with three statements."""
    with own_shelf.archive.writing() as session:
        episode = make_episode(
            session, make_programme(session, "Sunting"), "Sunting", slug="sunting"
        )
        said = [("Sekda", ROAD, 0.0), ("Penanya", WATER, 10.0), ("Sekda", SHORT, 20.0)]
        revision = make_revision(session, episode, said)
        make_recording(session, episode)
        session.commit()
        return [row.statement_id for row in read_rows(session, revision.id)]


@pytest.fixture
def desk(own_shelf, ids):
    return Desk(own_shelf)


def saved(desk):
    with desk.archive.reading() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        return [row.text for row in read_rows(session, latest_revision(session, episode.id).id)]


def test_the_page_shows_every_line_with_a_link_to_its_form(desk, ids):
    page = desk.page()

    assert desk.texts() == [ROAD, WATER, SHORT]
    for name in ids:
        assert f'<li id="{name}" class="line"' in page
        assert f'href="/staf/transkrip/sunting/{name}"' in page


def test_a_line_is_corrected_and_saved_as_a_revision_without_a_script(desk, ids):
    corrected = ROAD.replace("perbaiki", "bangun")

    answer = desk.post(
        f"/{ids[0]}",
        lakukan="simpan",
        kata=corrected,
        suara="Sekda",
        mulai="00.00",
        selesai="00.05",
    )
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/staf/transkrip/sunting#{ids[0]}",
    )
    assert saved(desk) == [ROAD, WATER, SHORT]

    answer = desk.post("/simpan", page="/", alasan="didengar ulang")
    assert answer.status_code == 303, answer.text
    assert saved(desk) == [corrected, WATER, SHORT]
    assert "Revisi 2 tersimpan" in desk.client.get(answer.headers["Location"]).text
