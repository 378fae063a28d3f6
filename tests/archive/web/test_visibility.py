"""What is not public is on no page, in no list, in no result, in no form."""

from datetime import UTC, datetime

import pytest
from factories import make_actor, make_revision
from flask.testing import FlaskClient
from sample_archive import SECRETS
from sqlalchemy import select

from archive.models import Episode, Publication
from archive.publishing import publish

LISTS = (
    "/episode",
    "/program",
    "/program/bincang-pagi",
    "/stasiun",
    "/stasiun/radio-contoh",
    "/tokoh",
    "/tokoh/zainuddin",
    "/lembaga",
    "/lembaga/dinas-jalan",
    "/topik",
    "/topik/jalan-desa",
    "/cakupan",
)
SEARCHES = ("q=anggaran", "q=kata", "q=", "tahun=2024", "jenis=pernyataan", "q=badan+ATAU+soal")
PAGES = (
    "/",
    "/tentang",
    *(f"{path}{form}" for path in LISTS for form in ("", ".json", ".csv")),
    *(f"/tren{form}?{query}" for query in SEARCHES for form in ("", ".json", ".csv")),
    *(f"/konkordansi{form}?{query}" for query in SEARCHES for form in ("", ".json", ".csv")),
    *(f"/cari{form}?{query}" for query in SEARCHES for form in ("", ".json", ".csv", ".atom")),
    *(f"{path}.atom" for path in LISTS if path == "/episode" or path.count("/") > 1),
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_that_is_not_public_is_shown(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.text] == []


@pytest.mark.parametrize("secret", [secret.lower() for secret in SECRETS])
@pytest.mark.parametrize("path", ["/tokoh/si-{}", "/lembaga/badan-{}", "/topik/soal-{}"])
def test_what_only_hidden_episodes_name_has_no_page(
    client: FlaskClient, path: str, secret: str
) -> None:
    assert client.get(path.format(secret)).status_code == 404


@pytest.mark.parametrize("secret", [secret.lower() for secret in SECRETS])
def test_hidden_words_are_found_by_no_query(client: FlaskClient, secret: str) -> None:
    assert client.get(f"/cari.json?q={secret}").get_json()["total"] == 0


def test_the_entry_of_a_staff_only_episode_is_public_and_says_what_is_closed(
    client: FlaskClient,
) -> None:
    listed = client.get("/episode.json").get_json()["episodes"]

    entry = next(row for row in listed if row["episode_title"] == "Rapat Internal")

    assert (entry["rights"], entry["has_audio"], entry["has_transcript"]) == (
        "staff-only",
        False,
        False,
    )
    assert "transkrip tidak dibuka" in client.get("/episode").text


def test_words_of_a_words_only_recording_are_found_but_offer_no_audio(client: FlaskClient) -> None:
    hits = client.get("/cari.json?q=jembatan&jenis=pernyataan").get_json()["hits"]

    assert [hit["text"] for hit in hits] == ["Perbaikan jembatan menunggu anggaran tahun depan."]
    assert "data-play" not in client.get("/cari?q=jembatan").text


def test_words_whose_publication_is_withdrawn_are_gone_while_the_entry_stays(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa Kita")).one()
        for publication in session.scalars(select(Publication).filter_by(episode_id=episode.id)):
            publication.withdrawn_at = datetime(2024, 5, 1, tzinfo=UTC)
        session.commit()
    client = own_shelf.client()

    listed = client.get("/episode.json").get_json()["episodes"]
    entry = next(row for row in listed if row["episode_title"] == "Jalan Desa Kita")

    assert entry["has_transcript"] is False
    assert "empat" not in client.get("/cari?q=anggaran").text
    assert "empat" not in client.get("/tokoh/zainuddin").text


def test_what_a_later_publication_replaced_is_no_longer_shown(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa Kita")).one()
        later = make_revision(session, episode, [("Kadis", "Anggaran lima miliar rupiah.", 12.4)])
        publish(session, episode, later, make_actor(session))
        session.commit()

    answer = own_shelf.client().get("/cari.json?q=anggaran&jenis=pernyataan").get_json()

    assert not [hit for hit in answer["hits"] if "empat" in hit["text"]]
