import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.errors import RangeNotSatisfiable
from media.ranges import parse_range

SIZE = 1000


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-499", (0, 500)),
        ("bytes=500-", (500, 1000)),
        ("bytes=0-", (0, 1000)),
        ("bytes=-1", (999, 1000)),
        ("bytes=-5000", (0, 1000)),
        ("bytes=999-5000", (999, 1000)),
        ("Bytes= 10-19 ", (10, 20)),
    ],
)
def test_a_single_range_is_answered_with_its_bytes(header, expected):
    assert parse_range(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=0-1,5-9",
        "bytes=0-1, -1",
        "seconds=0-1",
        "bytes=٣-٩",
        "bytes=0-" + "9" * 5000,
    ],
)
def test_what_need_not_be_understood_gets_the_whole_file(header):
    assert parse_range(header, SIZE) is None


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=1000-", 1000), ("bytes=1000-1001", 1000), ("bytes=-0", 1000), ("bytes=0-", 0)],
)
def test_a_range_outside_the_file_is_refused(header, size):
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, size)


@given(first=st.integers(0, 2000), length=st.integers(1, 2000), size=st.integers(1, 1500))
def test_a_range_never_leaves_the_file_and_begins_where_it_was_asked(first, length, size):
    try:
        found = parse_range(f"bytes={first}-{first + length - 1}", size)
    except RangeNotSatisfiable:
        assert first >= size
    else:
        assert found is not None
        assert found.start == first
        assert found.stop == min(first + length, size)


@given(header=st.text(max_size=40), size=st.integers(0, 2000))
def test_any_header_gives_a_part_of_the_file_or_a_refusal(header, size):
    for text in (header, f"bytes={header}"):
        try:
            found = parse_range(text, size)
        except RangeNotSatisfiable:
            continue
        assert found is None or 0 <= found.start < found.stop <= size
