"""The page that says what the archive holds and lacks."""

from flask.testing import FlaskClient


def test_a_programme_shows_each_year_with_its_length_and_its_lacks(client: FlaskClient) -> None:
    page = client.get("/cakupan").text

    assert '<a href="/program/bincang-pagi">Bincang Pagi</a>' in page
    assert "1 lengkap, 1 rekaman saja" in page
    assert "1 catatan saja" in page
    assert 'href="/cari?program=bincang-pagi&amp;tahun=2022&amp;jenis=episode"' in page
    assert 'class="bar-transcribed"' in page


def test_the_numbers_of_the_page_can_be_taken_away_in_seconds(client: FlaskClient) -> None:
    data = client.get("/cakupan.json").get_json()

    assert data["all"]["episodes"] == sum(row["episodes"] for row in data["coverage"]) == 4
    assert data["coverage"][-1]["year"] == 2024
    assert data["coverage"][-1]["seconds_archived"] == 720.0
    assert data["coverage"][-1]["seconds_transcribed"] == 360.0


def test_home_about_and_every_footer_lead_to_it(client: FlaskClient) -> None:
    for path in ("/", "/tentang", "/episode"):
        assert 'href="/cakupan"' in client.get(path).text
