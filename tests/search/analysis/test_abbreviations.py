from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.abbreviations import TABLE, find_abbreviations, find_expansions
from search.analysis.words import list_words


def words_of(written: str, *, related: bool = False) -> list[str]:
    return [e.words for e in find_expansions(written) if e.related is related]


@pytest.mark.parametrize(
    ("written", "expanded"),
    [
        ("Sekda", ["Sekretaris Daerah"]),
        ("sekda", ["Sekretaris Daerah"]),
        ("SEKDA", ["Sekretaris Daerah"]),
        ("Tanbu", ["Tanah Bumbu"]),
        ("Pemkab", ["Pemerintah Kabupaten"]),
        ("Kadis", ["Kepala Dinas"]),
        ("Wabup", ["Wakil Bupati"]),
        ("Kominfo", ["Komunikasi dan Informatika"]),
        ("Dinkes", ["Dinas Kesehatan"]),
        ("Kec.", ["Kecamatan"]),
        ("Kab.", ["Kabupaten"]),
        ("Dindik", ["Dinas Pendidikan"]),
        ("satpol pp", ["Satuan Polisi Pamong Praja"]),
        ("Satpol-PP", ["Satuan Polisi Pamong Praja"]),
        ("BUM Desa", ["Badan Usaha Milik Desa"]),
        ("bumdes", ["Badan Usaha Milik Desa"]),
        ("e-KTP", ["Kartu Tanda Penduduk"]),
        ("walikota", ["Wali Kota"]),
        ("sekda tanbu", []),
        ("jalan", []),
        ("", []),
    ],
)
def test_an_abbreviation_stands_for_words(written: str, expanded: list[str]) -> None:
    assert words_of(written) == expanded


@pytest.mark.parametrize(
    ("written", "expanded"),
    [
        ("PD", True),
        ("pd", False),
        ("Pd", False),
        ("SE", True),
        ("se", False),
        ("Kasi", True),
        ("KASI", True),
        ("kasi", False),
        ("DAS", True),
        ("das", False),
        ("LAPOR", True),
        ("LAPOR!", True),
        ("lapor", False),
    ],
)
def test_an_abbreviation_that_is_a_word_too_has_to_be_written_as_one(
    written: str, expanded: bool
) -> None:
    assert bool(words_of(written)) is expanded


@pytest.mark.parametrize("written", ["KIP", "PU", "SPM", "SDA", "TPS", "P3K", "BPD", "kk"])
def test_an_abbreviation_of_several_meanings_offers_them_all_and_says_so(written: str) -> None:
    expansions = [e for e in find_expansions(written) if not e.related]

    assert len(expansions) > 1
    assert all(expansion.ambiguous for expansion in expansions)


@pytest.mark.parametrize("written", ["SiLPA", "PDP", "Sekda", "IKN"])
def test_two_wordings_of_one_meaning_are_not_ambiguous(written: str) -> None:
    assert not any(expansion.ambiguous for expansion in find_expansions(written))


@pytest.mark.parametrize(
    ("written", "akin"),
    [
        ("SKPD", ["Organisasi Perangkat Daerah"]),
        ("OPD", ["Satuan Kerja Perangkat Daerah"]),
        ("DTKS", ["Data Tunggal Sosial dan Ekonomi Nasional"]),
        ("Dinsos", []),
    ],
)
def test_what_is_akin_but_not_equal_is_marked_and_comes_last(written: str, akin: list[str]) -> None:
    assert words_of(written, related=True) == akin
    assert [e.related for e in find_expansions(written)] == sorted(
        e.related for e in find_expansions(written)
    )


@pytest.mark.parametrize(
    ("typed", "abbreviations"),
    [
        ("sekretaris daerah", ["Sekda"]),
        ("Organisasi Perangkat Daerah", ["OPD"]),
        ("pegawai pemerintah dengan perjanjian kerja", ["P3K", "PPPK"]),
        ("usaha mikro, kecil, dan menengah", ["UMKM"]),
        ("undang-undang", ["UU"]),
        ("kepala dinas kesehatan", ["Kadinkes"]),
        ("sekretaris", []),
        ("", []),
    ],
)
def test_an_expansion_typed_in_full_finds_its_abbreviations(
    typed: str, abbreviations: list[str]
) -> None:
    assert [e.abbreviation for e in find_abbreviations(list_words(typed))] == abbreviations


def test_every_row_is_found_by_its_abbreviation_its_variants_and_its_words() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert len(rows) > 350
    for row in rows:
        for written in (row["abbreviation"], *filter(None, row["variants"].split(";"))):
            exact = row["case"] == "exact" and written != row["abbreviation"]
            assert exact or row["expansion"] in words_of(written), row
        found = {e.abbreviation for e in find_abbreviations(list_words(row["expansion"]))}
        assert (row["abbreviation"] in found) is (row["category"] != "pesan"), row


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yg", "yang"), ("tdk", "tidak"), ("gak", "tidak"), ("ga", "tidak"), ("dgn", "dengan"),
        ("utk", "untuk"), ("krn", "karena"), ("jln", "jalan"), ("Jl.", "jalan"), ("rmh", "rumah"),
        ("bhs", "bahasa"), ("sdh", "sudah"), ("blm", "belum"), ("knp", "kenapa"), ("brp", "berapa"),
        ("thn", "tahun"), ("jmbtn", "jembatan"), ("dll", "dan lain-lain"),
    ],
)  # fmt: skip
def test_what_people_shorten_in_messages_stands_for_the_word(typed: str, meant: str) -> None:
    [expansion] = find_expansions(typed)

    assert (expansion.words, expansion.abbreviation) == (meant, typed)
    assert not expansion.ambiguous


@pytest.mark.parametrize("typed", ["jalan", "di mana", "dan lain-lain", "tidak"])
def test_a_word_typed_in_full_does_not_look_for_how_messages_shorten_it(typed: str) -> None:
    assert find_abbreviations(list_words(typed)) == ()


def test_the_table_is_whole() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    known = {row["abbreviation"] for row in rows}

    assert {row["case"] for row in rows} <= {"", "exact"}
    assert {row["ambiguous"] for row in rows} <= {"", "yes"}
    assert {name for row in rows for name in row["related"].split(";") if name} <= known
    assert len({(row["abbreviation"], row["expansion"]) for row in rows}) == len(rows)
    assert all(row["category"] and row["expansion"] for row in rows)


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(written: str) -> None:
    assert all(expansion.words for expansion in find_expansions(written))
