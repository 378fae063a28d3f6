"""A demo recording as a file: encoded by ffmpeg, tagged as its container holds tags."""

# mypy: disable-error-code="no-untyped-call"
# (mutagen has no types)

import subprocess
from pathlib import Path
from typing import TypedDict

from mutagen import id3
from mutagen.oggopus import OggOpus

from archive.demo.sound import RATE, Sound

CODECS = {".mp3": ["libmp3lame", "-b:a", "32k"], ".opus": ["libopus", "-b:a", "24k"]}
FRAMES = {
    "title": id3.TIT2,
    "artist": id3.TPE1,
    "album": id3.TALB,
    "date": id3.TDRC,
    "genre": id3.TCON,
    "language": id3.TLAN,
}


class Segment(TypedDict):
    """A titled stretch; start and end in seconds."""

    start: float
    end: float
    title: str


def encode(sound: Sound, target: Path) -> None:
    """Write the recording as MP3 or Opus, by the suffix of `target`."""
    pcm = (sound * 32767).astype("<i2").tobytes()
    source = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
    command = ["ffmpeg", "-v", "error", "-y", *source, "-c:a", *CODECS[target.suffix], *exact]
    subprocess.run([*command, str(target)], input=pcm, check=True)  # noqa: S603  # own data


def tag(target: Path, tags: dict[str, str], segments: list[Segment]) -> None:
    """Write tags (the names of FRAMES and "comment") and chapters."""
    write = {".mp3": _tag_id3, ".opus": _tag_vorbis}[target.suffix]
    write(target, tags, segments)


def _tag_id3(target: Path, tags: dict[str, str], segments: list[Segment]) -> None:
    frames = id3.ID3()
    for name, frame in FRAMES.items():
        frames.add(frame(encoding=3, text=[tags[name]]))
    frames.add(id3.COMM(encoding=3, lang="ind", desc="", text=[tags["comment"]]))
    names = [f"s{number}" for number in range(1, len(segments) + 1)]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    frames.add(id3.CTOC(element_id="toc", flags=flags, child_element_ids=names))
    for name, segment in zip(names, segments, strict=True):
        frames.add(_chapter(name, segment))
    frames.save(target, padding=lambda _info: 0)


def _chapter(name: str, segment: Segment) -> id3.CHAP:
    caption = id3.TIT2(encoding=3, text=[segment["title"]])
    start, end = (round(segment[bound] * 1000) for bound in ("start", "end"))
    return id3.CHAP(element_id=name, start_time=start, end_time=end, sub_frames=[caption])


def _tag_vorbis(target: Path, tags: dict[str, str], segments: list[Segment]) -> None:
    file = OggOpus(target)
    for name, value in tags.items():
        file[name] = value
    for number, segment in enumerate(segments):
        minutes, seconds = divmod(segment["start"], 60)
        hours, minutes = divmod(int(minutes), 60)
        file[f"CHAPTER{number:03}"] = f"{hours:02}:{minutes:02}:{seconds:06.3f}"
        file[f"CHAPTER{number:03}NAME"] = segment["title"]
    file.save(padding=lambda _info: 0)
