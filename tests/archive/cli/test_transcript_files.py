"""`gaung transcript show --format`: the transcript as a file."""

from __future__ import annotations

import json

import pytest

MANIFEST = """id,programme,title,date,transcript,people
t-1,Bincang,Air,2024-08-14,t-1.vtt,Rahmah Contoh|Kepala Dinas Air|Pemkab Contoh
"""
VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Rahmah Contoh>Kami siapkan <00:02.500>enam mobil & gratis.
"""


@pytest.fixture
def imported(gaung, tmp_path):
    """An archive of one saved transcript."""
    (tmp_path / "t-1.vtt").write_text(VTT)
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(MANIFEST)
    assert gaung("import", "--manifest", manifest).status == 0


@pytest.mark.parametrize(
    ("format", "part"),
    [
        ("vtt", "<v Rahmah Contoh>Kami siapkan <00:00:02.500>enam mobil &amp; gratis."),
        ("srt", "00:00:01,000 --> 00:00:04,000\n[Rahmah Contoh]: Kami\nsiapkan enam mobil"),
        ("txt", "[00:00:01.000 - 00:00:04.000] [Rahmah Contoh]: Kami siapkan enam mobil & gratis."),
        ("json", '"body": "Kami siapkan enam mobil & gratis."'),
    ],
)
def test_a_saved_transcript_is_printed_as_a_file(gaung, imported, format, part):
    answer = gaung("transcript", "show", "t-1", "--format", format)

    assert answer.status == 0
    assert part in answer.out
    for fact in ("1", "/episode/2024-08-14-air", "terbuka untuk umum", "Kepala Dinas Air"):
        assert fact in answer.out


def test_an_unknown_format_is_refused_with_those_there_are(gaung, imported):
    answer = gaung("transcript", "show", "t-1", "--format", "doc")

    assert answer.status == 2
    assert "vtt, srt, txt, json" in answer.said


def test_the_shape_and_a_file_are_two_things(gaung, imported):
    assert gaung("transcript", "show", "t-1", "--format", "json", "--json").status == 2
    assert "segments" in json.loads(gaung("transcript", "show", "t-1", "--format", "json").out)
