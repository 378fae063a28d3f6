from __future__ import annotations

from datetime import date

import pytest

from search import SearchRequest, describe

TODAY = date(2022, 6, 15)
TITLES = {"raka-contoh": "Raka Contoh", "sekda": "Sekda", "halo": "Halo Rimba", "desa": "Desa"}
SAID = {"jenis": ("pernyataan",)}


def say_day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@pytest.mark.parametrize(
    ("typed", "filters", "indonesian", "english"),
    [
        (
            'anggaran "layanan publik"',
            {"jabatan": ("sekda",), "tahun": ("2022",)},
            'semua yang memuat anggaran dan "layanan publik", oleh Sekda, tahun 2022',
            'everything with anggaran and "layanan publik", by Sekda, in 2022',
        ),
        (
            "anggaran NEAR desa",
            SAID | {"jabatan": ("sekda",), "tahun": ("2022",)},
            "pernyataan yang memuat anggaran dekat desa (paling jauh 10 kata), oleh Sekda, "
            "tahun 2022",
            "statements with anggaran near desa (at most 10 words apart), by Sekda, in 2022",
        ),
        (
            "anggaran NEAR/1 desa",
            SAID,
            "pernyataan yang memuat anggaran dekat desa (bersebelahan)",
            "statements with anggaran near desa (side by side)",
        ),
        (
            "anggaran OR desa OR jalan",
            {"label": ("rekaman",)},
            "pernyataan yang memuat anggaran, desa atau jalan, berlabel rekaman",
            "statements with anggaran, desa or jalan, labelled rekaman",
        ),
        (
            "anggaran (desa OR jalan) -hutan",
            {},
            "semua yang memuat anggaran dan (desa atau jalan), tanpa hutan",
            "everything with anggaran and (desa or jalan), without hutan",
        ),
        (
            "-hutan",
            {},
            "semua isi arsip tanpa hutan",
            "everything in the archive without hutan",
        ),
        (
            "-hutan -jalan",
            SAID,
            "pernyataan tanpa hutan, tanpa jalan",
            "statements without hutan, without jalan",
        ),
        (
            "desa OR -(jalan hutan)",
            {},
            "semua yang memuat desa atau (tanpa (jalan dan hutan))",
            "everything with desa or (without (jalan and hutan))",
        ),
        (
            "angg* jaln~",
            {},
            "semua yang memuat kata berawalan angg dan kata mirip jaln",
            "everything with words beginning with angg and words like jaln",
        ),
        (
            "tokoh:raka",
            {"jenis": ("episode", "segmen")},
            "semua episode atau segmen, dengan nama tokoh raka",
            "all episodes or segments, with the name raka",
        ),
        (
            "",
            SAID | {"tokoh": ("raka-contoh",), "program": ("halo",), "topik": ("desa",)},
            "semua pernyataan, oleh Raka Contoh, tentang Desa, dalam program Halo Rimba",
            "all statements, by Raka Contoh, about Desa, in the programme Halo Rimba",
        ),
        (
            "jabatan:sekda desa program:halo",
            {},
            "semua yang memuat desa, dengan jabatan sekda, dalam program halo",
            "everything with desa, with the position sekda, in the programme halo",
        ),
        (
            "topik:(jalan OR desa) -lembaga:dinas",
            {},
            "semua isi arsip tanpa lembaga dinas, tentang topik jalan atau tentang topik desa",
            "everything in the archive without the organisation dinas, about the topic jalan or "
            "about the topic desa",
        ),
        (
            "desa OR topik:jalan",
            {},
            "semua yang memuat desa atau topik jalan",
            "everything with desa or the topic jalan",
        ),
        (
            "desa (label:rekaman OR label:dikutip)",
            {},
            "pernyataan yang memuat desa, dengan label diperiksa dengan rekaman atau dengan label "
            "dikutip pihak lain",
            "statements with desa, with the label checked against the recording or with the label "
            "quoted by someone else",
        ),
        (
            "desa OR label:mesin",
            {},
            "semua yang memuat desa atau label transkrip mesin",
            "everything with desa or the label machine transcript",
        ),
        ("", {}, "semua isi arsip", "everything in the archive"),
        (
            "desa tanggal:2022-06-15",
            {},
            "semua yang memuat desa, pada 15/6/2022",
            "everything with desa, on 15/6/2022",
        ),
        (
            'tanggal:"Juni 2022"',
            SAID,
            "semua pernyataan, pada Juni 2022",
            "all statements, in June 2022",
        ),
        ("tahun:2022", {}, "semua isi arsip, tahun 2022", "everything in the archive, in 2022"),
        (
            "desa -jalan tahun:2020-2022",
            {},
            "semua yang memuat desa, tanpa jalan, tahun 2020 hingga 2022",
            "everything with desa, without jalan, from 2020 to 2022",
        ),
        (
            "desa tanggal:2022-03..2022-06",
            {},
            "semua yang memuat desa, dari Maret 2022 hingga Juni 2022",
            "everything with desa, from March 2022 to June 2022",
        ),
        (
            "desa tanggal:1-15 Juni 2022",
            {},
            "semua yang memuat desa, dari 1/6/2022 hingga 15/6/2022",
            "everything with desa, from 1/6/2022 to 15/6/2022",
        ),
        (
            "desa tanggal:kemarin",
            {},
            "semua yang memuat desa, kemarin (14/6/2022)",
            "everything with desa, yesterday (14/6/2022)",
        ),
        (
            "desa tanggal:7 hari terakhir",
            {},
            "semua yang memuat desa, 7 hari terakhir (9/6/2022 hingga 15/6/2022)",
            "everything with desa, the last 7 days (9/6/2022 to 15/6/2022)",
        ),
        (
            "desa (tahun:2020 OR tanggal:2022-06)",
            {},
            "semua yang memuat desa, tahun 2020 atau pada Juni 2022",
            "everything with desa, in 2020 or in June 2022",
        ),
        (
            "desa OR tanggal:2022-06",
            {},
            "semua yang memuat desa atau siaran pada Juni 2022",
            "everything with desa or broadcasts in June 2022",
        ),
        (
            "desa -tahun:2020",
            {},
            "semua yang memuat desa, tanpa siaran tahun 2020",
            "everything with desa, without broadcasts in 2020",
        ),
    ],
)
def test_a_search_is_said_back_in_both_languages(
    typed: str, filters: dict[str, tuple[str, ...]], indonesian: str, english: str
) -> None:
    request = SearchRequest(typed, filters, today=TODAY)

    def title(name: str, value: str) -> str:
        return TITLES.get(value, value)

    assert describe(request, "id", title=title, format_day=say_day) == indonesian
    assert describe(request, "en", title=title, format_day=say_day) == english


