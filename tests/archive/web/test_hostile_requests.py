"""Requests that nobody sends by mistake: forms of others, everything at once, odd addresses."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BoundedSemaphore

import pytest
from factories import make_actor, new_archive
from sqlalchemy import select
from staff_room import PASSWORD, Room, enter, send, token_of

from archive import create_app
from archive.audit import verify_chain
from archive.models import SignIn, User
from archive.staff.invitations import PATH, invite, invite_first
from archive.staff.users import change_role, disable_user, enable_user
from archive.web.cookies import FORM, SIGN_IN
from archive.web.visitor import now
from promises.standings import FOREIGN, REVIEW, set_stage

FORM_TYPE = "application/x-www-form-urlencoded"
ACT = "/staf/akun/keluar-semua"


@pytest.fixture
def room(archive):
    room = Room(archive)
    room.add()
    return room


def body_of(token, kind):
    """The body of a form in several dresses."""
    return {
        FORM_TYPE: f"tanda={token}",
        "text/plain": f"tanda={token}",
        "application/json": json.dumps({"tanda": token}),
        "text/plain; json": f'{{"x":"&tanda={token}&"}}',
        "": f"tanda={token}",
        "application/xml": f"<tanda>{token}</tanda>",
    }[kind]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "text/plain; json", "", "application/xml"]
)
def test_only_the_two_types_of_forms_are_read(room, kind):
    client = room.signed_in()
    token = token_of(client.get("/staf/"))

    answer = client.post(ACT, data=body_of(token, kind), content_type=kind.partition(";")[0])

    assert answer.status_code == 403
    assert len(room.rows(SignIn)) == 1
    assert (
        client.post(ACT, data=body_of(token, FORM_TYPE), content_type=FORM_TYPE).status_code == 303
    )


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_and_no_parameter_makes_another_method_a_write(room, method, header):
    client = room.signed_in()
    token = token_of(client.get("/staf/"))

    answer = client.open(
        ACT,
        method=method,
        query_string={"tanda": token, "_method": "POST"},
        data={"tanda": token, "_method": "POST"},
        headers={header: "POST"},
    )

    assert answer.status_code == 405
    assert len(room.rows(SignIn)) == 1


def test_a_token_in_the_address_is_none(room):
    client = room.signed_in()
    token = token_of(client.get("/staf/"))

    assert client.post(ACT, query_string={"tanda": token}).status_code == 403


def test_a_token_is_of_one_sign_in_also_for_the_same_user(room):
    one, other = room.signed_in(), room.signed_in()
    token = token_of(other.get("/staf/"))

    assert one.post(ACT, data={"tanda": token}).status_code == 403


def test_a_token_from_before_the_sign_in_opens_nothing_behind_it(room):
    before = room.browser()
    token = token_of(before.get("/staf/"))
    client = room.signed_in()
    client.set_cookie(FORM, before.get_cookie(FORM).value)

    assert client.post(ACT, data={"tanda": token}).status_code == 403


def test_of_two_tokens_the_first_counts(room):
    client = room.signed_in()
    token = token_of(client.get("/staf/"))
    body = [f"tanda=x&tanda={token}", f"tanda={token}&tanda=x"]

    answers = [client.post(ACT, data=one, content_type=FORM_TYPE).status_code for one in body]

    assert answers == [403, 303]


def all_at_once(acts):
    """What each act gave, when all began together."""
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def accepting(room, address, name, password=PASSWORD):
    """A browser with the form of an invitation open; sends it when it is called."""
    client = room.browser()
    fields = {"tanda": token_of(client.get(address)), "nama": name}
    fields |= {"sandi_baru": password, "sandi_ulang": password}
    return lambda: client.post(address, data=fields).status_code


@pytest.mark.parametrize("is_first", [True, False])
def test_of_many_who_use_an_address_at_once_one_is_let_in(archive, is_first):
    room = Room(archive)
    if not is_first:
        room.add()
    with archive.writing() as session:
        user = session.scalar(select(User))
        actor = make_actor(session)
        token = invite(session, user, actor, now()) if user else invite_first(session, actor, now())
        session.commit()

    acts = [accepting(room, f"{PATH}{token}", f"Nama {letter}") for letter in "abcdefgh"]
    answers = Counter(all_at_once(acts))

    assert answers == {303: 1, 404: 7}
    assert len(room.rows(User)) == len(room.rows(SignIn)) == 1
    with archive.reading() as session:
        assert list(verify_chain(session)) == []


def test_of_forty_tries_at_once_ten_are_looked_at(room):
    browsers = [room.browser() for _ in range(40)]
    forms = [token_of(browser.get("/staf/")) for browser in browsers]

    answers = Counter(
        all_at_once(
            [
                lambda b=browser, t=token, n=number: (
                    b.post(
                        "/staf/masuk",
                        data={"tanda": t, "nama": "Siti", "sandi": "salah salah salah"},
                        environ_overrides={"REMOTE_ADDR": f"127.0.0.{n + 1}"},
                    ).status_code
                )
                for number, (browser, token) in enumerate(zip(browsers, forms, strict=True))
            ]
        )
    )

    assert answers == {403: 10, 429: 30}


def test_a_crowd_at_the_door_leaves_threads_to_readers(room, monkeypatch):
    turns, places = (BoundedSemaphore(count) for count in (1, 2))
    monkeypatch.setattr("archive.staff.passwords._turns", turns)
    monkeypatch.setattr("archive.staff.passwords._places", places)
    browser = room.browser()
    with places, places:  # one is looked at, one waits
        answer = enter(browser)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert enter(browser).status_code == 303


@pytest.mark.parametrize("state", ["unknown", "disabled", "without a password"])
def test_who_there_is_is_not_said(room, state):
    room.add("Ahmad")
    with room.archive.writing() as session:
        user = session.scalars(select(User).where(User.name == "Ahmad")).one()
        if state == "disabled":
            disable_user(session, user, make_actor(session))
        if state == "without a password":
            user.password = None
        session.commit()
    name = "Siapa" if state == "unknown" else "Ahmad"

    told, wrong = enter(room.browser(), name), enter(room.browser(), "Siti", "salah salah salah")

    assert (told.status_code, wrong.status_code) == (403, 403)
    assert strip(told.text, name) == strip(wrong.text, "Siti")


def strip(page, name):
    """A page without what was typed and without its token."""
    return page.replace(f'value="{name}"', "").replace(token_of_text(page), "")


def token_of_text(text):
    """The token on a page."""
    return text.partition('name="tanda" value="')[2].partition('"')[0]


def test_a_user_who_is_let_in_again_needs_the_password_again(room):
    client = room.signed_in()
    with room.archive.writing() as session:
        user = session.scalars(select(User)).one()
        disable_user(session, user, make_actor(session))
        enable_user(session, user, make_actor(session))
        session.commit()

    assert client.get("/staf/akun").status_code == 303
    assert enter(client).status_code == 303


def test_another_role_holds_from_the_next_request_on(tmp_path):
    archive = new_archive(tmp_path / "archive")
    (tmp_path / "words").mkdir()
    stage = set_stage(archive, tmp_path / "words")
    client = create_app(archive.settings, archive).test_client()
    client.set_cookie(SIGN_IN, stage.sign_in("editor"))
    drafts = [
        f"/staf/episode/{stage.thing(state, '').slugs['staff']}" for state in (FOREIGN, REVIEW)
    ]
    before = [client.get(draft).status_code for draft in drafts]

    with archive.writing() as session:
        user = session.get_one(User, stage.users["editor"])
        change_role(session, user, "contributor", make_actor(session))
        session.commit()

    assert before == [200, 200]
    assert [client.get(draft).status_code for draft in drafts] == [404, 404]
    assert stage.things[FOREIGN].word not in client.get("/staf/").text
    assert client.get(f"/staf/episode/{stage.own['editor'].slugs['staff']}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("//staf/akun", 303), ("/staf//akun", 303), ("/staf/./akun", 303), ("/%73taf/akun", 303)),
        *(("/staf/../tentang", 303), ("/staf/%2e%2e/tentang", 303), ("/staf%2fakun", 303)),
        *(("/STAF/akun", 404), ("/staf;x/akun", 404), ("/staf/akun%00", 400), ("/stafx", 404)),
        *(("/episode/%D9%A1", 404), ("/episode/%e1", 400), ("/episode/%ed%a0%80", 400)),
        *(("/static/..%2fsettings.py", 404), ("/static/%2e%2e%2fsettings.py", 404)),
        *(
            ("/s/r%D9%A1", 404),
            ("/cari?hal=%D9%A1", 400),
            ("/cari?tahun=%D9%A2%D9%A0%D9%A2%D9%A4", 400),
        ),
        *(("/tentang?bahasa=%0d%0aX-Evil:1", 200), ("/staf/akun/sesi/%D9%A1/akhiri", 303)),
        *(("/%2f%2fevil.example", 404), ("//evil.example/", 404), ("/%5cevil.example", 404)),
    ],
)
def test_odd_addresses_lead_nowhere_they_should_not(room, path, status):
    raw = {"PATH_INFO": path} if path.startswith("//") else {}  # the test client reads a host there
    answer = room.browser().get("/" if raw else path, environ_overrides=raw)

    assert answer.status_code == status
    assert answer.headers.get("Location", "/staf/").startswith("/staf/")
    assert "X-Evil" not in answer.headers
    if path.lstrip("/").startswith("staf/"):
        assert answer.headers["Cache-Control"] == "no-store" or status == 400


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL"]
)
def test_no_header_moves_a_page_or_its_addresses(room, header):
    plain = room.browser().get("/tentang")
    turned = room.browser().get("/tentang", headers={header: "evil.example/staf/"})

    assert turned.text == plain.text


def test_a_planted_proxy_header_is_not_believed(room):
    client = room.browser()

    answer = client.get("/staf/", headers={"X-Forwarded-Proto": "https"})

    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers


def test_staff_pages_have_no_mark_by_which_they_could_be_kept(room):
    client = room.signed_in()
    for path in ("/staf/", "/staf/akun", "/staf/tidak-ada"):
        answer = client.get(path, headers={"If-None-Match": "*"})

        assert answer.status_code in (200, 404)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def test_a_page_kept_before_signing_out_is_not_shown_as_unchanged(room):
    client = room.signed_in()
    kept = client.get("/tentang").headers["ETag"]
    send(client, "/staf/keluar")

    answer = client.get("/staf/akun", headers={"If-None-Match": kept})

    assert answer.status_code == 303
