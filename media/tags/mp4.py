"""MP4 and M4A: the `ilst` atoms of iTunes and the chapter list `chpl`."""

from typing import Any, BinaryIO

from mutagen.mp4 import MP4

from media.tags.lyrics import read_lines
from media.tags.model import Chapter, Found


def read_mp4(file: BinaryIO, size: int) -> Found:
    """Tags and facts of an MP4 file."""
    found = Found()
    audio: Any = MP4(file)
    found.take_facts(audio.info)
    found.chapters = [Chapter(item.start, None, item.title) for item in audio.chapters or ()]
    for name, values in (audio.tags or {}).items():
        found.texts[name] = [_text_of(value) for value in _listed(values)]
    found.has_cover = bool((audio.tags or {}).get("covr"))
    found.lyrics = read_lines("\n".join(found.texts.get("©lyr", [])))
    return found


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _text_of(value: Any) -> str:
    """Free-form atoms hold bytes, most of them UTF-8; numbers and pairs are written out."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
