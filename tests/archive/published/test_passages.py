"""Passages: which words an address names, and where these stand today."""

import pytest
from sqlalchemy.orm import Session
from told_archive import FIRST, GUARDED, QUESTION, Talk, ids_of, tell

from archive.errors import NotFound
from archive.passages import Located
from archive.permalinks import parse_passage
from archive.published.cautions import Cautions, caution
from archive.published.passages import (
    MOST_STATEMENTS,
    NoSuchWords,
    PassageView,
    TooLong,
    WrongOrder,
    find_passage,
    locate_today,
    quote_whole,
)
from archive.published.statements import find_statement


def look(session: Session, talk: Talk, which: int, words: str, number: int = 1) -> PassageView:
    """The passage `words` of one of r1's statements; {0}, {1} … stand for their identifiers."""
    passage = parse_passage(words.format(*talk.ids), number)
    return find_passage(session, talk.ids[which], passage, "public")


@pytest.mark.parametrize(
    ("which", "words", "text"),
    [
        (1, "1-2", "Begini, Mbak."),
        (1, "3-5", "Anggaran jalan desa"),
        (1, "9-13", "Layanan dasar tidak boleh disentuh,"),
        (0, "8-{1}.2", "ini? Begini, Mbak."),
        (0, "1-{2}.1", None),
    ],
)
def test_a_passage_is_the_words_of_its_range(
    session: Session, talk: Talk, which: int, words: str, text: str | None
) -> None:
    quoted = look(session, talk, which, words).quoted

    if text is None:
        assert quoted.text.startswith(QUESTION) and quoted.text.endswith(f"{GUARDED} Terima")
    else:
        assert quoted.text == text


@pytest.mark.parametrize(
    ("which", "words", "error"),
    [
        (0, "1-99", NoSuchWords),
        (0, "99-100", NoSuchWords),
        (0, "1-{1}.99", NoSuchWords),
        (0, "99-{1}.2", NoSuchWords),
        (1, "1-{0}.2", WrongOrder),
    ],
)
def test_a_range_that_the_revision_does_not_have_is_refused(
    session: Session, talk: Talk, which: int, words: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        look(session, talk, which, words)


def test_a_passage_cannot_end_in_a_statement_of_another_revision(
    session: Session, talk: Talk
) -> None:
    with pytest.raises(NotFound):
        look(session, talk, 1, "1-{2}.2", number=2)


def test_a_passage_over_half_the_transcript_is_no_quotation(
    first_session: Session, first_talk: Talk
) -> None:
    words = " ".join(["kata"] * 100) + "."
    many = [(f"Suara {n % 2}", n * 10.0, n * 10.0 + 9, words) for n in range(MOST_STATEMENTS + 1)]
    revision = tell(first_session, first_talk.episode, many)
    ids = ids_of(first_session, revision)

    for last in (ids[21], ids[-1]):
        passage = parse_passage(f"1-{last}.1", revision.number)
        with pytest.raises(TooLong):
            find_passage(first_session, ids[0], passage, "public")


def test_words_are_followed_through_several_corrections(
    first_session: Session, first_talk: Talk
) -> None:
    """r1's thanks go into the host's last words, and these into one longer statement still."""
    thanks, ending = FIRST[4][3], FIRST[5][3]
    tell(first_session, first_talk.episode, [*FIRST[:4], ("Galuh", 20, 30, f"{thanks} {ending}")])
    longer = f"Saudara pendengar, itulah bincang kita kali ini. {thanks} {ending}"
    tell(first_session, first_talk.episode, [*FIRST[:4], ("Galuh", 20, 36, longer)])

    located = look(first_session, first_talk, 2, "1-5").located

    assert (located.status, located.id) == ("unchanged", first_talk.ids[3])


@pytest.mark.parametrize(
    ("which", "words", "status"),
    [
        (1, "9-17", "unchanged"),
        (1, "3-8", "changed"),
        (2, "1-5", "moved-or-gone"),
        (0, "3-{1}.2", "unchanged"),
    ],
)
def test_an_opened_citation_says_what_became_of_its_words(
    session: Session, talk: Talk, which: int, words: str, status: str
) -> None:
    assert look(session, talk, which, words).located.status == status


def test_a_changed_passage_shows_the_difference_to_todays_words(
    session: Session, talk: Talk
) -> None:
    located = look(session, talk, 1, "3-8").located

    assert ("insert", "", "tidak") in located.difference
    assert (located.id, located.first, located.last) == (talk.ids[1], 3, 9)


def retell(session: Session, talk: Talk, which: int, words: str) -> None:
    """Publish the talk anew, one cue of the first revision in other words."""
    cue = FIRST[which]
    tell(session, talk.episode, [*FIRST[:which], (*cue[:3], words), *FIRST[which + 1 :]])


def look_whole(session: Session, identifier: str) -> Located:
    """Where a statement that was cited as it stood in the first revision stands today."""
    view = find_statement(session, identifier, 1, "public")
    return locate_today(session, view, quote_whole(view.statement), is_whole=True)


@pytest.mark.parametrize(
    "words",
    [
        "Terima kasih banyak, Pak Sekda. Satu.",
        "Baik. Terima kasih banyak, Pak Sekda.",
        "Terima kasih banyak, Pak Sekda, kalau benar begitu.",
        "Terima kasih banyak, Pak.",
        "Terima kasih banyak, Pak Sekda!",
    ],
)
def test_a_statement_cited_as_a_whole_is_changed_where_any_word_of_it_is(
    first_session: Session, first_talk: Talk, words: str
) -> None:
    retell(first_session, first_talk, 4, words)

    located = look_whole(first_session, first_talk.ids[2])

    assert (located.status, located.is_whole) == ("changed", True)
    assert " ".join(filter(None, (new for _, _, new in located.difference))) == words


def test_a_statement_cited_as_a_whole_is_unchanged_where_all_of_it_is(
    first_session: Session, first_talk: Talk
) -> None:
    retell(first_session, first_talk, 2, "Anggaran jalan desa tidak ada tahun ini.")

    located = look_whole(first_session, first_talk.ids[2])

    assert (located.status, located.is_whole) == ("unchanged", True)


def test_a_passage_up_to_the_last_word_shows_the_condition_that_was_added_behind_it(
    first_session: Session, first_talk: Talk
) -> None:
    retell(first_session, first_talk, 4, "Terima kasih banyak, Pak Sekda, kalau benar begitu.")

    located = look(first_session, first_talk, 2, "2-5").located

    assert (located.status, located.before) == ("changed", ("Terima",))
    assert located.after == ("kalau", "benar", "begitu.")
    assert located.has_new_context


def test_its_times_are_those_of_the_very_words(session: Session, talk: Talk) -> None:
    at_marks = look(session, talk, 1, "3-8").quoted
    between = look(session, talk, 1, "5-6").quoted

    assert (at_marks.start, at_marks.end) == (6.0, 10.0)
    assert 6.0 < (between.start or 0) < (between.end or 0) < 10.0


@pytest.mark.parametrize(
    ("which", "words", "expected"),
    [
        (1, "9-13", Cautions(after=("kecuali",))),
        (1, "9-17", Cautions()),
        (1, "14-17", Cautions(before=("tidak",))),
        (1, "12-13", Cautions(before=("tidak",), after=("kecuali",))),
        (0, "3-{1}.2", Cautions(crosses=True)),
        (0, "1-2", Cautions()),
    ],
)
def test_the_context_guard_names_what_a_quotation_drops(
    session: Session, talk: Talk, which: int, words: str, expected: Cautions
) -> None:
    assert caution(look(session, talk, which, words).quoted) == expected
