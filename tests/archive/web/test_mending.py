"""A search that was refused, or asked for nothing there is: the page says so, and how to go on."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

LONG = " ".join(f"kata{number}" for number in range(33))


def chips(page: str) -> list[tuple[str, str]]:
    """(title, address) of what the page offers."""
    found = re.findall(r'<li><a class="chip" href="([^"]*)">(.*?)</a>', page)
    return [(unescape(title), unescape(address)) for address, title in found]


@pytest.mark.parametrize(
    ("query", "title", "address"),
    [
        ("ke* jalan", "ke jalan", "/cari?program=bincang-pagi&q=ke+jalan"),
        ("*jalan*", "jalan*", "/cari?program=bincang-pagi&q=jalan%2A"),
        ("jal*n", "jal*", "/cari?program=bincang-pagi&q=jal%2A"),
        ("air NEAR/51 desa", "air NEAR/50 desa", "/cari?program=bincang-pagi&q=air+NEAR%2F50+desa"),
        ("air NEAR/0 desa", "air NEAR/1 desa", "/cari?program=bincang-pagi&q=air+NEAR%2F1+desa"),
        (
            LONG,
            "persis kalimat itu",
            f"/cari?program=bincang-pagi&q=%22{LONG.replace(' ', '+')}%22",
        ),
        (
            "tanggal:sejak 2024 air",
            "air, sejak 1 Januari 2024",
            "/cari?program=bincang-pagi&q=air&dari=2024-01-01",
        ),
        (
            'air tanggal:"setelah Juni 2022"',
            "air, sejak 1 Juli 2022",
            "/cari?program=bincang-pagi&q=air&dari=2022-07-01",
        ),
        (
            "air tahun:2022.. bersih",
            "air bersih, sejak 1 Januari 2022",
            "/cari?program=bincang-pagi&q=air+bersih&dari=2022-01-01",
        ),
        (
            "air tanggal:..15/6/2022",
            "air, hingga 15 Juni 2022",
            "/cari?program=bincang-pagi&q=air&sampai=2022-06-15",
        ),
        (
            "tanggal:sebelum 2022",
            "hingga 31 Desember 2021",
            "/cari?program=bincang-pagi&sampai=2021-12-31",
        ),
        (
            "air tanggal:<=2022",
            "air, hingga 31 Desember 2022",
            "/cari?program=bincang-pagi&q=air&sampai=2022-12-31",
        ),
    ],
)
def test_a_refused_query_stays_in_the_box_beside_one_that_works(
    client: FlaskClient, query: str, title: str, address: str
) -> None:
    answer = client.get("/cari", query_string={"q": query, "program": "bincang-pagi"})

    assert answer.status_code == 400
    assert f'value="{query}"' in unescape(answer.text)
    assert '<input type="hidden" name="program" value="bincang-pagi">' in answer.text
    assert (title, address) in chips(answer.text)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("query", ["(" * 9 + "air" + ")" * 9, "tanggal:sejak air"])
def test_what_nobody_can_mend_is_refused_without_an_offer(client: FlaskClient, query: str) -> None:
    answer = client.get("/cari", query_string={"q": query})

    assert answer.status_code == 400
    assert chips(answer.text) == []


def test_an_open_range_is_named_whole(client: FlaskClient) -> None:
    assert "“sejak 2024” tidak punya awal atau akhir" in client.get(
        "/cari?q=tanggal:sejak+2024+air"
    ).text  # fmt: skip


def test_the_page_of_a_refused_search_speaks_of_no_status(client: FlaskClient) -> None:
    page = client.get("/cari?q=ke*").text

    assert "<h1>Pencarian ini belum dapat dijalankan</h1>" in page
    assert ">400<" not in page
    assert "Periksa alamat" not in page


def test_programs_are_told_what_to_ask_instead(client: FlaskClient) -> None:
    error = client.get("/cari.json?q=tanggal:sejak+2024+air").get_json()["error"]

    assert error["addresses"] == ["http://127.0.0.1:8000/cari?q=air&dari=2024-01-01"]


@pytest.mark.parametrize(
    ("wrong", "says", "offered"),
    [
        (
            "jenis=zzz",
            "“zzz” bukan pilihan untuk jenis",
            ("Pernyataan", "/cari?q=air&jenis=pernyataan"),
        ),
        (
            "label=zzz",
            "“zzz” bukan pilihan untuk label",
            ("transkrip mesin", "/cari?q=air&label=mesin"),
        ),
        ("urut=zzz", "“zzz” bukan pilihan untuk urut", ("terbaru", "/cari?q=air&urut=terbaru")),
        ("tahun=2o24", "tahun harus tahun seperti 2022", ("tanpa tahun", "/cari?q=air")),
        ("dari=2024", "dari harus tanggal", ("tanpa dari", "/cari?q=air")),
        ("hal=0", "Nomor halaman", ("tanpa hal", "/cari?q=air")),
    ],
)
def test_a_filter_that_cannot_be_is_refused_with_those_that_can(
    client: FlaskClient, wrong: str, says: str, offered: tuple[str, str]
) -> None:
    answer = client.get(f"/cari?q=air&{wrong}")

    assert answer.status_code == 400
    assert says in answer.text
    assert 'value="air"' in answer.text
    assert offered in chips(answer.text)


@pytest.mark.parametrize("page", ["cari", "tren", "konkordansi"])
@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ("tokoh=tidak-ada", "Tidak ada tokoh dengan tanda “tidak-ada” di arsip ini."),
        ("tokoh=si-rancangan", "Tidak ada tokoh dengan tanda “si-rancangan” di arsip ini."),
        ("episode=tak-ada", "Tidak ada episode dengan tanda “tak-ada” di arsip ini."),
        (
            "dari=2024-12-31&sampai=2024-01-01",
            "“31 Desember 2024 – 1 Januari 2024” berakhir sebelum mulai, jadi dibalik: "
            "1 Januari 2024 – 31 Desember 2024.",
        ),
    ],
)
def test_a_filter_that_fits_nothing_is_named(
    client: FlaskClient, page: str, filters: str, says: str
) -> None:
    answer = client.get(f"/{page}?q=anggaran&{filters}")

    assert answer.status_code == 200
    assert says in answer.text


def test_days_in_the_wrong_order_are_turned_round(client: FlaskClient) -> None:
    turned = client.get("/cari.json?q=anggaran&dari=2024-12-31&sampai=2024-01-01").get_json()
    right = client.get("/cari.json?q=anggaran&dari=2024-01-01&sampai=2024-12-31").get_json()

    assert turned["total"] == right["total"] > 0
    assert turned["described"] == right["described"]
    assert (len(turned["notes"]), right["notes"]) == (1, [])
