"""The table is the manual of what may stand where a date is wanted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.calendar import (
    UnreadableDate,
    format_bound,
    format_date,
    format_day,
    format_numeric_day,
    format_period,
    parse_date,
    parse_day,
)
from archive.calendar.days import format_american_date, format_month, format_weekday
from archive.periods import Bound

JUNE_15 = date(2022, 6, 15)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2022-06-15",
        "2022-06-15T08:30:00+08:00",
        "2022-06-15 08:30",
        "20220615",
        "15/6/2022",
        "15/06/2022",
        "15/6/22",
        "15-6-2022",
        "15.6.2022",
        "15 Juni 2022",
        "15 juni 2022",
        " 15  Jun. 2022 ",
        "15 June 2022",
        "June 15, 2022",
        "Rabu, 15 Juni 2022",
        "Rabu (15/6/2022)",
        "Rabu 15 Juni 2022",
        "(15/6/22)",
        "Wednesday, 15 June 2022",
    ],
)
def test_one_day_is_read_however_it_is_written(written: str) -> None:
    assert parse_day(written) == JUNE_15


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("17 Agt 2022", date(2022, 8, 17)),
        ("17 Agustus 2022", date(2022, 8, 17)),
        ("10 Nopember 1945", date(1945, 11, 10)),
        ("1 Pebruari 1999", date(1999, 2, 1)),
        ("1 Mei 2022", date(2022, 5, 1)),
        ("1 May 2022", date(2022, 5, 1)),
        ("1 Des 2022", date(2022, 12, 1)),
        ("Jum'at, 17 Juni 2022", date(2022, 6, 17)),
        ("29/2/2024", date(2024, 2, 29)),
        ("1/2/68", date(2068, 2, 1)),
        ("1/2/69", date(1969, 2, 1)),
        ("31-12-99", date(1999, 12, 31)),
    ],
)
def test_months_have_many_names_and_short_years_a_century(written: str, day: date) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("6/2022", date(2022, 6, 1), date(2022, 6, 30)),
        ("Februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("sekitar 2021", date(2020, 1, 1), date(2022, 12, 31)),
        ("c. 2021", date(2020, 1, 1), date(2022, 12, 31)),
        ("sekitar Januari 2022", date(2021, 12, 1), date(2022, 2, 28)),
        ("kira-kira 15 Juni 2022", date(2022, 6, 14), date(2022, 6, 16)),
        ("sebelum Maret 2022", None, date(2022, 2, 28)),
        ("before 2022-03-05", None, date(2022, 3, 4)),
        ("setelah 2020", date(2021, 1, 1), None),
        ("sesudah 31 Desember 2020", date(2021, 1, 1), None),
        ("antara 2019 dan Maret 2021", date(2019, 1, 1), date(2021, 3, 31)),
        ("between 2019 and 2021", date(2019, 1, 1), date(2021, 12, 31)),
    ],
)
def test_less_than_a_day_is_kept_as_the_earliest_and_latest_it_can_mean(
    written: str, earliest: date | None, latest: date | None
) -> None:
    assert parse_date(written) == Bound(earliest, latest, written)


@pytest.mark.parametrize("written", ["sekarang", "Sampai  sekarang", "until now", "present"])
def test_an_end_that_has_not_come_is_now(written: str) -> None:
    assert parse_date(written).is_now


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kemarin",
        "31 Juni 2022",
        "30/2/2022",
        "2022-13-01",
        "0/6/2022",
        "15 Jund 2022",
        "15 Juniper 2022",
        "15/6-2022",
        "1492-10-12",
        "sekitar",
        "Kemarin, 15 Juni 2022",
        "15 Juni 2022)",
        "Rabu (15/6/2022",
        "sekitar sekitar 2021",
        "antara 2021 dan 2019",
        "15 Juni 2022 dan lain-lain",
        "15/6/2022/1",
        "１５/6/2022",
        "15\x006/2022",
    ],
)
def test_what_is_no_date_is_refused_in_words(written: str) -> None:
    with pytest.raises(UnreadableDate, match=r"no date|before it begins"):
        parse_date(written)


@pytest.mark.parametrize("written", ["2022", "Juni 2022", "sekarang", "sekitar 15 Juni 2022"])
def test_a_broadcast_needs_one_day(written: str) -> None:
    with pytest.raises(UnreadableDate, match="Give day, month and year"):
        parse_day(written)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        bound = parse_date(text)
    except UnreadableDate:
        return

    assert bound.earliest is None or bound.latest is None or bound.earliest <= bound.latest


@given(DAYS, st.sampled_from(["id", "en"]))
def test_every_day_in_words_is_read_back(day: date, language: str) -> None:
    assert parse_day(format_day(day, language)) == day
    assert parse_day(format_date(day, language)) == day
    assert parse_day(format_numeric_day(day)) == day


@given(DAYS, DAYS, st.sampled_from(["id", "en"]))
def test_every_bound_in_words_is_read_back(one: date, other: date, language: str) -> None:
    first, last = sorted((one, other))
    bounds = (Bound(first, last), Bound(None, last), Bound(first, None), Bound(first, first))

    for bound in bounds:
        again = parse_date(format_bound(bound, language))

        assert (again.earliest, again.latest) == (bound.earliest, bound.latest)


@pytest.mark.parametrize(
    ("bound", "indonesian", "english"),
    [
        (Bound(JUNE_15, JUNE_15), "15 Juni 2022", "15 June 2022"),
        (parse_date("2022-06"), "Juni 2022", "June 2022"),
        (parse_date("2022"), "2022", "2022"),
        (parse_date("c. 2021"), "sekitar 2021", "around 2021"),
        (parse_date("sekitar 6/2021"), "sekitar Juni 2021", "around June 2021"),
        (parse_date("sebelum Maret 2022"), "sebelum Maret 2022", "before March 2022"),
        (Bound(None, date(2021, 12, 31)), "sebelum 2022", "before 2022"),
        (Bound(JUNE_15, None), "setelah 14 Juni 2022", "after 14 June 2022"),
        (
            Bound(date(2019, 1, 1), JUNE_15),
            "antara 2019 dan 15 Juni 2022",
            "between 2019 and 15 June 2022",
        ),
        (parse_date("present"), "sampai sekarang", "until now"),
        (Bound(), "tidak diketahui", "unknown"),
        (Bound(written="zaman Belanda"), "zaman Belanda", "zaman Belanda"),
    ],
)
def test_uncertain_dates_are_said_as_people_say_them(
    bound: Bound, indonesian: str, english: str
) -> None:
    assert format_bound(bound, "id") == indonesian
    assert format_bound(bound, "en") == english


def test_a_tenure_is_said_from_until() -> None:
    began, ended = parse_date("sekitar 2020"), parse_date("sekarang")

    assert format_period(began, ended) == "sekitar 2020 – sampai sekarang"


def test_days_in_words() -> None:
    assert format_day(JUNE_15) == "Rabu, 15 Juni 2022"
    assert format_day(JUNE_15, "en") == "Wednesday, 15 June 2022"
    assert format_american_date(JUNE_15, "en") == "June 15, 2022"
    assert format_american_date(JUNE_15, "id") == "15 Juni 2022"
    assert format_month(JUNE_15) == "Juni 2022"
    assert format_numeric_day(JUNE_15) == "15/6/2022"
    week = [format_weekday(JUNE_15 + timedelta(days=days)) for days in range(7)]
    assert week == ["Rabu", "Kamis", "Jumat", "Sabtu", "Minggu", "Senin", "Selasa"]
