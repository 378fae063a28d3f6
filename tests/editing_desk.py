"""A draft of three statements and people who edit it in the pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from factories import make_episode, make_programme, make_recording, make_revision

from archive.audit import find_actor
from archive.resources import Resources
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
        self.client.set_cookie(SIGN_IN, sign_in(shelf.archive, role, name))

    def get(self, path="", **query):
        return self.client.get(f"/staf/transkrip/sunting{path}", query_string=query)

    def page(self, path="", **query):
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.text

    def fields(self, path="", **query):
        page = self.page(path, **query)
        return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))

    def post(self, path, page="", **fields):
        return self.client.post(
            f"/staf/transkrip/sunting{path}", data={**self.fields(page or path), **fields}
        )

    def texts(self):
        return re.findall(r'<p class="said" lang="id">([^<]*)</p>', self.page())


def sign_in(archive: Resources, role: str = "editor", name: str = "Sari") -> str:
    """The token of a new user who is signed in."""
    with archive.writing() as session:
        command = find_actor(session, "command", "tests")
        user = add_user(session, name, role, command)
        token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
        session.commit()
    return token


def add_draft(archive: Resources) -> list[str]:
    """A draft called "sunting" with a recording; the identifiers of its statements."""
    with archive.writing() as session:
        episode = make_episode(
            session, make_programme(session, "Sunting"), "Sunting", slug="sunting"
        )
        said = [("Sekda", ROAD, 0.0), ("Penanya", WATER, 10.0), ("Sekda", SHORT, 20.0)]
        revision = make_revision(session, episode, said)
        make_recording(session, episode)
        session.commit()
        return [row.statement_id for row in read_rows(session, revision.id)]
