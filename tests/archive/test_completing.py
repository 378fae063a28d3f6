"""Offers while typing: names by any of their words, words and pairs by how often they are said."""

import pytest

from archive.catalogue.named import Named
from archive.completing import Completions, add_words, collect_names
from search import Document, Index

NAMES = [
    Named("tokoh", "ambo-sakka", ("Ambo Sakka", "Pak Ambo"), 12),
    Named("tokoh", "djoenaidi", ("Djoenaidi",), 3),
    Named("tokoh", "sari-ambarwati", ("Sari Ambarwati",), 30),
    Named("lembaga", "dinas-sosial", ("Dinas Sosial", "Dinsos"), 7),
    Named("topik", "jalan-desa", ("Jalan desa", "Infrastruktur desa"), 9),
    Named("program", "bincang-pagi", ("Bincang Pagi",), 40),
]
SAID = [
    "Jalan desa itu kami perbaiki, dan jalan desa yang lain menyusul.",
    "Anggaran jalan desa ada di APBD.",
    "Jalan desa dan jalan kabupaten, jalan depan pasar.",
    "Jalan kabupaten itu jembatan, jembatan gantung.",
    "Jalan kabupaten menunggu jembatan.",
]


@pytest.fixture
def table(tmp_path):
    index = Index.open(tmp_path)
    index.rebuild(
        (Document(id=f"s{place}", kind="pernyataan", text=text) for place, text in enumerate(SAID)),
        seq=1,
    )
    return add_words(collect_names(NAMES), index)


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("amb", ["sari-ambarwati", "ambo-sakka"]),  # those heard more often first
        ("ambo s", ["ambo-sakka"]),
        ("sakka am", ["ambo-sakka"]),
        ("SAK", ["ambo-sakka"]),
        ("dr. h. ambo", ["ambo-sakka"]),
        ("yunai", ["djoenaidi"]),
        ("djoe", ["djoenaidi"]),
        ("dinso", ["dinas-sosial"]),
        ("desa inf", ["jalan-desa"]),
        ("pagi", ["bincang-pagi"]),
        ("ambo x", []),
        ("bo", []),
        ("", []),
        ("-", []),
    ],
)
def test_a_name_is_offered_by_the_beginnings_of_any_of_its_words(table: Completions, typed, slugs):
    assert [one.slug for one in table.list_names(typed)] == slugs


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("ja", [("jalan", 5), ("jalan desa", 3), ("jalan kabupaten", 3)]),
        ("jalan", [("jalan desa", 3), ("jalan kabupaten", 3)]),
        ("jalan k", [("jalan kabupaten", 3)]),
        ("Anggaran jalan k", [("Anggaran jalan kabupaten", 3)]),
        ("rusak jem", []),  # said in two statements only
        ("perbaiki des", [("perbaiki desa", 3)]),
        ("-jal", [("-jalan", 5), ("-jalan desa", 3), ("-jalan kabupaten", 3)]),
        ("it", []),
        ("", []),
    ],
)
def test_words_go_on_as_they_are_most_often_said(table: Completions, typed, offers):
    assert table.list_phrases(typed) == offers


def test_names_are_offered_before_words_are_counted():
    table = collect_names(NAMES)

    assert [one.slug for one in table.list_names("pagi")] == ["bincang-pagi"]
    assert table.list_phrases("ja") == []
