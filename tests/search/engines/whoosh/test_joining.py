"""Segments joined are the segment that would have been built of the documents still alive."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Document
from search.engines.whoosh.building import Built, build_segment
from search.engines.whoosh.inversion import LAST_PLACE
from search.engines.whoosh.joining import join_segments
from search.engines.whoosh.segment import Segment

SPOKEN = ["desa", "jalanan", "air", "menganggarkan", *(f"kata{number}" for number in range(20))]
ROWS = st.tuples(
    st.builds(
        dict,
        kind=st.sampled_from(["pernyataan", "episode"]),
        text=st.lists(st.sampled_from(SPOKEN), max_size=30).map(" ".join),
        title=st.sampled_from(["", "jalan desa"]),
        language=st.sampled_from(["id", "en"]),
        person_name=st.sampled_from(["", "Dr. Raka", "Sari Jalan"]),
        topics=st.sampled_from([(), ("air",), ("jalan", "air")]),
        start=st.sampled_from([None, 12.5]),
    ),
    st.booleans(),
)
PARTS = st.lists(st.lists(ROWS, max_size=6), min_size=1, max_size=4)
"""Segments of documents, each with whether it is alive."""


def segment_of(built: Built, live: list[bool]) -> Segment:
    segment = Segment("part", built.arrays, built.size, built.total_lengths)
    return segment.with_deleted(np.flatnonzero(~np.array(live, dtype=bool)))


def assert_same(joined: Built, rebuilt: Built) -> None:
    assert joined.size == rebuilt.size
    assert joined.total_lengths == rebuilt.total_lengths
    assert set(joined.arrays) == set(rebuilt.arrays)
    for name, array in rebuilt.arrays.items():
        assert joined.arrays[name].tolist() == array.tolist(), name
        if not name.endswith("/positions"):  # these may stay wide after their longest document went
            assert joined.arrays[name].dtype == array.dtype, name


@settings(deadline=None)
@given(PARTS)
def test_joined_segments_are_what_a_new_build_of_the_living_is(
    parts: list[list[tuple[dict[str, object], bool]]],
) -> None:
    segments, living = [], []
    for part, rows in enumerate(parts):
        documents = [Document(id=f"{part}-{n}", **row) for n, (row, _) in enumerate(rows)]  # type: ignore[arg-type]  # drawn by name
        live = [alive for _, alive in rows]
        segments.append(segment_of(build_segment(documents), live))
        living += [one for one, alive in zip(documents, live, strict=True) if alive]

    joined = join_segments(segments)

    assert_same(joined, build_segment(living))


@settings(deadline=None, max_examples=25)
@given(PARTS, PARTS)
def test_segments_may_be_joined_in_any_grouping(
    parts: list[list[tuple[dict[str, object], bool]]],
    more: list[list[tuple[dict[str, object], bool]]],
) -> None:
    segments = []
    for part, rows in enumerate([*parts, *more]):
        documents = [Document(id=f"{part}-{n}", **row) for n, (row, _) in enumerate(rows)]  # type: ignore[arg-type]  # drawn by name
        segments.append(segment_of(build_segment(documents), [alive for _, alive in rows]))

    first = join_segments(segments[: len(parts)])
    stepwise = join_segments([segment_of(first, [True] * first.size), *segments[len(parts) :]])

    assert_same(stepwise, join_segments(segments))


def test_short_and_long_positions_are_joined_wide() -> None:
    long = " ".join(f"w{number}" for number in range(300))
    documents = [Document(id=n, kind="pernyataan", text=t) for n, t in (("a", "air"), ("b", long))]
    built = [build_segment([one]) for one in documents]

    joined = join_segments([segment_of(one, [True]) for one in built])

    assert [one.arrays["words/positions"].itemsize for one in [*built, joined]] == [1, 2, 2]
    assert_same(joined, build_segment(documents))


def test_a_document_of_more_words_than_have_a_position_is_joined_unharmed() -> None:
    text = "sama " * 400 + " ".join(f"w{number}" for number in range(LAST_PLACE))
    documents = [Document(id=n, kind="pernyataan", text=text) for n in "ab"]
    segments = [segment_of(build_segment([one]), [True]) for one in documents]

    joined = join_segments(segments)

    rebuilt = build_segment(documents)
    assert joined.arrays["words/documents"].tolist() == rebuilt.arrays["words/documents"].tolist()
    assert joined.arrays["words/positions"].tolist() == rebuilt.arrays["words/positions"].tolist()
