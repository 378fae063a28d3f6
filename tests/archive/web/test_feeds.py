"""Atom feeds: valid, newest first, nothing that is not public."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from factories import index_all, make_actor, make_programme, make_published
from flask.testing import FlaskClient
from sqlalchemy import select, update

from archive.models import Episode, Publication
from archive.publishing import withdraw
from archive.web.atom import Entry, Feed, format_feed

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "http://127.0.0.1:8000"
LISTS = (
    "/episode",
    "/program/bincang-pagi",
    "/stasiun/radio-contoh",
    "/tokoh/zainuddin",
    "/lembaga/dinas-jalan",
    "/topik/jalan-desa",
)
SEARCHES = ("/cari?q=anggaran", "/cari?tokoh=zainuddin&urut=terlama")


def read(client: FlaskClient, path: str) -> ET.Element:
    page, _, query = path.partition("?")
    answer = client.get(f"{page}.atom?{query}")
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return parse(answer.data)


def parse(written: bytes) -> ET.Element:
    return ET.fromstring(written)  # noqa: S314 - our own


def texts(root: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in root.findall(path.replace("/", f"/{ATOM}"))]


@pytest.mark.parametrize("path", [*LISTS, *SEARCHES])
def test_a_feed_holds_what_the_format_asks_for(client: FlaskClient, path: str) -> None:
    root = read(client, path)

    links = {link.get("rel"): str(link.get("href")) for link in root.findall(f"{ATOM}link")}
    identifiers = texts(root, "./entry/id")
    instants = [datetime.fromisoformat(one) for one in texts(root, "./entry/updated")]
    assert root.tag == f"{ATOM}feed"
    assert texts(root, "./id") == [links["self"]]
    assert links["self"].startswith(BASE + path.partition("?")[0] + ".atom")
    assert links["alternate"].startswith(BASE + path.partition("?")[0])
    assert identifiers
    assert len(set(identifiers)) == len(identifiers)
    assert instants == sorted(instants, reverse=True)
    assert datetime.fromisoformat(texts(root, "./updated")[0]) == instants[0]
    for name in ("title", "link", "content"):
        assert len(root.findall(f"{ATOM}entry/{ATOM}{name}")) == len(identifiers)


@pytest.mark.parametrize("path", [*LISTS, *SEARCHES])
def test_a_page_leads_to_its_feed(client: FlaskClient, path: str) -> None:
    page = client.get(path).text

    assert '<link rel="alternate" type="application/atom+xml" title=' in page
    assert page.count(f'href="{path.partition("?")[0]}.atom') == 2


def test_a_statement_names_speaker_post_programme_day_and_address(client: FlaskClient) -> None:
    root = read(client, "/cari?q=dewan&bahasa=en")

    (entry,) = root.findall(f"{ATOM}entry")
    content, address = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}link")
    assert content is not None
    assert address is not None
    said = content.text or ""
    assert said.startswith("“Anggaran jalan desa tahun ini <b>empat</b> miliar rupiah & sisanya")
    assert "As-Siddiqi, Kepala Dinas Jalan, Bincang Pagi, Wednesday, 6 March 2024, 00:12" in said
    assert texts(root, "./entry/id") == [address.get("href")]
    assert str(address.get("href")).startswith(f"{BASE}/s/")


def test_what_became_public_last_stands_first_whatever_its_day(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        make_published(
            session,
            make_programme(session, "Lama"),
            [("Kadis", "Anggaran zaman dahulu.", 1.0)],
            title="Siaran Lama",
            on=date(1999, 1, 1),
        )
        session.commit()
    index_all(own_shelf.archive)
    client = own_shelf.client()

    assert texts(read(client, "/episode"), "./entry/title")[0] == "Siaran Lama"
    assert "zaman dahulu" in texts(read(client, "/cari?q=anggaran"), "./entry/title")[0]


def test_a_feed_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/cari.atom?q=anggaran")

    by_tag = client.get("/cari.atom?q=anggaran", headers={"If-None-Match": first.headers["ETag"]})
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    by_time = client.get("/cari.atom?q=anggaran", headers=since)

    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert (by_time.status_code, by_time.data) == (304, b"")


def test_withdrawn_words_are_in_no_feed(own_shelf) -> None:  # type: ignore[no-untyped-def]
    with own_shelf.archive.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa Kita")).one()
        withdraw(session, episode, "privacy", make_actor(session))
        session.commit()
    client = own_shelf.client()

    for path in (*SEARCHES, "/episode"):
        page, _, query = path.partition("?")
        feed = client.get(f"{page}.atom?{query}").text
        assert "miliar" not in feed
        assert "Jalan Desa Kita" not in feed


def test_a_withdrawn_publication_does_not_make_an_episode_new(own_shelf) -> None:  # type: ignore[no-untyped-def]
    now = datetime(2030, 1, 1, tzinfo=UTC)
    with own_shelf.archive.writing() as session:
        current = Publication.withdrawn_at.is_(None)
        session.execute(update(Publication).where(current).values(withdrawn_at=now))
        session.commit()

    root = read(own_shelf.client(), "/episode")

    assert max(texts(root, "./entry/updated")) == "2024-01-01T12:00:00Z"


def test_a_search_without_hits_is_an_empty_feed(client: FlaskClient) -> None:
    root = read(client, "/cari?q=kuda")

    assert root.findall(f"{ATOM}entry") == []
    assert texts(root, "./updated") == ["1970-01-01T00:00:00Z"]


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    entry = Entry("a", "b", "ju\x0bdul", "<isi> & \x00", datetime(2024, 1, 1, tzinfo=UTC))

    root = parse(format_feed(Feed("t", "s", "a", "p", "Gaung", "id", [entry])))

    assert texts(root, "./entry/title") == ["judul"]
    assert texts(root, "./entry/content") == ["<isi> & "]


def test_browsers_learn_how_to_search_from_their_address_bar(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml")

    root = parse(answer.data)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = {one.get("type"): one.get("template") for one in root.findall(f"{space}Url")}
    assert answer.content_type == "application/opensearchdescription+xml; charset=utf-8"
    assert templates["text/html"] == f"{BASE}/cari?q={{searchTerms}}&hal={{startPage?}}"
    assert templates["application/x-suggestions+json"].startswith(f"{BASE}/cari/lengkapi?")
    assert len(str(root.findtext(f"{space}ShortName"))) <= 16
    assert 'rel="search"' in client.get("/").text
