"""Which statement inherits an identifier: the rules of the record, one by one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.alignment import Alignment, New, Old, align
from archive.alignment.words import fold_word, fold_words, match_words

ROAD = "Jalan desa itu akan kita perbaiki mulai bulan depan dengan dana kabupaten."
BRIDGE = "Jembatan gantung di hulu sungai menunggu hasil lelang yang kedua kalinya."
RICE = "Harga beras di pasar tetap, karena cadangan gudang masih cukup tiga bulan."
WATER = "Air bersih belum sampai ke kampung kami, Pak, sudah hampir dua tahun."
HOST, GUEST, CALLER = "Pewara", "Narasumber", "Penanya 1"


def old(*said: str | tuple[str, str | None]) -> list[Old]:
    """Statements a, b, c …; a text alone is the guest's."""
    rows = [(row, GUEST) if isinstance(row, str) else row for row in said]
    return [Old(name, text, voice) for name, (text, voice) in zip("abcdefgh", rows, strict=False)]


def new(*said: str | tuple[str, str | None]) -> list[New]:
    return [New(row.text, row.voice) for row in old(*said)]


def joined(*texts: str) -> str:
    return " ".join(texts)


def words(text: str, first: int, end: int) -> str:
    return " ".join(text.split(" ")[first:end])


