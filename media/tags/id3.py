"""ID3 tags (id3.org, 2.3 and 2.4, chapters 1.0), alone before MPEG audio or inside WAV and AIFF."""

import io
import zlib
from collections.abc import Iterable
from typing import Any

from mutagen.id3 import ID3, ID3NoHeaderError, _frames

from media.tags.encodings import is_guess, mend, read_again
from media.tags.frames import weigh_tag
from media.tags.lyrics import join_syllables, read_lines
from media.tags.model import Chapter, Found, LyricLine, reason_of

NO_TIME = 0xFFFFFFFF
LARGEST_FRAME = 32 << 20
IN_FRAMES = 1
LOWEST_MPEG1_RATE = 32_000
LATIN1 = 0
SPOKEN = (0, 1, 2)
"""Kinds of SYLT that are words: other, lyrics, text; not movements, events, chords, links."""

INDONESIAN = ("ind", "in", "id")


class _BoundedInflation:
    """What mutagen uses of `zlib`, with a bound: left alone it inflates a frame to any size."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        inflated = inflater.decompress(data, LARGEST_FRAME)
        if inflater.unconsumed_tail:
            raise zlib.error("a compressed frame of more than 32 MiB")
        return inflated


_frames.zlib = _BoundedInflation  # type: ignore[attr-defined, assignment]  # see the class


def read_id3(data: bytes, found: Found) -> None:
    """Take a tag over as bytes, with its header; what is wrong with it is a problem.

    Raises TooMuchToRead.
    """
    weigh_tag(data)
    try:
        take_id3(ID3(io.BytesIO(data)), found)
    except ID3NoHeaderError:
        return
    except Exception as error:  # mutagen raises whatever its parser trips over
        found.problems.append(f"The ID3 tag cannot be read: {reason_of(error)}.")


def take_id3(tags: Any, found: Found) -> None:
    """Take texts, cover, chapters and lyrics over from the frames of a mutagen ID3 object.

    What was found already stays. `found.sample_rate` must be known where lyrics count in frames.
    """
    guessed = False
    for name in {frame.FrameID for frame in tags.values()}:
        frames = tags.getall(name)
        found.texts.setdefault(name, _texts_of(frames))
        guessed = guessed or any(map(_is_guessed, frames))
    if guessed:
        found.problems.append(
            "Texts of the ID3 tag are not in the encoding that it states; they look like GBK and "
            "were read so."
        )
    found.has_cover = found.has_cover or bool(tags.getall("APIC"))
    found.chapters = found.chapters or [_chapter_of(frame) for frame in tags.getall("CHAP")]
    found.lyrics = found.lyrics or take_lyrics(tags, found)


def _texts_of(frames: Iterable[Any]) -> list[str]:
    """The texts of frames of one kind, those without a description first (not COMM:iTunNORM)."""
    plain_first = sorted(frames, key=lambda frame: bool(getattr(frame, "desc", "")))
    for frame in plain_first:
        if texts := getattr(frame, "genres", None) or getattr(frame, "text", None):
            listed = texts if isinstance(texts, list) else [texts]
            return [text_of(frame, str(text)) for text in listed]
    return []


def text_of(frame: Any, text: str) -> str:
    """A text of a frame, in the encoding that it is in rather than the one that is stated."""
    is_latin = getattr(frame, "encoding", LATIN1) == LATIN1
    return read_again(text) if is_latin else mend(text)


def _is_guessed(frame: Any) -> bool:
    texts = getattr(frame, "text", None)
    if getattr(frame, "encoding", None) != LATIN1 or not isinstance(texts, list):
        return False
    return any(is_guess(text) for text in texts if isinstance(text, str))


def _chapter_of(frame: Any) -> Chapter:
    titles = [
        text_of(sub, str(sub)) for name in ("TIT2", "TIT3") for sub in frame.sub_frames.getall(name)
    ]
    end = None if frame.end_time == NO_TIME else frame.end_time / 1000
    return Chapter(frame.start_time / 1000, end, titles[0] if titles else frame.element_id)


def take_lyrics(tags: Any, found: Found) -> list[LyricLine]:
    """The lines of one SYLT frame, else of the USLT frames of one language.

    Of several languages the first counts, if none is that of the recording or Indonesian; that
    there are others is said.
    """
    timed = [frame for frame in tags.getall("SYLT") if frame.text and frame.type in SPOKEN]
    untimed = [frame for frame in tags.getall("USLT") if frame.text.strip()]
    chosen = _of_one_language(timed or untimed, tags, found)
    if timed:
        if len(chosen) > 1:
            found.problems.append(f"Only the first of {len(chosen)} timed lyrics was taken.")
        return _timed_lines(chosen[0], found.sample_rate)
    return [line for frame in chosen for line in read_lines(text_of(frame, frame.text))]


def _of_one_language(frames: list[Any], tags: Any, found: Found) -> list[Any]:
    languages = list(dict.fromkeys(frame.lang.lower() for frame in frames))
    stated = [str(text).lower() for frame in tags.getall("TLAN") for text in frame.text]
    wanted = next((name for name in (*stated, *INDONESIAN) if name in languages), None)
    if len(languages) < 2:  # noqa: PLR2004
        return frames
    chosen = wanted or languages[0]
    found.problems.append(
        f"The file holds lyrics in several languages ({', '.join(languages)}); those in {chosen} "
        f"were taken."
    )
    return [frame for frame in frames if frame.lang.lower() == chosen]


def _timed_lines(frame: Any, sample_rate: int | None) -> list[LyricLine]:
    unit = _seconds_per_frame(sample_rate) if frame.format == IN_FRAMES else 0.001
    return join_syllables((text_of(frame, text), time * unit) for text, time in frame.text)


def _seconds_per_frame(sample_rate: int | None) -> float:
    """Length of an MPEG frame of layer III: 1152 samples, 576 below 32 kHz (ISO 13818-3)."""
    rate = sample_rate or 44100
    return (1152 if rate >= LOWEST_MPEG1_RATE else 576) / rate
