"""The index against a search that reads every document, over random histories."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from search import Deletion, Document, Index, SearchRequest
from search.analysis import list_words
from search.analysis.stemming import stem
from search.document import Change
from search.query import And, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Word, format_query

VOCABULARY = ["desa", "jalan", "jalanan", "air", "dan", "anggaran"]
TEXTS = st.lists(st.sampled_from([*VOCABULARY, "desa-desa", "Air,"]), max_size=8).map(" ".join)
PEOPLE = ("raka", "sari")
DOCUMENTS = st.builds(
    Document,
    id=st.sampled_from([f"s{n}" for n in range(12)]),
    kind=st.just("pernyataan"),
    text=TEXTS,
    person=st.sampled_from([None, *PEOPLE]),
    episode=st.sampled_from(["e1", "e2"]),
)
CHANGES = st.one_of(
    DOCUMENTS,
    DOCUMENTS,
    st.builds(Deletion, id=st.sampled_from([f"s{n}" for n in range(12)])),
    st.builds(Deletion, episode=st.sampled_from(["e1", "e2"])),
)
HISTORIES = st.lists(st.lists(CHANGES, max_size=6), min_size=1, max_size=6)

LEAVES = st.one_of(
    st.sampled_from([*map(Word, VOCABULARY), Word("desa-desa"), Prefix("jalan"), Fuzzy("jalam")]),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join).map(Phrase),
)


def _parents(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, children))


TREES = st.recursive(LEAVES, _parents, max_leaves=6)


def fits(node: Node, document: Document) -> bool:
    match node:
        case And(parts):
            return all(fits(part, document) for part in parts)
        case Or(parts):
            return any(fits(part, document) for part in parts)
        case Not(part):
            return not fits(part, document)
        case _:
            return holds(node, list_words(document.text))


def holds(leaf: Node, words: list[str]) -> bool:
    match leaf:
        case Prefix(text):
            return any(word.startswith(text) for word in words)
        case Fuzzy():
            return "jalan" in words
        case Word(text):
            return stem(list_words(text)[0]) in map(stem, words)
        case _:
            assert isinstance(leaf, Phrase)
            row = list_words(leaf.text)
            return any(words[n : n + len(row)] == row for n in range(len(words)))


def live_after(history: Iterable[list[Change]]) -> dict[str, Document]:
    live: dict[str, Document] = {}
    for batch in history:
        for change in batch:
            if isinstance(change, Document):
                live[change.id] = change
            else:
                gone = [
                    key
                    for key, document in live.items()
                    if key == change.id or document.episode == change.episode
                ]
                for key in gone:
                    del live[key]
    return live


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.lists(TREES, min_size=1, max_size=4))
def test_after_any_history_exactly_the_fitting_live_documents_are_found(
    history: list[list[Change]], trees: list[Node]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(folder)
        index.rebuild([], seq=0)
        for seq, batch in enumerate(history, 1):
            index.apply(batch, seq)
        live = live_after(history)

        report = index.check((key, document.version) for key, document in live.items())
        assert (report.documents, report.missing, report.stale, report.extra, report.damaged) == (
            len(live),
            0,
            0,
            0,
            0,
        )
        for tree in trees:
            found = {key for key, document in live.items() if fits(tree, document)}
            by_raka = {key for key in found if live[key].person == "raka"}
            written = format_query(Query(tree))
            everyone = index.search(SearchRequest(written, page_size=50))
            filtered = index.search(SearchRequest(written, {"tokoh": ("raka",)}, page_size=50))
            assert {hit.id for hit in everyone.hits} == found
            assert {hit.id for hit in filtered.hits} == by_raka
            assert (everyone.total, filtered.total) == (len(found), len(by_raka))
        index.close()
