"""What was heard, written as Whisper writes it, and how sure a recogniser was of each word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any

from media.recognition.model import HeardWord, Hearing, Segment
from media.transcripts import clean_text


def write_whisper(hearing: Hearing) -> bytes:
    """A hearing as Whisper's JSON, which media/transcripts/whisper.py reads."""
    segments = [segment_as_json(segment) for segment in hearing.segments]
    document = {"language": hearing.language, "segments": segments}
    return json.dumps(document, ensure_ascii=False).encode()


def segment_as_json(segment: Segment) -> dict[str, Any]:
    """A segment with its words."""
    words = [
        {
            "word": word.text,
            "start": round(word.start, 3),
            "end": round(word.end, 3),
            "probability": round(sure(word.probability), 4),
        }
        for word in segment.words
    ]
    start, end = round(segment.start, 3), round(segment.end, 3)
    return {"start": start, "end": end, "text": segment.text, "words": words}


def words_of(hearing: Hearing) -> list[HeardWord]:
    """Every word with its times, the space before it taken off."""
    heard = (word for segment in hearing.segments for word in segment.words)
    return [
        HeardWord(word.text.strip(), word.start, word.end, sure(word.probability))
        for word in heard
        if word.text.strip()
    ]


def sure_of_words(hearing: Hearing) -> list[float | None]:
    """How sure the recogniser was of each word of the text, in its order; None: it does not say."""
    return [one for segment in hearing.segments for one in sure_of_segment(segment)]


def sure_of_segment(segment: Segment) -> list[float | None]:
    """The same of one segment: a word of the text is as sure as the least sure of its parts.

    Where the parts do not make the words of the text, each word has the mean of the segment.
    """
    count = len(clean_text(segment.text).split())
    words = [min(parts) for parts in parts_of_words(segment)]
    if len(words) == count:
        return [*words]
    mean = sum(words) / len(words) if words else None
    return [mean] * count


def parts_of_words(segment: Segment) -> Iterator[list[float]]:
    """The probabilities of the parts of each word: a part without a space before it goes on."""
    parts: list[float] = []
    for word in segment.words:
        if not word.text.strip():
            continue
        if parts and word.text[:1].isspace():
            yield parts
            parts = []
        parts.append(sure(word.probability))
        if word.text[-1:].isspace():
            yield parts
            parts = []
    if parts:
        yield parts


def sure(probability: float) -> float:
    """A probability, whatever a recogniser calls one."""
    return min(1.0, max(0.0, probability)) if isfinite(probability) else 0.0
