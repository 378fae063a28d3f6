"""What is typed behind `tanggal:`, on Wednesday 15 June 2022."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import MONTH_NUMBERS, Stretch, read_days, read_spoken_days, write_filter
from search.periods import months_before
from search.relative_days import say_relative

TODAY = date(2022, 6, 15)

DATES = [
    # A day.
    ("2022-06-15", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("2022/6/15", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("20220615", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("15/6/22", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("15-06-2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("15.6.2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("1/2/99", "1999-02-01", "1999-02-01", "1999-02-01"),
    ("15 Juni 2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("tanggal 15 JUNI 2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("15 Jun 22", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("15-Juni-2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("Rabu, 15 Juni 2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("Rabu (15/6/2022)", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("Jum'at, 17 Juni 2022", "2022-06-17", "2022-06-17", "2022-06-17"),
    ("June 15, 2022", "2022-06-15", "2022-06-15", "2022-06-15"),
    ("17 Agst 2021", "2021-08-17", "2021-08-17", "2021-08-17"),
    ("29 Februari 2024", "2024-02-29", "2024-02-29", "2024-02-29"),
    # A month, a year.
    ("Juni 2022", "2022-06-01", "2022-06-30", "2022-06"),
    ("bulan Pebruari 2024", "2024-02-01", "2024-02-29", "2024-02"),
    ("Nopember 2021", "2021-11-01", "2021-11-30", "2021-11"),
    ("Des. 2021", "2021-12-01", "2021-12-31", "2021-12"),
    ("2022-06", "2022-06-01", "2022-06-30", "2022-06"),
    ("6/2022", "2022-06-01", "2022-06-30", "2022-06"),
    ("2022", "2022-01-01", "2022-12-31", "2022"),
    ("tahun 2022", "2022-01-01", "2022-12-31", "2022"),
    # A range; the first end may leave to the second what they share.
    ("2022-06..2022-09", "2022-06-01", "2022-09-30", "2022-06..2022-09"),
    ("2022-06-15 .. 2022-06-20", "2022-06-15", "2022-06-20", "2022-06-15..2022-06-20"),
    ("2020-2022", "2020-01-01", "2022-12-31", "2020..2022"),
    ("1-15 Juni 2022", "2022-06-01", "2022-06-15", "2022-06-01..2022-06-15"),
    ("1 s.d. 15 Juni 2022", "2022-06-01", "2022-06-15", "2022-06-01..2022-06-15"),
    ("30 Mei – 2 Juni 2022", "2022-05-30", "2022-06-02", "2022-05-30..2022-06-02"),
    ("30 Desember 2021 - 2 Juni 2022", "2021-12-30", "2022-06-02", "2021-12-30..2022-06-02"),
    ("Juni hingga Agustus 2022", "2022-06-01", "2022-08-31", "2022-06..2022-08"),
    ("15/6/22 sampai 20/6/22", "2022-06-15", "2022-06-20", "2022-06-15..2022-06-20"),
    ("kemarin..hari ini", "2022-06-14", "2022-06-15", "kemarin..hari ini"),
    # From today; weeks begin on Monday.
    ("hari ini", "2022-06-15", "2022-06-15", "hari ini"),
    ("Kemarin", "2022-06-14", "2022-06-14", "kemarin"),
    ("kemaren", "2022-06-14", "2022-06-14", "kemarin"),
    ("yesterday", "2022-06-14", "2022-06-14", "kemarin"),
    ("minggu ini", "2022-06-13", "2022-06-19", "minggu ini"),
    ("minggu yang lalu", "2022-06-06", "2022-06-12", "minggu lalu"),
    ("pekan lalu", "2022-06-06", "2022-06-12", "minggu lalu"),
    ("last week", "2022-06-06", "2022-06-12", "minggu lalu"),
    ("bulan ini", "2022-06-01", "2022-06-30", "bulan ini"),
    ("bulan lalu", "2022-05-01", "2022-05-31", "bulan lalu"),
    ("tahun ini", "2022-01-01", "2022-12-31", "tahun ini"),
    ("tahun kemarin", "2021-01-01", "2021-12-31", "tahun lalu"),
    ("3 hari lalu", "2022-06-12", "2022-06-12", "3 hari lalu"),
    ("3 bulan yang lalu", "2022-03-01", "2022-03-31", "3 bulan lalu"),
    ("7 months ago", "2021-11-01", "2021-11-30", "7 bulan lalu"),
    ("7 hari terakhir", "2022-06-09", "2022-06-15", "7 hari terakhir"),
    ("sebulan terakhir", "2022-05-16", "2022-06-15", "1 bulan terakhir"),
    ("last 2 years", "2020-06-16", "2022-06-15", "2 tahun terakhir"),
]


@pytest.mark.parametrize(("typed", "since", "until", "text"), DATES)
def test_dates_as_people_type_them(typed: str, since: str, until: str, text: str) -> None:
    found = read_days(typed, TODAY)

    wanted = Stretch(date.fromisoformat(since), date.fromisoformat(until), text)
    assert found == wanted
    assert read_days(text, TODAY) == wanted


@pytest.mark.parametrize(
    ("typed", "text", "codes"),
    [
        ("31/2/22", "2022-02", ["no-such-day"]),
        ("30 Februari 2022", "2022-02", ["no-such-day"]),
        ("2022-06-31", "2022-06", ["no-such-day"]),
        ("2022-13", "2022", ["no-such-day"]),
        ("31/31/22", "2022", ["no-such-day"]),
        ("13/31/2022", "2022", ["no-such-day"]),
        ("6/15/22", "2022-06-15", ["month-first"]),
        ("12/25/2021", "2021-12-25", ["month-first"]),
        ("15 Juni", "2022-06-15", ["no-year"]),
        ("16 Juni", "2021-06-16", ["no-year"]),
        ("Juni", "2022-06", ["no-year"]),
        ("Juli", "2021-07", ["no-year"]),
        ("30 Februari", "2022-02", ["no-such-day", "no-year"]),
        ("Kamis, 15 Juni 2022", "2022-06-15", ["weekday"]),
        ("2022-09..2022-06", "2022-06..2022-09", ["backwards"]),
        ("31/2/22..2022-06", "2022-02..2022-06", ["no-such-day"]),
    ],
)
def test_what_no_calendar_has_is_read_as_well_as_may_be_with_a_note(
    typed: str, text: str, codes: list[str]
) -> None:
    found = read_days(typed, TODAY)

    assert found is not None
    assert found.text == text
    assert [note.code for note in found.notes] == codes
    assert {(note.detail, note.reading) for note in found.notes} == {(typed, f"tanggal:{text}")}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "desa",
        "5",
        "15/6",
        "1700",
        "2200",
        "Juni Juli",
        "0 hari lalu",
        "1..",
        "x..2022",
        "9" * 65,
    ],
)
def test_what_names_no_day_is_none(typed: str) -> None:
    assert read_days(typed, TODAY) is None


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Juni 2022", "2022-06"),
        ("15 Juni 2022", "2022-06-15"),
        ("15/6/22", "2022-06-15"),
        ("Rabu 15 Juni 2022", "2022-06-15"),
        ("tahun lalu", "tahun lalu"),
        ("kemarin", "kemarin"),
        ("2022", None),  # any number
        ("tahun 2022", None),  # of the budget, of a law; the facet of years stands beside
        ("6/2014", None),  # a law
        ("2022-06", None),
        ("20220615", None),
        ("10.5.22", None),
        ("15 Juni", None),
        ("Mei", None),
        ("31 Juni 2022", "2022-06"),
        ("Kamis, 15 Juni 2022", "2022-06-15"),
        ("31/31/22", None),
        ("desa", None),
    ],
)
def test_only_what_is_a_date_beyond_doubt_is_one_in_a_sentence(said: str, text: str | None) -> None:
    found = read_spoken_days(said, TODAY)

    assert (found.text if found else None) == text


def test_months_are_known_in_indonesian_english_and_the_spellings_of_the_press() -> None:
    wanted = {
        1: {"januari", "january", "jan"},
        2: {"februari", "february", "feb", "pebruari", "peb"},
        8: {"agustus", "august", "agu", "aug", "agt", "ags", "agst"},
        11: {"november", "nov", "nopember", "nop"},
        12: {"desember", "december", "des", "dec"},
    }

    for number, words in wanted.items():
        assert words <= {word for word, month in MONTH_NUMBERS.items() if month == number}


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("kemarin", "kemarin", "yesterday"),
        ("minggu lalu", "minggu lalu", "last week"),
        ("1 hari lalu", "1 hari lalu", "1 day ago"),
        ("3 bulan lalu", "3 bulan lalu", "3 months ago"),
        ("7 hari terakhir", "7 hari terakhir", "the last 7 days"),
        ("2022-06", None, None),
        ("kemarin..hari ini", None, None),
    ],
)
def test_relative_times_are_said_in_both_languages(
    text: str, indonesian: str | None, english: str | None
) -> None:
    assert say_relative(text, "id") == indonesian
    assert say_relative(text, "en") == english


def test_a_month_before_the_31st_ends_where_that_month_ends() -> None:
    assert months_before(date(2022, 3, 31), 1) == date(2022, 2, 28)
    assert months_before(date(2022, 1, 31), 1) == date(2021, 12, 31)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)


def test_a_date_of_several_words_is_quoted_in_a_filter() -> None:
    assert write_filter("2022-06") == "tanggal:2022-06"
    assert write_filter("tahun lalu") == 'tanggal:"tahun lalu"'


DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))


@given(DAYS, DAYS)
def test_any_day_that_is_written_is_read_back(day: date, today: date) -> None:
    typed = f"{day.day}/{day.month}/{day.year}"

    assert read_days(typed, today) == Stretch(day, day, day.isoformat())


@given(st.text(alphabet="0123456789/-. abcdeijlmnoprstu", max_size=30), DAYS)
def test_whatever_is_typed_names_days_in_their_order_or_none(typed: str, today: date) -> None:
    found = read_days(typed, today)

    if found:
        again = read_days(found.text, today)
        assert found.since <= found.until
        assert again == Stretch(found.since, found.until, found.text)
