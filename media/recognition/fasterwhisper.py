"""The recogniser `faster-whisper`: Whisper's models by CTranslate2, on the processor, in 8 bits.

It is the extra `asr` and imported only where speech is recognised. It never downloads: the model is
a folder that was converted for CTranslate2, its tokenizer stands in it, and the detector of speech
comes with the package.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from media.recognition.finding import unavailable
from media.recognition.model import Asked, HeardWord, Samples, Segment

NAME = "faster-whisper"
NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without tokenizer.json the package would fetch one from the internet."""
PROMPT_TOKENS = 200
"""Tokens for names: a prompt may have half of Whisper's 448, and the rest is for what is heard."""
OPTIONS = {
    "task": "transcribe",
    "word_timestamps": True,
    "vad_filter": True,
    "condition_on_previous_text": False,  # what was misheard once is not heard on and on
}


def check(model: Path) -> None:
    """Raise RecogniserUnavailable where the package or a file of the model is missing."""
    if find_spec("faster_whisper") is None:
        raise unavailable("not installed", name=NAME)
    missing = next((name for name in NEEDED if not (model / name).is_file()), None)
    if missing:
        raise unavailable("no such model", folder=str(model), name=NAME, missing=missing)


def open(model: Path, threads: int) -> FasterWhisper:
    """Load a model. Raises RecogniserUnavailable."""
    check(model)
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
    from faster_whisper import WhisperModel

    try:
        loaded = WhisperModel(
            str(model),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            local_files_only=True,
        )
    except Exception as error:  # CTranslate2 and the tokenizers raise what they like
        raise unavailable("broken model", folder=str(model), reason=str(error)) from error
    return FasterWhisper(loaded)


class FasterWhisper:
    """A loaded model."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """Name and version of the package."""
        return f"{NAME} {version(NAME)}"

    def hear(self, samples: Samples, asked: Asked) -> Iterator[Segment]:
        """The segments of a stretch of sound."""
        names = fit_names(asked.names, self._count_tokens)
        found, _ = self._model.transcribe(samples, **options_for(asked.language, names))
        for segment in found:
            yield segment_of(segment)

    def _count_tokens(self, text: str) -> int:
        return len(self._model.hf_tokenizer.encode(text, add_special_tokens=False).ids)


def options_for(language: str, names: str) -> dict[str, Any]:
    """What `transcribe` is given beside the sound.

    Names are "hotwords", which stand before every window of 30 seconds; an initial prompt would
    stand before the first alone.
    """
    return {**OPTIONS, "language": language, "hotwords": names or None}


def fit_names(names: Sequence[str], count: Callable[[str], int], most: int = PROMPT_TOKENS) -> str:
    """Whole names, parted by commas, the first ones, as long as their tokens have room."""
    kept: list[str] = []
    used = 0
    for name in names:
        used += count(f" {name},")
        if used > most:
            break
        kept.append(name)
    return ", ".join(kept)


def segment_of(segment: Any) -> Segment:
    """A segment of the package as one of ours."""
    words = tuple(
        HeardWord(word.word, float(word.start), float(word.end), float(word.probability))
        for word in segment.words or ()
    )
    return Segment(float(segment.start), float(segment.end), segment.text, words)
