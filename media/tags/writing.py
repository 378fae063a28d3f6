"""The tags that a delivery copy carries. Only MP3 that Gaung made is written, never a master."""

from pathlib import Path
from typing import Any

from mutagen.id3 import (
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TDRC,
    TIT2,
    TLAN,
    TPE1,
    CTOCFlags,
)

from media.tags.model import Chapter, Tags

UTF8 = 3
FRAMES: dict[str, Any] = {
    "title": TIT2,
    "artist": TPE1,
    "album": TALB,
    "date": TDRC,
    "genre": TCON,
    "language": TLAN,
}
NO_OFFSET = 0xFFFFFFFF


def write_tags(path: Path, tags: Tags) -> None:
    """Give an MP3 file the texts and chapters of `tags` as ID3v2.4; other fields are left out."""
    id3 = ID3()
    for name, frame in FRAMES.items():
        if text := getattr(tags, name):
            id3.add(frame(encoding=UTF8, text=[text]))
    if tags.comment:
        id3.add(COMM(encoding=UTF8, lang="und", desc="", text=[tags.comment]))
    _add_chapters(id3, tags.chapters)
    id3.save(path, v1=0)


def _add_chapters(id3: ID3, chapters: tuple[Chapter, ...]) -> None:
    """One CHAP for each chapter and a table of contents (id3.org, chapters 1.0)."""
    for number, chapter in enumerate(chapters, 1):
        end = chapter.start if chapter.end is None else chapter.end
        id3.add(
            CHAP(
                element_id=f"chp{number}",
                start_time=round(chapter.start * 1000),
                end_time=round(end * 1000),
                start_offset=NO_OFFSET,
                end_offset=NO_OFFSET,
                sub_frames=[TIT2(encoding=UTF8, text=[chapter.title])],
            )
        )
    if chapters:
        id3.add(
            CTOC(
                element_id="toc",
                flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
                child_element_ids=[f"chp{number}" for number in range(1, len(chapters) + 1)],
                sub_frames=[],
            )
        )
