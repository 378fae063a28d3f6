"""Which segments a commit joins, so that neither their number nor the work grows out of hand.

Whoosh's own rule let 13 small ones pile up. Here segments are sorted into tiers, each WIDTH times
the size of the one below; WIDTH of a tier become one of the next. A document is thus rewritten
once per tier, and an archive of a million statements is searched in a dozen segments: few of them
big, the rest small tails. A segment of which a third is deleted is rewritten too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

WIDTH = 4
SMALLEST = 512
"""Documents; smaller segments are all of the lowest tier."""


def choose(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes of the segments to join, of (live documents, all documents) each."""
    tiers = [tier_of(live) for live, _ in sizes]
    full = {tier for tier, count in Counter(tiers).items() if count >= WIDTH}
    return [
        number
        for number, (live, stored) in enumerate(sizes)
        if tiers[number] in full or 3 * (stored - live) > stored
    ]


def tier_of(live: int) -> int:
    """0 up to SMALLEST documents, then one more for each WIDTH times as many."""
    tier, limit = 0, SMALLEST
    while live > limit:
        tier, limit = tier + 1, limit * WIDTH
    return tier
