from __future__ import annotations

import pytest

from search.engines.whoosh.merging import choose, tier_of


@pytest.mark.parametrize(
    ("live", "tier"), [(0, 0), (256, 0), (257, 1), (2048, 1), (2049, 2), (1_000_000, 4)]
)
def test_tiers_grow_by_eight(live: int, tier: int) -> None:
    assert tier_of(live) == tier


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([], []),
        ([(100, 100)] * 7, []),
        ([(100, 100)] * 8, list(range(8))),
        ([(5000, 5000), *[(100, 100)] * 8], list(range(1, 9))),
        ([(1000, 1000)] * 4 + [(100, 100)] * 4, []),
        ([(700, 1000), (600, 1000)], [1]),
        ([(0, 1000)], [0]),
    ],
)
def test_full_tiers_and_half_empty_segments_are_joined(
    sizes: list[tuple[int, int]], chosen: list[int]
) -> None:
    assert choose(sizes) == chosen
