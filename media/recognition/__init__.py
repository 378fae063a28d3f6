"""Speech to words: a recogniser of the archive's choice, in a process of its own.

    find_recogniser(name) -> Plugin                    by name; another can be put in its place
    recognise(master, setup, asked, on_progress) -> Hearing
    write_whisper(hearing) -> bytes                    what media.transcripts reads

Nothing is downloaded and no socket is opened: a model is a folder on this machine. What a plug-in
has to be is in model.py; what is confined and what is not, in docs/recognition.md.
"""

from media.recognition.finding import NO_MODEL, check_setup, find_recogniser
from media.recognition.model import (
    Asked,
    HeardWord,
    Hearing,
    Plugin,
    Recogniser,
    Samples,
    Segment,
    Setup,
)
from media.recognition.recognising import GAVE_UP, recognise
from media.recognition.written import sure_of_words, words_of, write_whisper

__all__ = [
    "GAVE_UP",
    "NO_MODEL",
    "Asked",
    "HeardWord",
    "Hearing",
    "Plugin",
    "Recogniser",
    "Samples",
    "Segment",
    "Setup",
    "check_setup",
    "find_recogniser",
    "recognise",
    "sure_of_words",
    "words_of",
    "write_whisper",
]
