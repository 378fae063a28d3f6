import shutil
import struct
import subprocess
import sys
import zlib

import pytest
from mutagen import id3

from media.errors import UnreadableRecording
from media.tags import Tags, read_tags
from media.tags.fields import pick_fields

SHAPE = {
    "format": None,
    "duration": None,
    "bitrate": None,
    "sample_rate": None,
    "channels": None,
    "title": None,
    "artist": None,
    "album": None,
    "date": None,
    "genre": None,
    "comment": None,
    "language": None,
    "has_cover": False,
    "chapters": [],
    "lyrics": [],
    "problems": [],
}
TEXTS = {
    "title": "Dialog Pagi: Air Bersih",
    "artist": "Radio Contoh",
    "album": "Dialog Pagi",
    "date": "2022-06-15",
    "genre": "Speech",
    "comment": "Direkam di studio – siaran langsung",
    "language": "ind",
}
LINES = [
    {"start": 0.0, "text": "Selamat pagi, pendengar."},
    {"start": 1.25, "text": "Apa kabar Bapak hari ini?"},
]
UNTIMED = [line | {"start": None} for line in LINES]


def facts(format, duration, bitrate, sample_rate):
    return {
        "format": format,
        "duration": pytest.approx(duration, abs=0.001),
        "bitrate": bitrate,
        "sample_rate": sample_rate,
        "channels": 1,
    }


def chapters(middle, end):
    ends = pytest.approx(end, abs=0.001)
    return [
        {"start": 0.0, "end": middle, "title": "Pembuka"},
        {"start": middle, "end": ends, "title": "Tanya jawab"},
    ]


MP3 = facts("mp3", 2.0, 32000, 24000)
WAV = facts("wav", 0.5, 128000, 8000)
COVER = {"has_cover": True}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain.mp3", MP3),
        (
            "tagged.mp3",
            MP3 | TEXTS | COVER | {"chapters": chapters(1.25, 2.0), "lyrics": LINES},
        ),
        ("tagged-v23.mp3", facts("mp3", 2.0, 33593, 44100) | TEXTS | {"lyrics": LINES}),
        (
            "id3v1.mp3",
            facts("mp3", 2.064, 32000, 24000)
            | TEXTS
            | {"date": "2022", "comment": None, "language": None},
        ),
        (
            "tagged.m4a",
            facts("mp4", 2.043, 24035, 24000)
            | TEXTS
            | COVER
            | {"chapters": chapters(1.25, 2.0), "lyrics": UNTIMED},
        ),
        (
            "tagged.flac",
            facts("flac", 1.0, 30720, 8000)
            | TEXTS
            | COVER
            | {"chapters": chapters(0.5, 1.0), "lyrics": LINES},
        ),
        (
            "tagged.oga",
            facts("flac", 1.0, 36832, 8000)
            | TEXTS
            | COVER
            | {"chapters": chapters(0.5, 1.0), "lyrics": LINES},
        ),
        (
            "tagged.ogg",
            facts("vorbis", 2.0, 32000, 22050)
            | TEXTS
            | COVER
            | {"chapters": chapters(0.5, 2.0), "lyrics": UNTIMED},
        ),
        (
            "tagged.opus",
            facts("opus", 2.0, 17784, 48000)
            | TEXTS
            | COVER
            | {"chapters": chapters(0.5, 2.0), "lyrics": LINES},
        ),
        ("tagged.wma", facts("wma", 2.042, 24000, 22050) | TEXTS | {"lyrics": LINES}),
        (
            "tagged.aiff",
            facts("aiff", 0.5, 128000, 8000) | TEXTS | {"chapters": chapters(0.25, 0.5)},
        ),
        ("info.wav", WAV | TEXTS),
        ("id3.wav", WAV | TEXTS | {"chapters": chapters(0.25, 0.5)}),
        (
            "bext.wav",
            WAV | {name: TEXTS[name] for name in ("artist", "date", "comment")},
        ),
        ("cue.wav", WAV | {"chapters": chapters(0.25, 0.5)}),
        ("streamed.wav", WAV),
        ("rf64.wav", WAV),
    ],
)
def test_a_file_says_of_itself_what_its_tags_hold(audio, name, expected):
    assert read_tags(audio / name).as_dict() == SHAPE | expected


def chunk(name, content):
    return struct.pack(">4sI", name, len(content)) + content + bytes(len(content) % 2)


