"""What people type finds what they mean: other forms, short forms, other spellings, names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from search import Document, Index, SearchRequest

MakeIndex = Callable[..., Index]
Search = Callable[..., set[str]]

SAID = {
    "short": "SKPD wajib melapor tiap bulan",
    "long": "setiap satuan kerja perangkat daerah wajib melapor",
    "budget": "penganggaran dimulai bulan Juli",
    "critic": "kami terima kritik warga",
    "village": "desa-desa di pesisir",
    "police": "satpol pp menertibkan lapak",
    "order": "satuan polisi pamong praja menertibkan lapak",
    "english": "public services were improved",
    "road": "perjalanan kami tidak lancar",
    "banjar": "ulun handak batakun soal pahumaan",
}


@pytest.fixture
def search(make_index: MakeIndex) -> Search:
    documents = [
        Document(
            id=name,
            kind="pernyataan",
            text=text,
            language={"english": "en", "banjar": "bjn"}.get(name, "id"),
            person="ambo-sakka" if name == "budget" else None,
            person_name="Dr. H. Ambo Sakka, M.Pd" if name == "budget" else "",
            position="sekretaris-daerah-tanah-bumbu" if name == "budget" else None,
            position_wording="Sekretaris Daerah Kabupaten Tanah Bumbu" if name == "budget" else "",
            label="pers-langsung" if name == "short" else "rekaman" if name == "long" else None,
        )
        for name, text in SAID.items()
    ]
    index = make_index(*documents)

    def found(query: str, **options: Any) -> set[str]:
        return {hit.id for hit in index.search(SearchRequest(query, **options)).hits}

    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("anggaran", {"budget"}),
        ('"anggaran"', set()),
        ("SKPD", {"short", "long"}),
        ('"SKPD"', {"short"}),
        ("satuan kerja perangkat daerah", {"short", "long"}),
        ("satuan kerja perangkat daerah wajib", {"short", "long"}),
        ("satpol pp", {"police", "order"}),
        ("satuan polisi pamong praja", {"police", "order"}),
        ("keritik", {"critic"}),
        ("kritikan", {"critic"}),
        ("desa", {"village"}),
        ("desa-desa", {"village"}),
        ("pedesaan", {"village"}),
        ("service", {"english"}),
        ("tokoh:ambo", {"budget"}),
        ('tokoh:"Dr. Ambo Sakka"', {"budget"}),
        ("tokoh:saka", {"budget"}),
        ("jabatan:sekda", {"budget"}),
        ('jabatan:"sekda tanbu"', {"budget"}),
        ("jabatan:bupati", set()),
        ("melapor label:rekaman", {"long"}),
        ("melapor -label:rekaman", {"short"}),
        ("label:direct press quotation", {"short"}),
        ("label:pers-taklangsung", set()),
        ("melapor NEAR/2 wajib", {"short", "long"}),
        ("melapor NEAR/2 SKPD", {"short"}),
        ("lapak BUKAN pamong", {"police"}),
        ("jln tdk lancar", {"road"}),
        ("batakun", {"banjar"}),
        ("huma", {"banjar"}),
        ("pahumaan", {"banjar"}),
        ("gak lancar jalannya", {"road"}),
    ],
)
def test_a_query_finds_what_it_means(search: Search, query: str, expected: set[str]) -> None:
    assert search(query) == expected


@pytest.mark.parametrize("query", ["zzzz", "ssss", "sshh", "ffff"])
def test_letters_without_a_word_find_no_letter_of_a_degree(
    make_index: MakeIndex, query: str
) -> None:
    index = make_index("Bapak Ambo, S.Pd., hadir pada pukul f")

    assert index.search(SearchRequest(query)).total == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SKPD", {"short"}),
        ("keritik", set()),
        ("satpol pp", {"police"}),
        ("anggaran", {"budget"}),
        ("jln", set()),
    ],
)
def test_expansion_can_be_switched_off(search: Search, query: str, expected: set[str]) -> None:
    assert search(query, expand=False) == expected


def test_an_expansion_is_named_and_highlighted(make_index: MakeIndex) -> None:
    index = make_index(SAID["long"])

    results = index.search(SearchRequest("SKPD"))

    assert [one.words for one in results.expansions] == ["Satuan Kerja Perangkat Daerah"]
    [hit] = results.hits
    [(start, end)] = hit.highlights
    assert hit.text[start:end] == "satuan kerja perangkat daerah"


def test_what_an_abbreviation_may_mean_as_well_is_offered_and_not_searched(
    make_index: MakeIndex,
) -> None:
    index = make_index("organisasi perangkat daerah")

    results = index.search(SearchRequest("SKPD"))

    assert results.total == 0
    assert "Organisasi Perangkat Daerah" in {one.words for one in results.offers}
