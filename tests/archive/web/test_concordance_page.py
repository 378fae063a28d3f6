"""The page of words in their context."""

import csv
import io

import pytest
from factories import make_actor
from flask.testing import FlaskClient

from archive.web import concordance
from archive.withdrawing import withdraw_named


@pytest.fixture
def only_one_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    """One statement is all that is sorted, and all that a page by date holds."""
    monkeypatch.setattr(concordance, "MOST_SORTED", 1)
    monkeypatch.setattr(concordance, "PAGE_SIZE", 1)


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


def test_a_search_that_names_no_word_has_no_lines_and_says_why(client: FlaskClient) -> None:
    page = client.get("/konkordansi?q=tokoh:zainuddin").text

    assert "tidak menyebut kata yang diucapkan" in page
    assert 'href="/cari?q=tokoh:zainuddin"' in page


def test_a_page_past_the_last_is_none(client: FlaskClient) -> None:
    assert client.get("/konkordansi?q=anggaran&hal=2").status_code == 404


def test_without_words_there_are_no_lines(client: FlaskClient) -> None:
    answer = client.get("/konkordansi")

    assert answer.status_code == 200
    assert 'class="kwic' not in answer.text


def test_where_more_was_said_than_can_be_sorted_the_page_says_so(
    client: FlaskClient, only_one_sorted: None
) -> None:
    data = client.get("/konkordansi.json?q=anggaran").get_json()
    page = client.get("/konkordansi?q=anggaran").text

    assert (data["total"], data["statements"], data["covered"]) == (2, 2, 1)
    assert {line["date"] for line in data["lines"]} == {"2024-03-06"}
    assert "<strong>2</strong> pernyataan yang memuat anggaran" in page
    assert "baris dari 1 pernyataan terbaru" in page
    assert 'href="/konkordansi?q=anggaran&amp;urut=tanggal"' in page


def test_by_date_every_line_can_be_reached(client: FlaskClient, only_one_sorted: None) -> None:
    pages = [
        client.get(f"/konkordansi.json?q=anggaran&urut=tanggal&hal={number}").get_json()
        for number in (1, 2)
    ]
    past = client.get("/konkordansi?q=anggaran&urut=tanggal&hal=3")

    assert [(one["total"], one["pages"], one["covered"]) for one in pages] == [(None, 2, 2)] * 2
    assert [[line["date"] for line in one["lines"]] for one in pages] == [
        ["2024-03-06", "2024-03-06"],
        ["2023-05-03"],
    ]
    assert past.status_code == 404


def test_years_that_can_be_sorted_are_offered(client: FlaskClient, only_one_sorted: None) -> None:
    page = client.get("/konkordansi?q=anggaran&urut=kiri&dari=2020-01-01").text
    narrowed = client.get("/konkordansi.json?q=anggaran&tahun=2023").get_json()

    assert page.index("tahun=2024") < page.index("tahun=2023")
    assert "q=anggaran&amp;urut=kiri&amp;dari=2020-01-01&amp;tahun=2023" in page
    assert narrowed["covered"] == narrowed["statements"] == 1


def test_by_date_the_pages_end_where_nobody_reads_on(
    client: FlaskClient, only_one_sorted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concordance, "DEEPEST_PAGE", 1)

    page = client.get("/konkordansi?q=anggaran&urut=tanggal").text

    assert "sampai pada pernyataan ke-1" in page
    assert client.get("/konkordansi?q=anggaran&urut=tanggal&hal=2").status_code == 404


def test_what_was_withdrawn_a_moment_ago_has_no_line(own_shelf) -> None:
    client = own_shelf.client()
    before = client.get("/konkordansi.json?q=anggaran&tahun=2023").get_json()["lines"]
    with own_shelf.archive.writing() as session:
        withdraw_named(session, before[0]["episode"], "privacy", make_actor(session))
        session.commit()

    after = client.get("/konkordansi.json?q=anggaran&tahun=2023").get_json()["lines"]

    assert (len(before), after) == (1, [])
