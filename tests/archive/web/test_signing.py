"""Signing in by the pages: the form, the cookie, the line it comes on, and forms that are ours."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from factories import make_actor, new_archive
from sqlalchemy import select, update
from staff_room import PASSWORD, Room, enter, send, token_of

from archive.models import AuditEntry, OneTimeAddress, SignIn, User
from archive.staff.invitations import invite, invite_first
from archive.staff.users import disable_user
from archive.web.cookies import FORM, SIGN_IN

FAR = {"REMOTE_ADDR": "203.0.113.5"}
TLS = {"wsgi.url_scheme": "https"}


@pytest.fixture
def empty(archive):
    return Room(archive)


@pytest.fixture
def room(empty):
    empty.add()
    return empty


@pytest.mark.parametrize("path", ["/staf/", "/staf"])
def test_others_see_the_sign_in_form_also_where_no_user_exists(empty, path):
    page = empty.browser().get(path)

    assert page.status_code == 200
    assert 'action="/staf/masuk"' in page.text
    assert 'type="password"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "undangan" not in page.text


@pytest.mark.parametrize("path", ["/staf/akun", "/staf/tidak-ada", "/staf/episode/apa-saja"])
def test_every_other_staff_address_leads_to_the_form_whether_it_exists_or_not(room, path):
    page = room.browser().get(path)

    assert (page.status_code, page.headers["Location"]) == (303, f"/staf/?lanjut={path}")


def test_name_and_password_lead_to_where_one_wanted_to_go(room):
    client = room.browser()
    form = client.get("/staf/?lanjut=/staf/akun")
    fields = {"tanda": token_of(form), "nama": "SITI", "sandi": PASSWORD}

    answer = client.post("/staf/masuk", data={**fields, "lanjut": "/staf/akun"})

    assert 'name="lanjut" value="/staf/akun"' in form.text
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staf/akun")
    assert "Siti" in client.get("/staf/akun").text


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/staf//evil.example", "/cari",
     "/staf/../cari?x", "javascript:alert(1)", "/staf/\nx", "", "/staf/../cari", "/staf/..",
     "/staf/./x", "/staf/.git", "//staf/akun", "/staf/undangan/x", "/staf/akun#x", "/staf/%2e%2e"],
)  # fmt: skip
def test_no_form_leads_anywhere_else(room, onward):
    page = room.browser().get("/staf/", query_string={"lanjut": onward.replace("\n", " ")})
    answer = enter(room.browser(), lanjut=onward)

    assert f'value="{onward}"' not in page.text or onward == ""
    assert answer.headers["Location"] == "/staf/"


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(room):
    answer = enter(room.browser(), password="salah salah salah")

    assert answer.status_code == 403
    assert "tidak cocok" in answer.text
    assert 'value="Siti"' in answer.text
    assert "salah salah" not in answer.text


def test_too_many_tries_are_told_when_to_come_back(room):
    client = room.browser()
    answers = [enter(client, "Siapa", "x").status_code for _ in range(11)]

    last = enter(client)

    assert answers == [403] * 10 + [429]
    assert last.status_code == 429
    assert 200 < int(last.headers["Retry-After"]) <= 300
    assert "5 menit" in last.text


def test_the_cookie_is_for_this_site_and_for_no_script(room):
    client = room.browser()
    answer = enter(client)

    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith(SIGN_IN))
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Domain" not in cookie


def test_with_tls_cookies_are_bound_to_host_and_line(room):
    client = room.browser()
    form = client.get("/staf/", environ_overrides=FAR, base_url="https://127.0.0.1")
    fields = {"tanda": token_of(form), "nama": "Siti", "sandi": PASSWORD}

    answer = client.post(
        "/staf/masuk", data=fields, environ_overrides=FAR, base_url="https://127.0.0.1"
    )

    given = [*form.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert answer.status_code == 303
    assert all(one.startswith("__Host-gaung-") for one in given)
    assert all("Secure" in one and "Path=/" in one and "Domain" not in one for one in given)


@pytest.mark.parametrize(
    "line",
    [
        {"environ_overrides": FAR},
        {"headers": {"X-Forwarded-For": "203.0.113.5"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Forwarded": "for=127.0.0.1"}},
        {"headers": {"Via": "1.1 proxy"}},
        {"headers": {"X-Forwarded-Proto": "http"}},
        {"headers": {"Origin": "https://arsip.example"}},
        {"headers": {"Origin": "http://["}},
        {"environ_overrides": {"REMOTE_ADDR": ""}},
    ],
)
def test_nobody_signs_in_over_plain_http_from_another_machine(room, line):
    client = room.signed_in()

    shown = client.get("/staf/", **line)
    sent = client.post("/staf/masuk", data={"nama": "Siti", "sandi": PASSWORD}, **line)

    for answer in (shown, sent):
        assert answer.status_code == 403
        assert "GAUNG_ALLOW_PLAIN_HTTP" in answer.text
        assert 'type="password"' not in answer.text
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("name", ["127.0.0.1:8000", "localhost:8000"])
def test_on_the_machine_itself_nothing_is_between(room, address, name):
    own = {"Origin": f"http://{name}", "Host": name}

    answer = room.browser().get("/staf/", headers=own, environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == 200


def test_who_runs_the_archive_may_allow_plain_http(tmp_path):
    room = Room(new_archive(tmp_path, ALLOW_PLAIN_HTTP=True))
    room.add()
    client = room.browser()
    client.environ_base |= FAR

    assert enter(client).status_code == 303
    assert client.get("/staf/akun").status_code == 200


def test_a_proxy_that_is_known_tells_address_and_line(tmp_path):
    room = Room(new_archive(tmp_path, PROXIES=1))
    room.add()
    client = room.browser()
    handed = {"X-Forwarded-For": "evil, 203.0.113.9", "X-Forwarded-Proto": "https"}

    form = client.get("/staf/", headers=handed)

    assert form.status_code == 200
    assert "Secure" in form.headers["Set-Cookie"]
    handed["X-Forwarded-Proto"] = "http"
    assert client.get("/staf/", headers=handed).status_code == 403


def test_signing_in_again_ends_what_the_browser_had(room):
    client = room.signed_in()
    old = client.get_cookie(SIGN_IN).value
    stolen = room.browser()
    stolen.set_cookie(SIGN_IN, old)
    fresh = room.browser()
    fresh.set_cookie(SIGN_IN, old)
    page = room.browser()
    token = token_of(page.get("/staf/"))
    fresh.set_cookie(FORM, page.get_cookie(FORM).value)

    answer = fresh.post("/staf/masuk", data={"tanda": token, "nama": "Siti", "sandi": PASSWORD})

    assert answer.status_code == 303
    assert fresh.get_cookie(SIGN_IN).value != old
    assert stolen.get("/staf/akun").status_code == 303
    assert len(room.rows(SignIn)) == 1


def test_a_token_that_someone_planted_is_never_signed_in(room):
    client = room.browser()
    client.set_cookie(SIGN_IN, "A" * 43)

    enter(client)

    assert client.get_cookie(SIGN_IN).value != "A" * 43


def test_signing_out_ends_the_sign_in_itself(room):
    client = room.signed_in()
    token = client.get_cookie(SIGN_IN).value

    answer = send(client, "/staf/keluar")

    client.set_cookie(SIGN_IN, token)
    assert answer.status_code == 303
    assert client.get("/staf/akun").status_code == 303
    assert room.rows(SignIn) == []


def test_signing_out_everywhere_reaches_every_browser(room):
    one, other = room.signed_in(), room.signed_in()

    answer = send(one, "/staf/akun/keluar-semua")

    assert answer.status_code == 303
    assert [client.get("/staf/akun").status_code for client in (one, other)] == [303, 303]


def test_one_browser_is_signed_out_from_another_and_nobody_elses(room):
    room.add("Ahmad")
    one, other, foreign = room.signed_in(), room.signed_in(), room.signed_in("Ahmad")
    numbers = [row.id for row in room.rows(SignIn)]

    for number in (numbers[1], numbers[2], 999):
        assert send(one, f"/staf/akun/sesi/{number}/akhiri").status_code == 303

    statuses = [client.get("/staf/akun").status_code for client in (one, other, foreign)]
    assert statuses == [200, 303, 200]


def test_the_account_names_browsers_and_times_and_nothing_else(room):
    client = room.signed_in()
    with room.archive.reading() as session:
        kept = session.scalars(select(SignIn)).one()

    page = client.get("/staf/akun").text

    assert kept.browser == "Firefox, Linux"
    assert "Firefox, Linux" in page
    assert "yang ini" in page
    assert "127.0.0.1" not in re.sub(r'href="[^"]+"', "", page)


def test_a_sign_in_that_was_not_used_is_over(room):
    client = room.signed_in()
    with room.archive.writing() as session:
        session.execute(update(SignIn).values(seen_at=datetime.now(UTC) - timedelta(hours=4)))
        session.commit()

    assert client.get("/staf/akun").status_code == 303


def test_use_keeps_a_sign_in_alive(room):
    client = room.signed_in()
    earlier = datetime.now(UTC) - timedelta(hours=3)
    with room.archive.writing() as session:
        session.execute(update(SignIn).values(seen_at=earlier))
        session.commit()

    client.get("/staf/akun")

    assert room.rows(SignIn)[0].seen_at > earlier + timedelta(hours=2)


def test_a_user_who_is_disabled_is_out_with_the_next_request(room):
    client = room.signed_in()
    with room.archive.writing() as session:
        disable_user(session, session.scalars(select(User)).one(), make_actor(session))
        session.commit()

    assert client.get("/staf/akun").status_code == 303


WRITES = ("/staf/keluar", "/staf/akun/sandi", "/staf/akun/keluar-semua", "/staf/akun/sesi/1/akhiri")


@pytest.mark.parametrize("path", [*WRITES, "/staf/masuk"])
@pytest.mark.parametrize("forged", ["", "x", "A" * 88, "anothers", "cross-site"])
def test_a_form_that_is_not_ours_changes_nothing(room, path, forged):
    client = room.signed_in() if path != "/staf/masuk" else room.browser()
    token = token_of(client.get("/staf/"))
    if forged == "anothers":
        stranger = room.signed_in() if path != "/staf/masuk" else room.browser()
        token = token_of(stranger.get("/staf/"))
    headers = {"Sec-Fetch-Site": "cross-site"} if forged == "cross-site" else {}
    fields = {"tanda": token if len(forged) > 5 and forged[0] != "A" else forged}
    before = len(room.rows(SignIn))

    answer = client.post(path, data={**fields, "nama": "Siti", "sandi": PASSWORD}, headers=headers)

    assert answer.status_code == 403
    assert "Formulir ini tidak diterima" in answer.text
    assert len(room.rows(SignIn)) == before


def test_a_token_looks_different_in_every_answer_and_holds_in_each(room):
    client = room.signed_in()
    tokens = [token_of(client.get("/staf/")) for _ in range(5)]

    assert len(set(tokens)) == 5
    for token in tokens:
        answer = client.post("/staf/akun/sesi/999/akhiri", data={"tanda": token})
        assert answer.status_code == 303


def test_what_is_sent_after_the_sign_in_is_over_is_told_that_it_was_not_saved(room):
    client = room.browser()

    answer = client.post("/staf/akun/sandi", data={"tanda": "x"})

    assert answer.status_code == 403
    assert "belum tersimpan" in answer.text
    assert 'action="/staf/masuk"' in answer.text


@pytest.mark.parametrize("field", ["nama", "sandi"])
@pytest.mark.parametrize("value", ["a\x00b", "\ufffd", "x" * 1001])
def test_what_nobody_can_have_typed_is_refused(room, field, value):
    answer = enter(room.browser(), **{"name" if field == "nama" else "password": value})

    assert answer.status_code == 400


def change(client, old=PASSWORD, new="lima gelas kopi pahit", again=None):
    fields = {"sandi": old, "sandi_baru": new, "sandi_ulang": new if again is None else again}
    return send(client, "/staf/akun/sandi", **fields)


def test_a_new_password_keeps_this_browser_and_ends_the_others(room):
    one, other = room.signed_in(), room.signed_in()
    old = one.get_cookie(SIGN_IN).value

    answer = change(one)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staf/akun?sudah=sandi")
    assert "sudah diganti" in one.get("/staf/akun?sudah=sandi").text
    assert one.get_cookie(SIGN_IN).value != old
    assert other.get("/staf/akun").status_code == 303
    assert enter(room.browser()).status_code == 403
    assert enter(room.browser(), password="lima gelas kopi pahit").status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"old": "salah salah salah"}, "sekarang tidak cocok"),
        ({"new": "pendek"}, "paling sedikit 12"),
        ({"new": "password1234"}, "paling dulu dicoba"),
        ({"again": "lima gelas kopi manis"}, "tidak sama"),
    ],
)
def test_a_new_password_that_is_not_taken_changes_nothing(room, fields, said):
    client = room.signed_in()

    answer = change(client, **fields)

    assert answer.status_code == 422
    assert said in answer.text
    assert enter(room.browser()).status_code == 303


def invited(room, name=None):
    with room.archive.writing() as session:
        actor = make_actor(session)
        user = name and session.scalars(select(User).where(User.name == name)).one()
        token = (
            invite(session, user, actor, datetime.now(UTC))
            if user
            else invite_first(session, actor, datetime.now(UTC))
        )
        session.commit()
    return f"/staf/undangan/{token}"


def choose(client, address, name="Siti", password=PASSWORD, again=None):
    fields = {"sandi_baru": password, "sandi_ulang": password if again is None else again}
    return send(client, address, page=address, nama=name, **fields)


def test_the_first_administrator_chooses_name_and_password_once(empty):
    address = invited(empty)
    client = empty.browser()
    for _ in range(3):  # opening it uses nothing up
        assert client.get(address).headers["Referrer-Policy"] == "no-referrer"

    answer = choose(client, address)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staf/")
    assert "administrator" in client.get("/staf/").text
    assert [user.role for user in empty.rows(User)] == ["administrator"]
    for path in (client, empty.browser()):
        again = path.get(address)
        assert again.status_code == 404
        assert "sudah tidak berlaku" in again.text
    assert empty.rows(OneTimeAddress) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "1 sampai 80"),
        ({"password": "pendek"}, "paling sedikit 12"),
        ({"password": "rahasia123456"}, "paling dulu dicoba"),
        ({"again": "lain sama sekali"}, "tidak sama"),
    ],
)
def test_an_address_that_was_filled_in_wrongly_is_still_good(empty, fields, said):
    address = invited(empty)

    answer = choose(empty.browser(), address, **fields)

    assert answer.status_code == 422
    assert said in answer.text
    assert empty.rows(User) == []
    assert choose(empty.browser(), address).status_code == 303


def test_an_invited_user_cannot_choose_to_be_somebody_else(room):
    address = invited(room, "Siti")

    answer = choose(room.browser(), address, name="Lain", password="lima gelas kopi pahit")

    assert answer.status_code == 303
    assert [user.name for user in room.rows(User)] == ["Siti"]
    assert enter(room.browser(), password="lima gelas kopi pahit").status_code == 303


def test_an_invitation_may_be_opened_where_somebody_is_signed_in(room):
    room.add("Ahmad")
    address = invited(room, "Ahmad")

    answer = choose(room.signed_in(), address, password="lima gelas kopi pahit")

    assert answer.status_code == 303
    assert enter(room.browser(), "Ahmad", password="lima gelas kopi pahit").status_code == 303


def test_a_number_too_large_for_any_revision_is_no_fault(room):
    answer = room.browser().get("/episode/apa-saja/r99999999999999999999/transkrip.txt")

    assert answer.status_code == 404


def test_an_address_is_no_sign_in_for_other_pages(room):
    client = room.browser()
    client.get(invited(room, "Siti"))

    assert client.get("/staf/akun").status_code == 303


def test_pages_of_a_signed_in_browser_are_kept_by_nobody_else(room):
    client = room.signed_in()

    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/staf/").headers["Cache-Control"] == "no-store"
    assert room.browser().get("/").headers["Cache-Control"] == "no-cache"
    assert "private" not in client.get("/static/icon.svg").headers["Cache-Control"]


def test_public_pages_are_the_same_for_staff(room):
    client = room.signed_in()

    assert client.get("/tentang").text == room.browser().get("/tentang").text


def test_the_log_tells_who_did_what(room):
    client = room.signed_in()
    enter(room.browser(), password="salah salah salah")
    send(client, "/staf/keluar")

    with room.archive.reading() as session:
        told = [
            (one.act, one.actor.kind, one.actor.name)
            for one in session.scalars(select(AuditEntry).order_by(AuditEntry.seq))
        ]

    assert told[-3:] == [
        ("signed in", "person", "Siti"),
        ("sign-in failed", "command", "gaung serve"),
        ("signed out", "person", "Siti"),
    ]


@pytest.mark.parametrize("path", ["/staf/", "/staf/akun"])
def test_staff_pages_speak_english_too(room, path):
    client = room.signed_in()

    page = client.get(f"{path}?bahasa=en").text

    assert '<html lang="en">' in page
    assert "Sign out" in page
    assert "Keluar" not in page


def test_a_proxy_that_adds_no_header_is_known_by_the_name_that_was_asked_for(tmp_path):
    room = Room(new_archive(tmp_path, PUBLIC_URL="https://arsip.example"))
    room.add()

    handed_on = room.browser().get("/staf/", base_url="http://arsip.example")
    here = room.browser().get("/staf/", base_url="http://127.0.0.1:8000")

    assert (handed_on.status_code, here.status_code) == (403, 200)
    assert 'type="password"' not in handed_on.text


@pytest.mark.parametrize("path", ["/", "/staf/", "/tidak-ada", "/static/icon.svg", "/staf/akun"])
def test_whoever_came_by_tls_is_to_come_by_tls_for_a_year(room, path):
    header = "Strict-Transport-Security"

    with_tls = room.browser().get(path, base_url="https://127.0.0.1", environ_overrides=FAR)
    without = room.browser().get(path)

    assert with_tls.headers[header] == "max-age=31536000"
    assert header not in without.headers


@pytest.mark.parametrize("way", ["GET", "POST", "PUT", "OPTIONS"])
@pytest.mark.parametrize("rest", ["", "x", "/x", "%00", "?bahasa=en", "x?q=%ff"])
def test_no_answer_below_the_address_of_an_invitation_tells_others_of_it(room, way, rest):
    line = {"environ_overrides": FAR} if rest == "x" else {}

    answer = room.browser().open(f"{invited(room, 'Siti')}{rest}", method=way, **line)

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "undangan" not in answer.headers.get("Location", "")
