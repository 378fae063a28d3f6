"""The page of words in their context."""

import csv
import io

from flask.testing import FlaskClient


def test_a_line_shows_the_keyword_between_its_contexts_and_leads_to_its_second(
    client: FlaskClient,
) -> None:
    page = client.get("/konkordansi?q=dewan").text

    assert '<mark>dewan</mark> <span class="kwic-right">bulan depan.</span>' in page
    assert "perubahan anggaran yang dibahas bersama</span></span>" in page
    assert 'href="/episode/2024-03-06-jalan-desa-kita?t=' in page
    assert "1 baris:" in page


def test_lines_are_sorted_as_asked(client: FlaskClient) -> None:
    by_right = client.get("/konkordansi.json?q=anggaran").get_json()["lines"]
    by_left = client.get("/konkordansi.json?q=anggaran&urut=kiri").get_json()["lines"]
    by_date = client.get("/konkordansi.json?q=anggaran&urut=tanggal").get_json()["lines"]

    assert [line["right"].split()[0] for line in by_right] == ["jalan", "tahun", "yang"]
    assert [line["left"].split()[-1:] for line in by_left] == [[], ["menunggu"], ["perubahan"]]
    assert [line["date"] for line in by_date] == ["2024-03-06", "2024-03-06", "2023-05-03"]


def test_a_keyword_is_heard_at_its_own_second(client: FlaskClient) -> None:
    lines = client.get("/konkordansi.json?q=anggaran&tahun=2024&urut=tanggal").get_json()["lines"]

    assert lines[0]["start"] == 12.4
    assert lines[1]["start"] > 12.4


def test_the_lines_can_be_taken_away(client: FlaskClient) -> None:
    data = client.get("/konkordansi.json?q=anggaran").get_json()
    rows = list(csv.DictReader(io.StringIO(client.get("/konkordansi.csv?q=anggaran").text)))

    assert data["total"] == len(data["lines"]) == len(rows) == 3
    assert data["statements"] == 2
    assert list(rows[0]) == list(data["lines"][0])


def test_filters_hold_and_can_be_taken_away(client: FlaskClient) -> None:
    page = client.get("/konkordansi?q=anggaran&tahun=2023").text

    assert page.count('class="kwic-line') == 1
    assert 'href="/konkordansi?q=anggaran" title="Lepas saringan ini"' in page


def test_nothing_said_leads_to_the_page_that_explains(client: FlaskClient) -> None:
    page = client.get("/konkordansi?q=kuda").text

    assert 'href="/cari?q=kuda"' in page


def test_a_page_past_the_last_is_none(client: FlaskClient) -> None:
    assert client.get("/konkordansi?q=anggaran&hal=2").status_code == 404


def test_without_words_there_are_no_lines(client: FlaskClient) -> None:
    answer = client.get("/konkordansi")

    assert answer.status_code == 200
    assert 'class="kwic' not in answer.text
