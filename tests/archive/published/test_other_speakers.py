"""A kept identifier whose speaker changed says so (record.md "Alignment", rule 5)."""

from __future__ import annotations

from factories import make_actor, make_person, name_voice
from sqlalchemy.orm import Session
from told_archive import FIRST, SECOND, Cue, Talk, tell

from archive.attributions import Office
from archive.permalinks import Passage
from archive.published.other_speakers import read_other_speakers
from archive.published.passages import find_passage, quote_whole
from archive.published.statements import find_statement
from archive.publishing import publish

QUESTION, ANSWER, THANKS, ENDING = range(4)
RIGHTS = "public"
SECRETARY, HOST = "Dr. H. Ambo Sakti, M.Pd.", "Galuh Ramanda"
BOTH = "Galuh", "Sekda"


def others_of(
    session: Session, talk: Talk, which: int, number: int | None = None
) -> list[tuple[int, str, str | None]]:
    """Revision, name and position of the other speakers of one of r1's statements."""
    view = find_statement(session, talk.ids[which], number, RIGHTS)
    found = read_other_speakers(session, view, quote_whole(view.statement))
    assert set(found) == {talk.ids[which]}
    return [
        (one.revision, one.speaker.name, one.speaker.position) for one in found[view.statement.id]
    ]


def speak_the_ending_as(voice: str) -> list[Cue]:
    """The corrected talk with its last words given to a voice."""
    *rest, (_, start, end, words) = SECOND
    return [*rest, (voice, start, end, words)]


def test_each_revision_names_whoever_the_other_one_gives_the_words_to(
    session: Session, talk: Talk
) -> None:
    assert others_of(session, talk, ENDING) == [(1, HOST, None)]
    assert others_of(session, talk, ENDING, 2) == [(1, HOST, None)]
    assert others_of(session, talk, ENDING, 1) == [(2, SECRETARY, "Sekretaris Daerah Contoh")]


def test_words_that_stay_with_their_speaker_name_nobody_else(session: Session, talk: Talk) -> None:
    assert others_of(session, talk, ANSWER) == others_of(session, talk, ANSWER, 1) == []


def test_revisions_that_agree_are_named_once_by_the_latest(session: Session, talk: Talk) -> None:
    tell(session, talk.episode, [("Galuh", 0, 4, "Selamat siang semuanya."), *SECOND[1:]])

    assert others_of(session, talk, ENDING, 1) == [(3, SECRETARY, "Sekretaris Daerah Contoh")]


def test_the_same_person_under_another_label_is_nobody_else(session: Session, talk: Talk) -> None:
    revision = tell(session, talk.episode, speak_the_ending_as("Ambo Sakti"), opened=False)
    name_voice(session, talk.episode, "Ambo Sakti", talk.secretary)
    publish(session, talk.episode, revision, make_actor(session))

    assert others_of(session, talk, ENDING, 2) == [(1, HOST, None)]
    assert others_of(session, talk, ENDING, 3)[0] == (1, HOST, None)


def test_a_voice_that_nobody_knows_is_told_by_its_label(session: Session, talk: Talk) -> None:
    tell(session, talk.episode, speak_the_ending_as("Penanya 7"))

    assert (3, "Penanya 7", None) in others_of(session, talk, ENDING, 1)


def test_whoever_a_later_attribution_names_is_said_beside_the_frozen_name_already(
    session: Session, talk: Talk
) -> None:
    name_voice(
        session, talk.episode, "Galuh", talk.secretary, Office(wording="Sekretaris Daerah Contoh")
    )

    assert others_of(session, talk, ENDING, 1) == []
    assert others_of(session, talk, ENDING, 2) == [(1, HOST, None)]


def test_what_another_revision_was_corrected_to_counts_too(session: Session, talk: Talk) -> None:
    name_voice(session, talk.episode, "Sekda", make_person(session, "Budi Contoh"))

    assert (2, "Budi Contoh", None) in others_of(session, talk, ENDING, 1)


def test_every_statement_of_a_passage_is_looked_at(session: Session, talk: Talk) -> None:
    words = Passage(1, 1, talk.ids[ENDING], 2)
    found = find_passage(session, talk.ids[ANSWER], words, RIGHTS)

    others = read_other_speakers(session, found.view, found.quoted)

    assert {key: [one.speaker.name for one in each] for key, each in others.items()} == {
        talk.ids[ANSWER]: [],
        talk.ids[THANKS]: [],
        talk.ids[ENDING]: [SECRETARY],
    }
    assert len(FIRST) > len(SECOND)
