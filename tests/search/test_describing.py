from __future__ import annotations

from datetime import date

import pytest

from search import SearchRequest, describe

TITLES = {"raka-contoh": "Raka Contoh", "sekda": "Sekda", "halo": "Halo Rimba", "desa": "Desa"}


@pytest.mark.parametrize(
    ("typed", "filters", "indonesian", "english"),
    [
        (
            'anggaran "layanan publik"',
            {"jabatan": ("sekda",), "tahun": ("2022",)},
            'pernyataan yang memuat anggaran dan "layanan publik", oleh Sekda, tahun 2022',
            'statements with anggaran and "layanan publik", by Sekda, in 2022',
        ),
        (
            "anggaran OR desa OR jalan",
            {},
            "pernyataan yang memuat anggaran, desa atau jalan",
            "statements with anggaran, desa or jalan",
        ),
        (
            "anggaran (desa OR jalan) -hutan",
            {},
            "pernyataan yang memuat anggaran dan (desa atau jalan), tanpa hutan",
            "statements with anggaran and (desa or jalan), without hutan",
        ),
        ("-hutan", {}, "pernyataan tanpa hutan", "statements without hutan"),
        (
            "angg* jaln~",
            {},
            "pernyataan yang memuat kata berawalan angg dan kata mirip jaln",
            "statements with words beginning with angg and words like jaln",
        ),
        (
            "tokoh:raka",
            {"jenis": ("episode", "segmen")},
            "episode atau segmen yang memuat nama tokoh raka",
            "episodes or segments with the name raka",
        ),
        (
            "",
            {"tokoh": ("raka-contoh",), "program": ("halo",), "topik": ("desa",)},
            "semua pernyataan, oleh Raka Contoh, tentang Desa, dalam program Halo Rimba",
            "all statements, by Raka Contoh, about Desa, in the programme Halo Rimba",
        ),
    ],
)
def test_a_search_is_said_back_in_both_languages(
    typed: str, filters: dict[str, tuple[str, ...]], indonesian: str, english: str
) -> None:
    request = SearchRequest(typed, filters)

    def title(name: str, value: str) -> str:
        return TITLES.get(value, value)

    assert describe(request, "id", title=title) == indonesian
    assert describe(request, "en", title=title) == english


def test_days_are_said_as_the_caller_writes_them() -> None:
    request = SearchRequest("desa", since=date(2022, 1, 1), until=date(2022, 6, 15))

    said = describe(request, "id", format_day=lambda day: f"{day.day}/{day.month}/{day.year}")

    assert said == "pernyataan yang memuat desa, sejak 1/1/2022, hingga 15/6/2022"
