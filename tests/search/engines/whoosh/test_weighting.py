"""The table of scores holds what Whoosh's own function computes."""

from __future__ import annotations

import pytest
from whoosh.scoring import bm25
from whoosh.util.numeric import byte_to_length

from search.engines.whoosh.weighting import K1, B, make_table


@pytest.mark.parametrize("average", [1.0, 7.5, 53.2])
@pytest.mark.parametrize("often", [1, 2, 17, 255])
@pytest.mark.parametrize("length", [1, 20, 54, 140, 255])
def test_every_code_has_the_score_that_whoosh_gives(
    average: float, often: int, length: int
) -> None:
    table = make_table(average)

    score = table[often << 8 | length]

    assert score == pytest.approx(bm25(1.0, often, byte_to_length(length), average, B, K1))


def test_what_does_not_occur_scores_nothing() -> None:
    assert not make_table(10.0)[:256].any()
