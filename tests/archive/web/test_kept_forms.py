"""What was typed when the sign-in was over is not lost: it goes through the form for signing in."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest
from editing_desk import ROAD, Desk, add_draft
from staff_room import PASSWORD, hashed

from archive.audit import find_actor
from archive.models import User
from archive.staff.sign_ins import begin, end_all
from archive.staff.users import set_password
from archive.web.cookies import SIGN_IN

SAME = {"Sec-Fetch-Site": "same-origin"}
TYPED = f"{ROAD} “Ya”\r\n<b>besok</b>."


@pytest.fixture
def ids(own_shelf):
    """The identifiers of a draft with three statements."""
    return add_draft(own_shelf.archive)


@pytest.fixture
def desk(own_shelf, ids):
    """Sari, who has a password."""
    desk = Desk(own_shelf)
    desk.client.set_cookie(SIGN_IN, give_password(desk, "Sari"))
    return desk


def give_password(desk, name):
    """The token of a sign-in that begins then: a new password ends those before."""
    with desk.archive.writing() as session:
        user = session.query(User).filter_by(name=name).one()
        set_password(session, user, hashed(), find_actor(session, "command", "tests"))
        token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
        session.commit()
    return token


def sign_out_elsewhere(desk, name="Sari"):
    """Her sign-ins end; the browser keeps its cookie and does not know."""
    with desk.archive.writing() as session:
        end_all(session, session.query(User).filter_by(name=name).one())
        session.commit()


def hidden(page):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def typed(desk, ids):
    """The form of the first line as she has filled it in."""
    form = {name: html.unescape(value) for name, value in desk.fields(f"/{ids[0]}").items()}
    return {**form, "kata": TYPED, "suara": "Sekda", "lakukan": "simpan",
            "mulai": form["mulai_semula"], "selesai": form["selesai_semula"]}  # fmt: skip


def enter(desk, page, name="Sari", password=PASSWORD):
    return desk.client.post("/staf/masuk", data={**hidden(page), "nama": name, "sandi": password})


def test_words_typed_after_the_sign_in_ended_are_shown_and_sent_with_a_click(desk, ids):
    path, sent = f"/staf/transkrip/sunting/{ids[0]}", typed(desk, ids)
    sign_out_elsewhere(desk)

    asked = desk.client.post(path, data=sent)
    wrong = enter(desk, asked.text, password="salah salah salah")
    shown = enter(desk, wrong.text)

    assert (asked.status_code, wrong.status_code, shown.status_code) == (403, 403, 200)
    assert html.escape(TYPED, quote=False).replace("\r\n", "\n") in shown.text.replace("\r\n", "\n")
    assert "<b>besok" not in shown.text
    assert "masuk sebagai Sari" in shown.text
    assert f"<code>{path}</code>" in shown.text
    assert f'href="{path}"' in shown.text
    assert PASSWORD not in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert desk.texts()[0] == ROAD  # nothing is sent before somebody says so

    answer = desk.client.post(path, data=hidden(shown.text))
    assert answer.status_code == 303
    assert "besok" in desk.texts()[0]


def test_without_the_cookie_the_browser_itself_has_to_say_that_the_form_was_ours(desk, ids):
    path, sent = f"/staf/transkrip/sunting/{ids[0]}", typed(desk, ids)
    desk.client.delete_cookie(SIGN_IN)

    ours = [SAME, {"Origin": "http://localhost"}]
    others = [{}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
              {"Sec-Fetch-Site": "none"}, {"Origin": "http://evil.example"}]  # fmt: skip

    for headers in ours:
        assert "kiriman" in hidden(desk.client.post(path, data=sent, headers=headers).text)
    for headers in others:
        answer = desk.client.post(path, data=sent, headers=headers)
        assert answer.status_code == 403
        assert "kiriman" not in hidden(answer.text)
        assert "besok" not in answer.text


def test_a_pasted_transcript_comes_back_and_passwords_never_do(desk, ids):
    fields = desk.client.get("/staf/episode/sunting/transkrip").text
    text = "Sekda: Jalan desa.\n" * 4000
    sent = {**hidden(fields), "teks": text, "sandi": "rahasia sekali"}
    sign_out_elsewhere(desk)

    asked = desk.client.post(
        "/staf/episode/sunting/transkrip", data=sent, content_type="multipart/form-data"
    )

    kept = hidden(asked.text)
    assert text.splitlines()[0] in kept["kiriman"]
    assert "rahasia sekali" not in asked.text
    form = {**kept, "nama": "Sari", "sandi": PASSWORD}
    shown = desk.client.post("/staf/masuk", data=form, content_type="multipart/form-data")
    assert shown.status_code == 200
    assert hidden(shown.text)["teks"].count("Jalan desa.") == 4000


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/staf/akun/sandi", {"kata": "x"}),
        ("/staf/tidak-ada", {"kata": "x"}),
        ("/staf/transkrip/sunting/buang", {}),
        ("/staf/transkrip/sunting/simpan", {"alasan": "x" * 600_000}),
    ],
)
def test_what_is_about_signing_in_or_holds_no_words_or_too_many_is_not_kept(desk, path, fields):
    desk.client.delete_cookie(SIGN_IN)

    answer = desk.client.post(path, data=fields, headers=SAME)

    assert answer.status_code == 403
    assert "kiriman" not in hidden(answer.text)


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/staf/x", "//evil.example/staf/x", "/staf/undangan/x", "/cari", "",
     "/staf/masuk", "/staf/keluar", "/staf/akun/sandi", "/staf/../cari", "javascript:alert(1)"],
)  # fmt: skip
def test_kept_words_are_sent_nowhere_but_to_forms_of_the_staff(desk, ids, where):
    desk.client.delete_cookie(SIGN_IN)
    page = desk.client.get("/staf/").text
    kept = {"kiriman_ke": where, "kiriman": '[["kata","Jalan"]]'}

    answer = desk.client.post(
        "/staf/masuk", data={**hidden(page), **kept, "nama": "Sari", "sandi": PASSWORD}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staf/")


@pytest.mark.parametrize("kept", ["", "[", "{}", '[["kata"]]', '[["kata",1]]', '[["tanda","x"]]'])
def test_what_is_no_form_is_not_shown(desk, ids, kept):
    desk.client.delete_cookie(SIGN_IN)
    page = desk.client.get("/staf/").text
    fields = {"kiriman_ke": f"/staf/transkrip/sunting/{ids[0]}", "kiriman": kept}

    answer = desk.client.post(
        "/staf/masuk", data={**hidden(page), **fields, "nama": "Sari", "sandi": PASSWORD}
    )

    assert answer.status_code == 303


def test_somebody_else_sends_under_their_own_name_and_only_what_they_may(desk, ids, own_shelf):
    Desk(own_shelf, "contributor", "Budi")
    give_password(desk, "Budi")
    path, sent = f"/staf/transkrip/sunting/{ids[0]}", typed(desk, ids)
    sign_out_elsewhere(desk)
    asked = desk.client.post(path, data=sent)

    shown = enter(desk, asked.text, name="Budi")
    answer = desk.client.post(path, data=hidden(shown.text))

    assert "masuk sebagai Budi" in shown.text
    assert answer.status_code == 404  # a draft of somebody else


def test_after_an_act_without_words_one_comes_back_to_the_page_above(desk, ids):
    sent = desk.fields("/buang")
    sign_out_elsewhere(desk)

    asked = desk.client.post("/staf/transkrip/sunting/simpan", data=sent)

    assert hidden(asked.text)["lanjut"] == "/staf/transkrip/sunting"