def aiff_c(frames, compression, *texts, sound=34):
    """An AIFF-C file of 8,000 Hz, mono, with bytes of sound and texts in their own chunks."""
    rate = bytes.fromhex("400bfa00000000000000")
    facts = struct.pack(">hLh", 1, frames, 16) + rate + compression + bytes(2)
    parts = [chunk(b"COMM", facts), *texts, chunk(b"SSND", bytes(8 + sound))]
    return chunk(b"FORM", b"AIFC" + b"".join(parts))


def test_an_aiff_without_id3_is_named_by_its_own_chunks(tmp_path):
    texts = {b"NAME": b"Dialog Pagi ", b"AUTH": b"Radio Contoh", b"ANNO": b"Kaf\xe9, 50 menit"}
    file = tmp_path / "siaran.aif"
    file.write_bytes(
        aiff_c(16_000, b"NONE", *(chunk(*text) for text in texts.items()), sound=32_000)
    )

    tags = read_tags(file)

    assert (tags.title, tags.artist, tags.comment) == (
        "Dialog Pagi",
        "Radio Contoh",
        "Kafé, 50 menit",
    )
    assert (tags.duration, tags.bitrate) == (2.0, 128_000)


def test_a_compressed_aiff_counts_packets_and_not_samples(tmp_path):
    file = tmp_path / "siaran.aifc"
    file.write_bytes(aiff_c(250, b"ima4"))

    tags = read_tags(file)

    assert tags.duration == 2.0
    assert tags.bitrate == file.stat().st_size * 4


def test_where_a_header_counts_no_frames_those_that_are_there_count(audio, tmp_path):
    data = bytearray((audio / "plain.mp3").read_bytes())
    counted = data.index(b"Info") + 8
    data[counted : counted + 4] = bytes(4)
    file = tmp_path / "siaran.mp3"
    file.write_bytes(data)

    tags = read_tags(file)

    assert tags.duration == pytest.approx(2.064)
    assert tags.problems == (
        "The header states no length; the 2.1 seconds that are in the file were taken.",
    )


@pytest.mark.parametrize("date", ["0000", "0000-00-00", "00000000"])
def test_the_year_0000_is_no_date(date):
    assert pick_fields("id3", {"TDRC": [date]})["date"] is None


def test_every_answer_has_every_key():
    assert Tags().as_dict() == SHAPE


def cut_to(share):
    return lambda data: data[: int(len(data) * share)]


@pytest.mark.parametrize(
    ("name", "damage", "problem"),
    [
        ("plain.mp3", lambda data: b"", "The file is empty."),
        ("plain.mp3", lambda data: bytes(5000), "not an audio file that can be read"),
        ("plain.mp3", lambda data: b"Catatan rapat\n" * 500, "not an audio file that can be read"),
        ("tagged.mp3", cut_to(0.5), "cut off: its header promises 2.1 seconds"),
        ("tagged.mp3", cut_to(0.05), "No MPEG audio was found in the file."),
        ("tagged.m4a", cut_to(0.1), "The MP4 file is damaged"),
        ("tagged.m4a", lambda data: data[:-100], "100 bytes are missing at its end"),
        ("tagged.flac", cut_to(0.01), "The FLAC file is damaged"),
        ("tagged.flac", cut_to(0.4), "cut off: its header promises 1.0 seconds, it holds 0.4"),
        ("tagged.ogg", cut_to(0.05), "The Ogg file is damaged"),
        ("tagged.opus", cut_to(0.05), "The Ogg file is damaged"),
        ("tagged.wma", cut_to(0.01), "The Windows Media file is damaged"),
        ("tagged.aiff", cut_to(0.002), "The AIFF file is damaged"),
        ("info.wav", cut_to(0.5), "cut off: its header promises 0.5 seconds, it holds 0.3"),
        ("info.wav", cut_to(0.003), "header is incomplete"),
        ("info.wav", lambda data: data[:12] + data[36:], "header is incomplete"),
        (
            "id3.wav",
            lambda data: data.replace(b"ID3\x04", b"ID3\x09"),
            "The ID3 tag cannot be read",
        ),
    ],
)
def test_damage_is_a_sentence_and_no_failure(audio, tmp_path, name, damage, problem):
    damaged = tmp_path / name
    damaged.write_bytes(damage((audio / name).read_bytes()))

    problems = read_tags(damaged).problems

    assert any(problem in said for said in problems), problems


@pytest.mark.parametrize(
    ("name", "suffix", "kind"),
    [
        ("tagged.flac", ".mp3", "FLAC"),
        ("tagged.mp3", ".wav", "MP3"),
        ("tagged.opus", ".m4a", "Ogg Opus"),
        ("info.wav", ".MP3", "WAV"),
    ],
)
def test_a_wrong_suffix_is_said_and_the_content_is_read(audio, tmp_path, name, suffix, kind):
    renamed = tmp_path / f"rekaman{suffix}"
    shutil.copy(audio / name, renamed)

    tags = read_tags(renamed)

    assert tags.title == TEXTS["title"]
    assert tags.problems == (f"The name ends in {suffix}, but the file holds {kind}.",)


