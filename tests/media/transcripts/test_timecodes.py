import pytest

from media.transcripts.timecodes import (
    format_time,
    parse_cue_time,
    split_timing,
    take_leading,
    take_trailing,
)


@pytest.mark.parametrize(
    ("code", "milliseconds"),
    [
        ("00:00:01.500", 1500),
        ("00:00:01,500", 1500),
        ("00:01.500", 1500),
        ("1:00:00.000", 3_600_000),
        ("100:00:00.000", 360_000_000),
        ("00:00:01,50", 1500),
        ("00:00:01,5", 1500),
        ("00:00:01", 1000),
        ("00:00:01.123456", 1123),
        ("00:60:00.000", None),
        ("00:00:60.000", None),
        ("00:61.000", None),
        ("90:00.000", None),
        ("00:00:01:500", None),
        ("-00:00:01.000", None),
        ("٠٠:٠٠:٠١.٠٠٠", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_times_of_cues(code: str, milliseconds: int | None) -> None:
    assert parse_cue_time(code) == milliseconds


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("00:01.000 --> 00:02.000", ("00:01.000", "00:02.000")),
        ("00:01.000-->00:02.000 align:start", ("00:01.000", "00:02.000")),
        ("00:00:01,000 -> 00:00:02,000", ("00:00:01,000", "00:00:02,000")),
        ("00:00:01,000 → 00:00:02,000", ("00:00:01,000", "00:00:02,000")),
        ("rusak --> 00:02.000", ("rusak", "00:02.000")),
        ("-->", ("", "")),
        ("5 -> 6", None),
        ("Jalan -> jembatan", None),
        ("00:01.000 ->", None),
    ],
)
def test_timing_lines(line: str, times: tuple[str, str] | None) -> None:
    assert split_timing(line) == times


@pytest.mark.parametrize(
    ("line", "start", "end", "rest"),
    [
        ("[00:01:02] Halo", 62_000, None, "Halo"),
        ("(1:02) Halo", 62_000, None, "Halo"),
        ("{01:02}Halo", 62_000, None, "Halo"),
        ("00.01.02 Halo", 62_000, None, "Halo"),
        ("00:01:02.5 Halo", 62_500, None, "Halo"),
        ("[01.02,5] Halo", 62_500, None, "Halo"),
        ("[75:10] Halo", 4_510_000, None, "Halo"),
        ("[00:01:02 - 00:01:09] Halo", 62_000, 69_000, "Halo"),
        ("00:01:02 --> 00:01:09 Halo", 62_000, 69_000, "Halo"),
        ("[00:61:02] Halo", None, None, "Halo"),
        ("[00:01:02 - 00:01:99] Halo", None, None, "Halo"),
    ],
)
def test_a_time_in_front_of_a_line(
    line: str, start: int | None, end: int | None, rest: str
) -> None:
    found = take_leading(line)

    assert found is not None
    assert (found[0].start, found[0].end, found[1]) == (start, end, rest)
    assert found[0].certain


@pytest.mark.parametrize(
    "line",
    ["08.30 Halo", "1.000.000 rupiah", "00:01:02Halo", "[1:2] Halo", "[2:255] Halo", "Halo", ""],
)
def test_numbers_that_are_no_time(line: str) -> None:
    assert take_leading(line) is None


def test_a_bare_short_time_is_not_certain() -> None:
    found = take_leading("8:30 Halo")

    assert found is not None
    assert not found[0].certain


@pytest.mark.parametrize(
    ("line", "start", "rest"),
    [
        ("Halo. [00:01:02]", 62_000, "Halo."),
        ("Halo. (1:02)", 62_000, "Halo."),
        ("Halo. 00.01.02", 62_000, "Halo."),
        ("[00:01:02]", 62_000, ""),
        (f"{'a' * 5000} [00:01:02]", 62_000, "a" * 5000),
    ],
)
def test_a_time_at_the_end_of_a_line(line: str, start: int, rest: str) -> None:
    found = take_trailing(line)

    assert found is not None
    assert (found[0].start, found[1]) == (start, rest)


@pytest.mark.parametrize("line", ["Rp1.000.000", "x00:01:02", "[00:01:02] Halo", "(dua)", ""])
def test_endings_that_are_no_time(line: str) -> None:
    assert take_trailing(line) is None


def test_times_are_shown_with_milliseconds() -> None:
    assert format_time(3_723_045) == "01:02:03.045"
