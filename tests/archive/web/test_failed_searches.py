"""Which searches are noted as failed, and that a busy database keeps no reader waiting."""

import pytest

from archive.failed_searches import read_notes


def noted(shelf) -> list[tuple[str, int]]:
    """What was noted of the archive: (query, found)."""
    return [(one.query, one.found) for one in read_notes(shelf.archive.settings.home)]


@pytest.mark.parametrize(
    ("address", "notes"),
    [
        ("/cari?q=Kata+Tak+Ada", [("Kata Tak Ada", 0)]),
        ("/cari?q=jembatan&jenis=pernyataan", [("jembatan", 2)]),
        ("/cari?q=jembatan&tahun=1950", [("jembatan", 2)]),  # little there is without the year too
        ("/cari?q=anggaran+OR+jalan&tahun=1950", []),  # the year hides what there is
        ("/cari?q=anggaran+OR+jalan&dari=1950-01-01&sampai=1950-12-31&hal=2", []),
        ("/cari?q=anggaran+OR+jalan", []),  # enough was found
        ("/cari?tahun=1950", []),  # nothing was typed
        ("/cari", []),
        ("/cari.json?q=takada", []),  # a machine
        ("/cari.csv?q=takada", []),
    ],
)
def test_a_query_in_words_that_finds_little_is_noted(own_shelf, address, notes) -> None:
    assert own_shelf.client().get(address).status_code == 200

    assert noted(own_shelf) == notes


def test_a_search_without_an_index_is_no_failure_of_the_words(empty_shelf) -> None:
    assert empty_shelf.client().get("/cari?q=jalan").status_code == 503

    assert noted(empty_shelf) == []


def test_a_failed_search_does_not_wait_for_who_writes(own_shelf) -> None:
    with own_shelf.archive.writing() as session:
        session.connection()  # holds the write lock from here on

        answer = own_shelf.client().get("/cari?q=takada")

    assert answer.status_code == 200
    assert noted(own_shelf) == [("takada", 0)]
