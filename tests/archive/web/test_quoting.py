"""From a result to its citation in one step, where the words are known."""

import re

import pytest
from factories import index_all, make_programme, make_published
from flask.testing import FlaskClient

SAID = "Soal air, air bersih - bukan air asin - kami utamakan air bersih."


@pytest.fixture
def told(own_shelf) -> FlaskClient:
    with own_shelf.archive.writing() as session:
        make_published(session, make_programme(session, "Sore"), [("Suara", SAID, 0.0)])
        session.commit()
    index_all(own_shelf.archive)
    return own_shelf.client()


def quote_link(client: FlaskClient, query: str) -> str:
    page = client.get("/cari", query_string={"q": query, "jenis": "pernyataan"}).text
    return re.findall(r'href="([^"]+)">Kutip</a>', page)[0]


@pytest.mark.parametrize(
    ("query", "words", "quoted"),
    [
        ('"air bersih"', "/r1/3-4/kutip", "air bersih"),
        ("'AIR BERSIH' asin", "/r1/3-4/kutip", "air bersih"),
        ('asin "bukan air asin"', "/r1/6-8/kutip", "bukan air asin"),
        ('"asin kami utamakan"', "/r1/8-11/kutip", "asin - kami utamakan"),
    ],
)
def test_a_phrase_that_was_found_is_cited_as_it_stands(
    told: FlaskClient, query: str, words: str, quoted: str
) -> None:
    address = quote_link(told, query)

    assert address.endswith(words)
    assert quoted in told.get(address).text


@pytest.mark.parametrize("query", ["air bersih", '"asin"', 'air -"air hujan"', "utama*"])
def test_without_a_phrase_one_chooses_the_words_of_the_statement(
    told: FlaskClient, query: str
) -> None:
    assert re.fullmatch(r"/s/[a-z0-9]{8}", quote_link(told, query))