def test_days_are_said_as_the_caller_writes_them() -> None:
    request = SearchRequest("desa", since=date(2022, 1, 1), until=date(2022, 6, 15))

    said = describe(request, "id", format_day=say_day)

    assert said == "semua yang memuat desa, sejak 1/1/2022, hingga 15/6/2022"


def test_what_an_abbreviation_also_found_is_said_beside_it() -> None:
    request = SearchRequest("skpd NEAR anggaran -PU")
    expansions = [
        ("SKPD", "satuan kerja perangkat daerah"),
        ("PU", "pekerjaan umum"),
        ("PU", "pengairan umum"),
    ]

    said = describe(request, "id", expansions=expansions)

    assert said == (
        "semua yang memuat skpd (juga: satuan kerja perangkat daerah) dekat anggaran "
        "(paling jauh 10 kata), tanpa PU (juga: pekerjaan umum; pengairan umum)"
    )
    assert "(also: pekerjaan umum; pengairan umum)" in describe(
        request, "en", expansions=expansions
    )


def test_what_several_words_also_found_is_said_at_the_end() -> None:
    request = SearchRequest("satuan kerja -jalan")

    said = describe(request, "id", expansions=[("satuan kerja", "satker")])

    assert said == "semua yang memuat satuan dan kerja, tanpa jalan, juga: satker"