IN_SEQUENCE = [
    ("nothing to inherit", old(), new(ROAD), (None,), (), ()),
    ("everything gone", old(ROAD), new(), (), (), ("a",)),
    ("unchanged", old(ROAD, RICE), new(ROAD, RICE), ("a", "b"), (), ()),
    (
        "other case and marks",
        old(ROAD, RICE),
        new(ROAD.upper(), RICE.replace(",", " –").replace(".", "!")),
        ("a", "b"),
        (),
        (),
    ),
    (
        "words corrected",
        old(ROAD, RICE),
        new(ROAD.replace("perbaiki", "bangun"), RICE.replace("tiga", "empat")),
        ("a", "b"),
        (),
        (),
    ),
    ("one inserted", old(ROAD, RICE), new(ROAD, BRIDGE, RICE), ("a", None, "b"), (), ()),
    ("one deleted", old(ROAD, BRIDGE, RICE), new(ROAD, RICE), ("a", "c"), (), ("b",)),
    ("one replaced", old(ROAD, BRIDGE), new(ROAD, WATER), ("a", None), (), ("b",)),
    (
        "another speaker",
        old(ROAD, (RICE, GUEST)),
        new(ROAD, (RICE, HOST)),
        ("a", "b"),
        (),
        (),
    ),
    (
        "split: the larger part inherits, the other succeeds",
        old(ROAD),
        new(words(ROAD, 0, 4), words(ROAD, 4, 99)),
        (None, "a"),
        (("a", 0),),
        (),
    ),
    (
        "split in near halves: the earlier part inherits",
        old(ROAD),
        new(words(ROAD, 0, 6), words(ROAD, 6, 99)),
        ("a", None),
        (("a", 1),),
        (),
    ),
    (
        "split, but the small part holds under three words",
        old(ROAD),
        new(words(ROAD, 0, 10), words(ROAD, 10, 99)),
        ("a", None),
        (),
        (),
    ),
    (
        "merged: most words win, the other is succeeded",
        old(words(ROAD, 0, 5), words(ROAD, 5, 99)),
        new(ROAD),
        ("b",),
        (("a", 0),),
        ("a",),
    ),
    (
        "merged with as many words: the same voice wins",
        old((words(ROAD, 0, 6), HOST), (words(ROAD, 6, 99), GUEST)),
        new((ROAD, GUEST)),
        ("b",),
        (("a", 0),),
        ("a",),
    ),
    (
        "merged with as many words of one voice: the earlier wins",
        old(words(ROAD, 0, 6), words(ROAD, 6, 99)),
        new(ROAD),
        ("a",),
        (("b", 0),),
        ("b",),
    ),
    (
        "less than half is left",
        old(ROAD),
        new(joined(words(ROAD, 0, 5), "sudah selesai kemarin sore")),
        (None,),
        (),
        ("a",),
    ),
    (
        "single words do not count",
        old("satu dua tiga empat lima enam"),
        new("satu x dua y tiga z empat w lima v enam"),
        (None,),
        (),
        ("a",),
    ),
    (
        "a small part of a long one, beside an aligned neighbour",
        old(ROAD, "Betul sekali, Pak."),
        new(ROAD, joined("Betul sekali, Pak.", BRIDGE, RICE)),
        ("a", "b"),
        (),
        (),
    ),
    (
        "a small part of a long one, without any aligned neighbour",
        old(ROAD, "Betul sekali, Pak."),
        new(WATER, joined("Betul sekali, Pak.", BRIDGE, RICE)),
        (None, None),
        (("b", 1),),
        ("a", "b"),
    ),
    (
        "a short one keeps its place between others",
        old(ROAD, ("Betul.", HOST), RICE, ("Betul.", HOST)),
        new(ROAD, RICE, ("Betul.", HOST)),
        ("a", "c", "d"),
        (),
        ("b",),
    ),
    (
        "of two short ones, the one of the same voice stays",
        old(ROAD, ("Betul.", HOST), ("Betul.", CALLER), RICE),
        new(ROAD, ("Betul.", CALLER), RICE),
        ("a", "c", "d"),
        (),
        ("b",),
    ),
    (
        "a short one in another voice is another statement",
        old(ROAD, ("Terima kasih.", HOST), RICE),
        new(ROAD, ("Terima kasih.", CALLER), RICE, (WATER, HOST)),
        ("a", None, "c", None),
        (),
        ("b",),
    ),
    (
        "a short one that stands is itself, not a part of the one before it",
        old("Belum.", "Ya.", ROAD),
        new(("Nah, sudah.", HOST), "Kalau ya.", "Ya."),
        (None, None, "b"),
        (),
        ("a", "c"),
    ),
    (
        "a short one that stood is itself, not a part of the one before it",
        old(("Nah, sudah.", HOST), "Kalau ya.", "Ya."),
        new("Belum.", "Ya.", ROAD),
        (None, "c", None),
        (),
        ("a", "b"),
    ),
    (
        "a twin in another voice is another statement",
        old("Ya.", RICE),
        new("Kalau ya.", ("Ya.", CALLER)),
        ("a", None),
        (),
        ("b",),
    ),
    (
        "a short one never moves",
        old(("Betul.", HOST), ROAD, RICE),
        new(ROAD, RICE, ("Betul.", HOST)),
        ("b", "c", None),
        (),
        ("a",),
    ),
    (
        "a long one moves",
        old(WATER, ROAD, RICE),
        new(ROAD, RICE, WATER),
        ("b", "c", "a"),
        (),
        (),
    ),
    (
        "a long one moves and loses a word",
        old(WATER, ROAD, RICE),
        new(ROAD, RICE, WATER.replace(", Pak", "")),
        ("b", "c", "a"),
        (),
        (),
    ),
    (
        "two places to move to are none",
        old(WATER, ROAD, RICE),
        new(ROAD, WATER, RICE, WATER),
        ("b", None, "c", None),
        (),
        ("a",),
    ),
    (
        "what moved into another statement is succeeded by it",
        old(WATER, ROAD, BRIDGE, RICE),
        new(ROAD, BRIDGE, joined(RICE, WATER)),
        ("b", "c", "d"),
        (("a", 2),),
        ("a",),
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "identifiers", "successors", "gone"),
    [pytest.param(*row, id=rule) for rule, *row in IN_SEQUENCE],
)
def test_identifiers_follow_the_words(
    before: list[Old],
    after: list[New],
    identifiers: tuple[str | None, ...],
    successors: tuple[tuple[str, int], ...],
    gone: tuple[str, ...],
) -> None:
    assert align(before, after) == Alignment(identifiers, successors, gone, ())