@pytest.mark.parametrize("name", ["rekaman", "rekaman.bin", "rekaman.oga", "rekaman.OGG"])
def test_a_suffix_that_promises_nothing_else_is_no_problem(audio, tmp_path, name):
    shutil.copy(audio / "tagged.opus", tmp_path / name)

    assert read_tags(tmp_path / name).problems == ()


def test_an_mp4_file_need_not_say_its_brand_first(audio, tmp_path):
    data = (audio / "tagged.m4a").read_bytes()
    start = int.from_bytes(data[:4])  # the length of the `ftyp` atom, left out in old files
    (tmp_path / "rekaman.m4a").write_bytes(data[start:])

    assert read_tags(tmp_path / "rekaman.m4a").title == TEXTS["title"]


def test_tags_survive_where_the_audio_is_lost(audio, tmp_path):
    damaged = tmp_path / "rekaman.mp3"
    whole = (audio / "tagged.mp3").read_bytes()
    damaged.write_bytes(whole[:-8000] + bytes(8000))

    assert read_tags(damaged).title == TEXTS["title"]


def test_a_compressed_frame_cannot_fill_the_memory(audio, tmp_path):
    bomb = tmp_path / "bom.mp3"
    packed = zlib.compress(b"\x03" + bytes(1 << 28), 9)
    flags = b"\x00\x09"  # compressed, with its inflated size stated (ID3v2.4, 4.1.2)
    frame = b"TIT2" + id3.BitPaddedInt.to_str(len(packed) + 4) + flags + bytes(4) + packed
    header = b"ID3\x04\x00\x00" + id3.BitPaddedInt.to_str(len(frame))
    bomb.write_bytes(header + frame + (audio / "plain.mp3").read_bytes())

    tags = read_tags(bomb)

    assert tags.title is None
    assert tags.duration == pytest.approx(2.0)


def id3_frame(name, data):
    return name + id3.BitPaddedInt.to_str(len(data)) + b"\0\0" + data


LONG_LYRICS = b"\3ind\2\1\0" + b"la\0\0\0\0\0" * 100_000


@pytest.mark.parametrize(
    "frames",
    [id3_frame(b"TXXX", b"\3a\0b") * 50_000, id3_frame(b"SYLT", LONG_LYRICS)],
)
def test_a_tag_that_would_take_minutes_is_left_unread(audio, tmp_path, frames):
    header = b"ID3\4\0\0" + id3.BitPaddedInt.to_str(len(frames))
    bomb = tmp_path / "bom.mp3"
    bomb.write_bytes(header + frames + (audio / "plain.mp3").read_bytes())

    said = read_tags(bomb)

    assert said.problems == ("The tags are larger than those of any honest file; left unread.",)
    assert said.duration == pytest.approx(2.0)


@pytest.mark.parametrize("version", [3, 4])
def test_a_large_cover_does_no_harm_to_the_other_tags(audio, tmp_path, version):
    shutil.copy(audio / "tagged-v23.mp3", tmp_path / "rekaman.mp3")
    tags = id3.ID3(tmp_path / "rekaman.mp3")
    tags.add(id3.APIC(encoding=0, mime="image/png", type=3, desc="", data=b"\xff\0" * 1_000_000))
    tags.save(v2_version=version)

    said = read_tags(tmp_path / "rekaman.mp3")

    assert said.has_cover
    assert said.title == TEXTS["title"]
    assert said.problems == ()


def test_headers_that_promise_too_much_are_left_unread(tmp_path):
    bomb = tmp_path / "bom.m4a"
    atom = (8).to_bytes(4) + b"free"
    bomb.write_bytes((20).to_bytes(4) + b"ftypM4A " + bytes(8) + atom * 200_000)

    assert read_tags(bomb).problems == (
        "The tags are larger than those of any honest file; left unread.",
    )


def test_a_missing_file_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "tiada.mp3", tmp_path):
        with pytest.raises(UnreadableRecording, match=path.name):
            read_tags(path)


def test_reading_tags_needs_no_decoder(audio):
    program = (
        "import sys; from pathlib import Path; from media.tags import read_tags;"
        f"read_tags(Path({str(audio / 'tagged.mp3')!r}));"
        "print({'av', 'numpy', 'mutagen.flac'} & set(sys.modules))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert printed.stdout == "set()\n"
