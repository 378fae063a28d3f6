"""A cited passage, opened later: unchanged, changed, or moved or gone; never a look-alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.differences import difference
from archive.passages import Candidate, Frozen, Located, locate_passage, locate_statement

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


@pytest.mark.parametrize(
    ("text", "before", "after", "is_new"),
    [
        (WHOLE, BEFORE, AFTER, False),
        (f"{PASSAGE} {AFTER}", "", AFTER, False),
        (WHOLE.upper().replace(PASSAGE.upper(), PASSAGE), BEFORE.upper(), AFTER.upper(), False),
        (f"Bukan. {WHOLE}", f"Bukan. {BEFORE}", AFTER, True),
        (f"{WHOLE} Kalau ada dana.", BEFORE, f"{AFTER} Kalau ada dana.", True),
    ],
)
def test_what_surrounds_a_passage_today_is_told_and_whether_it_is_new(
    text: str, before: str, after: str, is_new: bool
) -> None:
    located = locate_passage(frozen(), candidates(text))

    assert located.status == "unchanged"
    assert (" ".join(located.before), " ".join(located.after)) == (before, after)
    assert located.has_new_context == is_new


def test_only_the_statement_that_a_passage_ends_in_surrounds_it() -> None:
    located = locate_passage(frozen(), candidates("Saya kira jalan", f"{PASSAGE} {AFTER}", "Baik."))

    assert (located.before, located.after) == ((), tuple(AFTER.split()))


CITED = "Aman. Nama pelapor tidak kami berikan ke dinas yang dilaporkan."
CONDITION = "kecuali kalau diminta polisi."
WHOLES = [
    ("as it was", [CITED], "unchanged", CITED),
    ("another mark", [CITED[:-1] + "!"], "changed", CITED[:-1] + "!"),
    ("a word was added", [f"{CITED} Satu."], "changed", f"{CITED} Satu."),
    ("words came before it", [f"Bukan. {CITED}"], "changed", f"Bukan. {CITED}"),
    ("a condition", [f"{CITED[:-1]}, {CONDITION}"], "changed", f"{CITED[:-1]}, {CONDITION}"),
    ("shortened", ["Aman. Nama pelapor."], "changed", "Aman. Nama pelapor."),
    ("other words", ["Itu bukan urusan kami."], "changed", "Itu bukan urusan kami."),
    ("split", ["Aman. Nama pelapor tidak kami", CITED[30:]], "unchanged", CITED),
    ("a word split off", ["Aman.", CITED[6:]], "unchanged", CITED),
    (
        "split and corrected",
        ["Aman. Nama pelapor tidak", "pernah kami berikan ke dinas yang dilaporkan."],
        "changed",
        "Aman. Nama pelapor tidak pernah kami berikan ke dinas yang dilaporkan.",
    ),
    (
        "its end went into the next one",
        ["Aman. Nama pelapor tidak kami berikan", "ke dinas yang dilaporkan. Baik, Pak, lanjut."],
        "unchanged",
        CITED,
    ),
    (
        "the next one says one word of it much later",
        [CITED, "Saya ke pasar dan rumah sakit di kota. Terima kasih, aman."],
        "unchanged",
        CITED,
    ),
]


@pytest.mark.parametrize(
    ("texts", "status", "now"), [pytest.param(*row, id=name) for name, *row in WHOLES]
)
def test_a_statement_cited_as_a_whole_is_shown_beside_all_words_that_it_has_now(
    texts: list[str], status: str, now: str
) -> None:
    located = locate_statement(CITED.split(), "a", candidates(*texts))

    assert located.status == status
    assert " ".join(filter(None, (new for _, _, new in located.difference))) == now


def test_a_statement_whose_beginning_was_split_off_is_found_from_there() -> None:
    located = locate_statement(CITED.split(), "b", candidates("Aman. Nama", CITED[11:]))

    assert (located.status, located.id, located.last_id) == ("unchanged", "a", "b")


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


@given(words, words, words, words)
def test_nothing_that_a_cited_statement_says_now_is_left_out(
    cited: list[str], own: list[str], head: list[str], tail: list[str]
) -> None:
    cited, own = [*cited, "kata"], [*own, "kata"]
    texts = [" ".join([*head, "x"]), " ".join(own), " ".join(["x", *tail])]

    located = locate_statement(cited, "b", candidates(*texts))

    now = " ".join(filter(None, (new for _, _, new in located.difference)))
    assert " ".join(own) in now
    assert (located.status == "unchanged") == (now == " ".join(cited))


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
