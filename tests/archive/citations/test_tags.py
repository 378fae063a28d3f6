"""The head of a page, as Highwire, Dublin Core and Zotero readers expect it."""

from dataclasses import replace
from datetime import date, time

from archive.calendar import Moment
from archive.citations import Citation, Speaker, Speech, meta_tags
from archive.citations.spans import shorten

SEKDA = Speaker("Dr. H. Rahmat Seloka, M.Pd", "Sekretaris Daerah", "Pemkab Seloka")

PASSAGE = Citation(
    title="Jalan Desa",
    moment=Moment(date(2022, 6, 15), time(8, 30), zone="Asia/Makassar"),
    url="https://gaung.example/s/k3f9m2xd/r3/12-20",
    accessed_on=date(2026, 11, 24),
    speeches=(Speech(SEKDA, "Jalan desa itu selesai tahun ini."),),
    programme="Bincang Pagi",
    station="Radio Gema Seloka",
    start=750.0,
    revision=3,
    label="mesin",
    archive="Arsip Gaung",
)


def test_a_passage_is_a_radio_broadcast_whose_speaker_keeps_a_name_in_one_piece() -> None:
    assert meta_tags(PASSAGE) == (
        ("citation_title", "Jalan Desa"),
        ("citation_author", "Dr. H. Rahmat Seloka M.Pd,"),
        ("citation_publication_date", "2022/06/15"),
        ("citation_publisher", "Radio Gema Seloka"),
        ("citation_language", "id"),
        ("citation_public_url", "https://gaung.example/s/k3f9m2xd/r3/12-20"),
        ("DC.title", "Jalan Desa"),
        ("DC.creator", "Dr. H. Rahmat Seloka, M.Pd"),
        ("DC.publisher", "Radio Gema Seloka"),
        ("DC.date", "2022-06-15"),
        ("DC.type", "Sound"),
        ("DC.language", "id"),
        ("DC.identifier", "https://gaung.example/s/k3f9m2xd/r3/12-20"),
        ("DC.description", "“Jalan desa itu selesai tahun ini.”"),
        ("z:itemType", "radioBroadcast"),
        ("z:programTitle", "Bincang Pagi"),
        ("z:network", "Radio Gema Seloka"),
        ("z:libraryCatalog", "Arsip Gaung"),
        (
            "z:extra",
            "Dr. H. Rahmat Seloka, M.Pd: Sekretaris Daerah, Pemkab Seloka; "
            "Rabu, 15 Juni 2022, pukul 08.30 WITA; menit 12.30; "
            "transkrip mesin v3, belum diperiksa",
        ),
    )


def test_what_is_not_known_makes_no_tag() -> None:
    tags = dict(meta_tags(replace(PASSAGE, speeches=(), station="", programme="", archive="")))

    assert "" not in tags.values()
    assert not {"citation_author", "citation_publisher", "DC.description", "z:network"} & set(tags)


def test_a_long_description_ends_before_a_word_with_an_ellipsis() -> None:
    assert shorten("satu dua tiga empat", 13) == "satu dua …"
    assert shorten("satu dua", 13) == "satu dua"
    assert shorten("x" * 40, 13) == "x" * 12 + "…"
