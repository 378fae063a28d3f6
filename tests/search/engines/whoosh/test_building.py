"""A segment holds what a plain count of its documents' words and values says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from search import Document
from search.analysis.names import list_name_words
from search.analysis.stemming import stem
from search.analysis.words import list_words
from search.engines.whoosh.building import Built, build_segment
from search.engines.whoosh.inversion import LAST_PLACE, MOST
from search.engines.whoosh.inverted import InvertedField, known
from search.engines.whoosh.library import byte_to_length, length_to_byte
from search.engines.whoosh.schema import GAP, VALUE_FIELDS, names_of, values_of, words_of
from search.engines.whoosh.segment import Segment, read_fields

SPOKEN = ["desa", "Desa-desa", "jalanan", "menganggarkan", "runs", "Rp1.500.000", "Jum’at", "air"]
TEXTS = st.lists(st.sampled_from(SPOKEN), max_size=12).map(" ".join)


@st.composite
def documents(draw: DrawFn) -> list[Document]:
    """Documents of all kinds, languages and gaps, each with an id of its own."""
    made = draw(
        st.lists(
            st.builds(
                dict,
                kind=st.sampled_from(["pernyataan", "episode", "tokoh"]),
                text=TEXTS,
                title=st.sampled_from(["", "Jalan desa"]),
                language=st.sampled_from(["id", "en", "bjn", "fr"]),
                person_name=st.sampled_from(["", "Dr. H. Raka", "Sari Jalan, S.Sos"]),
                person=st.sampled_from([None, "raka"]),
                topics=st.sampled_from([(), ("air",), ("jalan", "air", "jalan")]),
                date=st.sampled_from([None, date(2022, 6, 15)]),
                start=st.sampled_from([None, 0.0, 12.3456]),
            ),
            max_size=6,
        )
    )
    return [Document(id=f"s{number}", **fields) for number, fields in enumerate(made)]


def segment_of(built: Built) -> Segment:
    return Segment("built", built.arrays, built.size, built.total_lengths)


def read_back(field: InvertedField) -> dict[str, dict[int, list[int]]]:
    """Term -> document -> positions."""
    found: dict[str, dict[int, list[int]]] = {}
    for number, term in enumerate(field.list_terms()):
        first, end = field.range_of(number)
        at = int(known(field.position_starts)[number])
        held = found[term.decode()] = {}
        for posting in range(first, end):
            often = int(known(field.codes)[posting]) >> 8
            held[int(field.documents[posting])] = known(field.positions)[at : at + often].tolist()
            at += often
        assert at == int(known(field.position_starts)[number + 1])
    return found


def count_plainly(texts: Iterable[Sequence[Sequence[str]]]) -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, words_of_texts in enumerate(texts):
        first = 0
        for words in words_of_texts:
            for place, word in enumerate(words, first):
                found[word][number].append(place)
            first += len(words) + GAP
    return {word: dict(held) for word, held in found.items()}


@settings(deadline=None)
@given(documents())
def test_every_word_stem_and_name_stands_where_it_is_said(made: list[Document]) -> None:
    fields = read_fields(build_segment(made).arrays)

    said = [[list_words(text) for text in words_of(one)] for one in made]
    stems = [
        [[stem(word, one.language) for word in words] for words in texts]
        for one, texts in zip(made, said, strict=True)
    ]
    names = [[list_name_words(text) for text in names_of(one)] for one in made]
    assert read_back(fields["words"]) == count_plainly(said)
    assert read_back(fields["stems"]) == count_plainly(stems)
    assert read_back(fields["names"]) == count_plainly(names)


@settings(deadline=None)
@given(documents())
def test_terms_are_ascending_and_summed_up(made: list[Document]) -> None:
    fields = read_fields(build_segment(made).arrays)

    for field in fields.values():
        terms = list(field.list_terms())
        assert terms == sorted(set(terms))
    for name in ("words", "stems", "names"):
        field = fields[name]
        for number in range(field.size):
            codes = known(field.codes)[slice(*field.range_of(number))]
            assert int(known(field.frequencies)[number]) == int((codes >> 8).sum())
            assert int(known(field.highest)[number]) == int((codes >> 8).max())
            assert int(known(field.shortest)[number]) == int((codes & 255).min())
            assert int(known(field.longest)[number]) == int((codes & 255).max())


@settings(deadline=None)
@given(documents())
def test_every_value_leads_to_its_documents(made: list[Document]) -> None:
    fields = read_fields(build_segment(made).arrays)

    for name in VALUE_FIELDS:
        expected: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(made):
            for value in values_of(one)[name]:
                expected[value].append(number)
        field = fields[name]
        found = {
            term.decode(): field.documents[slice(*field.range_of(number))].tolist()
            for number, term in enumerate(field.list_terms())
        }
        assert found == expected


@settings(deadline=None)
@given(documents())
def test_a_document_comes_back_as_it_was(made: list[Document]) -> None:
    segment = segment_of(build_segment(made))

    records = [segment.record(number) for number in range(segment.size)]

    assert records == made
    assert list(map(segment.version, range(segment.size))) == [one.version for one in made]
    starts = [-1 if one.start is None else round(one.start * 1000) for one in made]
    assert segment.starts.tolist() == starts


@settings(deadline=None)
@given(documents())
def test_lengths_are_those_of_whoosh(made: list[Document]) -> None:
    built = build_segment(made)

    lengths = [sum(len(list_words(text)) for text in words_of(one)) for one in made]
    segment = segment_of(built)
    assert segment.lengths.tolist() == lengths
    assert built.arrays["length_bytes"].tolist() == [length_to_byte(n) for n in lengths]
    for name in ("words", "stems"):
        assert built.total_lengths[name] == sum(lengths)
        field = segment.fields[name]
        kept = [byte_to_length(code) for code in (known(field.codes) & 255).tolist()]
        rounded = [byte_to_length(length_to_byte(n)) for n in lengths]
        assert kept == [rounded[number] for number in field.documents.tolist()]


def test_a_word_repeated_more_often_than_a_byte_counts_is_kept_that_often() -> None:
    text = " ".join(["ya", "tidak"] * (MOST + 50))
    built = build_segment([Document(id="a", kind="pernyataan", text=text)])

    found = read_back(read_fields(built.arrays)["words"])

    assert found["ya"][0] == list(range(0, 2 * MOST, 2))
    assert found["tidak"][0] == list(range(1, 2 * MOST, 2))
    assert built.total_lengths["words"] == 2 * (MOST + 50)


def test_words_beyond_the_last_position_do_not_wrap_to_the_beginning() -> None:
    words = [f"w{number}" for number in range(LAST_PLACE + 100)]
    built = build_segment([Document(id="a", kind="pernyataan", text=" ".join(words))])

    found = read_back(read_fields(built.arrays)["words"])

    assert Counter(place for held in found.values() for place in held[0]) == Counter(
        range(LAST_PLACE + 1)
    )
    assert found[f"w{LAST_PLACE}"] == {0: [LAST_PLACE]}


def test_no_documents_make_an_empty_segment() -> None:
    built = build_segment([])

    fields = read_fields(built.arrays)
    assert built.size == 0
    assert {name: field.size for name, field in fields.items()} == dict.fromkeys(fields, 0)
    assert all(np.size(field.documents) == 0 for field in fields.values())
