"""Results taken away: whole as CSV, page by page as JSON, each row with an address to cite."""

import csv
import io
from collections.abc import Iterator

import pytest
from factories import index_all, make_programme, make_published
from flask.testing import FlaskClient

from archive.web import exports

STATEMENTS = 45


@pytest.fixture
def many(own_shelf) -> Iterator[FlaskClient]:
    """A reader of an archive in which a word stands in more statements than fit on a page."""
    said = [("Suara", f"Ladang ke {n}.", float(n)) for n in range(STATEMENTS)]
    with own_shelf.archive.writing() as session:
        make_published(session, make_programme(session, "Sore"), said, title="Banyak ladang")
        session.commit()
    index_all(own_shelf.archive)
    yield own_shelf.client()


def read(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))


@pytest.mark.parametrize(
    "address",
    [
        "/cari.csv?q=ladang&jenis=pernyataan",
        "/cari.csv?q=ladang&jenis=pernyataan&kelompok=episode",
        "/konkordansi.csv?q=ladang",
        "/konkordansi.csv?q=ladang&urut=tanggal",
    ],
)
def test_a_file_holds_the_rows_of_all_pages(
    many: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 7)  # the last part is not full

    rows = read(many, address)

    assert len({row["id"] for row in rows}) == len(rows) == STATEMENTS


def test_a_list_that_is_read_whole_is_shown_by_pages(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE_SIZE", 1)

    first, second = (client.get(f"/topik.json?hal={page}").get_json() for page in (1, 2))

    assert [row["topic"] for row in first["topics"]] == ["infrastruktur"]
    assert [row["topic"] for row in second["topics"]] == ["jalan-desa"]
    assert (first["total"], first["pages"], second["next"]) == (2, 2, None)
    assert first["next"].endswith("/topik.json?hal=2")
    assert 'href="/topik?hal=2"' in client.get("/topik").text
    assert client.get("/topik.csv").text.count("/topik/") == 2


def test_a_file_is_in_the_order_of_the_pages(many: FlaskClient) -> None:
    pages = [many.get(f"/cari.json?q=ladang&hal={page}").get_json()["hits"] for page in (1, 2, 3)]

    rows = read(many, "/cari.csv?q=ladang")

    assert [row["id"] for row in rows] == [hit["id"] for page in pages for hit in page]


def test_one_page_can_still_be_had_as_a_file(many: FlaskClient) -> None:
    whole = read(many, "/cari.csv?q=ladang&jenis=pernyataan")

    assert read(many, "/cari.csv?q=ladang&jenis=pernyataan&hal=2") == whole[20:40]


def test_a_file_that_holds_less_than_there_is_says_so_in_its_name(
    many: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = many.get("/cari.csv?q=ladang&jenis=pernyataan")
    monkeypatch.setattr(exports, "MOST_ROWS", 30)
    part = many.get("/cari.csv?q=ladang&jenis=pernyataan")

    assert whole.headers["Content-Disposition"] == 'attachment; filename="cari.csv"'
    assert part.headers["Content-Disposition"] == 'attachment; filename="cari-30-dari-45.csv"'
    assert part.text.count("\r\n") == 31


def test_a_page_says_how_much_of_what_was_found_each_file_holds(many: FlaskClient) -> None:
    page = many.get("/cari?q=ladang&jenis=pernyataan&hal=2").text

    assert '<a href="/cari.csv?q=ladang&amp;jenis=pernyataan" type="text/csv">CSV, 45 hasil' in page
    assert ">JSON, 20 dari 45 hasil</a>" in page


def test_a_page_of_json_names_the_next_in_a_header_too(many: FlaskClient) -> None:
    first, last = (many.get(f"/cari.json?q=ladang&jenis=pernyataan&hal={n}") for n in (1, 3))

    assert first.headers["Link"] == f'<{first.get_json()["next"]}>; rel="next"'
    assert "Link" not in last.headers


@pytest.mark.parametrize("address", ["/cari.csv?q=anggaran&jenis=pernyataan&tahun=2024",
                                     "/konkordansi.csv?q=anggaran&tahun=2024"])  # fmt: skip
def test_a_row_can_be_cited_by_itself(client: FlaskClient, address: str) -> None:
    row = read(client, address)[0]

    frozen = client.get(row["citable_url"].removeprefix("http://127.0.0.1:8000"))
    assert row["citable_url"].endswith(f"/s/{row['id']}/r{row['revision']}")
    assert frozen.status_code == 200
    assert (row["programme"], row["programme_title"]) == ("bincang-pagi", "Bincang Pagi")
    assert float(row["end"]) > float(row["start"])


def test_json_counts_hits_also_where_a_page_shows_episodes(client: FlaskClient) -> None:
    grouped = client.get("/cari.json?q=anggaran&kelompok=episode").get_json()

    assert grouped == client.get("/cari.json?q=anggaran").get_json()


def test_a_list_longer_than_a_page_is_whole_in_its_file(own_shelf) -> None:
    with own_shelf.archive.writing() as session:
        programme = make_programme(session, "Sore")
        for number in range(51):
            make_published(session, programme, title=f"Sore {number}")
        session.commit()

    assert len(read(own_shelf.client(), "/program/sore.csv")) == 51


@pytest.mark.parametrize("page", ["cari", "konkordansi"])
def test_without_an_index_there_is_no_file_that_looks_like_an_answer(
    empty_shelf, page: str
) -> None:
    answer = empty_shelf.client().get(f"/{page}.csv?q=jalan")

    assert answer.status_code == 503
    assert answer.get_json()["error"]["status"] == 503
