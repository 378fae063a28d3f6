"""Error pages that help, and addresses that are not what they seem."""

import pytest
from factories import enter_slug, index_all, make_person, make_programme, make_published
from flask.testing import FlaskClient

from archive.models import Person

SLUGGED = ("/program/{}", "/stasiun/{}", "/tokoh/{}", "/lembaga/{}", "/topik/{}")


@pytest.mark.parametrize("path", ["/nirgendwo", *(path.format("tak-ada") for path in SLUGGED)])
def test_an_unknown_address_offers_a_search(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.text
    assert 'action="/cari"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_error_at_a_json_address_is_json(client: FlaskClient) -> None:
    error = client.get("/tokoh/tak-ada.json").get_json()["error"]

    assert error["status"] == 404
    assert error["title"] == "Halaman ini tidak ada"


def test_what_may_only_be_read_says_so(client: FlaskClient) -> None:
    answer = client.post("/episode")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_slash_at_the_end_means_nothing(client: FlaskClient) -> None:
    assert client.get("/episode/").status_code == 200


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("q=a%00b", "karakter yang rusak"),
        ("q=%ff%fe", "karakter yang rusak"),
        ("q=%1b[2J", "karakter yang rusak"),
        ("q=%ed%a0%80", "karakter yang rusak"),
        ("%00=a", "karakter yang rusak"),
        ("q=" + "a" * 1001, "terlalu panjang"),
        ("hal=0", "harus angka mulai dari 1"),
        ("hal=-1", "harus angka mulai dari 1"),
        ("hal=satu", "harus angka mulai dari 1"),
        ("hal=٣", "harus angka mulai dari 1"),
        ("hal=501", "sampai halaman 500"),
        ("dari=kemarin", "harus tanggal"),
        ("sampai=2022-13-01", "harus tanggal"),
        ("urut=acak", "relevan, terbaru, terlama"),
        ("&".join(f"p{number}=1" for number in range(101)), "terlalu banyak parameter"),
    ],
)
def test_an_unreadable_parameter_is_refused_with_a_sentence(
    client: FlaskClient, query: str, says: str
) -> None:
    answer = client.get(f"/cari?{query}")

    assert answer.status_code == 400
    assert says in answer.text


def test_marks_that_turn_the_direction_of_writing_are_taken_out(client: FlaskClient) -> None:
    answer = client.get("/cari.json", query_string={"q": "\u202eangg\u200faran\u2069"}).get_json()

    assert answer["query"] == "anggaran"
    assert answer["total"] > 0


LISTS = ("/episode", "/program", "/stasiun", "/tokoh", "/lembaga", "/topik")


@pytest.mark.parametrize("path", LISTS)
def test_a_page_past_the_last_says_how_many_there_are(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?hal=2")

    assert answer.status_code == 404
    assert "daftar ini sampai halaman 1" in answer.text


def test_a_former_slug_leads_to_the_present_one(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        person = session.query(Person).filter_by(slug="zainuddin").one()
        enter_slug(session, "person", "zainudin", person.id)
        session.commit()

    answer = own_shelf.client().get("/tokoh/zainudin.json?hal=1")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/tokoh/zainuddin.json?hal=1"


def test_someone_merged_into_another_leads_there(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        kept = session.query(Person).filter_by(slug="zainuddin").one()
        make_person(session, "Zainudin", merged_into_id=kept.id)
        session.commit()

    answer = own_shelf.client().get("/tokoh/zainudin")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/tokoh/zainuddin")


def test_a_former_slug_of_something_hidden_tells_nothing(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        person = session.query(Person).filter_by(slug="si-rancangan").one()
        enter_slug(session, "person", "si-lama", person.id)
        session.commit()

    assert own_shelf.client().get("/tokoh/si-lama").status_code == 404


def test_an_unforeseen_fault_shows_nothing_of_itself(own_shelf) -> None:  # type: ignore[no-untyped-def]
    def break_down() -> str:
        raise RuntimeError("geheim")

    own_shelf.app.view_functions["about.show"] = break_down

    answer = own_shelf.client().get("/tentang")

    assert answer.status_code == 500
    assert "geheim" not in answer.text
    assert "Ada yang rusak di pihak kami" in answer.text


def test_lists_are_paged_by_fifty(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        programme = make_programme(session, "Banyak")
        for number in range(51):
            make_published(session, programme, title=f"Edisi {number}")
        session.commit()

    first = own_shelf.client().get("/program/banyak.json").get_json()
    second = own_shelf.client().get("/program/banyak.json?hal=2").get_json()

    assert (first["total"], first["pages"], len(first["listed"])) == (51, 2, 50)
    assert first["next"] == "http://127.0.0.1:8000/program/banyak.json?hal=2"
    assert (second["next"], len(second["listed"])) == (None, 1)
    assert (
        'rel="next" href="/program/banyak?hal=2"' in own_shelf.client().get("/program/banyak").text
    )


def test_a_beginning_of_too_many_words_is_refused_with_words_to_choose(own_shelf) -> None:
    many = " ".join(f"kata{number}" for number in range(201))
    said = [("Suara", text, float(number)) for number, text in enumerate((many, "katak", "katak"))]
    with own_shelf.archive.writing() as session:
        make_published(session, make_programme(session, "Sore"), said, title="Banyak kata")
        session.commit()
    index_all(own_shelf.archive)
    client = own_shelf.client()

    answer = client.get("/cari?q=desa+Kat*&tahun=2024&hal=3")
    error = client.get("/cari.json?q=desa+Kat*").get_json()["error"]
    others = [client.get(f"/{page}?q=kat*").text for page in ("konkordansi", "tren")]

    assert answer.status_code == 400
    assert "Lebih dari 200 kata cocok dengan “kat*”" in answer.text
    assert 'href="/cari?tahun=2024&amp;q=desa+katak"' in answer.text
    assert 'value="desa Kat*"' in answer.text
    assert error["queries"][0] == "desa katak"
    assert all("?q=katak" in page for page in others)
