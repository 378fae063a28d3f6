"""Windows Media (ASF)."""

from typing import BinaryIO

from mutagen.asf import ASF

from media.tags.lyrics import read_lines
from media.tags.model import Found


def read_wma(file: BinaryIO, size: int) -> Found:
    """Tags and facts of a Windows Media file."""
    audio, found = ASF(file), Found()
    found.take_facts(audio.info)
    for name, value in audio.tags or ():
        found.texts.setdefault(name, []).append(str(value))
    found.has_cover = bool(found.texts.get("WM/Picture"))
    found.lyrics = read_lines("\n".join(found.texts.get("WM/Lyrics", [])))
    return found
