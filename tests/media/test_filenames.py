from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.filenames import read_file_name

THE_DAY = date(2022, 6, 15)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2022-06-15 Dialog Pagi.mp3", "Dialog Pagi"),
        ("Dialog Pagi 2022_06_15.MP3", "Dialog Pagi"),
        ("2022.06.15 - Dialog Pagi.wav", "Dialog Pagi"),
        ("20220615_dialog-pagi.ogg", "dialog pagi"),
        ("dialog-pagi-15062022.opus", "dialog pagi"),
        ("Dialog Pagi 15-6-2022.m4a", "Dialog Pagi"),
        ("Dialog Pagi (15.06.2022).flac", "Dialog Pagi"),
        ("Dialog Pagi, 15 Juni 2022.mp3", "Dialog Pagi"),
        ("Rabu 15 juni 2022 Dialog Pagi", "Rabu Dialog Pagi"),
        ("15Jun2022 Dialog Pagi.vtt", "Dialog Pagi"),
        ("Dialog Pagi June 15, 2022.mp3", "Dialog Pagi"),
        ("REC_20220615_083000.wav", "REC"),
        ("2022-06-15 08.30 Dialog Pagi.mp3", "Dialog Pagi"),
        ("arsip/2021/Dialog Pagi 2022-06-15.mp3", "Dialog Pagi"),
        ("C:\\siaran\\Dialog Pagi 2022-06-15.mp3", "Dialog Pagi"),
        ("20220615.mp3", "20220615"),
        ("2022-06-15 Dialog Pagi (15 Juni 2022).mp3", "Dialog Pagi"),
    ],
)
def test_a_date_is_read_and_the_rest_is_the_title(name, title):
    assert read_file_name(name) == (title, THE_DAY)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Dialog Pagi.mp3", "Dialog Pagi"),
        ("dialog_pagi.mp3", "dialog pagi"),
        ("2022-02-30 Dialog Pagi.mp3", "2022-02-30 Dialog Pagi"),
        ("15-06-22 Dialog Pagi.mp3", "15-06-22 Dialog Pagi"),
        ("Dialog 1-6-2022 sampai 15-6-2022.mp3", "Dialog 1-6-2022 sampai 15-6-2022"),
        ("Rekaman 620220615123.mp3", "Rekaman 620220615123"),
        ("Anggaran 2022.mp3", "Anggaran 2022"),
        ("Bersama dr. Ambo", "Bersama dr. Ambo"),
        ("...mp3", ".."),
        ("", ""),
    ],
)
def test_no_date_is_better_than_a_doubtful_one(name, title):
    assert read_file_name(name) == (title, None)


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_iso_date_is_found_again(day):
    assert read_file_name(f"Dialog Pagi {day.isoformat()}.mp3") == ("Dialog Pagi", day)
    assert read_file_name(f"{day:%Y%m%d} Dialog Pagi.mp3") == ("Dialog Pagi", day)


@given(name=st.text(min_size=1).filter(lambda name: not set("/\\") & set(name)))
def test_any_name_can_be_read_and_has_a_title(name):
    assert read_file_name(name).title or name.startswith(".")
