import pytest

from media.transcripts.minutes import take_leading_minute, take_trailing_minute


@pytest.mark.parametrize(
    ("line", "milliseconds", "rest"),
    [
        ("Menit 5", 300_000, ""),
        ("menit ke-5:", 300_000, ""),
        ("Menit ke 12: Kiki: Halo", 720_000, "Kiki: Halo"),
        ("[menit 5] Halo", 300_000, "Halo"),
        ("(mnt. 5:30) Halo", 330_000, "Halo"),
        ("[5 menit]", 300_000, ""),
        ("5'", 300_000, ""),
        ("12′ 30″", 750_000, ""),
        ("(12'30\") Halo", 750_000, "Halo"),
        ("[minute 3]: Halo", 180_000, "Halo"),
        ("menit 5:75", None, ""),
    ],
)
def test_a_minute_in_front_of_a_line(line: str, milliseconds: int | None, rest: str) -> None:
    found = take_leading_minute(line)

    assert found is not None
    assert (found[0].start, found[1]) == (milliseconds, rest)


@pytest.mark.parametrize(
    "line",
    [
        "menit 5 kita mulai",
        "5 menit lagi",
        "5 menit",
        "5' lagi",
        "[5 jam]",
        "menitan",
        "",
        "(lima)",
    ],
)
def test_minutes_that_are_spoken_of(line: str) -> None:
    assert take_leading_minute(line) is None


@pytest.mark.parametrize(
    ("line", "milliseconds", "rest"),
    [("Halo. [menit 5]", 300_000, "Halo."), ("Halo (5'30\")", 330_000, "Halo")],
)
def test_a_minute_at_the_end_of_a_line(line: str, milliseconds: int, rest: str) -> None:
    found = take_trailing_minute(line)

    assert found is not None
    assert (found[0].start, found[1]) == (milliseconds, rest)


@pytest.mark.parametrize("line", ["sampai menit 5", "(lima menit)", "x]", "", f"({'9' * 500})"])
def test_endings_that_are_no_minute(line: str) -> None:
    assert take_trailing_minute(line) is None
