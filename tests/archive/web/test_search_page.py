"""Results: what is found, how it is said, narrowed, paged and taken away."""

import csv
import io
import re
import shutil
from html import unescape

from factories import make_actor
from flask.testing import FlaskClient
from sqlalchemy import select

from archive.models import Episode
from archive.publishing import withdraw
from archive.web.searching import widen
from search import Expansion
from search.parsing import parse_query

WORDS = (
    "Anggaran jalan desa tahun ini <b>empat</b> miliar rupiah & sisanya menunggu "
    "perubahan anggaran yang dibahas bersama dewan bulan depan."
)


def test_a_hit_shows_words_speaker_post_programme_day_and_second(client: FlaskClient) -> None:
    page = client.get("/cari?q=anggaran&tahun=2024&jenis=pernyataan").text

    assert (
        "<mark>Anggaran</mark> jalan desa tahun ini &lt;b&gt;empat&lt;/b&gt; miliar rupiah &amp;"
        in page
    )
    assert 'As-Siddiqi</a><span class="post">, Kepala Dinas Jalan</span>' in page
    assert "<span>Bincang Pagi</span>" in page
    assert '<time datetime="2024-03-06">6 Maret 2024</time>' in page
    assert '<span class="timecode">00.12</span>' in page
    assert "/episode/2024-03-06-jalan-desa-kita?t=12.4&amp;q=anggaran#" in page


def test_the_json_of_a_search_has_the_shape_of_the_command(client: FlaskClient) -> None:
    answer = client.get("/cari.json?q=anggaran&tahun=2024").get_json()

    hit = next(hit for hit in answer["hits"] if hit["kind"] == "pernyataan")
    assert set(answer) == {
        "query", "described", "total", "page", "pages", "next", "hits", "facets", "suggestion",
        "notes", "ways",
    }  # fmt: skip
    assert hit["text"] == WORDS
    assert [hit["text"][start:end] for start, end in hit["highlights"]] == ["Anggaran", "anggaran"]
    assert (hit["person"], hit["position"]) == ("zainuddin", "Kepala Dinas Jalan")
    assert (hit["episode"], hit["date"]) == ("2024-03-06-jalan-desa-kita", "2024-03-06")
    assert hit["start"] == 12.4
    assert sorted(answer["facets"]["tahun"], key=lambda row: row["value"]) == [
        {"value": "2023", "title": "2023", "count": 1},
        {"value": "2024", "title": "2024", "count": answer["total"]},
    ]


