"""People, organisations and topics among the results: found by any name, leading to their pages."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from archive.models import Episode

HEADINGS = [
    ("tokoh", "zainuddin", "tokoh/zainuddin", ("person", "person_name"), "/tokoh/zainuddin"),
    ("lembaga", "dinas jalan", "lembaga/dinas-jalan", ("organisation", "organisation_name"),
     "/lembaga/dinas-jalan"),
    ("topik", "jalan desa", "topik/jalan-desa", ("topic", "topic_name"), "/topik/jalan-desa"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "query", "identifier", "keys", "address"), HEADINGS)
def test_a_heading_is_a_hit_with_its_slug_name_and_page(
    client: FlaskClient, kind, query, identifier, keys, address
) -> None:
    hits = client.get("/cari.json", query_string={"q": query, "jenis": kind}).get_json()["hits"]
    page = client.get("/cari", query_string={"q": query, "jenis": kind}).text

    (hit,) = hits
    assert (hit["id"], hit["kind"]) == (identifier, kind)
    assert [hit[key] for key in keys] == [identifier.split("/")[1], hit["title"]]
    assert (hit["episode"], hit["date"], hit["start"]) == (None, None, None)
    assert hit["url"].endswith(address)
    assert f'href="{address}"' in page
    assert f"/cari?{kind}={identifier.split('/')[1]}&amp;jenis=pernyataan" in page


def test_a_person_is_found_by_an_office_and_shown_with_it(client: FlaskClient) -> None:
    hits = client.get("/cari.json?q=kepala&jenis=tokoh").get_json()["hits"]

    assert [hit["person"] for hit in hits] == ["zainuddin"]
    assert hits[0]["text"] == "Kepala Dinas Jalan"
    assert hits[0]["highlights"] == [[0, 6]]


def test_who_held_an_office_is_counted_and_found_with_what_was_said_in_it(
    client: FlaskClient,
) -> None:
    office = client.get("/cari.json?q=kepala&jenis=tokoh").get_json()["facets"]["jabatan"]
    (value,) = [row["value"] for row in office if row["title"] == "Kepala Dinas Jalan"]

    filtered = client.get("/cari.json", query_string={"jabatan": value}).get_json()
    typed = client.get('/cari.json?q=jabatan:"kepala dinas jalan"').get_json()

    assert "zainuddin" in {hit["person"] for hit in filtered["hits"] if hit["kind"] == "tokoh"}
    kinds = {row["value"]: row["count"] for row in typed["facets"]["jenis"]}
    assert kinds["tokoh"] == 1
    assert kinds["pernyataan"] > 0


def test_nobody_is_found_by_a_topic(client: FlaskClient) -> None:
    facets = client.get("/cari.json?topik=jalan-desa").get_json()["facets"]

    assert "tokoh" not in {row["value"] for row in facets["jenis"]}
    assert [row["value"] for row in facets["tokoh"]] != []


def test_a_heading_that_is_no_longer_public_is_not_shown_before_the_index_follows(
    own_shelf,
) -> None:
    with own_shelf.archive.writing() as session:
        for episode in session.scalars(select(Episode)):
            episode.state = "draft"
        session.commit()

    answer = own_shelf.client().get("/cari.json?q=jalan").get_json()

    assert answer["hits"] == []
