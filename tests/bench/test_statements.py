from itertools import islice, pairwise

import pytest

from bench.statements import Corpus, list_statements, stream
from bench.vocabulary import fuse
from search.analysis.words import list_words


def test_the_first_statements_of_any_number_are_the_same():
    few, more = list(list_statements(150)), list(list_statements(400))

    assert len(few) == 150
    assert few == more[:150]
    assert len({statement.id for statement in more}) == 400


def test_an_episode_does_not_depend_on_those_before_it():
    late = list(islice(stream(first_episode=7), 20))

    assert Corpus().list_episode(7)[:20] == late


def test_statements_are_of_the_size_they_have_in_the_archive_and_change_voices():
    statements = Corpus().list_episode(3)

    lengths = [len(list_words(statement.text)) for statement in statements]
    assert 100 <= len(statements) <= 150
    assert min(lengths) >= 20
    assert all(one.person != other.person for one, other in pairwise(statements))
    assert all(one.start < other.start for one, other in pairwise(statements))


def test_every_mark_stands_at_the_beginning_of_a_word():
    statements = Corpus().list_episode(5)

    before = [s.text[offset - 1] for s in statements for offset, _ in s.marks if offset]

    assert set(before) == {" "}


def test_there_are_words_enough_for_rare_ones():
    words = {word.lower() for word in Corpus().lexicon.words}

    assert len(words) >= 150_000


@pytest.mark.parametrize(
    ("prefix", "root", "fused"),
    [
        ("me", "tulis", "menulis"),
        ("me", "sapa", "menyapa"),
        ("me", "pakai", "memakai"),
        ("me", "kirim", "mengirim"),
        ("me", "bantu", "membantu"),
        ("me", "atur", "mengatur"),
        ("me", "latih", "melatih"),
        ("me", "cek", "mengecek"),
        ("pe", "ganti", "pengganti"),
        ("pe", "didik", "pendidik"),
    ],
)
def test_a_prefix_fuses_with_the_first_letter_of_the_root(prefix, root, fused):
    assert fuse(prefix, root) == fused
