"""A cited passage, opened later: unchanged, changed, or moved or gone; never a look-alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.differences import difference
from archive.passages import Candidate, Frozen, Located, locate_passage

BEFORE, PASSAGE, AFTER = "Saya kira jalan", "desa itu akan kita perbaiki tahun", "depan juga, ya."
WHOLE = f"{BEFORE} {PASSAGE} {AFTER}"


def frozen(words: str = PASSAGE, prefix: str = BEFORE, suffix: str = AFTER) -> Frozen:
    return Frozen(tuple(words.split()), tuple(prefix.split()), tuple(suffix.split()))


def candidates(*texts: str) -> list[Candidate]:
    return [
        Candidate(name, text, place)
        for place, (name, text) in enumerate(zip("abc", texts, strict=False))
    ]


FOUND = [
    ("as it was", [WHOLE], ("unchanged", "a", 4, "a", 9)),
    ("words came before it", [f"Baik, Bu. {WHOLE}"], ("unchanged", "a", 6, "a", 11)),
    ("in the successor", ["Saya kira jalan", f"{PASSAGE} {AFTER}"], ("unchanged", "b", 1, "b", 6)),
    (
        "its statement was split inside it",
        ["Saya kira jalan desa itu akan", "kita perbaiki tahun depan juga, ya."],
        ("unchanged", "a", 4, "b", 3),
    ),
    ("twice, told by its neighbours", [f"{PASSAGE} ini. {WHOLE}"], ("unchanged", "a", 11, "a", 16)),
    ("a word came in", [WHOLE.replace("akan", "akan segera")], ("changed", "a", 4, "a", 10)),
    ("its first word changed", [WHOLE.replace("desa", "kota")], ("changed", "a", 4, "a", 9)),
    ("its last word is gone", [WHOLE.replace(" tahun", "")], ("changed", "a", 4, "a", 8)),
    ("other marks", [WHOLE.replace("perbaiki", "perbaiki,")], ("changed", "a", 4, "a", 9)),
    (
        "moved within its statement and corrected",
        [f"{AFTER} {PASSAGE.replace('akan', 'harus')}. {BEFORE}"],
        ("changed", "a", 4, "a", 9),
    ),
]


@pytest.mark.parametrize(("texts", "place"), [pytest.param(*row, id=name) for name, *row in FOUND])
def test_a_passage_is_found_where_its_words_are(
    texts: list[str], place: tuple[str, str, int, str, int]
) -> None:
    located = locate_passage(frozen(), candidates(*texts))

    assert (located.status, located.id, located.first, located.last_id, located.last) == place


NOT_FOUND = [
    ("no statement", frozen(), []),
    ("withdrawn", frozen(), [""]),
    ("other words", frozen(), ["Harga beras di pasar tetap karena cadangan gudang masih cukup."]),
    ("only a few of its words", frozen(), ["Desa itu jauh dan jalan di sana sempit sekali, ya."]),
    ("twice, and nothing tells them apart", frozen(), [f"x {PASSAGE} y {PASSAGE} z"]),
    (
        "alike in two places",
        frozen(),
        ["desa itu mau kita perbaiki tahun satu", "desa itu mau kita perbaiki tahun dua"],
    ),
    (
        "a short passage somewhere else",
        frozen("tidak", "kami", "pernah"),
        ["Besok kami akan bertemu, tidak sekarang."],
    ),
    ("only its neighbours are left", frozen(), [f"{BEFORE} {AFTER}"]),
]


@pytest.mark.parametrize(
    ("passage", "texts"), [pytest.param(*row, id=name) for name, *row in NOT_FOUND]
)
def test_what_is_weak_or_ambiguous_counts_as_moved_or_gone(
    passage: Frozen, texts: list[str]
) -> None:
    assert locate_passage(passage, candidates(*texts)) == Located("moved-or-gone")


def test_a_short_passage_is_known_by_one_neighbour() -> None:
    located = locate_passage(frozen("tidak", "kami", "pernah"), candidates("Ya, kami tidak mau."))

    assert (located.status, located.first, located.last) == ("unchanged", 3, 3)


def test_statements_that_are_no_neighbours_are_not_read_as_one() -> None:
    halves = ["Saya kira jalan desa itu akan", "kita perbaiki tahun depan juga, ya."]
    apart = [Candidate("a", halves[0], 3), Candidate("b", halves[1], 5)]

    assert locate_passage(frozen(), apart).status != "unchanged"


def test_the_difference_leads_from_the_frozen_words_to_those_of_today() -> None:
    located = locate_passage(frozen(), candidates(WHOLE.replace("itu akan", "itu segera akan")))

    assert located.difference == (
        ("equal", "desa itu", "desa itu"),
        ("insert", "", "segera"),
        ("equal", "akan kita perbaiki tahun", "akan kita perbaiki tahun"),
    )


DIFFERENCES = [
    ("", "", []),
    ("a b", "a b", [("equal", "a b", "a b")]),
    ("a b", "", [("drop", "a b", "")]),
    ("", "a b", [("insert", "", "a b")]),
    ("a b c", "a c", [("equal", "a", "a"), ("drop", "b", ""), ("equal", "c", "c")]),
    ("a c", "a b c", [("equal", "a", "a"), ("insert", "", "b"), ("equal", "c", "c")]),
    ("a b c", "a x c", [("equal", "a", "a"), ("replace", "b", "x"), ("equal", "c", "c")]),
    ("a b c", "x y z", [("replace", "a b c", "x y z")]),
    ("Desa, itu", "desa itu", [("replace", "Desa,", "desa"), ("equal", "itu", "itu")]),
    ("a b", "b a", [("insert", "", "b"), ("equal", "a", "a"), ("drop", "b", "")]),
]


@pytest.mark.parametrize(("old", "new", "steps"), DIFFERENCES)
def test_a_difference_is_equal_drop_insert_or_replace(
    old: str, new: str, steps: list[tuple[str, str, str]]
) -> None:
    assert difference(old.split(), new.split()) == steps


words = st.lists(st.sampled_from(["a", "b", "c", "A", "b,"]), max_size=20)


@given(words, words)
def test_a_difference_holds_both_wordings(old: list[str], new: list[str]) -> None:
    steps = difference(old, new)

    assert " ".join(filter(None, (before for _, before, _ in steps))) == " ".join(old)
    assert " ".join(filter(None, (after for _, _, after in steps))) == " ".join(new)
    assert all((operation == "equal") == (before == after) for operation, before, after in steps)


@given(words, words, words, words, words)
def test_an_unchanged_passage_reads_the_same_and_a_changed_one_does_not(
    prefix: list[str], passage: list[str], suffix: list[str], head: list[str], tail: list[str]
) -> None:
    passage = [*passage, "kata"]
    today = [*head, *passage, *tail, "penutup"]
    cited = Frozen(tuple(passage), tuple(prefix), tuple(suffix))

    located = locate_passage(cited, [Candidate("s", " ".join(today), 7)])

    if located.first is not None and located.last is not None:
        same = today[located.first - 1 : located.last] == passage
        assert same == (located.status == "unchanged")
