"""Counting by profile gives what counting document by document gives."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Document
from search.engines.whoosh.building import build_segment
from search.engines.whoosh.columns import values_of
from search.engines.whoosh.profiles import ROWS, YEAR, Tally, profiles_of
from search.engines.whoosh.schema import FILTER_FIELDS
from search.engines.whoosh.segment import Segment

TOPICS = [f"topik{number}" for number in range(ROWS + 3)]
MADE = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["pernyataan", "tokoh"]),
        person=st.sampled_from([None, "raka", "sari"]),
        topics=st.sets(st.sampled_from(TOPICS)).map(sorted).map(tuple),
        date=st.sampled_from([None, date(2021, 1, 2), date(2022, 6, 15), date(2022, 6, 16)]),
    ),
    min_size=1,
    max_size=12,
)
VALUES = {
    "jenis": lambda one: [one.kind],
    "tokoh": lambda one: [one.person] if one.person else [],
    "topik": lambda one: list(one.topics),
    YEAR: lambda one: [str(one.date.year)] if one.date else [],
}


def segment_of(fields: list[dict[str, object]], repeated: int) -> tuple[list[Document], Segment]:
    made = [Document(id=f"s{number}", **own) for number, own in enumerate(fields * repeated)]
    built = build_segment(made)
    return made, Segment("made", built.arrays, built.size, built.total_lengths)


def count(tally: Tally, segment: Segment, name: str) -> dict[str, int]:
    counts = tally.count(name).tolist()
    names = (
        map(str, range(len(counts)))
        if name == YEAR
        else values_of(segment, FILTER_FIELDS[name]).texts
    )
    found = {value: number for value, number in zip(names, counts, strict=True) if number}
    found.pop("0", None)
    return found


@settings(deadline=None)
@given(MADE, st.sampled_from([1, 20]), st.data())
def test_every_facet_counts_the_documents_that_have_a_value(
    fields: list[dict[str, object]], repeated: int, data: st.DataObject
) -> None:
    made, segment = segment_of(fields, repeated)
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(made))))))
    tally = Tally(profiles_of(segment), np.array(chosen, dtype=np.uint32))

    for name, list_values in VALUES.items():
        expected = Counter(value for number in chosen for value in list_values(made[number]))
        assert count(tally, segment, name) == expected


def test_what_one_speaker_says_in_one_episode_is_one_profile() -> None:
    fields = [
        {"kind": "pernyataan", "person": name, "topics": ("air",)} for name in ("raka", "sari")
    ]
    _, segment = segment_of(fields, 50)

    assert profiles_of(segment).count == 2
