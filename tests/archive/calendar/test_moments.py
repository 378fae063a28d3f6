from datetime import UTC, date, datetime, time, timedelta

import pytest

from archive.calendar import (
    Moment,
    UnknownZone,
    UnreadableTime,
    format_broadcast,
    parse_moment,
    parse_part_of_day,
    parse_time,
    parse_zone,
    to_utc,
    today_in,
    zone_label,
)

JUNE_15 = date(2022, 6, 15)


@pytest.mark.parametrize(
    ("given", "zone", "label", "utc_hour"),
    [
        ("WIB", "Asia/Jakarta", "WIB", 5),
        ("Asia/Pontianak", "Asia/Pontianak", "WIB", 5),
        ("wita", "Asia/Makassar", "WITA", 4),
        (" WITA ", "Asia/Makassar", "WITA", 4),
        ("asia/makassar", "Asia/Makassar", "WITA", 4),
        ("WIT", "Asia/Jayapura", "WIT", 3),
        ("Asia/Kuala_Lumpur", "Asia/Kuala_Lumpur", "UTC+8", 4),
        ("Asia/Kathmandu", "Asia/Kathmandu", "UTC+5:45", 6),
        ("America/St_Johns", "America/St_Johns", "NDT", 14),
        ("America/Sao_Paulo", "America/Sao_Paulo", "UTC-3", 15),
        ("UTC", "UTC", "UTC", 12),
    ],
)
def test_a_zone_has_an_iana_name_and_the_name_people_use(
    given: str, zone: str, label: str, utc_hour: int
) -> None:
    assert parse_zone(given) == zone
    assert zone_label(zone, JUNE_15) == label
    assert to_utc(JUNE_15, time(12), zone).hour == utc_hour


def test_today_is_that_of_the_zone() -> None:
    # 25 hours apart: whatever the hour, it is one day or two later in the east
    days = today_in("Pacific/Kiritimati") - today_in("Pacific/Pago_Pago")

    assert days in (timedelta(days=1), timedelta(days=2))


def test_the_name_of_a_zone_is_that_of_the_day() -> None:
    assert zone_label("Asia/Pontianak", date(1987, 12, 31)) == "WITA"
    assert zone_label("Asia/Pontianak", date(1988, 1, 1)) == "WIB"
    assert zone_label("Europe/Berlin", date(2022, 1, 15)) == "CET"


@pytest.mark.parametrize("text", ["", "WIBB", "Makassar", "../etc/passwd", "Asia/\x00"])
def test_an_unknown_zone_is_refused(text: str) -> None:
    with pytest.raises(UnknownZone, match="WIB, WITA, WIT"):
        parse_zone(text)


def test_an_early_broadcast_in_the_east_begins_on_the_day_before_in_utc() -> None:
    moment = Moment(JUNE_15, time(8, 30), zone="Asia/Jayapura")

    assert moment.utc == datetime(2022, 6, 14, 23, 30, tzinfo=UTC)
    assert Moment(JUNE_15, part_of_day="pagi", zone="Asia/Jayapura").utc is None


def test_a_time_that_the_clocks_skip_or_repeat_is_read_by_the_earlier_rule() -> None:
    assert to_utc(date(2022, 3, 27), time(2, 30), "Europe/Berlin").hour == 1
    assert to_utc(date(2022, 10, 30), time(2, 30), "Europe/Berlin").hour == 0


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("08:30", time(8, 30)),
        ("08.30", time(8, 30)),
        ("8:30", time(8, 30)),
        ("pukul 08.30", time(8, 30)),
        ("Jam 8.30", time(8, 30)),
        ("08:30:15", time(8, 30, 15)),
        ("8:30 a.m.", time(8, 30)),
        ("8:30 PM", time(20, 30)),
        ("12:05 am", time(0, 5)),
        ("12:05 pm", time(12, 5)),
        ("23.59", time(23, 59)),
    ],
)
def test_times_are_read_with_dots_and_colons(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "8", "24:00", "8:60", "13:00 pm", "0:30 am", "delapan", "8:3", "٨:٣٠"]
)
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableTime, match="08:30"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [("pagi", "pagi"), ("Siang", "siang"), (" sore ", "sore"), ("night", "malam")],
)
def test_a_part_of_the_day_is_one_of_four(text: str, part: str) -> None:
    assert parse_part_of_day(text) == part


def test_another_part_of_the_day_is_refused_with_the_four() -> None:
    with pytest.raises(UnreadableTime, match="pagi, siang, sore or malam"):
        parse_part_of_day("subuh")


@pytest.mark.parametrize(
    ("given", "zone", "indonesian", "english"),
    [
        (
            "08:30",
            "Asia/Makassar",
            "Rabu, 15 Juni 2022, pukul 08.30 WITA",
            "Wednesday, 15 June 2022, 8:30 a.m. WITA (UTC+8)",
        ),
        (
            "00.05",
            "Asia/Jakarta",
            "Rabu, 15 Juni 2022, pukul 00.05 WIB",
            "Wednesday, 15 June 2022, 12:05 a.m. WIB (UTC+7)",
        ),
        (
            "12:00",
            "Asia/Kuala_Lumpur",
            "Rabu, 15 Juni 2022, pukul 12.00 UTC+8",
            "Wednesday, 15 June 2022, 12:00 p.m. UTC+8",
        ),
        (
            "pagi",
            "Asia/Makassar",
            "Rabu, 15 Juni 2022, pagi WITA",
            "Wednesday, 15 June 2022, morning WITA (UTC+8)",
        ),
        (
            "malam",
            "Asia/Jayapura",
            "Rabu, 15 Juni 2022, malam WIT",
            "Wednesday, 15 June 2022, evening WIT (UTC+9)",
        ),
        ("", "Asia/Makassar", "Rabu, 15 Juni 2022", "Wednesday, 15 June 2022"),
    ],
)
def test_a_broadcast_is_dated_as_exactly_as_is_known(
    given: str, zone: str, indonesian: str, english: str
) -> None:
    moment = parse_moment(JUNE_15, given, zone)

    assert format_broadcast(moment) == indonesian
    assert format_broadcast(moment, "en") == english


def test_a_manifest_time_that_is_neither_is_refused() -> None:
    with pytest.raises(UnreadableTime):
        parse_moment(JUNE_15, "subuh", "Asia/Makassar")


def test_a_time_without_a_zone_is_said_without_one() -> None:
    assert format_broadcast(Moment(JUNE_15, time(8, 30))) == "Rabu, 15 Juni 2022, pukul 08.30"
