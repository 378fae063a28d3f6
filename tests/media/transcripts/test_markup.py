import pytest

from media.transcripts.findings import Findings
from media.transcripts.markup import decode_entities, lay_out, read_markup

Pieces = list[tuple[str, int | None]]


@pytest.mark.parametrize(
    ("payload", "stretches"),
    [
        ("Halo", [(None, [("Halo", None)])]),
        ("<v Kiki>Halo", [(None, []), ("Kiki", [("Halo", None)])]),
        ("<v.a.b\tKiki  Amelia>Halo", [(None, []), ("Kiki Amelia", [("Halo", None)])]),
        ("<v>Halo", [(None, [("Halo", None)])]),
        ("<V Kiki>A</V>B", [(None, []), ("Kiki", [("A", None)]), (None, [("B", None)])]),
        ("<v Kiki>A<v Kiki>B", [(None, []), ("Kiki", [("A", None), ("B", None)])]),
        ("<i>A</i><b.x>B</b>", [(None, [("A", None), ("B", None)])]),
        ("{\\an8}A {b}", [(None, [("A {b}", None)])]),
        ("A<00:01.000>B", [(None, [("A", None), ("B", 1000)])]),
        ("<3 orang> <lain>", [(None, [("<3 orang>", None), (" ", None), ("<lain>", None)])]),
        ("1 < 2 > 1 <", [(None, [("1 ", None), ("< 2 >", None), (" 1 <", None)])]),
        ("&lt;v Kiki&gt;A", [(None, [("<v Kiki>A", None)])]),
    ],
)
def test_tags(payload: str, stretches: list[tuple[str | None, Pieces]]) -> None:
    read = read_markup(payload, 1, Findings())

    assert [(stretch.voice, stretch.pieces) for stretch in read] == stretches


@pytest.mark.parametrize(
    ("payload", "language"),
    [
        ("Ulun handak batakun", None),
        ("<lang bjn>Ulun handak batakun", "bjn"),
        ("<lang bjn>Ulun handak batakun.</lang> Ya.", "bjn"),
        ("Selamat pagi, Ibu Sekretaris. <lang bjn>Ulun.</lang>", None),
        ("<lang bjn>Ulun</lang> say <lang en>that this is a long one", "en"),
        ("<lang bjn>Ulun <lang ar>a</lang> handak</lang>", "bjn"),
        ("<lang.x id-ID>Selamat", "id"),
        ("<LANG BJN>Ulun", "bjn"),
        ("<lang>Ulun", None),
        ("<lang ../../etc>Ulun", None),
        ("Ulun</lang> handak", None),
    ],
)
def test_the_language_of_a_stretch_is_that_of_most_of_its_letters(
    payload: str, language: str | None
) -> None:
    (stretch,) = read_markup(payload, 1, Findings())

    assert stretch.language == language


def test_a_name_that_is_too_long_is_a_problem() -> None:
    findings = Findings()

    (stretch,) = read_markup(f"<v {'a' * 121}>Halo", 7, findings)

    assert (stretch.voice, stretch.pieces) == (None, [("Halo", None)])
    assert [(p.line, p.message[:35]) for p in findings.problems] == [
        (7, "A name of more than 120 characters ")
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a &amp; b", "a & b"),
        ("&amp;lt;", "&lt;"),
        ("&#233;&#xE9;", "éé"),
        ("R&D, AT&T; &tidakada;", "R&D, AT&T; &tidakada;"),
        ("&copy 2022", "&copy 2022"),
    ],
)
def test_entities(raw: str, text: str) -> None:
    assert decode_entities(raw) == text


@pytest.mark.parametrize(
    ("pieces", "start", "laid_out"),
    [
        ([("Halo", None)], None, ("Halo", ())),
        ([("Halo", None)], 500, ("Halo", ((0, 500),))),
        ([("Halo", 700)], None, ("Halo", ((0, 700),))),
        ([("Halo", 700)], 500, ("Halo", ((0, 500),))),
        ([(" ", 700)], 500, ("", ())),
        (
            [("satu", None), (" dua ", 700), ("tiga", 900)],
            None,
            ("satu dua tiga", ((5, 700), (9, 900))),
        ),
        ([("ke", None), ("pala", 700)], 500, ("kepala", ((0, 500), (2, 700)))),
        ([("satu ", None), (" ", 700), ("", 800), ("dua", None)], None, ("satu dua", ((5, 800),))),
        ([("satu", 500), (" ", 700)], None, ("satu", ((0, 500),))),
        ([("cafe", None), ("\u0301 ya", 700)], 500, ("café ya", ((0, 500), (4, 700)))),
    ],
)
def test_pieces_become_clean_text_with_marks(
    pieces: Pieces, start: int | None, laid_out: tuple[str, tuple[tuple[int, int], ...]]
) -> None:
    assert lay_out(pieces, start) == laid_out
