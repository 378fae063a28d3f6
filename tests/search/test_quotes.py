"""What the press does to words, and what is found behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.quotes import Candidate, Passage, find_quotation

ROADS = (
    "Kalau semuanya mau kita kerjakan tahun ini, saya harus jujur, anggarannya tidak ada."
    " Jadi kita urutkan. Pertama, jalan yang dilewati anak sekolah dan ambulans."
)
TRIPS = "Itu hasil menyisir perjalanan dinas dan rapat-rapat di luar daerah – bukan uang baru."
THANKS = "Terima kasih, Pak Joenaidi. Layanan dasar tidak boleh disentuh, kecuali keadaan darurat."
OTHER = "Selamat pagi, pendengar. Tahun ini jalan desa kita urutkan menurut survei bulan Juli."

TOLD = (
    Candidate("other", OTHER, "second", 4),
    Candidate("roads", ROADS, "first", 1),
    Candidate("trips", TRIPS, "first", 2),
    Candidate("thanks", THANKS, "first", 9),
)


def places(found):
    return [(passage.id, passage.first, passage.last) for passage in found.passages]


def test_what_is_found_carries_its_words_and_every_step():
    found = find_quotation("Jadi tidak kita urutkan. Pertama, jalan anak sekolah", TOLD)

    assert found.verdict == "edited"
    assert found.passages == (
        Passage("roads", 14, 22, "Jadi kita urutkan. Pertama, jalan yang dilewati anak sekolah"),
    )
    assert found.difference == (
        ("equal", "Jadi", "Jadi"),
        ("insert", "", "tidak"),
        ("equal", "kita urutkan. Pertama, jalan", "kita urutkan. Pertama, jalan"),
        ("drop", "yang dilewati", ""),
        ("equal", "anak sekolah", "anak sekolah"),
    )


VERBATIM = {
    "as it was said": (
        "saya harus jujur, anggarannya tidak ada.",
        [("roads", 8, 13)],
    ),
    "other marks, other capitals, a comma at the end": (
        "Saya harus jujur: Anggarannya tidak ada,",
        [("roads", 8, 13)],
    ),
    "a hyphen typed as a blank, a dash left out": (
        "rapat rapat di luar daerah bukan uang baru",
        [("trips", 7, 14)],
    ),
    "over the boundary of two statements": (
        "anak sekolah dan ambulans. Itu hasil menyisir",
        [("roads", 21, 24), ("trips", 1, 3)],
    ),
    "one word": ("ambulans", [("roads", 24, 24)]),
}


@pytest.mark.parametrize(("text", "expected"), VERBATIM.values(), ids=VERBATIM)
def test_words_that_stand_as_they_were_said_are_verbatim(text, expected):
    found = find_quotation(text, TOLD)

    assert (found.verdict, found.similarity, places(found)) == ("verbatim", 1.0, expected)
    assert {step[0] for step in found.difference} == {"equal"}


EDITED = {
    "a no that was dropped": (
        "saya harus jujur, anggarannya ada",
        [("roads", 8, 13)],
        ("drop", "tidak", ""),
    ),
    "a no that nobody said": (
        "jalan yang tidak dilewati anak sekolah dan ambulans",
        [("roads", 18, 24)],
        ("insert", "", "tidak"),
    ),
    "another word": (
        "layanan dasar tidak boleh dipotong, kecuali keadaan darurat",
        [("thanks", 5, 12)],
        ("replace", "disentuh,", "dipotong,"),
    ),
    "a misspelt word": (
        "jalan yang dilewti anak sekolah",
        [("roads", 18, 22)],
        ("replace", "dilewati", "dilewti"),
    ),
    "a name spelt the new way": (
        "Terima kasih Pak Junaidi",
        [("thanks", 1, 4)],
        ("replace", "Joenaidi.", "Junaidi"),
    ),
    "words that were glued": (
        "rapat-rapat diluar daerah",
        [("trips", 7, 10)],
        ("drop", "di", ""),
        ("replace", "luar", "diluar"),
    ),
}


@pytest.mark.parametrize(
    ("text", "expected", "steps"),
    [(text, expected, steps) for text, expected, *steps in EDITED.values()],
    ids=EDITED,
)
def test_an_edited_quotation_shows_what_was_changed(text, expected, steps):
    found = find_quotation(text, TOLD)

    assert (found.verdict, places(found)) == ("edited", expected)
    assert [one for one in found.difference if one[0] != "equal"] == steps
    assert found.similarity < 1


STITCHED = {
    "two statements": (
        "saya harus jujur, anggarannya tidak ada. Layanan dasar tidak boleh disentuh",
        [("roads", 8, 13), ("thanks", 5, 9)],
    ),
    "one statement, in another order": (
        "Jalan yang dilewati anak sekolah, saya harus jujur, anggarannya tidak ada",
        [("roads", 18, 22), ("roads", 8, 13)],
    ),
    "one statement, with much left out": (
        "Kalau semuanya mau kita kerjakan jalan yang dilewati anak sekolah",
        [("roads", 1, 5), ("roads", 18, 22)],
    ),
    "a few words left out, and marked": (
        "anggarannya tidak ada ... Pertama, jalan yang dilewati anak sekolah",
        [("roads", 11, 13), ("roads", 17, 22)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), STITCHED.values(), ids=STITCHED)
def test_a_stitched_quotation_names_each_passage(text, expected):
    found = find_quotation(text, TOLD)

    assert (found.verdict, places(found)) == ("stitched", expected)


def test_what_was_left_out_within_a_statement_is_shown_as_dropped():
    found = find_quotation("anggarannya tidak ada … jalan yang dilewati anak sekolah", TOLD)

    assert found.difference == (
        ("equal", "anggarannya tidak ada.", "anggarannya tidak ada …"),
        ("drop", "Jadi kita urutkan. Pertama,", ""),
        ("equal", "jalan yang dilewati anak sekolah", "jalan yang dilewati anak sekolah"),
    )


NOT_FOUND = {
    "never said": "Beras cadangan sudah dibagikan ke seluruh pelosok",
    "common words only by chance": "yang kita kerjakan bulan ini adalah dana dari pusat",
    "another number": "148 kilometer",
    "marks alone": "… – “”",
    "nothing": "",
}


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND)
def test_little_likeness_finds_nothing(text):
    found = find_quotation(text, TOLD)

    assert (found.verdict, found.passages, found.difference) == ("not-found", (), ())


def test_passages_of_two_transcripts_are_not_stitched_together():
    found = find_quotation("survei bulan Juli, layanan dasar tidak boleh disentuh", TOLD)

    assert (found.verdict, places(found)) == ("edited", [("thanks", 5, 9)])
    assert found.difference[0] == ("insert", "", "survei bulan Juli,")


def test_among_no_statements_nothing_is_found():
    assert find_quotation("jalan desa", []).verdict == "not-found"


def test_of_equal_places_the_first_candidate_counts():
    same = [Candidate(name, "Betul sekali, Pak.", name, 1) for name in ("b", "a")]

    assert find_quotation("betul sekali", same).passages[0].id == "b"


# Words that share no letters are alike only where they are the same.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = [letter * 5 for letter in LETTERS]


@given(st.permutations(WORDS), st.data())
def test_a_verbatim_slice_is_found_with_exactly_its_range(words, data):
    cut = data.draw(st.integers(1, len(words) - 1))
    first = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(first + 1, len(words)))
    told = [
        Candidate("x", " ".join(words[:cut]), "t", 1),
        Candidate("y", " ".join(words[cut:]), "t", 2),
    ]

    found = find_quotation(" ".join(words[first:end]).upper(), told)

    covered = [
        number + (cut if passage.id == "y" else 0)
        for passage in found.passages
        for number in range(passage.first, passage.last + 1)
    ]
    assert found.verdict == "verbatim"
    assert covered == list(range(first + 1, end + 1))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.data())
def test_the_steps_replay_the_quotation_and_the_passage(said, data):
    quoted = data.draw(st.lists(st.sampled_from([*said, "–", "Baru,"]), min_size=1, max_size=20))

    found = find_quotation(" ".join(quoted), [Candidate("x", " ".join(said), "t", 1)])

    old, new = (" ".join(filter(None, (step[n] for step in found.difference))) for n in (1, 2))
    if found.verdict != "not-found":
        assert new == " ".join(quoted)
    if len(found.passages) == 1:
        assert old == found.passages[0].text
