"""What the pages of the catalogue say."""

import pytest
from factories import make_programme, make_published
from flask.testing import FlaskClient
from sample_archive import LONG_NAME

from archive.failed_searches import FEW, KEPT_DAYS

EMPTY_PAGES = (
    "/",
    "/episode",
    "/program",
    "/stasiun",
    "/tokoh",
    "/lembaga",
    "/topik",
    "/cakupan",
    "/tentang",
)


def test_home_says_what_the_archive_holds_and_lists_the_latest_first(client: FlaskClient) -> None:
    page = client.get("/").text

    assert page.index("Jalan Desa Kita") < page.index("Rapat Internal") < page.index("Hanya Fakta")
    assert "2022–2024" in page
    assert "18 menit" in page
    assert "67 %" in page


def test_the_examples_on_the_home_page_find_something(client: FlaskClient) -> None:
    home = client.get("/").text
    examples = [part.split('"')[0] for part in home.split('class="chip" href="/cari?q=')[1:]]

    totals = [client.get(f"/cari.json?q={query}").get_json()["total"] for query in examples]

    assert totals
    assert all(totals)


@pytest.mark.parametrize("path", EMPTY_PAGES)
def test_an_empty_archive_answers_and_says_so(empty_shelf, path: str) -> None:  # type: ignore[no-untyped-def]
    answer = empty_shelf.client().get(path)

    assert answer.status_code == 200
    assert "kosong" in answer.text or "elum" in answer.text


def test_an_episode_in_a_list_shows_day_people_posts_and_wave(client: FlaskClient) -> None:
    page = client.get("/episode").text
    row = page[page.index("Jalan Desa Kita") - 400 : page.index("Jembatan")]

    assert '<time class="episode-day" datetime="2024-03-06">6 Maret 2024</time>' in row
    assert LONG_NAME in row
    assert "Kepala Dinas Jalan" in row
    assert '<svg class="wave"' in row
    assert "6 menit" in row


def test_an_episode_of_facts_only_says_what_is_missing(client: FlaskClient) -> None:
    page = client.get("/episode").text
    row = page[page.index("Hanya Fakta") :]

    assert "tanpa rekaman" in row
    assert "tanpa transkrip" in row
    assert "<svg" not in row[: row.index("</li>")]


def test_what_is_invented_says_so_wherever_it_is_named(client: FlaskClient) -> None:
    for path in ("/", "/episode", "/stasiun", "/program", "/tokoh", "/tokoh/zainuddin", "/lembaga"):
        assert ">rekaan</span>" in client.get(path).text, path


def test_a_person_shows_name_posts_years_topics_and_words(client: FlaskClient) -> None:
    page = client.get("/tokoh/zainuddin").text

    assert f"Prof. Dr. KH.</span> {LONG_NAME}" in page
    assert "S.Sos., M.A.P., Ph.D." in page
    assert "2 Januari 2023 – sampai sekarang" in page
    assert "/cari?tokoh=zainuddin&amp;tahun=2024&amp;jenis=pernyataan" in page
    assert "Anggaran jalan desa tahun ini &lt;b&gt;empat&lt;/b&gt; miliar" in page


def test_a_topic_shows_the_line_above_it_and_its_episodes(client: FlaskClient) -> None:
    listed = client.get("/topik.json").get_json()["topics"]
    page = client.get("/topik/jalan-desa").text

    assert [(row["topic"], row["depth"], row["episodes"]) for row in listed] == [
        ("infrastruktur", 0, 1),
        ("jalan-desa", 1, 1),
    ]
    assert 'href="/topik/infrastruktur">Infrastruktur</a>' in page
    assert "Jalan Desa Kita" in page


def test_a_topic_that_no_episode_names_itself_shows_those_of_its_parts(client: FlaskClient) -> None:
    page = client.get("/topik/infrastruktur").text

    assert 'href="/topik/jalan-desa"' in page
    assert "Jalan Desa Kita" in page


def test_an_organisation_shows_its_offices_and_who_held_them(client: FlaskClient) -> None:
    page = client.get("/lembaga/dinas-jalan").text

    assert page.index("Kepala Dinas Jalan") < page.index('href="/tokoh/zainuddin"')
    assert "2 Januari 2023 – sampai sekarang" in page


def test_the_about_page_explains_every_label_and_names_a_contact(client: FlaskClient) -> None:
    page = client.get("/tentang").text

    for word in ("diperiksa dengan rekaman", "transkrip mesin", "kutipan tak langsung pers"):
        assert word in page
    assert 'id="kontak"' in page


def test_the_about_page_says_what_is_kept_of_a_search_and_for_how_long(client: FlaskClient) -> None:
    page = client.get("/tentang").text

    assert f"kurang dari {FEW} hal disimpan selama {KEPT_DAYS} hari" in page
    assert 'href="/cari?q=air+label:rekaman"' in page


def test_health_tells_of_database_index_store_and_what_waits(client: FlaskClient) -> None:
    report = client.get("/sehat").get_json()

    assert report == {
        "status": "ok",
        "database": True,
        "index": True,
        "store": report["store"],
        "pending": {"index": 0, "waiting": 0, "failed": 0},
    }


def test_crawlers_are_kept_from_result_pages(client: FlaskClient) -> None:
    assert "Disallow: /cari" in client.get("/robots.txt").text


def test_home_has_no_wave_where_nothing_was_recorded(empty_shelf) -> None:  # type: ignore[no-untyped-def]
    with empty_shelf.archive.writing() as session:
        make_published(session, make_programme(session), title="Hanya Fakta")
        session.commit()

    answer = empty_shelf.client().get("/")

    assert answer.status_code == 200
    assert "Hanya Fakta" in answer.text
    assert "home-wave" not in answer.text
