from __future__ import annotations

import pytest

from search.engines.whoosh.merging import choose, tier_of
from search.engines.whoosh.writing import sheaves


@pytest.mark.parametrize(
    ("live", "tier"), [(0, 0), (512, 0), (513, 1), (2048, 1), (2049, 2), (1_000_000, 6)]
)
def test_tiers_grow_by_four(live: int, tier: int) -> None:
    assert tier_of(live) == tier


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([], []),
        ([(100, 100)] * 3, []),
        ([(100, 100)] * 4, list(range(4))),
        ([(5000, 5000), *[(100, 100)] * 4], list(range(1, 5))),
        ([(1000, 1000)] * 3 + [(100, 100)] * 3, []),
        ([(700, 1000), (600, 1000)], [1]),
        ([(0, 1000)], [0]),
    ],
)
def test_full_tiers_and_half_empty_segments_are_joined(
    sizes: list[tuple[int, int]], chosen: list[int]
) -> None:
    assert choose(sizes) == chosen


@pytest.mark.parametrize(
    ("sizes", "joined"),
    [
        ([], []),
        ([50_000], []),
        ([50_000] * 5, [[0, 1, 2, 3, 4]]),
        ([50_000] * 7, [[0, 1, 2, 3, 4], [5, 6]]),
        ([50_000] * 6, [[0, 1, 2, 3, 4]]),
    ],
)
def test_a_rebuild_joins_what_it_built_into_few_big_segments(
    sizes: list[int], joined: list[list[int]]
) -> None:
    assert sheaves(sizes) == joined
