"""The best few, found without sorting all, are those that sorting would give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.ranking import BLOCK, find_best, reaching

FEW_VALUES = st.sampled_from([0.0, 0.5, 1.0, 2.25])


@given(st.lists(st.tuples(FEW_VALUES, st.integers(0, 9)), max_size=60), st.integers(1, 12))
def test_the_highest_scores_come_first_and_equal_ones_by_their_keys(
    rows: list[tuple[float, int]], count: int
) -> None:
    scores, keys = np.array([s for s, _ in rows]), np.array([k for _, k in rows], dtype=np.int64)

    best = find_best(scores, keys, count)

    expected = sorted((-score, key) for score, key in rows)[:count]
    assert sorted((-scores[at], int(keys[at])) for at in best) == expected


@pytest.mark.parametrize("levels", [1, 3, 50, 10_000])
@pytest.mark.parametrize("size", [BLOCK * 21, BLOCK * 40 + 17])
def test_of_very_many_only_some_blocks_are_looked_at_and_nothing_is_missed(
    size: int, levels: int
) -> None:
    random = np.random.default_rng(levels)
    scores = random.integers(0, levels, size).astype(np.float64)
    keys = random.permutation(size).astype(np.int64)

    chosen = reaching(scores, 20)

    assert chosen is not None
    assert set(np.lexsort((keys, -scores))[:20]) <= set(chosen)
    assert levels < 10_000 or len(chosen) < size / 20
