"""Failed searches: noted beside the database, counted by day, kept for a month, of nobody."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import inspect, select, text

from archive import failed_searches
from archive.failed_searches import (
    FailedQuery,
    Failure,
    keep_failures,
    list_failed,
    note_failure,
    notes_path,
    read_notes,
)
from archive.jobs import keep_failed_searches
from archive.models import FailedSearch

TODAY = date(2026, 6, 15)
YESTERDAY = TODAY - timedelta(days=1)


def rows(session):
    """The table as plain values."""
    columns = (FailedSearch.day, FailedSearch.query, FailedSearch.times, FailedSearch.found)
    return [tuple(row) for row in session.execute(select(*columns).order_by(FailedSearch.id))]


def test_what_is_noted_is_read_in_its_order_and_taken_once(tmp_path):
    noted = [Failure(TODAY, "jalan\nrusak “x”", 0), Failure(YESTERDAY, "banjir", 2)]
    for failure in noted:
        note_failure(tmp_path, failure)

    assert read_notes(tmp_path) == noted
    assert read_notes(tmp_path, take=True) == noted
    assert read_notes(tmp_path) == []


def test_where_nothing_was_noted_there_is_nothing_to_read(tmp_path):
    assert read_notes(tmp_path, take=True) == []


def test_a_line_that_was_cut_off_is_passed_over(tmp_path):
    note_failure(tmp_path, Failure(TODAY, "jalan", 0))
    with notes_path(tmp_path).open("a") as file:
        file.write('["2026-06-15", "ban\n{}\nnull\n[1, 2, 3]\n')
    note_failure(tmp_path, Failure(TODAY, "air", 1))

    assert [one.query for one in read_notes(tmp_path)] == ["jalan", "air"]


def test_a_note_holds_day_query_and_hits_and_only_the_archive_reads_it(tmp_path):
    note_failure(tmp_path, Failure(TODAY, "x" * 600, 0))

    assert json.loads(notes_path(tmp_path).read_text()) == ["2026-06-15", "x" * 512, 0]
    assert notes_path(tmp_path).stat().st_mode & 0o777 == 0o600


def test_the_file_stops_growing_where_no_worker_takes_it(tmp_path, monkeypatch):
    monkeypatch.setattr(failed_searches, "MOST_BYTES", 50)

    for number in range(10):
        note_failure(tmp_path, Failure(TODAY, f"jalan {number}", 0))

    assert [one.query for one in read_notes(tmp_path)] == ["jalan 0", "jalan 1"]


def test_a_search_goes_on_where_nothing_can_be_noted(tmp_path):
    note_failure(tmp_path / "gone", Failure(TODAY, "jalan", 0))

    assert not (tmp_path / "gone").exists()


def test_failures_are_counted_by_day_and_query(session):
    keep_failures(session, [Failure(TODAY, "jalan", 0), Failure(TODAY, "jalan", 2)], TODAY)
    keep_failures(session, [Failure(TODAY, "jalan", 1), Failure(YESTERDAY, "jalan", 0)], TODAY)

    assert rows(session) == [(TODAY, "jalan", 3, 1), (YESTERDAY, "jalan", 1, 0)]


def test_what_is_older_than_thirty_days_goes_and_does_not_come(session):
    keep_failures(session, [Failure(TODAY, "lama", 0)], TODAY)

    keep_failures(session, [], TODAY + timedelta(days=29))
    assert [query for _, query, *_ in rows(session)] == ["lama"]
    keep_failures(session, [Failure(TODAY, "terlambat", 0)], TODAY + timedelta(days=30))

    assert rows(session) == []


def test_a_day_has_room_for_so_many_queries_and_goes_on_counting_them(session, monkeypatch):
    monkeypatch.setattr(failed_searches, "MOST_A_DAY", 2)
    failures = [Failure(TODAY, query, 0) for query in ("a", "b", "c", "a")]

    keep_failures(session, failures, TODAY)

    assert rows(session) == [(TODAY, "a", 2, 0), (TODAY, "b", 1, 0)]


def test_the_list_sums_days_up_and_knows_what_is_only_noted(session):
    keep_failures(
        session,
        [Failure(YESTERDAY, "jalan", 2), Failure(TODAY, "jalan", 0), Failure(TODAY, "air", 1)],
        TODAY,
    )

    failed = list_failed(session, [Failure(TODAY, "banjir", 0), Failure(TODAY, "air", 2)])

    assert failed == [
        FailedQuery("air", 2, 2, TODAY, TODAY),
        FailedQuery("jalan", 2, 0, YESTERDAY, TODAY),
        FailedQuery("banjir", 1, 0, TODAY, TODAY),
    ]


def test_the_table_holds_nothing_of_who_searched(archive):
    columns = {one["name"] for one in inspect(archive.engine).get_columns("failed_searches")}

    assert columns == {"id", "day", "query", "times", "found"}


def test_the_worker_moves_notes_into_the_database(archive):
    from archive.calendar import today_in

    today = today_in(archive.settings["ZONE"])
    note_failure(archive.settings.home, Failure(today, "jalan", 0))

    keep_failed_searches(archive)

    assert read_notes(archive.settings.home) == []
    with archive.reading() as session:
        assert rows(session) == [(today, "jalan", 1, 0)]


@pytest.mark.filterwarnings("ignore")
def test_what_the_database_does_not_take_is_put_back(archive):
    failure = Failure(TODAY, "jalan", 0)
    note_failure(archive.settings.home, failure)
    with archive.writing() as session:
        session.execute(text("DROP TABLE failed_searches"))
        session.commit()

    keep_failed_searches(archive)

    assert read_notes(archive.settings.home) == [failure]
