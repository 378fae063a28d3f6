"""The quotations of the benchmark are damaged as they say; its report tells right from wrong."""

from random import Random

import pytest

from bench.quotes import DAMAGES, KINDS, Cut, Trial, report, try_all
from bench.statements import list_statements
from search import Index
from search.analysis.words import list_words
from search.quotes import Passage, Quoted

SAID = "Jalan desa, kata warga, belum juga diperbaiki sampai musim hujan tiba."


@pytest.fixture(scope="module")
def documents():
    return list(list_statements(250))


def test_every_kind_is_found_among_few_statements(documents, tmp_path):
    index = Index.open(tmp_path)
    index.rebuild(documents, seq=1)

    trials = try_all(index, documents, 3)

    index.close()
    assert {trial.cut.kind for trial in trials} == set(KINDS)
    assert [trial for trial in trials if trial.cut.sources and not trial.is_right] == []


@pytest.mark.parametrize("kind", [kind for kind in DAMAGES if kind != "verbatim"])
def test_a_damaged_quotation_differs_from_what_was_said(kind):
    damaged = DAMAGES[kind](Random(1), SAID.split(" "))  # noqa: S311  # a bench chooses by rule

    same_words = list_words(" ".join(damaged)) == list_words(SAID)
    assert damaged != SAID.split(" ")
    assert same_words is (kind == "other marks")


def test_a_wrong_statement_and_an_invented_find_are_counted():
    found = Quoted("verbatim", 1.0, (Passage("s1", 1, 2, "jalan desa"),))
    trials = [
        Trial(Cut("verbatim", "jalan desa", ("s1",)), found, 0.01),
        Trial(Cut("verbatim", "jalan desa", ("s2",)), found, 0.02),
        Trial(Cut("dropped", "jalan desa", ("s1",)), found, 0.03),
        Trial(Cut("never said", "jalan desa", ()), found, 0.2),
    ]

    values = {row.measure: row.value for row in report(trials)}

    assert values["right statement first: verbatim"] == 50
    assert values["right statement first: damaged"] == 100
    assert values["never said, and not found"] == 0
    assert values["one quotation, median"] == 25
