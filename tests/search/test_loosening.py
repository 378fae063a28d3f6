"""Nothing holds all that was asked for: what is asked for instead, in which order, at what cost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Document, Index, SearchRequest, find_ways, without_spare
from search.loosening import MOST_COUNTS, Counter

DAY = date(2024, 3, 6)
SAID = {
    "road": "jalan desa kami rusak berat",
    "bridge": "jembatan rusak",
    "flood": "banjir datang tiap Januari",
    "pump": "pompa dijual murah",
    "market": "pasar buka pagi",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    documents = [
        Document(
            id=name,
            kind="pernyataan",
            text=text,
            date=DAY,
            person="ambo-sakka" if name == "flood" else None,
            person_name="Ambo Sakka" if name == "flood" else "",
            position="bupati-contoh" if name == "flood" else "kades-contoh",
            position_wording="Bupati Contoh" if name == "flood" else "Kepala Desa Contoh",
        )
        for name, text in SAID.items()
    ]
    index = Index.open(tmp_path_factory.mktemp("loose"))
    index.rebuild(documents, 1)
    return index


def ways(index: Index, query: str, **options: object) -> list[tuple[str, str, int]]:
    request = SearchRequest(query, **options)  # type: ignore[arg-type]
    return [(way.kind, way.query, way.total) for way in find_ways(index, request)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # what only makes the question
        ("kenapa jalan rusak", [("without", "jalan rusak", 1)]),
        ("knp jln rusak ya", [("without", "jln rusak", 1)]),
        ("ada apa dengan pasar", [("without", "pasar", 1)]),
        # who speaks
        ("bupati bilang apa soal banjir", [("said-by", "banjir jabatan:bupati", 1)]),
        ("menurut ambo banjir", [("said-by", "banjir tokoh:ambo", 1)]),
        ("kepala desa banjir pasar", [("any", "desa OR banjir OR pasar", 3)]),
        ("apa kata kepala desa tentang pasar", [("said-by", 'pasar jabatan:"kepala desa"', 1)]),
        ("banjir bupati", [("said-by", "banjir jabatan:bupati", 1)]),
        # what is found nowhere
        ("jalan rusak zaitun", [("without", "jalan rusak", 1)]),
        # one part less, the commonest word left out first
        (
            "rusak pasar",
            [
                ("without", "pasar", 1),
                ("without", "rusak", 2),
                ("any", "rusak OR pasar", 3),
            ],
        ),
        # phrases and near words
        ('"rusak jalan"', [("apart", "rusak jalan", 1)]),
        ("jalan NEAR/1 berat", [("apart", "jalan berat", 1)]),
        ('"jalan rusak zaitun"', [("without", "jalan rusak", 1)]),
        # conditions
        ("jalan tanggal:2019", [("without", "jalan", 1)]),
        ("tokoh:zzz jalan", [("without", "jalan", 1)]),
        ("jalan -jalan", [("without", "jalan", 1)]),
        # nothing to leave out
        ("zaitun", []),
        ("zaitun kurma", []),
        ("zaitun ATAU kurma", []),
        ("kenapa", []),
        ("", []),
    ],
)
def test_less_is_asked_for_until_something_is_found(
    index: Index, query: str, expected: list[tuple[str, str, int]]
) -> None:
    assert ways(index, query) == expected


@pytest.mark.parametrize("negation", ["tidak", "bukan", "belum", "jangan", "tanpa", "kecuali"])
def test_a_word_that_turns_the_sentence_round_is_no_spare_word(negation: str) -> None:
    assert without_spare(f"kenapa {negation} hujan", SearchRequest()) == f"{negation} hujan"


def test_filters_and_days_hold_for_every_way(index: Index) -> None:
    assert ways(index, "kenapa jalan rusak", since=date(2024, 1, 1)) == [
        ("without", "jalan rusak", 1)
    ]
    assert ways(index, "kenapa jalan rusak", since=date(2025, 1, 1)) == []
    assert ways(index, "kenapa banjir", filters={"tokoh": ("ambo-sakka",)}) == [
        ("without", "banjir", 1)
    ]
    assert ways(index, "kenapa pasar", filters={"tokoh": ("ambo-sakka",)}) == []


def test_what_was_left_out_is_named_as_it_was_typed(index: Index) -> None:
    [way] = find_ways(index, SearchRequest("Kenapa jalan rusak Tanggal:2024"))

    assert way.left_out == ("Kenapa",)


WORDS = st.sampled_from(
    ["kenapa", "jalan", "rusak", "zaitun", "bupati", '"jalan berat"', "-pasar", "tokoh:ambo",
     "tanggal:2024", "OR", "NEAR", "(", ")", "banjir", "pompa*"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=14))
def test_every_way_finds_what_it_says_and_none_costs_more_than_its_share(
    index: Index, words: list[str]
) -> None:
    request = SearchRequest(" ".join(words), suggest=False)
    counted, count = 0, Counter.count

    def counting(self: Counter, *args: object) -> int:
        nonlocal counted
        before, found = self._left, count(self, *args)  # type: ignore[arg-type]
        counted += before - self._left
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Counter, "count", counting)
        found = find_ways(index, request)

    assert counted <= MOST_COUNTS
    for way in found:
        assert index.search(SearchRequest(way.query)).total == way.total > 0
