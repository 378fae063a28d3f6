"""An archive with staff, as its pages are used: browsers that sign in and send forms of ours."""

import re
from functools import cache

from factories import make_actor
from sqlalchemy import select

from archive import create_app
from archive.staff.passwords import hash_password
from archive.staff.users import add_user, set_password

PASSWORD = "empat gelas teh hangat"


@cache
def hashed():
    return hash_password(PASSWORD)


class Room:
    """An archive with one editor, its application, and browsers."""

    def __init__(self, archive):
        self.archive = archive
        self.app = create_app(self.archive.settings, self.archive)

    def add(self, name="Siti", role="editor"):
        with self.archive.writing() as session:
            actor = make_actor(session)
            set_password(session, add_user(session, name, role, actor), hashed(), actor)
            session.commit()

    def rows(self, model):
        with self.archive.reading() as session:
            return session.scalars(select(model)).all()

    def browser(self, agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0"):
        client = self.app.test_client()
        client.environ_base["HTTP_USER_AGENT"] = agent
        return client

    def signed_in(self, name="Siti"):
        client = self.browser()
        assert enter(client, name).status_code == 303
        return client


def token_of(page):
    return re.search(r'name="tanda" value="([^"]+)"', page.text)[1]


def send(client, path, page="/staf/", **fields):
    return client.post(path, data={"tanda": token_of(client.get(page)), **fields})


def enter(client, name="Siti", password=PASSWORD, **fields):
    return send(client, "/staf/masuk", nama=name, sandi=password, **fields)
