"""Did you mean: what is misspelt, what may stand, and in what words it is put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search import parse_query
from search.lexicon import Lexicon, read_letters
from search.suggesting import suggest

SAID = Lexicon.of(
    {
        "ambo": 9, "anggaran": 400, "apotek": 6, "banjir": 80, "belum": 300, "bupati": 260,
        "dana": 150, "desa": 500, "djoenaidi": 2, "dosa": 1, "gotong": 20, "jalan": 450,
        "jembatan": 60, "junaidi": 30, "kabupaten": 350, "kerja": 200, "kritik": 40,
        "kualitas": 70, "musyawarah": 25, "pembangunan": 180, "puskesmas": 90, "rumah": 210,
        "royong": 20, "sakka": 9, "sama": 240, "sekda": 50, "sekertaris": 2, "sekretaris": 160,
        "air": 300, "saluran": 20, "bersih": 80, "pakai": 70, "malah": 40, "pemerintah": 300,
        "umum": 60,
        "selokannya": 1, "silakan": 90,
        "tanggung": 45, "jawab": 120, "2022": 70,
    }
)  # fmt: skip
NAMES = Lexicon.of({"ambo": 9, "sakka": 9, "sari": 4, "melati": 4})

MEANT = [
    ("kritk", "kritik"),
    ("anggran", "anggaran"),
    ("puskemas", "puskesmas"),
    ("Ambo Saka", "Ambo sakka"),
    ("sekretrais", "sekretaris"),
    ("sekertaris", "sekretaris"),  # written so in two statements, and otherwise in 160
    ("kabupatn", "kabupaten"),
    ("pembanguna", "pembangunan"),
    ("musyawrah desa", "musyawarah desa"),
    ("djunaidi", "junaidi"),
    ("kerjasama", "kerja sama"),
    ("tanggungjawab", "tanggung jawab"),
    ("anggran -jlan", "anggaran NOT jalan"),
    ('"dana dsea"', '"dana desa"'),
    ("bajir OR jembatn", "banjir OR jembatan"),
    ("tokoh:saka jalan", "tokoh:sakka jalan"),
    ('tokoh:"ambo saka"', 'tokoh:"ambo sakka"'),
    ("jabatan:sekertarsi", "jabatan:sekretaris"),
    ("anggran NEAR desa", "anggaran NEAR desa"),
    ("aer bersih", "air bersih"),  # three letters, and all else is known
    ("saluran aer desa", "saluran air desa"),
    ("aer berzih", "air bersih"),  # the one, then the other
]
MAY_STAND = [
    "anggaran jalan desa",
    "kwalitas",  # found: it has the stem of "kualitas"
    "perjalanan",  # not said, but found by its stem
    "jembatannya",  # the same
    "selokan",  # said only as "selokannya"
    "desa",
    "dosa",  # rare, but short and another word than "desa"
    "zzyzxxyz",  # nothing is like it
    "dds",  # too short to guess
    "aer",  # the same
    "masalah",  # good words that nobody said here
    "vaksin",
    "perintah",
    "UMKM",
    "vaksinasi massal",
    "anggr*",
    "jaln~",
    "tahun:2023",
    "20222",
    "",
    "tokoh:anggaran",  # a word of the archive, but like no name
]


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_a_misspelt_query_is_offered_in_words_of_the_archive(typed, meant):
    assert suggest(parse_query(typed), SAID, NAMES) == meant


@pytest.mark.parametrize("typed", MAY_STAND)
def test_what_is_right_or_like_nothing_may_stand(typed):
    assert suggest(parse_query(typed), SAID, NAMES) is None


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_a_suggestion_is_a_query_that_means_itself(typed, meant):
    assert suggest(parse_query(meant), SAID, NAMES) is None


def test_an_empty_archive_suggests_nothing():
    empty = Lexicon.of({})

    assert suggest(parse_query("anggran tokoh:saka"), empty, empty) is None


WORDS = st.lists(st.text("abcdeé1", min_size=1, max_size=7), min_size=1, max_size=30, unique=True)


@given(words=WORDS, word=st.text("abcdeé1", min_size=1, max_size=7), distance=st.integers(1, 2))
def test_all_neighbours_of_a_word_are_found_and_no_others(words, word, distance):
    lexicon = Lexicon.of({one: number for number, one in enumerate(words, 1)})

    found = {one: apart for one, apart, _ in lexicon.list_near(word, distance)}

    apart = {one: OSA.distance(word, one) for one in words}
    assert found == {one: far for one, far in apart.items() if far <= distance}


@given(words=WORDS)
def test_counts_and_beginnings_are_those_of_the_words(words):
    counts = {one: len(one) + place for place, one in enumerate(words)}
    lexicon = Lexicon.of(counts)

    assert {one: lexicon.count(one) for one in words} == counts
    assert lexicon.count("unheard-of") == 0
    starting = [lexicon.words[place] for place in lexicon.list_starting("a")]
    assert starting == sorted(one for one in words if one.startswith("a"))


def test_letters_that_are_not_latin_share_bits_and_do_not_fall_out():
    letters, lengths = read_letters(["az", "é", "1a"])

    assert lengths.tolist() == [2, 1, 2]
    assert letters[0] == (1 << 0) | (1 << 25)
    assert letters[1] >= 1 << 26
