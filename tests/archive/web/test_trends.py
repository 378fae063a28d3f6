"""How often something is said over the years: numbers, drawing, page, and what one takes away."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from factories import index_all, make_person, make_programme, make_published
from flask.testing import FlaskClient

from archive.web.curves import HEIGHT, WIDTH, Point, Series, draw_chart, nice_top


def point(year: str, occurrences: int, words: int = 20_000) -> Point:
    return Point(year, 1, occurrences, words, f"/cari?tahun={year}")


def series(*points: Point) -> Series:
    return Series("air", "yang memuat air", points)


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0, 1.0), (0.3, 0.3), (1, 1.0), (7.1, 8.0), (12.3, 15.0), (24, 30.0), (260, 300.0)],
)
def test_the_scale_ends_at_a_round_number(highest: float, top: float) -> None:
    assert nice_top(highest) == pytest.approx(top)


def test_a_rate_is_for_each_ten_thousand_words() -> None:
    assert point("2023", 6, 20_000).rate == 3.0
    assert point("2023", 0, 0).rate is None


def test_each_year_has_a_column_and_the_highest_rate_a_place_on_the_scale() -> None:
    chart = draw_chart([series(point("2022", 4), point("2023", 2))])

    assert chart.periods == ("2022", "2023")
    assert chart.steps == (2.0, 1.0, 0.0)
    assert [(dot.x, dot.y) for dot in chart.curves[0].dots] == [
        (WIDTH // 4, 0),
        (3 * WIDTH // 4, HEIGHT // 2),
    ]
    assert chart.curves[0].firm == "M250 0L750 100"


def test_a_year_of_few_words_makes_the_line_faint() -> None:
    curve = draw_chart([series(point("2022", 4), point("2023", 2, words=9_999))]).curves[0]

    assert curve.firm == ""
    assert curve.faint.startswith("M250")


def test_a_year_without_words_breaks_the_line() -> None:
    chart = draw_chart([series(point("2021", 4), point("2023", 2))])

    assert chart.periods == ("2021", "2022", "2023")
    assert chart.curves[0].points[1] is None
    assert chart.curves[0].firm == chart.curves[0].faint == ""


def test_months_between_the_first_and_the_last_have_columns_too() -> None:
    chart = draw_chart([series(point("2021-11", 4), point("2022-02", 2))])

    assert chart.periods == ("2021-11", "2021-12", "2022-01", "2022-02")


def test_nothing_known_draws_nothing() -> None:
    assert draw_chart([]).periods == ()


@pytest.fixture
def spoken(own_shelf) -> FlaskClient:  # type: ignore[no-untyped-def]
    """Two years of one programme: air is said twice in four words, then once in eight."""
    with own_shelf.archive.writing() as session:
        programme = make_programme(session, "Halo")
        person = {"Kadis": (make_person(session, "Sari Melati"), None)}
        for year, words in ((2021, "Air dan air."), (2024, "Air untuk semua desa di kaki gunung.")):
            said, on = [("Kadis", words, 1.0)], date(year, 2, 3)
            make_published(session, programme, said, person, title="Air", on=on)
        session.commit()
    index_all(own_shelf.archive)
    client: FlaskClient = own_shelf.client()
    return client


def test_the_page_shows_rates_with_what_they_are_counted_from(spoken: FlaskClient) -> None:
    page = spoken.get("/tren?q=air&program=halo").text

    assert '<th role="rowheader" scope="row">2021</th>' in page
    assert '<td role="cell" class="trend-words">3<span' in page
    assert "6.666,7" in page
    assert re.search(r'trend-empty"><th[^>]*>2022</th><td[^>]*>0<', page)
    assert "kurang dari 10.000 kata" in page
    assert 'href="/cari?q=air&amp;program=halo&amp;jenis=pernyataan&amp;tahun=2024"' in page


def test_the_numbers_can_be_taken_away(spoken: FlaskClient) -> None:
    data = spoken.get("/tren.json?q=air&q=desa&program=halo").get_json()
    rows = list(csv.DictReader(io.StringIO(spoken.get("/tren.csv?q=air&q=desa&program=halo").text)))

    assert [(row["query"], row["period"], row["occurrences"]) for row in data["trends"]] == [
        ("air", "2021", 2),
        ("air", "2024", 1),
        ("desa", "2021", 0),
        ("desa", "2024", 1),
    ]
    assert list(rows[0]) == list(data["trends"][0])
    assert len(rows) == data["total"] == 4


def test_within_three_years_months_are_counted(spoken: FlaskClient) -> None:
    rows = spoken.get("/tren.json?q=air&program=halo&dari=2022-01-01").get_json()["trends"]
    page = spoken.get("/tren?q=air&program=halo&dari=2022-01-01").text

    assert [row["period"] for row in rows] == ["2024-02"]
    assert "dari=2024-02-01&sampai=2024-02-29" in rows[0]["url"]
    assert '<th role="rowheader" scope="row">Februari 2024</th>' in page


def test_a_point_leads_to_the_statements_it_counts(spoken: FlaskClient) -> None:
    row = spoken.get("/tren.json?q=air&program=halo").get_json()["trends"][0]

    found = spoken.get(row["url"].replace("/cari?", "/cari.json?")).get_json()

    assert found["total"] == row["statements"] == 1


def test_without_a_query_the_page_explains_itself(client: FlaskClient) -> None:
    page = client.get("/tren").text

    assert 'name="q"' in page
    assert "<table>" not in page


def test_more_than_four_queries_are_refused(client: FlaskClient) -> None:
    answer = client.get("/tren?q=a&q=b&q=c&q=d&q=e")

    assert answer.status_code == 400
    assert "Paling banyak 4" in answer.text


def test_words_that_were_never_said_have_no_curve(spoken: FlaskClient) -> None:
    never = spoken.get("/tren?q=zebra&program=halo").text
    one_of_two = spoken.get("/tren?q=zebra&q=air&program=halo").text

    assert "Tidak sekali pun dalam 10 kata yang tersimpan." in never
    assert 'class="trend-curves"' not in never
    assert 'class="trend-table"' in never
    assert 'class="trend-curves"' in one_of_two
    assert "Tidak sekali pun" not in one_of_two
