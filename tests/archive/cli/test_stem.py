"""`gaung stem`: what search takes words for."""

import pytest


def test_stems_stand_beside_the_words_as_they_were_typed(gaung, home):
    answer = gaung("stem", "Perencanaan", "desa-desa", "kebijakan", "zairullah", "--json")

    assert answer.status == 0
    assert answer.json == {
        "stems": {
            "Perencanaan": "rencana",
            "desa-desa": "desa",
            "kebijakan": "kebijakan",
            "zairullah": "zairullah",
        }
    }
    assert not home.exists()


def test_stems_are_listed_for_a_person(gaung):
    assert gaung("stem", "penilaian", "desa2").out == "penilaian  nilai\ndesa2      desa\n"


@pytest.mark.parametrize(
    ("language", "stemmed"), [("bjn", "gawi"), ("en", "manggawi"), ("xx", "manggawi")]
)
def test_a_language_has_its_own_stems(gaung, language, stemmed):
    answer = gaung("stem", "manggawi", "--language", language, "--json")

    assert answer.json == {"stems": {"manggawi": stemmed}}


def test_no_word_at_all_is_refused_with_a_sentence(gaung):
    answer = gaung("stem")

    assert answer.status == 2
    assert "Missing argument 'WORD...'" in answer.said
