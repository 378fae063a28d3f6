"""`gaung transcript`: a file brought to an episode, and its transcript taken as a file."""

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


PEOPLE = "Ambo Contoh|Sekda|Kabupaten Contoh; Rahmah Contoh|Kepala Dinas Air|Pemkab Contoh"
SPOKEN = "Dr. H. Ambo Contoh: Jalan desa itu akan kami perbaiki.\nRahmah Contoh: Airnya juga.\n" * 2


@pytest.fixture
def announced(gaung, tmp_path):
    """An episode for which two people are announced, without a transcript; and a transcript."""
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        f"id,programme,title,date,people\nt-2,Bincang,Jalan,2024-08-15,{PEOPLE}\n"
        "t-3,Bincang,Lain,2024-08-16,Budi Contoh|Camat|\n"
    )
    assert gaung("import", "--manifest", manifest).status == 0
    spoken = tmp_path / "spoken.txt"
    spoken.write_text(SPOKEN)
    return spoken


def people_of(gaung, *more):
    """Whom the latest revision names, by the label of the voice."""
    shown = gaung("transcript", "show", "t-2", *more, "--json").json
    return {one["speaker"]: one["person"] for one in shown["statements"]}


def test_a_label_meets_whoever_is_announced_for_the_episode(gaung, announced):
    answer = gaung("transcript", "attach", "t-2", announced, "--publish", "--json")

    assert answer.json["notes"] == []
    named = {"Dr. H. Ambo Contoh": "ambo-contoh", "Rahmah Contoh": "rahmah-contoh"}
    assert people_of(gaung) == named
    found = gaung("search", "tokoh:ambo jalan", "--json").json["hits"]
    assert ("ambo-contoh", "Sekda") in {(hit["person"], hit["position"]) for hit in found}


def test_a_map_stands_above_what_is_announced(gaung, announced):
    mapped = "Dr. H. Ambo Contoh=budi-contoh"
    gaung("transcript", "attach", "t-2", announced, "--map", mapped)

    named = {"Dr. H. Ambo Contoh": "budi-contoh", "Rahmah Contoh": "rahmah-contoh"}
    assert people_of(gaung) == named

    announced.write_text(SPOKEN + "Penanya 1: Kapan?\n" * 2)
    answer = gaung("transcript", "attach", "t-2", announced, "--json")

    assert answer.json["notes"] == ["Unknown voice: Penanya 1."]
    assert people_of(gaung) == {**named, "Penanya 1": None}


def test_a_file_of_another_episode_is_attached_with_a_warning_and_the_way_back(
    gaung, imported, tmp_path
):
    file = tmp_path / "lain.txt"
    head = "Judul: Air\nAlamat: https://arsip.example/episode/2024-06-13-harga-beras\n\n"
    file.write_text(head + "Warga: Harga beras di pasar naik terus, Bu, sejak bulan puasa.\n")

    answer = gaung("transcript", "attach", "t-1", file)

    assert answer.status == 0
    assert "the transcript of https://arsip.example/episode/2024-06-13-harga-beras" in answer.said
    assert "1 of 1 statements of revision 1 are gone" in answer.said
    assert "gaung transcript revert 2024-08-14-air --to 1" in answer.said


def test_an_own_file_that_comes_back_corrected_carries_no_warning(gaung, imported, tmp_path):
    file = tmp_path / "t-1-r1.txt"
    written = gaung("transcript", "show", "t-1", "--format", "txt").out
    file.write_text(written.replace("enam mobil", "tujuh mobil"))

    answer = gaung("transcript", "attach", "t-1", file)

    assert answer.status == 0
    assert "Warning" not in answer.said


def test_a_machine_transcript_corrected_in_a_file_stays_a_machines_but_for_what_changed(
    gaung, tmp_path
):
    said = "Kadis: Jalan desa itu kami perbaiki.\n\nWarga: Air bersih belum sampai, Pak.\n"
    about = "Judul: Air\nSumber: transkrip mesin, belum diperiksa\n\n"
    (tmp_path / "t-1.txt").write_text(about + said)
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("id,programme,title,date,transcript\nt-1,Bincang,Air,2024-08-14,t-1.txt\n")
    assert gaung("import", "--manifest", manifest).status == 0
    before = gaung("transcript", "show", "t-1", "--json").json["statements"]
    corrected = tmp_path / "t-1-r1.txt"
    written = gaung("transcript", "show", "t-1", "--format", "txt").out
    corrected.write_text(written.replace("perbaiki", "bangun"))

    gaung("transcript", "attach", "t-1", corrected)

    after = gaung("transcript", "show", "t-1", "--json").json["statements"]
    assert [one["label"] for one in before] == ["mesin", "mesin"]
    assert [one["label"] for one in after] == ["transkrip", "mesin"]
