"""The one gate to espeak-ng: text in, samples out, with the moment at which each word begins.

Its library is used (speak_lib.h, version 1.49 and newer), not its command, for only the library
tells when words begin. Only a confined process calls this (speaking.py).
"""

# mypy: disable-error-code="no-any-return"
# (ctypes knows no types of its functions)

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

LIBRARIES = ("libespeak-ng.so.1", "libespeak-ng.1.dylib", "libespeak-ng.dylib")
SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: samples come to the callback
WORD, END_OF_LIST = 1, 0  # espeak_EVENT_TYPE
CHARACTER_POSITIONS, UTF8 = 1, 1
BUFFER = 500  # milliseconds
FULL_SCALE = 32768


class _Name(ctypes.Union):
    _fields_: ClassVar[Any] = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    ]


class _Event(ctypes.Structure):
    _fields_: ClassVar[Any] = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class SpeechMissing(Exception):
    """espeak-ng, or the voice that is wanted of it, is not there."""


class Voice:
    """A voice of espeak-ng; `rate` is its samples a second. Raises SpeechMissing."""

    def __init__(self, name: str) -> None:
        self._library = _load()
        self.rate: int = self._library.espeak_Initialize(SYNCHRONOUS, BUFFER, None, 0)
        if self.rate <= 0 or self._library.espeak_SetVoiceByName(name.encode()) != 0:
            raise SpeechMissing(name)
        self._pieces: list[npt.NDArray[np.int16]] = []
        self._words: list[tuple[int, int]] = []
        self._take: Callable[..., int] = _Callback(self._hear)
        self._library.espeak_SetSynthCallback(self._take)

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], list[tuple[int, int]]]:
        """The samples of a text, -1 to 1, and pairs (character, sample) where words begin.

        Numbers and abbreviations are read as the voice reads them; some words have no pair.
        """
        self._pieces, self._words = [np.zeros(0, np.int16)], []
        said = text.encode()
        self._library.espeak_Synth(said, len(said) + 1, 0, CHARACTER_POSITIONS, 0, UTF8, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(self._pieces).astype(np.float32)
        return samples * np.float32(1 / FULL_SCALE), self._words

    def _hear(self, samples: Any, count: int, events: Any) -> int:
        if count > 0:
            self._pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
        number = 0
        while events[number].type != END_OF_LIST:
            if events[number].type == WORD:
                self._words.append((events[number].text_position - 1, events[number].sample))
            number += 1
        return 0


def _load() -> ctypes.CDLL:
    for name in LIBRARIES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise SpeechMissing("espeak-ng")
