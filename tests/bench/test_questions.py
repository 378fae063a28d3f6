from collections import Counter

import pytest

from bench.questions import COUNTS, choose_questions
from bench.statements import list_statements, the_corpus
from search import parse_query
from search.analysis.stemming import stem
from search.analysis.words import list_words

SIZE = 4_000


@pytest.fixture(scope="module")
def questions():
    spoken = [set(list_words(one.text)) for one in list_statements(SIZE)]
    stems = Counter(each for words in spoken for each in set(map(stem, words)))
    return choose_questions(dict(stems), set().union(*spoken), SIZE, the_corpus())


def test_there_are_95_questions_or_more_of_11_kinds(questions):
    kinds = Counter(question.kind for question in questions)

    assert kinds == COUNTS
    assert len(kinds) == 11
    assert len(questions) >= 95


def test_every_question_is_understood_as_it_is_meant(questions):
    notes = {question.typed: parse_query(question.typed).notes for question in questions}

    assert [typed for typed, said in notes.items() if said] == []