def test_an_identifier_stays_with_what_is_left_of_its_own_words() -> None:
    own, foreign = words(ROAD, 0, 5), BRIDGE
    merged = [Old("a", joined(own, foreign), GUEST, minted_for=ROAD)]

    assert align(merged, new(own, foreign)).identifiers == ("a", None)
    assert align(merged, new(foreign)).gone == ("a",)


def test_words_that_were_all_corrected_by_hand_are_their_identifier_s_own() -> None:
    corrected = [Old("a", RICE, GUEST, minted_for=ROAD)]

    assert align(corrected, new(RICE)).identifiers == ("a",)


def test_a_tombstone_does_not_come_back_for_words_that_were_merged_into_it() -> None:
    grave = Old("t", joined(words(ROAD, 0, 3), BRIDGE), GUEST, minted_for=ROAD)

    assert align(old(RICE), new(RICE, BRIDGE), [grave]).identifiers == ("a", None)
    back = new(RICE, joined(words(ROAD, 0, 3), BRIDGE))
    assert align(old(RICE), back, [grave]).identifiers == ("a", "t")


def test_a_word_in_the_middle_of_others_is_no_claim_even_beside_a_neighbour() -> None:
    before = old(ROAD, "itu", RICE)
    inserted = "Air bersih di kampung itu belum sampai juga, sudah hampir dua tahun lamanya."

    assert align(before, new(ROAD, inserted, RICE)).identifiers == ("a", None, "c")


def test_of_equal_claims_the_one_at_the_same_time_wins() -> None:
    before = [
        Old("a", words(ROAD, 0, 6), GUEST, 0.0, 4.0),
        Old("b", words(ROAD, 6, 99), GUEST, 60.0, 64.0),
    ]

    assert align(before, [New(ROAD, GUEST, 60.0, 68.0)]).identifiers == ("b",)


def test_times_tell_short_statements_apart() -> None:
    before = [Old("a", "Betul.", HOST, 10.0, 11.0), Old("b", "Betul.", HOST, 20.0, 21.0)]

    assert align(before, [New("Betul.", HOST, 20.0, 21.0)]).identifiers == ("b",)
    assert align(before, [New("Betul.", HOST, 10.0, 11.0)]).identifiers == ("a",)


@pytest.mark.parametrize(
    ("grave", "back", "revived"),
    [
        (WATER, WATER, True),
        (WATER, WATER.replace(", Pak", ""), True),
        (WATER, words(WATER, 0, 8), False),
        ("Terima kasih banyak, Pak Camat.", "Terima kasih banyak, Pak Camat.", False),
    ],
    ids=["the same", "a word less", "too little of it", "too short"],
)
def test_a_tombstone_comes_back_with_enough_of_its_words(
    grave: str, back: str, revived: bool
) -> None:
    alignment = align(old(ROAD, RICE), new(ROAD, back, RICE), [Old("t", grave, GUEST)])

    assert alignment.identifiers == ("a", "t" if revived else None, "b")
    assert alignment.revived == (("t",) if revived else ())


def test_of_two_tombstones_alike_none_comes_back() -> None:
    graves = [Old("t", WATER, GUEST), Old("u", WATER, GUEST)]

    assert align(old(ROAD), new(ROAD, WATER), graves).identifiers == ("a", None)


def test_what_lives_comes_before_what_is_dead() -> None:
    alignment = align(old(WATER, ROAD, RICE), new(ROAD, RICE, WATER), [Old("t", WATER, GUEST)])

    assert alignment.identifiers == ("b", "c", "a")


def test_a_label_written_in_another_way_is_the_same_voice() -> None:
    before = old(ROAD, ("Betul.", HOST), BRIDGE, ("Baik.", HOST))
    after = [(row.text, "Ambo Sakka" if row.voice == GUEST else row.voice) for row in before]

    assert align(before, new(*after)).identifiers == ("a", "b", "c", "d")
    guest_short = old(ROAD, (RICE, HOST), BRIDGE, "Betul.")
    renamed = [(row.text, "Ambo Sakka" if row.voice == GUEST else HOST) for row in guest_short]
    assert align(guest_short, new(*renamed)).identifiers == ("a", "b", "c", "d")


