"""Words that look like a misprint of a name."""

from __future__ import annotations

import pytest
from factories import make_episode, make_person, make_programme

from archive.editing.lines import Line
from archive.editing.spelling import find_doubts, list_names
from archive.models import PersonAlias
from archive.names import match_key
from archive.rows import Row

NAMES = (
    "Kabupaten Tanah Bumbu",
    "Zairullah Azhar",
    "Dinas Pendidikan",
    "Kusan Hilir",
    "Banjarmasin",
    "Setda Telaga Batuah",
    "Sekretariat DPRD",
    "Perumda Tirta Telaga",
    "Norkamala Ratusari",
    "Disdikbud",
    "Bahrani Tirtawana",
    "Mardani Maming",
)


def doubts(text, voice=None, language="id"):
    row = Row("a", voice, text, None, None, (), False, language, "transkrip", None)
    return [(one.found, one.proposal) for one in find_doubts([Line(row, ())], NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Di Tanah Bumbo ada dua puluh desa.", [("Tanah Bumbo", "Tanah Bumbu")]),
        ("Kami dari Banjarmasen.", [("Banjarmasen", "Banjarmasin")]),
        ("Kata Pak Zairulah begitu.", [("Zairulah", "Zairullah")]),
        ("Di Tanah Bumbu ada dua puluh desa.", []),
        ("di tanah bumbo ada dua puluh desa.", []),
        ("Dinas Pendapatan belum datang.", []),
        ("Kasan dan Husain pergi ke pasar.", []),
        ("Bumi itu bulat. Tanah itu basah.", []),
        ("Bu Sekda, kami dari Sekda Telaga.", []),
        ("Kantor Setdo di sana.", [("Setdo", "Setda")]),
        ("Sekda Telago sudah datang.", [("Telago", "Telaga")]),
        ("Surat dari Sekretaris DPRD.", []),
        ("Dulu namanya Perusda, dan Pak Letda Hasan.", []),
        ("Dindikbud sudah tahu.", []),
        ("Haji dari Bahrain datang.", []),
        ("Pak Bahrain Tirtawana datang.", [("Bahrain Tirtawana", "Bahrani Tirtawana")]),
        ("Bu Sekda, Bu Norkamela Ratusari.", [("Norkamela Ratusari", "Norkamala Ratusari")]),
    ],
    ids=[
        "a pair",
        "one letter in eleven",
        "a letter that is lacking",
        "the name itself",
        "no capitals",
        "a common word",
        "too far for its length",
        "common words with capitals",
        "a person near the name of an office",
        "a misprint of the office",
        "a misprint beside an abbreviation",
        "an officer near the name of a body",
        "a former body, and a rank",
        "a variant of an abbreviation",
        "a country",
        "a country in the name of a person",
        "a misprint of a person who is called by the office",
    ],
)
def test_only_what_is_near_a_name_is_doubted(text, expected):
    assert doubts(text) == expected


def test_of_speech_in_a_language_whose_words_are_unknown_only_pairs_are_doubted():
    assert doubts("Making roads for Tanah Bumbo.", language="en") == [
        ("Tanah Bumbo", "Tanah Bumbu")
    ]


def test_what_a_voice_is_called_is_not_doubted():
    assert doubts("Saya Norkamela dari Pagatan.") == [("Norkamela", "Norkamala")]
    assert doubts("Saya Norkamela dari Pagatan.", voice="Bu Norkamela") == []


def test_what_the_entry_of_an_episode_says_of_its_guests_is_right_but_for_known_misprints(session):
    guest = make_person(session, "Norkamala Ratusari")
    for name, kind in (("Bu Kamala", "short"), ("Norkamela", "misprint")):
        guest.aliases.append(PersonAlias(name=name, key=match_key(name), kind=kind))
    desk = make_programme(session)
    episode = make_episode(session, desk, "Lain", guests=[(guest, "Plt Kadis Kominfo")])
    session.flush()

    names = list_names(session, episode, "words-only")

    assert {"Norkamala Ratusari", "Kamala", "Plt Kadis Kominfo"} <= set(names)
    assert "Norkamela" not in names
