import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.calendar import (
    UnreadableTimecode,
    format_duration,
    format_media_fragment,
    format_number,
    format_timecode,
    format_timecodes,
    parse_timecode,
)


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (0, "00.00", "00:00"),
        (192.9, "03.12", "03:12"),
        (3599.99, "59.59", "59:59"),
        (3600, "1.00.00", "1:00:00"),
        (3792, "1.03.12", "1:03:12"),
        (36_000, "10.00.00", "10:00:00"),
        (-1, "00.00", "00:00"),
    ],
)
def test_a_time_code_has_dots_in_indonesian(seconds: float, indonesian: str, english: str) -> None:
    assert format_timecode(seconds) == indonesian
    assert format_timecode(seconds, "en") == english


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (750, 767.4, "12.30–12.47"),
        (750, None, "12.30"),
        (750.1, 750.9, "12.30"),
        (3590, 3601, "59.50–1.00.01"),
    ],
)
def test_a_stretch_is_said_by_both_its_ends(start: float, end: float | None, written: str) -> None:
    assert format_timecodes(start, end) == written


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("03.12", 192), ("03:12", 192), ("3:12", 192), ("75.00", 4500), ("1.03.12", 3792)],
)
def test_time_codes_are_read_with_dots_and_colons(text: str, seconds: float) -> None:
    assert parse_timecode(text) == seconds


def test_parts_of_a_second_follow_a_comma() -> None:
    assert parse_timecode("03:12,5") == 192.5
    assert parse_timecode("1.03.12,250") == 3792.25


@pytest.mark.parametrize("text", ["", "12", "3:60", "1:60:00", "a:b", "-1:00", "1:2:3", "3:12:"])
def test_what_is_no_time_code_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTimecode, match=r"03\.12"):
        parse_timecode(text)


@given(st.integers(0, 359_999), st.sampled_from(["id", "en"]))
def test_every_time_code_is_read_back(seconds: int, language: str) -> None:
    assert parse_timecode(format_timecode(seconds, language)) == seconds


@pytest.mark.parametrize(
    ("start", "end", "fragment"),
    [
        (192, None, "t=192"),
        (192.5, 205, "t=192.5,205"),
        (0, 0.1 + 0.2, "t=0,0.3"),
        (1200, None, "t=1200"),
        (1e-7, None, "t=0"),
    ],
)
def test_an_address_carries_plain_seconds(start: float, end: float | None, fragment: str) -> None:
    assert format_media_fragment(start, end) == fragment


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (0, "0 detik", "0 seconds"),
        (1, "1 detik", "1 second"),
        (59.9, "59 detik", "59 seconds"),
        (60, "1 menit", "1 minute"),
        (42 * 60 + 29, "42 menit", "42 minutes"),
        (42 * 60 + 30, "43 menit", "43 minutes"),
        (3599, "1 jam", "1 hour"),
        (3780, "1 jam 3 menit", "1 hour 3 minutes"),
        (1_234_567 * 3600, "1.234.567 jam", "1,234,567 hours"),
    ],
)
def test_durations_are_said_in_words(seconds: float, indonesian: str, english: str) -> None:
    assert format_duration(seconds) == indonesian
    assert format_duration(seconds, "en") == english


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (999, 0, "999", "999"),
        (12345, 0, "12.345", "12,345"),
        (1234.56, 1, "1.234,6", "1,234.6"),
        (-1234, 0, "-1.234", "-1,234"),
    ],
)
def test_numbers_are_grouped_as_the_language_does(
    value: float, decimals: int, indonesian: str, english: str
) -> None:
    assert format_number(value, "id", decimals) == indonesian
    assert format_number(value, "en", decimals) == english
