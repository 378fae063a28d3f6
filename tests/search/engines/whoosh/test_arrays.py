"""A file of arrays gives back what was written, or says that it cannot."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from search.engines.whoosh.arrays import ALIGNMENT, ArrayFile, write_arrays
from search.engines.whoosh.inverted import Array
from search.errors import IndexUnavailable

KINDS = st.sampled_from(["u1", "<u2", ">u2", "<u4", "<i4", "<i8", "<u8"])
ARRAYS = st.dictionaries(
    st.text("abc/é", min_size=1, max_size=5),
    KINDS.flatmap(lambda kind: npst.arrays(kind, st.integers(0, 40))),
    max_size=5,
)


def write(path: Path, arrays: dict[str, Array]) -> None:
    with path.open("wb") as file:
        write_arrays(file, arrays)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "numbers"
    write(path, {"a": np.arange(1000, dtype=np.uint32), "b": np.arange(3, dtype=np.uint8)})
    return path


@given(ARRAYS)
def test_arrays_come_back_as_they_were(arrays: dict[str, Array]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "numbers"
        write(path, arrays)

        found = ArrayFile(path).arrays

        assert list(found) == list(arrays)
        for name, array in arrays.items():
            assert found[name].tolist() == array.tolist()
            assert found[name].dtype == array.dtype.newbyteorder("<")


def test_each_array_lies_where_any_processor_reads_it_at_once(written: Path) -> None:
    for array in ArrayFile(written).arrays.values():
        assert array.ctypes.data % ALIGNMENT == 0


def test_what_is_read_cannot_be_changed(written: Path) -> None:
    array = ArrayFile(written).arrays["a"]

    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


@pytest.mark.parametrize("left", [0, 5, 23, 24, 100, 4000])
def test_a_file_that_was_cut_short_is_not_opened(written: Path, left: int) -> None:
    os.truncate(written, left)

    with pytest.raises(IndexUnavailable, match="damaged"):
        ArrayFile(written)


def test_a_file_that_grew_is_not_opened(written: Path) -> None:
    written.write_bytes(written.read_bytes() + b"\0")

    with pytest.raises(IndexUnavailable, match="damaged"):
        ArrayFile(written)


def test_a_header_with_any_flipped_bit_is_not_read(written: Path) -> None:
    content = written.read_bytes()
    header = 24 + int.from_bytes(content[8:12], "little")

    for place in range(header):
        damaged = bytearray(content)
        damaged[place] ^= 1 << place % 8
        written.write_bytes(damaged)
        with pytest.raises(IndexUnavailable, match="damaged"):
            ArrayFile(written)


def test_an_open_file_knows_that_it_was_cut_short_and_that_it_was_only_removed(
    written: Path,
) -> None:
    file = ArrayFile(written)
    assert file.still_whole()

    other = written.with_name("other")
    os.link(written, other)
    written.unlink()
    assert file.still_whole()

    os.truncate(other, 100)
    assert not file.still_whole()