def test_a_format_without_speakers_contradicts_no_voice() -> None:
    before = old(ROAD, ("Betul.", HOST), RICE)

    assert align(before, new((ROAD, None), ("Betul.", None), (RICE, None))).gone == ()


def test_an_unknown_voice_beside_known_ones_is_another_voice() -> None:
    before = old(ROAD, ("Betul.", HOST), RICE)

    assert align(before, new(ROAD, ("Betul.", None), RICE)).gone == ("b",)


few_words = st.lists(
    st.sampled_from(["ya", "pak", "betul", "desa", "jalan"]), min_size=1, max_size=9
)
texts = few_words.map(" ".join)
voices = st.sampled_from([HOST, GUEST, None])
news = st.lists(st.builds(New, texts, voices), max_size=8)


@st.composite
def olds_and_tombstones(draw: st.DrawFn) -> tuple[list[Old], list[Old]]:
    said = draw(news)
    rows = [Old(f"s{n}", row.text, row.voice) for n, row in enumerate(said)]
    living = draw(st.integers(0, len(rows)))
    return rows[:living], rows[living:]


@settings(max_examples=300)
@given(olds_and_tombstones(), news)
def test_of_any_two_revisions_no_identifier_is_lost_doubled_or_given_to_other_words(
    rows: tuple[list[Old], list[Old]], after: list[New]
) -> None:
    before, graves = rows

    alignment = align(before, after, graves)

    given_out = [name for name in alignment.identifiers if name is not None]
    assert len(given_out) == len(set(given_out))
    assert set(alignment.gone) == {row.id for row in before} - set(given_out)
    assert set(alignment.revived) == {row.id for row in graves} & set(given_out)
    wordings = {row.id: fold_words(row.text) for row in [*before, *graves]}
    for row, name in zip(after, alignment.identifiers, strict=True):
        assert name is None or shares_a_run(wordings[name], fold_words(row.text))
    assert all(alignment.identifiers[n] != name for name, n in alignment.successors)


def shares_a_run(before: list[str], after: list[str]) -> bool:
    runs = {tuple(after[n : n + size]) for size in (1, 2) for n in range(len(after))}
    size = min(2, len(before))
    return any(tuple(before[n : n + size]) in runs for n in range(len(before) - size + 1))


@given(news)
def test_any_revision_aligned_with_itself_keeps_everything(said: list[New]) -> None:
    before = [Old(f"s{n}", row.text, row.voice) for n, row in enumerate(said)]

    assert align(before, said).identifiers == tuple(row.id for row in before)


@given(olds_and_tombstones(), news, st.randoms(use_true_random=False))
def test_neither_names_nor_the_order_of_tombstones_decide(
    rows: tuple[list[Old], list[Old]], after: list[New], random: object
) -> None:
    before, graves = rows
    renamed = [Old(f"z{row.id[::-1]}", row.text, row.voice) for row in before]

    one, other = align(before, after, graves), align(renamed, after, graves[::-1])

    names = {row.id: again.id for row, again in zip(before, renamed, strict=True)}
    assert other.identifiers == tuple(names.get(name or "", name) for name in one.identifiers)


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_matched_words_are_equal_and_rise_on_both_sides(one: list[str], other: list[str]) -> None:
    pairs = match_words([(one, other)])

    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert len(match_words([(one, one)])) == len(one)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Desa,", "desa"),
        ("“Desa”", "desa"),
        ("desa-desa", "desa-desa"),
        ("–", "–"),
        ("Rp5.000.", "rp5.000"),
        ("", ""),
    ],
)
def test_words_are_compared_without_case_and_the_marks_around_them(word: str, folded: str) -> None:
    assert fold_word(word) == folded
