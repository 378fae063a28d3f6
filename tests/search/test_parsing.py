"""The query language: what is typed, what is understood, how it is written back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import LABELS, Note, QueryOverBudget, parse_query
from search.dates import read_days
from search.query import (
    DAY_FIELDS,
    FIELDS,
    LABEL_FIELD,
    And,
    Days,
    Everything,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    format_query,
)
from search.tokens import OPERATORS

TODAY = date(2022, 6, 15)
ANGGARAN, DESA, JALAN = Word("anggaran"), Word("desa"), Word("jalan")
JUNE = Days(date(2022, 6, 1), date(2022, 6, 30), "2022-06")
JULY = Days(date(2022, 7, 1), date(2022, 7, 31), "2022-07")
THAT_DAY = Days(TODAY, TODAY, "2022-06-15")
YESTERDAY = Days(date(2022, 6, 14), date(2022, 6, 14), "kemarin")
LAST_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31), "tahun lalu")
YEAR = Days(date(2022, 1, 1), date(2022, 12, 31), "2022")
RECORDED, MACHINE = Word("rekaman", "label"), Word("mesin", "label")
YEARS = Days(date(2020, 1, 1), date(2022, 12, 31), "2020..2022")

LANGUAGE = [
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
    ("anggaran desa OR jalan", Or((And((ANGGARAN, DESA)), JALAN)), "anggaran desa OR jalan"),
    ("anggaran (desa OR jalan)", And((ANGGARAN, Or((DESA, JALAN)))), "anggaran (desa OR jalan)"),
    ("((anggaran))", ANGGARAN, "anggaran"),
    # Not.
    ("anggaran -desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("anggaran NOT desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("anggaran BUKAN desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("anggaran DAN BUKAN desa", And((ANGGARAN, Not(DESA))), "anggaran NOT desa"),
    ("-desa", Not(DESA), "NOT desa"),
    ("−desa", Not(DESA), "NOT desa"),
    ("NOT NOT desa", DESA, "desa"),
    ("-(-desa)", DESA, "desa"),
    (
        "anggaran -(desa jalan)",
        And((ANGGARAN, Not(And((DESA, JALAN))))),
        "anggaran NOT (desa jalan)",
    ),
    # Small letters are words like any other.
    ("desa dan jalan", And((DESA, Word("dan"), JALAN)), "desa dan jalan"),
    ("desa atau jalan", And((DESA, Word("atau"), JALAN)), "desa atau jalan"),
    ("bukan dekat desa", And((Word("bukan"), Word("dekat"), DESA)), "bukan dekat desa"),
    # A phrase stands word for word, whatever the marks.
    ('"layanan  publik"', Phrase("layanan publik"), '"layanan publik"'),
    ("“layanan publik”", Phrase("layanan publik"), '"layanan publik"'),
    ("„layanan publik“ desa", And((Phrase("layanan publik"), DESA)), '"layanan publik" desa'),
    ("«desa OR jalan»", Phrase("desa OR jalan"), '"desa OR jalan"'),
    ("'layanan publik' desa", And((Phrase("layanan publik"), DESA)), '"layanan publik" desa'),
    ("‘layanan publik’, desa", And((Phrase("layanan publik"), DESA)), '"layanan publik" desa'),
    ('"layanan publik"desa', And((Phrase("layanan publik"), DESA)), '"layanan publik" desa'),
    ('-"layanan publik"', Not(Phrase("layanan publik")), 'NOT "layanan publik"'),
    ("Jum'at", Word("Jum'at"), "Jum'at"),
    # The beginning of a word, and a word one letter away.
    ("angg*", Prefix("angg"), "angg*"),
    ("anggarn~", Fuzzy("anggarn"), "anggarn~"),
    ("anggarn~2", Fuzzy("anggarn"), "anggarn~"),
    # Near each other, in either order: 10 words apart at most, or as many as are said.
    ("anggaran NEAR desa", Near((ANGGARAN, DESA)), "anggaran NEAR desa"),
    ("anggaran DEKAT desa", Near((ANGGARAN, DESA)), "anggaran NEAR desa"),
    ("anggaran NEAR/5 desa", Near((ANGGARAN, DESA), 5), "anggaran NEAR/5 desa"),
    ("anggaran DEKAT/50 desa", Near((ANGGARAN, DESA), 50), "anggaran NEAR/50 desa"),
    ("anggaran NEAR/10 desa", Near((ANGGARAN, DESA)), "anggaran NEAR desa"),
    (
        'angg* NEAR "jalan desa" NEAR jaln~',
        Near((Prefix("angg"), Phrase("jalan desa"), Fuzzy("jaln"))),
        'angg* NEAR "jalan desa" NEAR jaln~',
    ),
    (
        "NOT anggaran NEAR desa jalan",
        And((Not(Near((ANGGARAN, DESA))), JALAN)),
        "NOT anggaran NEAR desa jalan",
    ),
    (
        "anggaran NEAR (desa OR jalan)",
        Or((Near((ANGGARAN, DESA)), Near((ANGGARAN, JALAN)))),
        "anggaran NEAR desa OR anggaran NEAR jalan",
    ),
    # Fields.
    ("tokoh:ambo", Word("ambo", "tokoh"), "tokoh:ambo"),
    ("Tokoh:ambo", Word("ambo", "tokoh"), "tokoh:ambo"),
    ("tokoh : ambo", Word("ambo", "tokoh"), "tokoh:ambo"),
    ('tokoh:"ambo sakka"', Phrase("ambo sakka", "tokoh"), 'tokoh:"ambo sakka"'),
    ("tokoh:'ambo sakka'", Phrase("ambo sakka", "tokoh"), 'tokoh:"ambo sakka"'),
    ("tokoh:amb*", Prefix("amb", "tokoh"), "tokoh:amb*"),
    ("tokoh:-ambo", Not(Word("ambo", "tokoh")), "NOT tokoh:ambo"),
    ("-tokoh:ambo", Not(Word("ambo", "tokoh")), "NOT tokoh:ambo"),
    (
        "topik:(jalan OR desa) anggaran",
        And((Or((Word("jalan", "topik"), Word("desa", "topik"))), ANGGARAN)),
        "(topik:jalan OR topik:desa) anggaran",
    ),
    # Verification labels by code or name, in either language; words behind a code are words.
    ("label:rekaman", RECORDED, "label:rekaman"),
    ("Label: Rekaman desa", And((RECORDED, DESA)), "label:rekaman desa"),
    (
        "label:transkrip mesin",
        And((Word("transkrip", "label"), Word("mesin"))),
        "label:transkrip mesin",
    ),
    ('label:"transkrip mesin"', MACHINE, "label:mesin"),
    ("label:machine transcript desa", And((MACHINE, DESA)), "label:mesin desa"),
    ("label:checked against the recording", RECORDED, "label:rekaman"),
    (
        "label:kutipan tak langsung pers",
        Word("pers-taklangsung", "label"),
        "label:pers-taklangsung",
    ),
    ("label:(rekaman OR mesin)", Or((RECORDED, MACHINE)), "label:rekaman OR label:mesin"),
    ("-label:rekaman", Not(RECORDED), "NOT label:rekaman"),
    # Days, months, years and ranges of them; from today where they are relative.
    ("tanggal:2022-06-15", THAT_DAY, "tanggal:2022-06-15"),
    ("tanggal:15/6/22", THAT_DAY, "tanggal:2022-06-15"),
    ('tanggal:"15 Juni 2022"', THAT_DAY, "tanggal:2022-06-15"),
    ("tanggal:15 Juni 2022", THAT_DAY, "tanggal:2022-06-15"),
    ("tanggal:15 Juni 2022 desa", And((THAT_DAY, DESA)), "tanggal:2022-06-15 desa"),
    ("tanggal:Rabu, 15 Juni 2022", THAT_DAY, "tanggal:2022-06-15"),
    ('tanggal:"Juni 2022"', JUNE, "tanggal:2022-06"),
    ("tanggal:2022-06", JUNE, "tanggal:2022-06"),
    ("tanggal:(Juni 2022 OR Juli 2022)", Or((JUNE, JULY)), "tanggal:2022-06 OR tanggal:2022-07"),
    (
        "tanggal:2022-06..2022-07",
        Days(JUNE.since, JULY.until, "2022-06..2022-07"),
        "tanggal:2022-06..2022-07",
    ),
    ("tanggal:kemarin", YESTERDAY, "tanggal:kemarin"),
    ("tanggal:yesterday", YESTERDAY, "tanggal:kemarin"),
    ("tanggal:tahun lalu", LAST_YEAR, 'tanggal:"tahun lalu"'),
    ("-tanggal:kemarin", Not(YESTERDAY), "NOT tanggal:kemarin"),
    ("tanggal:2022 desa", And((YEAR, DESA)), "tanggal:2022 desa"),
    ("tahun:2022", YEAR, "tanggal:2022"),
    ("tahun:2020-2022", YEARS, "tanggal:2020..2022"),
    ("tahun:lalu", LAST_YEAR, 'tanggal:"tahun lalu"'),
    # Signs that people type do no harm.
    ("apa anggaran?", And((Word("apa"), ANGGARAN)), "apa anggaran"),
    ("angg*, desa", And((Prefix("angg"), DESA)), "angg* desa"),
    ("anggaran + desa +jalan", And((ANGGARAN, DESA, JALAN)), "anggaran desa jalan"),
    ("anggaran & desa, jalan.", And((ANGGARAN, DESA, JALAN)), "anggaran desa jalan"),
    ("ｔｏｋｏｈ：ａｍｂｏ　（desa）", And((Word("ambo", "tokoh"), DESA)), "tokoh:ambo desa"),
    # Nothing asks for everything.
    ("", Everything(), ""),
    ("   ", Everything(), ""),
]


@pytest.mark.parametrize(("typed", "tree", "written"), LANGUAGE)
def test_the_query_language(typed: str, tree: Node, written: str) -> None:
    query = parse_query(typed, TODAY)

    assert query == Query(tree)
    assert query.notes == ()
    assert format_query(query) == written
    assert parse_query(written, TODAY) == query


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
        ("NEAR anggaran", ANGGARAN, (Note("dangling", "NEAR"),)),
        ("anggaran DEKAT/5", ANGGARAN, (Note("dangling", "DEKAT/5"),)),
        ("anggaran NEAR -desa", And((ANGGARAN, Not(DESA))), (Note("dangling", "NEAR"),)),
        ("tokoh:NEAR desa", DESA, (Note("dangling", "tokoh:"), Note("dangling", "NEAR"))),
        ("anggaran ???", ANGGARAN, (Note("empty", "???"),)),
        ("anggaran - desa", And((ANGGARAN, DESA)), (Note("empty", "-"),)),
        ("tokoh:topik:ambo", Word("ambo", "topik"), (Note("dangling", "tokoh:"),)),
        ("tokoh:!!! desa", DESA, (Note("empty", "!!!"),)),
        ("[anggaran TO desa]", And((Word("[anggaran"), Word("TO"), Word("desa]"))), ()),
        (
            "anggaran NEAR tokoh:ambo jalan",
            And((ANGGARAN, Word("ambo", "tokoh"), JALAN)),
            (Note("near-words", "NEAR"),),
        ),
        (
            "anggaran NEAR/5 (desa jalan)",
            And((ANGGARAN, And((DESA, JALAN)))),
            (Note("near-words", "NEAR/5"),),
        ),
        (
            "anggaran NEAR/5 desa NEAR/7 jalan",
            Near((ANGGARAN, DESA, JALAN), 7),
            (Note("near-distances", "7"),),
        ),
        ("label:desa", DESA, (Note("unknown-label", "desa"),)),
        ("label:desa*", Prefix("desa"), (Note("unknown-label", "desa"),)),
        ("label:(desa OR rekaman)", Or((DESA, RECORDED)), (Note("unknown-label", "desa"),)),
        ("tanggal:desa", DESA, (Note("unreadable-date", "desa"),)),
        ("tanggal:31/6/22", JUNE, (Note("no-such-day", "31/6/22", reading="tanggal:2022-06"),)),
        (
            "tanggal:6/15/22",
            THAT_DAY,
            (Note("month-first", "6/15/22", reading="tanggal:2022-06-15"),),
        ),
        ("tanggal:15 Juni", THAT_DAY, (Note("no-year", "15 Juni", reading="tanggal:2022-06-15"),)),
        (
            "tanggal:Kamis, 15 Juni 2022",
            THAT_DAY,
            (Note("weekday", "Kamis 15 Juni 2022", reading="tanggal:2022-06-15"),),
        ),
        (
            "tanggal:2022..2020",
            YEARS,
            (Note("backwards", "2022..2020", reading="tanggal:2020..2022"),),
        ),
    ],
)
def test_what_cannot_be_read_becomes_a_note_beside_the_best_reading(
    typed: str, tree: Node, notes: tuple[Note, ...]
) -> None:
    query = parse_query(typed, TODAY)

    assert query == Query(tree)
    assert query.notes == notes


def test_without_a_day_given_relative_dates_count_from_this_machines_today() -> None:
    before = date.today()
    query = parse_query("tanggal:kemarin")
    after = date.today()

    assert isinstance(query.root, Days)
    assert query.root.since in (before - timedelta(1), after - timedelta(1))


def test_a_query_is_parsed_once_a_day() -> None:
    first = parse_query("desa tanggal:kemarin", TODAY)

    assert parse_query("desa tanggal:kemarin", TODAY) is first
    assert parse_query("desa tanggal:kemarin", TODAY + timedelta(1)) != first


LETTERS = st.text(alphabet="abcdeéjklnñostuz0189-'.", min_size=4, max_size=9)
TEXTS = LETTERS.filter(lambda t: t[0].isalpha() and t[-1].isalpha() and "--" not in t).filter(
    lambda t: t not in OPERATORS and len(t.split("-")[-1].split("'")[-1].split(".")[-1]) >= 3
)
FIELD_NAMES = st.one_of(st.none(), st.sampled_from(sorted({*FIELDS} - {*DAY_FIELDS, LABEL_FIELD})))
LABELLED = st.builds(Word, st.sampled_from(LABELS), st.just(LABEL_FIELD))


def _leaves(fields: st.SearchStrategy[str | None]) -> st.SearchStrategy[Node]:
    rows = st.lists(TEXTS, min_size=1, max_size=3).map(" ".join)
    return st.one_of(
        *(st.builds(leaf, TEXTS, fields) for leaf in (Word, Prefix, Fuzzy)),
        st.builds(Phrase, rows, fields),
    )


NEARS = st.builds(
    Near,
    st.lists(_leaves(st.none()), min_size=2, max_size=3).map(tuple),
    st.integers(min_value=1, max_value=50),
)
DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
DATES = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    st.tuples(DAYS, DAYS).map(lambda ends: f"{min(ends)}..{max(ends)}"),
    st.sampled_from(["kemarin", "hari ini", "tahun lalu", "3 bulan lalu", "7 hari terakhir"]),
)


def _days(text: str) -> Days:
    found = read_days(text, TODAY)
    assert found is not None
    return Days(found.since, found.until, found.text)


def _parents(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    without_not = children.filter(lambda node: not isinstance(node, Not))
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, without_not))


TREES = st.recursive(
    st.one_of(_leaves(FIELD_NAMES), NEARS, LABELLED, DATES.map(_days)), _parents, max_leaves=8
)


@given(TREES)
def test_a_tree_written_and_read_again_is_the_same_tree(tree: Node) -> None:
    written = format_query(Query(tree))

    if len(written) <= 512:
        assert parse_query(written, TODAY) == Query(tree)


PIECES = [
    *("a", "desa", "AND", "OR", "NOT", "NEAR", "NEAR/5", "DEKAT/51", "or", "tokoh:", "topik :"),
    *(
        "tanggal:",
        "tahun:",
        "label:",
        "rekaman",
        "transcript",
        "15",
        "Juni",
        "2022",
        "2022-06",
        "15/6/22",
        "lalu",
        "hingga",
        "..",
        "-",
    ),
    *("(", ")", '"', "'", "“", "*", "~", "+", "−", "?", ",", " ", " ", " ", "＂", "：", "\u0301"),
]


@given(
    st.text(max_size=100)
    | st.text(alphabet="ab ()\"-*~:ANDOR“'+", max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)
def test_whatever_is_typed_is_read_or_refused_and_reading_it_back_changes_nothing(
    typed: str,
) -> None:
    try:
        query = parse_query(typed, TODAY)
    except QueryOverBudget:
        return

    again = parse_query(format_query(query), TODAY)

    assert again == query
