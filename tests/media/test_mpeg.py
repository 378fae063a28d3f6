import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.containers import MP3, find_audio
from media.mpeg import walk
from tests.media.conftest import AUDIO

FRAMES = (AUDIO / "odd" / "ape.mp3").read_bytes()[:1296]  # 9 frames of 144 bytes, 72 ms each
JUNK = st.binary(max_size=3000).map(lambda data: data.replace(b"\xff", b"\0"))


@given(JUNK, JUNK, JUNK)
def test_what_stands_around_the_frames_of_a_recording_does_not_count(before, between, behind):
    data = before + FRAMES + between + FRAMES + behind

    stream = walk(io.BytesIO(data), 0, len(data))

    assert stream.frames == 18
    assert stream.seconds == pytest.approx(18 * 0.072)
    assert (stream.first, stream.lost) == (len(before), len(between))
    assert stream.until == len(before) + len(between) + 2 * len(FRAMES)


@given(st.integers(1, 9))
def test_frames_are_counted_up_to_where_a_file_is_cut(count):
    data = FRAMES[: 144 * count - 1]

    stream = walk(io.BytesIO(data), 0, len(data))

    assert stream.frames == count - 1
    assert stream.cut == (count > 1)


@given(st.text("<>/=&; \n\0abcdehlmoprty", max_size=9000).map(str.encode))
def test_audio_is_found_behind_a_page_or_zeros(before):
    place = find_audio(io.BytesIO(before + FRAMES))

    assert place == (MP3, len(before))


@given(st.binary(max_size=5000))
def test_any_bytes_are_walked_to_their_end(data):
    stream = walk(io.BytesIO(data), 0, len(data))

    assert stream.size + stream.lost <= len(data)
    assert (stream.first is None) == (stream.frames == 0)
