"""No page asks the database more often because there is more to show."""

from collections.abc import Callable
from datetime import date

import pytest
from factories import (
    index_all,
    make_organisation,
    make_person,
    make_programme,
    make_published,
    make_recording,
    make_topic,
    new_archive,
)
from sqlalchemy import event

from archive import create_app

FEW = 16
"""Selects that a page may take, whatever it shows."""

PAGES = (
    "/",
    "/episode",
    "/program",
    "/program/bincang",
    "/stasiun",
    "/tokoh",
    "/tokoh/orang-0",
    "/lembaga",
    "/lembaga/dinas-0",
    "/topik",
    "/topik/soal-0",
    "/cari?q=anggaran",
    "/cari.json?q=anggaran",
    "/cari.atom?q=anggaran",
    "/cari?q=anggaran&kelompok=episode",
    "/episode.atom",
    "/konkordansi?q=anggaran",
    "/tren?q=anggaran&q=dewan",
    "/tentang",
    "/cakupan",
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, str], int]:
    """How many selects a page takes in an archive of so many episodes."""
    clients = {}
    for size in (2, 12):
        archive = new_archive(tmp_path_factory.mktemp(f"of-{size}"))
        fill(archive, size)
        clients[size] = (archive, create_app(archive.settings, archive).test_client())

    def count(size: int, path: str) -> int:
        archive, client = clients[size]
        seen: list[str] = []
        client.get(path)  # what is counted once per change is counted

        def note(connection, cursor, statement, *rest):  # type: ignore[no-untyped-def]
            seen.append(statement)

        event.listen(archive.engine, "before_cursor_execute", note)
        answer = client.get(path)
        event.remove(archive.engine, "before_cursor_execute", note)
        assert answer.status_code == 200
        return len(seen)

    return count


def fill(archive, size: int) -> None:  # type: ignore[no-untyped-def]
    """Episodes with people, bodies, topics, recordings and words of their own."""
    with archive.writing() as session:
        programme = make_programme(session, "Bincang")
        for number in range(size):
            body = make_organisation(session, f"Dinas {number}")
            person = make_person(session, f"Orang {number}", slug=f"orang-{number}")
            episode = make_published(
                session,
                programme,
                said=[("Kadis", f"Anggaran nomor {number} menunggu pembahasan dewan.", 3.0)],
                people={"Kadis": (person, "Kepala Dinas")},
                title=f"Edisi {number}",
                on=date(2024, 1, 1 + number),
                topics=[make_topic(session, f"Soal {number}")],
            )
            episode.appearances[0].organisation = body
            make_recording(session, episode)
        session.commit()
    index_all(archive)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_as_often_for_twelve_as_for_two(
    ask: Callable[[int, str], int], path: str
) -> None:
    few, many = ask(2, path), ask(12, path)

    assert many == few
    assert few <= FEW
