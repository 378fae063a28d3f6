"""Nothing found: the page says why, and shows the ways out."""

import pytest
from flask.testing import FlaskClient


def test_each_filter_in_the_way_is_named_with_what_it_hides(client: FlaskClient) -> None:
    page = client.get("/cari?q=dewan&tahun=2023&tokoh=zainuddin").text

    assert "Tidak ada yang cocok" in page
    assert (
        '<a href="/cari?q=dewan&amp;tokoh=zainuddin">tanpa Tahun: 2023</a>'
        ' <span class="count">1 hasil</span>' in page
    )
    assert "tanpa Tokoh" not in page


def test_the_two_days_are_left_out_together(client: FlaskClient) -> None:
    page = client.get("/cari?q=dewan&dari=2023-01-01&sampai=2023-12-31").text

    assert '<a href="/cari?q=dewan">tanpa sejak 1 Januari 2023, hingga 31 Desember 2023</a>' in page


def test_filters_that_are_in_the_way_only_together_are_left_out_together(
    client: FlaskClient,
) -> None:
    page = client.get("/cari?q=dewan&tahun=1999&program=tidak-ada").text

    assert '<a href="/cari?q=dewan">tanpa saringan apa pun</a>' in page


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ("tahun=2023", "1 siaran tercatat: 1 lengkap."),
        ("tahun=1999", "Tidak ada siaran yang tercatat."),
        ("sampai=2022-12-31", "1 siaran tercatat: 1 catatan saja. Belum ada kata-katanya"),
        ("dari=2024-01-01", "2 siaran tercatat: 1 lengkap, 1 rekaman saja."),
        ("program=lain", "Tidak ada siaran yang tercatat."),
        ("stasiun=radio-contoh", "4 siaran tercatat"),
        ("", "4 siaran tercatat"),
    ],
)
def test_it_says_what_there_is_of_the_time_and_programme_asked_for(
    client: FlaskClient, filters: str, said: str
) -> None:
    page = client.get(f"/cari?q=kuda&{filters}").text

    assert said in page
    assert "belum berarti tidak pernah diucapkan" in page
    assert page.count('href="/cakupan"') == 2


def test_a_question_shows_what_it_is_about_at_once(client: FlaskClient) -> None:
    page = client.get("/cari?q=kenapa+dewan").text

    assert (
        '<a href="/cari?q=dewan">tanpa kenapa: dewan</a> <span class="count">1 hasil</span>'
        in " ".join(page.split()).replace("> tanpa", ">tanpa").replace("dewan </a>", "dewan</a>")
    )
    assert "Yang paling dekat" in page
    assert "<mark>" in page


def test_the_words_are_loosened_under_the_filters_that_are_set(client: FlaskClient) -> None:
    page = client.get("/cari?q=kenapa+dewan&tokoh=zainuddin").text

    assert 'href="/cari?tokoh=zainuddin&amp;q=dewan"' in page


def test_words_and_filters_that_are_both_in_the_way_are_left_out_together(
    client: FlaskClient,
) -> None:
    page = client.get("/cari?q=kenapa+dewan&tahun=1999").text

    assert 'href="/cari?q=dewan"' in page
    assert "tanpa saringan apa pun; tanpa kenapa: dewan" in " ".join(page.split())


def test_the_same_is_told_in_json_and_in_english(client: FlaskClient) -> None:
    data = client.get("/cari.json?q=kenapa+dewan").get_json()
    page = client.get("/cari?q=kenapa+dewan&bahasa=en").text

    assert data["total"] == 0
    assert data["ways"] == [
        {
            "kind": "without",
            "query": "dewan",
            "described": "semua yang memuat dewan",
            "left_out": ["kenapa"],
            "total": 1,
        }
    ]
    assert "without kenapa: dewan" in page


def test_hits_need_no_other_way(client: FlaskClient) -> None:
    assert client.get("/cari.json?q=dewan").get_json()["ways"] == []


def test_no_advice_is_given_about_marks_that_nobody_typed(client: FlaskClient) -> None:
    assert "tanda kutip" not in client.get("/cari?q=kuda").text
    assert "Hapus tanda kutip" in client.get('/cari?q="kuda poni"').text
