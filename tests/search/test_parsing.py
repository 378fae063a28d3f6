"""The manual of the query language: what is typed, what is understood, how it is written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Note, QueryOverBudget, parse_query
from search.parsing import OPERATORS
from search.query import (
    FIELDS,
    And,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    format_query,
)

ANGGARAN, DESA, JALAN = Word("anggaran"), Word("desa"), Word("jalan")

MANUAL = [
    # Words must all be there, in any order.
    ("anggaran", ANGGARAN, "anggaran"),
    ("anggaran desa", And((ANGGARAN, DESA)), "anggaran desa"),
    ("anggaran AND desa", And((ANGGARAN, DESA)), "anggaran desa"),
    ("anggaran DAN desa", And((ANGGARAN, DESA)), "anggaran desa"),
    ("desa-desa", Word("desa-desa"), "desa-desa"),
    ("08.30 Rp1.500.000", And((Word("08.30"), Word("Rp1.500.000"))), "08.30 Rp1.500.000"),
    # Either.
    ("anggaran OR desa", Or((ANGGARAN, DESA)), "anggaran OR desa"),
    ("anggaran ATAU desa", Or((ANGGARAN, DESA)), "anggaran OR desa"),
    # AND binds closer than OR; brackets say otherwise.
    (
        "anggaran desa OR jalan",
        Or((And((ANGGARAN, DESA)), JALAN)),
        "anggaran desa OR jalan",
    ),
    (
        "anggaran (desa OR jalan)",
        And((ANGGARAN, Or((DESA, JALAN)))),
        "anggaran (desa OR jalan)",
    ),
    ("((anggaran))", ANGGARAN, "anggaran"),
    # Not.
    ("anggaran -desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("anggaran NOT desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("anggaran BUKAN desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("anggaran DAN BUKAN desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("-desa", Not(DESA), "NOT desa"),
    ("NOT NOT desa", DESA, "desa"),
    (
        "anggaran -(desa jalan)",
        And((ANGGARAN, Not(And((DESA, JALAN))))),
        "anggaran NOT (desa jalan)",
    ),
    # Small letters are words like any other.
    ("desa dan jalan", And((DESA, Word("dan"), JALAN)), "desa dan jalan"),
    ("desa or jalan", And((DESA, Word("or"), JALAN)), "desa or jalan"),
    # A phrase stands word for word, whatever the marks.
    ('"layanan  publik"', Phrase("layanan publik"), '"layanan publik"'),
    ("“layanan publik”", Phrase("layanan publik"), '"layanan publik"'),
    ("„layanan publik“ desa", And((Phrase("layanan publik"), DESA)), '"layanan publik" desa'),
    ("«desa OR jalan»", Phrase("desa OR jalan"), '"desa OR jalan"'),
    ('-"layanan publik"', Not(Phrase("layanan publik")), 'NOT "layanan publik"'),
    # The beginning of a word, and a word one letter away.
    ("angg*", Prefix("angg"), "angg*"),
    ("anggarn~", Fuzzy("anggarn"), "anggarn~"),
    ("anggarn~2", Fuzzy("anggarn"), "anggarn~"),
    # Fields.
    ("tokoh:ambo", Word("ambo", "tokoh"), "tokoh:ambo"),
    ("Tokoh:ambo", Word("ambo", "tokoh"), "tokoh:ambo"),
    ('tokoh:"ambo sakka"', Phrase("ambo sakka", "tokoh"), 'tokoh:"ambo sakka"'),
    ("tokoh:amb*", Prefix("amb", "tokoh"), "tokoh:amb*"),
    ("tokoh:-ambo", Not(Word("ambo", "tokoh")), "NOT tokoh:ambo"),
    ("-tokoh:ambo", Not(Word("ambo", "tokoh")), "NOT tokoh:ambo"),
    (
        "topik:(jalan OR desa) anggaran",
        And((Or((Word("jalan", "topik"), Word("desa", "topik"))), ANGGARAN)),
        "(topik:jalan OR topik:desa) anggaran",
    ),
    ("tahun:2022", Word("2022", "tahun"), "tahun:2022"),
    # Marks of sentences do no harm.
    ("apa anggaran?", And((Word("apa"), Word("anggaran?"))), "apa anggaran?"),
    ("angg*, desa", And((Prefix("angg"), DESA)), "angg* desa"),
    # Nothing asks for everything.
    ("", Everything(), ""),
    ("   ", Everything(), ""),
]


@pytest.mark.parametrize(("typed", "tree", "written"), MANUAL)
def test_the_query_language(typed: str, tree: Node, written: str) -> None:
    query = parse_query(typed)

    assert query == Query(tree)
    assert query.notes == ()
    assert format_query(query) == written
    assert parse_query(written) == query


@pytest.mark.parametrize(
    ("typed", "tree", "notes"),
    [
        ('"layanan publik', Phrase("layanan publik"), (Note("unclosed-quote"),)),
        ('desa "', DESA, (Note("unclosed-quote"), Note("empty"))),
        ("(anggaran desa", And((ANGGARAN, DESA)), (Note("unbalanced"),)),
        ("anggaran) desa", And((ANGGARAN, DESA)), (Note("unbalanced"),)),
        ("())(", Everything(), (Note("unbalanced"),)),
        ("anggaran AND", ANGGARAN, (Note("dangling", "AND"),)),
        ("OR anggaran", ANGGARAN, (Note("dangling", "OR"),)),
        ("anggaran ATAU ATAU desa", Or((ANGGARAN, DESA)), (Note("dangling", "ATAU"),)),
        ("anggaran NOT", ANGGARAN, (Note("dangling", "NOT"),)),
        ("BUKAN", Everything(), (Note("dangling", "BUKAN"),)),
        ("anggaran ???", ANGGARAN, (Note("empty", "???"),)),
        ("anggaran - desa", And((ANGGARAN, DESA)), (Note("empty", "-"),)),
        ("nama:ambo", Word("nama:ambo"), (Note("unknown-field", "nama"),)),
        ("tokoh:topik:ambo", Word("ambo", "topik"), (Note("dangling", "tokoh:"),)),
        ("tokoh:!!! desa", DESA, (Note("empty", "!!!"),)),
        ("[anggaran TO desa]", And((Word("[anggaran"), Word("TO"), Word("desa]"))), ()),
        ("/.*desa/", None, None),
    ],
)
def test_what_cannot_be_read_becomes_a_note_beside_the_best_reading(
    typed: str, tree: Node | None, notes: tuple[Note, ...] | None
) -> None:
    if tree is None:
        with pytest.raises(QueryOverBudget, match="wildcard"):
            parse_query(typed)
        return

    query = parse_query(typed)

    assert query == Query(tree)
    assert tuple(dict.fromkeys(query.notes)) == notes


LETTERS = st.text(alphabet="abcdeéjklnñostuz0189-'.", min_size=4, max_size=9)
TEXTS = LETTERS.filter(lambda t: t[0].isalpha() and t[-1].isalpha() and "--" not in t).filter(
    lambda t: t not in OPERATORS and len(t.split("-")[-1].split("'")[-1].split(".")[-1]) >= 3
)
FIELD_NAMES = st.one_of(st.none(), st.sampled_from(sorted(FIELDS)))
LEAVES = st.one_of(
    st.builds(Word, TEXTS, FIELD_NAMES),
    st.builds(Prefix, TEXTS, FIELD_NAMES),
    st.builds(Fuzzy, TEXTS, FIELD_NAMES),
    st.builds(Phrase, st.lists(TEXTS, min_size=1, max_size=3).map(" ".join), FIELD_NAMES),
)


def _parents(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    without_not = children.filter(lambda node: not isinstance(node, Not))
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, without_not))


TREES = st.recursive(LEAVES, _parents, max_leaves=8)


@given(TREES)
def test_a_tree_written_and_read_again_is_the_same_tree(tree: Node) -> None:
    written = format_query(Query(tree))

    if len(written) <= 512:
        assert parse_query(written) == Query(tree)
        assert parse_query(written).notes == ()


@given(st.text(max_size=100) | st.text(alphabet='ab ()"-*~:ANDOR“', max_size=60))
def test_whatever_is_typed_is_read_or_refused_and_reading_it_back_changes_nothing(
    typed: str,
) -> None:
    try:
        query = parse_query(typed)
    except QueryOverBudget:
        return

    again = parse_query(format_query(query))

    assert again == query
