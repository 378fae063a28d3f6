import io
import struct

import pytest

from media.tags.atoms import chapters_of, read_movie, top_atoms
from media.tags.model import Chapter

TITLES = ["Pembuka", "Berita", "Tanya jawab"]
CHAPTERS = [
    Chapter(0.0, 2.0, "Pembuka"),
    Chapter(2.0, 4.0, "Berita"),
    Chapter(4.0, 9.0, "Tanya jawab"),
]


def atom(name, *content):
    data = b"".join(content)
    return struct.pack(">I4s", len(data) + 8, name) + data


def numbers(*values):
    return struct.pack(f">{len(values)}I", *values)


def samples(titles):
    return [struct.pack(">H", len(title.encode())) + title.encode() for title in titles]


def movie(place, sizes):
    """A file with one chapter track: two samples in the first chunk, one in the second."""
    first_two = sum(sizes[:2])
    table = (
        atom(b"stts", numbers(0, 2, 2, 2000, 1, 5000)),
        atom(b"stsz", numbers(0, 0, len(sizes), *sizes)),
        atom(b"stsc", numbers(0, 2, 1, 2, 1, 2, 1, 1)),
        atom(b"stco", numbers(0, 2, place, place + first_two)),
    )
    media = atom(b"mdhd", numbers(0, 0, 0, 1000)), atom(b"minf", atom(b"stbl", *table))
    return atom(
        b"moov",
        atom(b"trak", atom(b"tkhd", numbers(0, 0, 0, 1)), atom(b"tref", atom(b"chap", numbers(2)))),
        atom(b"trak", atom(b"tkhd", numbers(0, 0, 0, 2)), atom(b"mdia", *media)),
    )


def chapters_in(data):
    file = io.BytesIO(data)
    return chapters_of(file, read_movie(file, top_atoms(file, len(data))))


def test_chapters_are_read_from_the_text_track_that_another_track_names():
    texts = samples(TITLES)

    data = atom(b"mdat", *texts) + movie(8, [len(text) for text in texts])

    assert chapters_in(data) == CHAPTERS


def test_a_track_that_nobody_names_holds_no_chapters():
    texts = samples(TITLES)

    data = atom(b"mdat", *texts) + movie(8, [len(text) for text in texts])

    assert chapters_in(data.replace(b"chap", b"hint")) == []


def test_a_title_may_be_utf_16():
    title = "Air".encode("utf-16")
    texts = [struct.pack(">H", len(title)) + title]

    data = atom(b"mdat", *texts) + movie(8, [len(text) for text in texts])

    assert chapters_in(data) == [Chapter(0.0, 2.0, "Air")]


@pytest.mark.parametrize("name", [b"stts", b"stsz", b"stsc", b"stco", b"mdhd", b"tkhd", b"moov"])
def test_a_table_that_is_missing_leaves_no_chapters(name):
    texts = samples(TITLES)

    data = atom(b"mdat", *texts) + movie(8, [len(text) for text in texts])

    assert chapters_in(data.replace(name, b"free")) == []


def test_an_atom_that_ends_beyond_the_file_is_seen():
    data = atom(b"ftyp", b"M4A ") + struct.pack(">I4s", 1000, b"mdat") + bytes(100)

    (_, _, end), size = top_atoms(io.BytesIO(data), len(data))[-1], len(data)

    assert end - size == 892