def test_the_csv_of_a_search_holds_the_hits_under_the_same_names(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/cari.csv?q=anggaran").text)))
    hits = client.get("/cari.json?q=anggaran").get_json()["hits"]

    assert [row["id"] for row in rows] == [hit["id"] for hit in hits]
    assert list(rows[0]) == list(hits[0])


def test_a_filter_is_a_chip_that_can_be_taken_away(client: FlaskClient) -> None:
    page = client.get("/cari?q=anggaran&tokoh=zainuddin&tahun=2024").text

    assert 'href="/cari?q=anggaran&amp;tahun=2024" title="Lepas saringan ini"' in page
    assert 'href="/cari?q=anggaran&amp;tokoh=zainuddin" title="Lepas saringan ini"' in page


def test_a_facet_line_adds_its_filter_and_a_chosen_one_takes_it_away(client: FlaskClient) -> None:
    free = client.get("/cari?q=anggaran").text
    chosen = client.get("/cari?q=anggaran&tahun=2023").text

    assert 'href="/cari?q=anggaran&amp;tahun=2023"' in free
    assert 'href="/cari?q=anggaran" aria-current="true" class="chosen"' in chosen


def test_the_search_is_said_back_in_words_with_names_not_slugs(client: FlaskClient) -> None:
    described = client.get("/cari.json?q=anggaran&tokoh=zainuddin").get_json()["described"]

    assert "anggaran" in described
    assert "oleh Muhammad Zainuddin Abdurrahman As-Siddiqi" in described


def test_a_facet_in_which_all_hits_agree_is_shown_only_where_it_is_chosen(
    client: FlaskClient,
) -> None:
    free = client.get("/cari?q=anggaran&jenis=pernyataan").text
    chosen = client.get("/cari?q=anggaran&jenis=pernyataan&program=bincang-pagi").text

    assert "<h2>Tahun</h2>" in free
    assert "<h2>Program</h2>" not in free
    assert (
        '<details class="facet" open>\n    <summary><h2>Program</h2> <span class="count">1</span>'
        in chosen
    )


def test_hits_of_one_episode_stand_under_its_title(client: FlaskClient) -> None:
    page = client.get("/cari?q=jalan&jenis=pernyataan&kelompok=episode").text

    assert page.count('class="hit group"') == 1
    assert page.count("<mark>") == 2
    assert ">Jalan Desa Kita</a>" in page
    assert "2 hasil" in page


def test_grouping_and_abbreviations_are_kept_when_a_filter_is_set(client: FlaskClient) -> None:
    page = client.get("/cari?q=anggaran&kelompok=episode&singkatan=tidak").text

    assert 'href="/cari?q=anggaran&amp;kelompok=episode&amp;singkatan=tidak&amp;tahun=2024"' in page
    assert '<input type="hidden" name="kelompok" value="episode">' in page
    assert '<input type="hidden" name="singkatan" value="tidak">' in page
    assert 'href="/cari?q=anggaran&amp;kelompok=episode">Cari juga kepanjangannya' in page


def test_an_unknown_way_of_grouping_is_refused(client: FlaskClient) -> None:
    assert client.get("/cari?q=anggaran&kelompok=hari").status_code == 400


def test_a_query_over_the_budget_is_refused_with_the_reason(client: FlaskClient) -> None:
    page = client.get("/cari?q=*a*")
    data = client.get("/cari.json?q=*a*")

    assert (page.status_code, data.status_code) == (400, 400)
    assert "Tulis tanda * hanya di akhir kata" in page.text
    assert "Tulis tanda * hanya di akhir kata" in data.get_json()["error"]["detail"]


def test_bad_syntax_is_answered_with_a_note(client: FlaskClient) -> None:
    answer = client.get('/cari?q="anggaran jalan')

    assert answer.status_code == 200
    assert "Tanda kutip tidak ditutup" in answer.text


def test_a_date_in_plain_words_is_offered_as_a_filter_one_click_away(client: FlaskClient) -> None:
    page = client.get("/cari?q=anggaran+15+Juni+2022&tokoh=zainuddin").text

    assert "“15 Juni 2022” dicari sebagai kata." in page
    assert "tokoh=zainuddin&amp;q=anggaran+tanggal%3A2022-06-15" in page


def test_words_withdrawn_after_indexing_are_shown_by_no_result(own_shelf) -> None:  # type: ignore[no-untyped-def]
    client = own_shelf.client()
    assert "dibahas bersama dewan" in client.get("/cari?q=anggaran").text

    with own_shelf.archive.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa Kita")).one()
        withdraw(session, episode, "privacy", make_actor(session))
        session.commit()

    for form in ("", ".json", ".csv"):
        answer = client.get(f"/cari{form}?q=anggaran")
        assert answer.status_code == 200
        assert "dibahas bersama dewan" not in answer.text
        assert "Jalan Desa Kita" not in answer.text


def test_a_facet_never_names_someone_who_is_no_longer_public(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        for episode in session.scalars(select(Episode).where(Episode.state == "published")):
            withdraw(session, episode, "privacy", make_actor(session))
        session.commit()

    answer = own_shelf.client().get("/cari.json?q=anggaran").get_json()

    assert answer["hits"] == []
    assert "tokoh" not in answer["facets"]


def test_without_an_index_the_page_still_serves_and_says_so(own_shelf) -> None:  # type: ignore[no-untyped-def]
    own_shelf.archive.index.close()
    shutil.rmtree(own_shelf.archive.settings.index_path)

    answer = own_shelf.client().get("/cari?q=anggaran")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Pencarian sedang tidak dapat dipakai" in answer.text
    assert own_shelf.client().get("/episode").status_code == 200


def test_the_bare_page_explains_how_to_search(client: FlaskClient) -> None:
    page = client.get("/cari").text

    assert "Cara mencari" in page
    assert 'class="hits"' not in page


def test_an_abbreviation_is_searched_in_full_too_and_says_so(client: FlaskClient) -> None:
    page = client.get("/cari?q=APBD").text
    exact = client.get("/cari?q=APBD&singkatan=tidak").text

    assert "Anggaran Pendapatan dan Belanja Daerah (<abbr>APBD</abbr>)" in page
    assert 'href="/cari?q=APBD&amp;singkatan=tidak">Cari persis saja' in page
    assert "<abbr>" not in exact
    assert 'href="/cari?q=APBD">Cari juga kepanjangannya' in exact


def test_what_an_abbreviation_may_mean_besides_can_be_added(client: FlaskClient) -> None:
    offer = Expansion("PPDB", "Penerimaan Peserta Didik Baru", "pendidikan")

    assert widen("syarat ppdb SMP", offer) == (
        'syarat (ppdb ATAU "Penerimaan Peserta Didik Baru") SMP'
    )
    assert widen("PPDBX", offer) == "PPDBX"


def test_results_lead_to_the_same_words_over_time_and_in_context(client: FlaskClient) -> None:
    page = client.get("/cari?q=anggaran&tahun=2024").text

    assert 'href="/tren?q=anggaran&amp;tahun=2024"' in page
    assert 'href="/konkordansi?q=anggaran&amp;tahun=2024"' in page


def test_a_page_of_episodes_counts_episodes(client: FlaskClient) -> None:
    page = client.get("/cari?q=anggaran+ATAU+jalan&jenis=pernyataan&kelompok=episode").text

    assert "<strong>2 episode:</strong>" in page
    assert page.count('class="hit group"') == 2


def test_every_form_that_the_manual_shows_is_understood_as_it_stands(client: FlaskClient) -> None:
    manual = client.get("/cari").text
    forms = [unescape(form) for form in re.findall(r"<dt><code>(.*?)</code>", manual)]

    notes = {form: parse_query(form).notes for form in forms}

    assert len(forms) > 15
    assert {form: found for form, found in notes.items() if found} == {}


def test_of_two_queries_that_may_be_meant_one_is_shown(client: FlaskClient) -> None:
    page = client.get("/cari?q=tokho:zainudin+(jalan").text

    assert page.count("Maksud Anda") == 1
    assert page.count('class="note notes"') == 1
