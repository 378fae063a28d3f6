"""Terms are found among sorted bytes: the very term, and all that begin so."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from inversion import invert

from search.engines.whoosh.inverted import NOWHERE, STEP

WORDS = st.text("abcdé\U0010ffff", min_size=1, max_size=4)


@given(st.sets(WORDS, min_size=1), WORDS)
def test_a_term_is_found_where_it_stands_and_nowhere_else(words: set[str], asked: str) -> None:
    field = invert([sorted(words)])

    number = field.find(asked.encode())

    assert (number == NOWHERE) == (asked not in words)
    assert number == NOWHERE or field.term(number) == asked.encode()


def test_every_term_is_found_where_there_are_many_blocks_of_them() -> None:
    words = sorted("".join(letters) for n in (1, 2, 3) for letters in product("abcde", repeat=n))
    field = invert([words])

    found = [field.find(word.encode()) for word in words]
    after = [field.bisect(word.encode() + b"!") for word in words]

    assert len(words) > 2 * STEP
    assert found == list(range(len(words)))
    assert after == list(range(1, len(words) + 1))


@given(st.sets(WORDS, min_size=1), WORDS)
def test_the_terms_that_begin_so_stand_together(words: set[str], beginning: str) -> None:
    field = invert([sorted(words)])

    found = list(field.list_terms(*field.find_prefix(beginning.encode())))

    expected = sorted(w.encode() for w in words if w.encode().startswith(beginning.encode()))
    assert found == expected


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=5), min_size=1, max_size=5))
def test_the_number_of_documents_is_counted_for_every_term(texts: list[list[str]]) -> None:
    field = invert(texts)

    counted = dict(zip(field.list_terms(), field.count_documents().tolist(), strict=True))

    held = {word for words in texts for word in words}
    assert counted == {w.encode(): sum(w in words for words in texts) for w in held}
